"""From rule sets to a program: the pipeline is one tuple of passes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from relcore.errors import Diagnostic, RuleError
from relcore.ir import RuleSet, Scalar
from relcore.program.check import check_rules, complete_heads
from relcore.program.digest import digest_of
from relcore.program.draft import Draft
from relcore.program.merge import merge
from relcore.program.overrides import override
from relcore.program.program import Program
from relcore.program.settings import bind_settings
from relcore.program.strata import stratify

PASSES: tuple[Callable[[Draft], Draft], ...] = (
    override,
    merge,
    bind_settings,
    complete_heads,
    check_rules,
    stratify,
)


def draft_program(rulesets: Iterable[RuleSet], settings: Mapping[str, Scalar] | None = None) -> Draft:
    """Run all passes and give the draft with every problem found."""
    draft = Draft(tuple(rulesets), settings or {})
    for step in PASSES:
        draft = step(draft)
    return draft


def check(
    rulesets: Iterable[RuleSet], settings: Mapping[str, Scalar] | None = None
) -> tuple[Diagnostic, ...]:
    """List the problems of rule sets without raising."""
    return draft_program(rulesets, settings).problems


def compile_program(rulesets: Iterable[RuleSet], settings: Mapping[str, Scalar] | None = None) -> Program:
    """Make a program of rule sets; all problems are raised together as one `RuleError`."""
    draft = draft_program(rulesets, settings)
    if draft.problems:
        raise RuleError(draft.problems)
    return Program(
        strata=draft.strata,
        types=draft.types,
        parameters=draft.parameters,
        values=draft.values,
        actions=draft.actions,
        # What one maker brings may come in several rule sets of one name.
        playbooks=tuple(
            dict.fromkeys((source.name, source.version, source.distribution) for source in draft.sources)
        ),
        digest=digest_of(draft.rules, draft.values, draft.types),
        models=draft.models,
        overrides=draft.overrides,
        accepted=tuple(dict.fromkeys(one for source in draft.sources for one in source.accepted)),
    )

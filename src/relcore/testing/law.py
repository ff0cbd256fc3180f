"""What a law is: something that must be true of any playbook, whatever the customer's life was like."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from relcore.advice import Catalogue, CustomerAdvice
from relcore.advisor import Advisor
from relcore.errors import UsageError
from relcore.executors.protocol import Executor, Limits
from relcore.facts import ActionSpec, Fact
from relcore.ir import Rule, RuleSet, Scalar
from relcore.lang import Playbook
from relcore.playbooks import module_named, ruleset_named
from relcore.plugins import load_plugins, loaded
from relcore.program import Program, compile_program
from relcore.rules import WORDS
from relcore.testing.lives import Life
from relcore.testing.monotone import Monotone
from relcore.testing.story import beside_builtin, ruleset_of, vocabulary_of
from relcore.testing.tale import tale

FEW = Limits(conclusions=5_000)
"""Far more than should follow from one drawn life."""


@dataclass(frozen=True)
class Subject:
    """What is tried: playbooks put together, and how they are run."""

    rulesets: tuple[RuleSet, ...]
    own: frozenset[str] = frozenset()
    """Ids of the rules that somebody wants to know about; drawn lives lean towards them."""
    settings: Mapping[str, Scalar] = field(default_factory=dict)
    executors: tuple[str | Executor, ...] = ("compiled", "reference")
    """The first one runs all laws; the others must agree with it."""
    limits: Limits = FEW
    """The most that may follow from one drawn life."""
    words: tuple[Path, ...] = ()
    specs: tuple[ActionSpec, ...] = ()
    monotone: tuple[Monotone, ...] = ()

    @cached_property
    def advisor(self) -> Advisor:
        """An advisor with the playbooks."""
        return Advisor(
            self.rulesets,
            settings=self.settings,
            executor=self.runners[0],
            words=self.words,
            specs=self.specs,
        )

    @cached_property
    def program(self) -> Program:
        """The program; raises `RuleError` with all problems where it cannot be compiled."""
        return self.advisor.program

    @cached_property
    def backwards(self) -> Program:
        """The same playbooks and rules in the opposite order."""
        turned = [replace(one, rules=one.rules[::-1]) for one in reversed(self.rulesets)]
        return compile_program(turned, self.settings)

    @cached_property
    def runners(self) -> tuple[Executor, ...]:
        """The executors."""
        return tuple(map(_executor, self.executors))

    @property
    def watched(self) -> list[Rule]:
        """The rules that somebody wants to know about."""
        rules = self.program.rules.values()
        return [rule for rule in rules if not self.own or rule.id in self.own]

    @cached_property
    def catalogue(self) -> Catalogue:
        """The messages."""
        return Catalogue(*self.words, WORDS)

    def advise(self, facts: Sequence[Fact], life: Life, lang: str = "en") -> CustomerAdvice:
        """Give the advice on facts on the day of a life."""
        return self.advisor.advise(facts, as_of=life.as_of, lang=lang)

    def holds(self, line: str, facts: Sequence[Fact], life: Life) -> bool:
        """Say whether a line of a story is true of the advice on facts."""
        return vocabulary_of(self.advisor).read(line).holds(self.advise(facts, life))


def subject_of(
    playbooks: Sequence[Playbook | RuleSet] = (),
    *,
    with_builtin: bool = True,
    settings: Mapping[str, Scalar] | None = None,
    executors: Sequence[str | Executor] = ("compiled", "reference"),
    limits: Limits | None = None,
    words: Sequence[Path] = (),
    specs: Sequence[ActionSpec] = (),
    monotone: Sequence[Monotone] = (),
) -> Subject:
    """Put playbooks together for laws to be tried on them."""
    own = [ruleset_of(book) for book in playbooks]
    return Subject(
        rulesets=tuple(beside_builtin(own) if with_builtin else own),
        own=frozenset(rule.id for ruleset in own for rule in ruleset.rules),
        settings=settings or {},
        executors=tuple(executors),
        limits=limits or FEW,
        words=tuple(words),
        specs=tuple(specs),
        monotone=tuple(monotone),
    )


def subject_named(name: str) -> Subject:
    """Put a playbook named `module:attribute`, or the plug-in in a module, beside the built-in one.

    Raises `UsageError` (RC014, RC015) for a name of something else, `PluginError` for a plug-in at fault.
    """
    if ":" in name:
        return subject_of([ruleset_named(name)])
    plugin = load_plugins([module_named(name)])
    return subject_of(plugin.rulesets, words=plugin.words, specs=plugin.specs)


Check = Callable[[Subject, Life], str | None]
"""Says what is wrong, or nothing."""


@dataclass(frozen=True)
class Law:
    """Something that must be true of any playbook; its docstring says what."""

    name: str
    check: Check

    @property
    def says(self) -> str:
        """The law in a sentence."""
        return (self.check.__doc__ or "").strip().split("\n\n")[0].replace("\n    ", " ")

    def __str__(self) -> str:
        return self.name


def law(check: Check) -> Law:
    """Make a law of a function: its name is the law's, its docstring says what must be true."""
    return Law(check.__name__.replace("_", "-"), check)


@dataclass(frozen=True)
class Breach:
    """A law that does not hold, and the life that shows it."""

    law: Law
    said: str
    life: Life

    def text(self) -> str:
        """Tell the breach as a customer's story."""
        story = "\n".join(f"  {line}" for line in tale(self.life.facts, self.life.as_of))
        said = self.said.replace("\n", "\n  ")
        return f"{self.law.name}: {self.law.says}\n  {said}\nThe story that shows it:\n{story}"

    def as_dict(self) -> dict[str, object]:
        """Give the breach as plain data."""
        return {
            "law": self.law.name,
            "says": self.law.says,
            "problem": self.said,
            "as_of": self.life.as_of.isoformat(),
            "facts": [
                {"type": type(fact).__name__, **fact.model_dump(mode="json", exclude_none=True)}
                for fact in self.life.facts
            ],
        }


def _executor(choice: str | Executor) -> Executor:
    if not isinstance(choice, str):
        return choice
    known = load_plugins(()).executors
    if choice not in known:
        raise UsageError.of(
            "RC002", f"there is no executor '{choice}'", hint="known: " + ", ".join(sorted(known))
        )
    made: Executor = loaded(known[choice])()
    return made

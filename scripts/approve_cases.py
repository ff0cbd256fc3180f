"""Write anew what each rule concludes, case by case (`python -m scripts.approve_cases [NAME ...]`).

What the cases are given stays as it is; only what follows is written anew, for somebody to read in the
difference before it is committed. With `--search` cases are looked for that tell rules from their mutants,
starting from what the tests of the playbook show of them.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import import_module
from pathlib import Path

from relcore.facts import Fact
from relcore.ir import Rule, RuleSet
from relcore.plugins import load_plugins
from relcore.testing.cases import Case, Cases, texts_of
from relcore.testing.law import Subject, subject_of
from relcore.testing.mutants import Mutant, all_mutants
from scripts.case_search import Search, merged, parted
from scripts.case_seeds import Seed, seeds_of, types_read

ROOT = Path(__file__).parents[1]
HEAD = """What each rule concludes of certain facts, taken by itself, and what where something is otherwise.
Read the difference before you commit one: what stands here, the tests hold for right.
Lines that begin with `given` and `but` are written by hand or found by a search; what follows is written by
`python -m scripts.approve_cases`.
"""


@dataclass(frozen=True)
class Target:
    """A playbook of ours and where its cases stand."""

    name: str
    folder: Path
    tests: tuple[str, ...]

    def playbooks(self) -> Sequence[RuleSet]:
        """Give the rule sets; none for the built-in playbook."""
        if self.name == "relcore":
            return ()
        return load_plugins([import_module(f"relcore_{self.name}")]).rulesets


def _plugin(name: str) -> Target:
    tests = f"plugins/relcore-{name}/tests"
    return Target(name, ROOT / tests / "approved", (tests,))


TARGETS = (
    Target("relcore", ROOT / "tests/rules/approved", ("tests/rules", "tests/scenarios")),
    *map(_plugin, ("saas", "wealth", "wholesale")),
)


def cases_in(folder: Path, cases: Cases) -> dict[str, list[Case]]:
    """Read the cases of a folder, by rule."""
    found: dict[str, list[Case]] = defaultdict(list)
    for path in sorted(folder.glob("*.txt")):
        for text in texts_of(path):
            if text.partition("\n")[0].removeprefix("== ") in cases.rules:
                case = cases.read(text)
                found[case.rule].append(case)
    return found


def write(folder: Path, cases: Cases, found: Mapping[str, Iterable[Case]]) -> None:
    """Write the cases of rules, those of one area in one file."""
    files: dict[str, list[str]] = defaultdict(list)
    for rule in cases.rules:
        files[rule.rpartition(".")[0]] += [cases.text(case) for case in found.get(rule, ())]
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.txt"):
        if path.stem not in files:
            path.unlink()
    for name, texts in files.items():
        if texts:
            (folder / f"{name}.txt").write_text("\n".join([HEAD, *texts]), encoding="utf-8")


def _is_of_our_time(fact: Fact, as_of: date) -> bool:
    """Tell a fact that people would note from one that a test drew for a day far ahead."""
    held = [getattr(fact, name) for name in type(fact).model_fields]
    days = [value for value in held if isinstance(value, date) and not isinstance(value, datetime)]
    return all(day <= as_of + timedelta(days=100) for day in days)


def searched(
    subject: Subject,
    seeds: Mapping[str, list[Seed]],
    known: Mapping[str, list[Case]],
    rules: Iterable[Rule],
) -> tuple[dict[str, list[Case]], list[Mutant]]:
    """Look for cases of rules; give them with the mutants that none of them shows."""
    program = subject.program
    by_rule: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in all_mutants(subject.watched, program):
        by_rule[mutant.rule.id].append(mutant)
    pool: dict[str, dict[str, Fact]] = defaultdict(dict)
    for seed in (seed for found in seeds.values() for seed in found):
        for fact in seed.facts:
            if _is_of_our_time(fact, seed.as_of):
                pool[type(fact).__name__].setdefault(fact.model_dump_json(), fact)
    result: dict[str, list[Case]] = {}
    left: list[Mutant] = []
    for rule in rules:
        near = [fact for name in types_read(rule) for fact in list(pool[name].values())[:4]]
        search = Search(program, rule, by_rule[rule.id], seeds.get(rule.id, ()), near)
        cases = merged(search.run(known.get(rule.id, ())))
        result[rule.id] = [part for case in cases for part in parted(case)]
        left += search.left
    return result, left


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the cases of the named playbooks, or of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="*", help=", ".join(target.name for target in TARGETS))
    parser.add_argument("--search", action="store_true", help="look for further cases; takes minutes")
    parser.add_argument("--rules", default="", metavar="PREFIX", help="search for rules whose id begins so")
    chosen = parser.parse_args(arguments)
    for target in TARGETS:
        if chosen.name and target.name not in chosen.name:
            continue
        own = target.playbooks()
        cases = Cases(own)
        found = cases_in(target.folder, cases)
        if chosen.search:
            subject = subject_of(own)
            rules = [rule for rule in subject.watched if rule.id.startswith(chosen.rules)]
            seeds = seeds_of(subject.program, rules, target.tests)
            more, left = searched(subject, seeds, found, rules)
            found |= more
            for mutant in left:
                print(f"not shown: {mutant.id} {mutant.change}", file=sys.stderr)
        write(target.folder, cases, found)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Advice before and after a change of playbooks, for customer after customer, by responsible rule."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from relcore.advisor import Advisor
from relcore.errors import RelcoreError
from relcore.facts import Snapshot
from relcore.impact.differences import differences
from relcore.impact.model import Change, Group, Impact
from relcore.ir import Param, Rule, walk
from relcore.ledger import Ledger, compare
from relcore.program import Program, dependencies, meaning


def impact(
    customers: Iterable[Snapshot],
    before: Advisor,
    after: Advisor,
    *,
    as_of: date,
    examples: int = 3,
    on_failure: Callable[[str, RelcoreError], None] = lambda _, __: None,
) -> Impact:
    """Decide for each customer with both advisors, and give what differs.

    Keeps counts, and `examples` for each responsible rule; a customer who cannot be decided is counted and
    told to `on_failure`.
    """
    comparison = _Comparison(before, after, as_of)
    found = Impact(as_of, comparison.programs[0].digest, comparison.programs[1].digest)
    found.rules = comparison.counts()
    groups: dict[str, Group] = {}
    for snapshot in customers:
        try:
            changes = list(comparison.changes(snapshot))
        except RelcoreError as error:
            found.failed += 1
            on_failure(snapshot.customer_id, error)
            continue
        found.customers += 1
        found.changed += bool(changes)
        for rule in dict.fromkeys(change.rule for change in changes):
            group = groups.setdefault(rule, comparison.group(rule))
            group.customers += 1
        for change in changes:
            group = groups[change.rule]
            group.counts[change.part, change.subject, change.kind] += 1
            if len(group.examples) < examples:
                group.examples.append(change)
    found.groups = sorted(groups.values(), key=lambda group: (-group.customers, group.rule))
    return found


class _Comparison:
    """Two programs, and which rules differ between them."""

    def __init__(self, before: Advisor, after: Advisor, as_of: date) -> None:
        self._advisors = (before, after)
        self._as_of = as_of
        self.programs = (before.program_on(as_of), after.program_on(as_of))
        old, new = (program.rules for program in self.programs)
        self._how = {rule: "added" for rule in new if rule not in old}
        self._how |= {rule: "removed" for rule in old if rule not in new}
        moved = _moved_parameters(*self.programs)
        for rule in old.keys() & new.keys():
            if meaning(old[rule]) != meaning(new[rule]) or _parameters(new[rule]) & moved:
                self._how[rule] = "changed"
        self._needs = [dependencies(tuple(program.rules.values())) for program in self.programs]

    def counts(self) -> dict[str, int]:
        """Count the rules that differ."""
        counted = Counter(self._how.values())
        return {how: counted[how] for how in ("added", "removed", "changed")}

    def group(self, rule: str) -> Group:
        """Begin the group of a rule."""
        old, new = (program.rules.get(rule) for program in self.programs)
        one = new or old
        if one is None:
            return Group(rule, "", "unchanged", "")
        return Group(rule, one.doc, self._how.get(rule, "unchanged"), one.provenance)

    def changes(self, snapshot: Snapshot) -> Iterator[Change]:
        """Give the differences for one customer."""
        before, after = (one.advise(snapshot, as_of=self._as_of) for one in self._advisors)
        found = list(differences(before, after))
        if not found:
            return
        ledgers = [one.ledger(snapshot, as_of=self._as_of) for one in self._advisors]
        suspects = self._suspects(ledgers[0], ledgers[1])
        for one in found:
            yield Change(
                customer_id=snapshot.customer_id,
                name=after.name,
                part=one.part,
                subject=one.subject,
                label=one.label,
                kind=one.kind,
                rule=self._responsible(one.rules, suspects),
                about=one.about,
                before=one.before,
                after=one.after,
            )

    def _suspects(self, before: Ledger, after: Ledger) -> frozenset[str]:
        """Give the rules that differ and that concluded for this customer what the other side did not."""
        differing = compare(before, after)
        rows = [
            (before, differing.only_first + differing.supports),
            (after, differing.only_second + differing.supports),
        ]
        fired = {
            support.rule for ledger, items in rows for item in items for support in ledger.supports(*item)
        }
        return frozenset(fired & self._how.keys())

    def _responsible(self, rules: tuple[str, ...], suspects: frozenset[str]) -> str:
        """Give the nearest suspect on the way from the rules that speak back to what feeds them.

        Where none feeds them, as where one action takes the place of another, it is the first suspect, or
        else the rule that speaks.
        """
        seen = set(rules)
        queue = deque(rules)
        while queue:
            rule = queue.popleft()
            if rule in suspects:
                return rule
            for needs in self._needs:
                fresh = sorted(needs.get(rule, {}).keys() - seen)
                seen.update(fresh)
                queue.extend(fresh)
        return min(suspects, default=rules[0] if rules else "")


def _moved_parameters(before: Program, after: Program) -> frozenset[str]:
    names = before.values.keys() & after.values.keys()
    return frozenset(name for name in names if before.values[name] != after.values[name])


def _parameters(rule: Rule) -> frozenset[str]:
    exprs = [*rule.where, *(expr for head in rule.heads for _, expr in head.fields)]
    return frozenset(node.name for expr in exprs for node in walk(expr) if isinstance(node, Param))

"""Conclusions as the entries of a playbook file, in short forms where these say the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from relcore.ir import Const, Expr, FactType, Field, Head, Kind, Rule, ValueType
from relcore.playbooks.cells import ANYTHING, MARK, NoValue, constant
from relcore.playbooks.conclusions import FORMS, VERDICTS
from relcore.playbooks.expression_text import Speller, literal
from relcore.playbooks.yaml_text import Flow, Node, Raw

_DECLARED = frozenset({"purpose", "channel", "beneficiary", "promise", "honesty"})
"""Fields that come from the declaration of an action unless the rule gives them."""
_BY_FACT = {fact: (form, named) for form, (fact, named) in FORMS.items()}
_ONE = Const(1)


@dataclass(frozen=True)
class Concluded:
    """Writes the conclusions of one rule; `candidate` is the variable of what a guard judges."""

    rule: Rule
    speller: Speller
    candidate: str | None

    def nodes(self) -> Iterator[Node]:
        """Give the items of `then`."""
        heads = list(self.rule.heads)
        while heads:
            head = heads.pop(0)
            verdict = self._verdict(head)
            if verdict is None:
                yield self._node(head)
                continue
            kind, fields = verdict
            if kind == "replace":
                by = fields.pop("replaced_by", None)
                amount = self._instead(heads[0], by, fields["reason"]) if heads and by else None
                if by is None or amount is None:
                    yield self._full(head)
                    continue
                heads.pop(0)
                fields = {"by": by, **amount, **fields}
            yield self._short(kind, "Verdict", fields.pop("reason"), "reason", fields)

    def _verdict(self, head: Head) -> tuple[str, dict[str, Expr]] | None:
        """Give the form of a verdict on the candidate, and its other fields; nothing for anything else."""
        fields = dict(head.fields)
        if head.fact != "Verdict" or self.candidate is None or "reason" not in fields:
            return None
        judged = {"action": "action", "about": "about", "candidate": "rule"}
        if any(fields.pop(name, None) != Field(self.candidate, of) for name, of in judged.items()):
            return None
        kind, rule, layer = fields.pop("kind", None), fields.pop("rule", None), fields.pop("layer", None)
        if not isinstance(kind, Const) or kind.value not in VERDICTS.values():
            return None
        if rule != Const(self.rule.id) or not isinstance(layer, Const) or layer.value != self.rule.layer:
            return None
        form = next(form for form, value in VERDICTS.items() if value == kind.value)
        left = {name: expr for name, expr in fields.items() if not self._is_default("Verdict", name, expr)}
        left["reason"] = fields["reason"]
        known = {"reason", "replaced_by", "channel", "until", "limit"}
        return (form, left) if left.keys() <= known else None

    def _instead(self, head: Head, by: Expr, reason: Expr) -> dict[str, Expr] | None:
        """Give the amount of what a verdict puts in the candidate's place; nothing for anything else."""
        fields = dict(head.fields)
        expected: dict[str, Expr] = {
            "action": by,
            "reason": reason,
            "rule": Const(self.rule.id),
            **{name: Field(str(self.candidate), name) for name in ("about", "due", "weight")},
        }
        if head.fact != "Recommendation":
            return None
        if any(not _same(fields.pop(name, None), expr) for name, expr in expected.items()):
            return None
        return fields if fields.keys() <= {"amount"} else None

    def _node(self, head: Head) -> Node:
        form, named = _BY_FACT.get(head.fact, ("", ""))
        fields = self._told(head)
        if not form or named not in fields or head.fact not in self.speller.types:
            return self._full(head)
        if form == "recommend":
            if _same(fields.get("weight"), _ONE):
                del fields["weight"]
            elif "weight" not in fields:
                fields["weight"] = Const(Decimal(1))
        return self._short(form, head.fact, fields.pop(named), named, fields)

    def _short(self, form: str, fact: str, given: Expr, named: str, fields: dict[str, Expr]) -> Node:
        cells: dict[str, Node] = {form: self._cell(given, self._kind(fact, named))}
        names = {"by": "replaced_by"}
        for name, expr in fields.items():
            kind = self._kind("Recommendation" if name == "amount" else fact, names.get(name, name))
            cells[name] = self._cell(expr, kind)
        return cells if len(cells) > 1 else Flow(cells)

    def _full(self, head: Head) -> Node:
        fields = self._told(head)
        cells = {name: self._cell(expr, self._kind(head.fact, name)) for name, expr in fields.items()}
        return {"conclude": head.fact, "with": cells} if cells else {"conclude": head.fact}

    def _told(self, head: Head) -> dict[str, Expr]:
        """Give the fields that the file has to tell; the others are filled in when it is read."""
        fields = dict(head.fields)
        fact = self._type(head.fact)
        told = {name: expr for name, expr in fields.items() if not self._is_default(head.fact, name, expr)}
        signed: dict[str, str] = {"rule": self.rule.id}
        if self.rule.layer:
            signed["layer"] = self.rule.layer
        for name, value in signed.items():
            if fact is None or name not in fact.columns:
                continue
            found = fields.get(name, Const(fact.defaults.get(name)))
            if isinstance(found, Const) and found.value == value:
                told.pop(name, None)
            else:
                told[name] = found
        return told

    def _is_default(self, fact: str, name: str, expr: Expr) -> bool:
        if fact == "Recommendation" and (name in _DECLARED or name == "weight"):
            return False
        known = self._type(fact)
        if known is None or name not in known.defaults or not isinstance(expr, Const):
            return False
        default = known.defaults[name]
        return type(expr.value) is type(default) and expr.value == default

    def _type(self, fact: str) -> FactType | None:
        return self.speller.types.get(fact)

    def _kind(self, fact: str, name: str) -> ValueType:
        known = self._type(fact)
        return known.fields.get(name, ANYTHING) if known else ANYTHING

    def _cell(self, expr: Expr, kind: ValueType) -> Node:
        if isinstance(expr, Const):
            text = _plain(expr)
            if text is None:
                return Raw("null")
            try:
                read = constant(text, kind)
            except NoValue:
                read = Const(None)
            if not text.startswith(MARK) and _same(read, expr):
                return text if kind.kind is Kind.TEXT or isinstance(expr.value, str) else Raw(text)
        return f"{MARK}{self.speller.spell(expr)}"


def _same(first: Expr | None, second: Expr) -> bool:
    """Whether two expressions are the same but for the names of enumerations."""
    if isinstance(first, Const) and isinstance(second, Const):
        return type(first.value) is type(second.value) and first.value == second.value
    return first == second


def _plain(const: Const) -> str | None:
    value = const.value
    if value is None or isinstance(value, str):
        return value
    if not isinstance(value, bool) and hasattr(value, "isoformat"):
        return str(value.isoformat())
    return literal(const)

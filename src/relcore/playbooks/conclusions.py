"""What follows from a rule of a playbook file: conclusions in short forms and in full."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from relcore.documents import Path
from relcore.facts import Layer
from relcore.ir import Const, Expr, FactType, Field, Head, Kind, ValueType
from relcore.playbooks.cells import ANYTHING, MARK, NoValue, constant
from relcore.playbooks.expression import suggest

FORMS: Mapping[str, tuple[str, str]] = {
    "recommend": ("Recommendation", "action"),
    "warn": ("Finding", "code"),
    "ask": ("Question", "code"),
    "assess": ("Assessment", "axis"),
    "evidence": ("Evidence", "axis"),
    "score": ("Score", "axis"),
}
"""Short forms of conclusions: the fact type, and the field that the form itself gives."""

VERDICTS: Mapping[str, str] = {"deny": "deny", "narrow": "narrow", "defer": "defer", "replace": "replace"}
"""Short forms of verdicts, which guards give; each gives the reason itself."""

CANDIDATE = "candidate"
_INSTEAD = ("about", "due", "weight")
_SIDE = {"by", "amount"}


@dataclass(frozen=True)
class Placed:
    """Where the fields of a conclusion stand in the file."""

    path: Path
    fields: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True)
class Concluding:
    """Reads conclusions with what surrounds them: known types, expressions, complaints."""

    types: Mapping[str, FactType]
    expression: Callable[[str, Path, int], Expr | None]
    """Compiles the text behind the mark, which begins so many characters into the cell."""
    complain: Callable[[str, str, Path, str], None]
    keep: Callable[[Expr, Path], None]
    """Remembers where a constant stands."""
    quoted: Callable[[Path], bool]
    rule: str
    layer: Layer | None

    def read(self, item: Mapping[str, Any], path: Path) -> list[tuple[Head, Placed]]:
        """Read one item of `then`; nothing where it is wrong, which has been told then."""
        known = [*FORMS, *VERDICTS, "conclude"]
        forms = [key for key in item if key in known]
        if len(forms) != 1:
            first = next(iter(item), "")
            hint = suggest(first, known, "begin with one of " + ", ".join(known))
            problem = f"'{first[:100]}' is no conclusion" if not forms else "two conclusions stand in one"
            self.complain("RC642", problem, (*path, first) if first else path, hint)
            return []
        form = forms[0]
        if form == "conclude":
            return self._in_full(item, path)
        if form in VERDICTS:
            return self._verdict(form, item, path)
        fact, named = FORMS[form]
        cells = {named if key == form else key: (value, (*path, key)) for key, value in item.items()}
        extra = {"weight": Const(1)} if form == "recommend" else {}
        return self._conclusion(fact, cells, path, extra)

    def _in_full(self, item: Mapping[str, Any], path: Path) -> list[tuple[Head, Placed]]:
        fact, fields = item["conclude"], item.get("with") or {}
        if strange := [key for key in item if key not in ("conclude", "with")]:
            hint = "write the fields of the conclusion under 'with'"
            self.complain("RC642", f"there is no entry '{strange[0][:100]}' here", (*path, strange[0]), hint)
            return []
        if not isinstance(fact, str) or not isinstance(fields, dict):
            hint = "write 'conclude: TYPE' and, under 'with', its fields"
            self.complain("RC642", "the conclusion has the wrong shape", path, hint)
            return []
        cells = {key: (value, (*path, "with", key)) for key, value in fields.items()}
        return self._conclusion(fact, cells, path, {})

    def _verdict(self, form: str, item: Mapping[str, Any], path: Path) -> list[tuple[Head, Placed]]:
        if self.layer is None:
            hint = "write it under 'guards'"
            self.complain("RC642", f"only a guard may {form}", (*path, form), hint)
            return []
        cells = {key: (value, (*path, key)) for key, value in item.items() if key not in (form, *_SIDE)}
        cells["reason"] = (item[form], (*path, form))
        extra: dict[str, Expr] = {
            "action": Field(CANDIDATE, "action"),
            "about": Field(CANDIDATE, "about"),
            "candidate": Field(CANDIDATE, "rule"),
            "kind": Const(VERDICTS[form], "VerdictKind"),
        }
        if form != "replace":
            return self._conclusion("Verdict", cells, path, extra)
        if "by" not in item:
            self.complain("RC642", f"{form} is given no action", path, "write 'by: ACTION'")
            return []
        by = (item["by"], (*path, "by"))
        verdict = self._conclusion("Verdict", {**cells, "replaced_by": by}, path, extra)
        instead = {"action": by, "reason": cells["reason"]}
        if "amount" in item:
            instead["amount"] = (item["amount"], (*path, "amount"))
        same: dict[str, Expr] = {name: Field(CANDIDATE, name) for name in _INSTEAD}
        return verdict + self._conclusion("Recommendation", instead, path, same)

    def _conclusion(
        self, fact: str, cells: Mapping[str, tuple[Any, Path]], path: Path, extra: Mapping[str, Expr]
    ) -> list[tuple[Head, Placed]]:
        known = self.types.get(fact)
        given: dict[str, Expr] = {}
        whole = True
        for name, (value, where) in cells.items():
            kind = known.fields.get(name, ANYTHING) if known else ANYTHING
            made = self._cell(value, kind, where, name)
            if made is None:
                whole = False
            else:
                given[name] = made
        if not whole:
            return []
        for name, expr in extra.items():
            given.setdefault(name, expr)
        columns = known.columns if known else ()
        if "rule" in columns:
            given.setdefault("rule", Const(self.rule))
        if self.layer and "layer" in columns:
            given.setdefault("layer", Const(str(self.layer), "Layer"))
        places = {name: where for name, (_, where) in cells.items()}
        return [(Head(fact, tuple(given.items())), Placed(path, places))]

    def _cell(self, value: Any, kind: ValueType, path: Path, name: str) -> Expr | None:
        if isinstance(value, (list, dict)):
            self.complain("RC642", f"'{name[:100]}' holds several values", path, "give a single one")
            return None
        if isinstance(value, str) and value.startswith(MARK):
            return self.expression(value[len(MARK) :], path, len(MARK))
        try:
            made = constant(value, kind, quoted=self.quoted(path))
        except NoValue as wanted:
            hint = f"give {wanted}, or an expression behind '='"
            what = kind.kind.phrase if kind.kind is not Kind.ANY else "a value"
            self.complain("RC643", f"'{str(value)[:50]}' is not {what}", path, hint)
            return None
        self.keep(made, path)
        return made

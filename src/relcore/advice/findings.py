"""What a person should know: findings of rules as warnings."""

from __future__ import annotations

from datetime import date

from relcore.advice.tell import Plain, Teller
from relcore.ledger import Ledger, Row, order


def findings(ledger: Ledger, teller: Teller) -> list[Plain]:
    """Give one warning for each code and matter, since its earliest day, in order of code and matter."""
    columns = ledger.shape.columns.get("Finding", ())
    if not columns:
        return []
    code, about, since = (columns.index(name) for name in ("code", "about", "since"))
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in ledger.derived.get("Finding", ()):
        groups.setdefault((row[code], row[about] or ""), []).append(row)
    found = []
    for key in sorted(groups):
        rows = sorted(groups[key], key=lambda row: (row[since] or date.max, order(row)))
        because = [_why(row, columns, teller) for row in rows]
        found.append(
            {
                "code": key[0],
                "about": key[1] or None,
                "since": rows[0][since],
                "text": because[0]["text"],
                "rule": because[0]["rule"],
                "cites": tuple(dict.fromkeys(cite for reason in because for cite in reason["cites"])),
                "because": because,
            }
        )
    return found


def _why(row: Row, columns: tuple[str, ...], teller: Teller) -> Plain:
    content = dict(zip(columns, row, strict=True))
    code, rule = content["code"], content["rule"]
    values = {"about": content["about"], "due": content["since"]}
    text = teller.sentence(f"warning.{code}", teller.doc(rule) or code, values)
    return teller.reason(rule, text, code, "Finding", row)

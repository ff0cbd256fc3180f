"""What a person should know: findings of rules, also those that count something, as warnings."""

from __future__ import annotations

from datetime import date

from relcore.advice.tell import Plain, Teller
from relcore.ledger import Ledger, Row, order


def findings(ledger: Ledger, teller: Teller) -> list[Plain]:
    """Give one warning for each code and matter, since its earliest day, in order of code and matter."""
    found = _findings("Finding", ledger, teller) + _findings("Tally", ledger, teller)
    return sorted(found, key=lambda warning: (warning["code"], warning["about"] or ""))


def _findings(fact: str, ledger: Ledger, teller: Teller) -> list[Plain]:
    columns = ledger.shape.columns.get(fact, ())
    if not columns:
        return []
    code, about, since = (columns.index(name) for name in ("code", "about", "since"))
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in ledger.derived.get(fact, ()):
        groups.setdefault((row[code], row[about] or ""), []).append(row)
    found = []
    for key in sorted(groups):
        rows = sorted(groups[key], key=lambda row: (row[since] or date.max, order(row)))
        because = [_why(fact, row, columns, teller) for row in rows]
        found.append(
            {
                "code": key[0],
                "about": key[1] or None,
                "since": rows[0][since],
                "number": rows[0][columns.index("number")] if fact == "Tally" else None,
                "text": because[0]["text"],
                "rule": because[0]["rule"],
                "cites": tuple(dict.fromkeys(cite for reason in because for cite in reason["cites"])),
                "because": because,
            }
        )
    return found


def _why(fact: str, row: Row, columns: tuple[str, ...], teller: Teller) -> Plain:
    content = dict(zip(columns, row, strict=True))
    code, rule = content["code"], content["rule"]
    values = {"about": content["about"], "due": content["since"], "amount": content.get("number")}
    text = teller.sentence(f"warning.{code}", teller.doc(rule) or code, values)
    return teller.reason(rule, text, code, fact, row)

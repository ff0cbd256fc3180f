"""Rule coverage as text, JSON and a page of HTML."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator

from relcore.testing.coverage import Report, RuleCoverage

_STYLE = (
    "body{font:15px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
    "td,th{text-align:left;padding:.1em 1em .1em 0}summary{cursor:pointer}"
    ".whole{color:#176117}.part{color:#8a5a00}.never{color:#a11616}li b{font-weight:600}"
)


def as_text(report: Report, most: int = 200) -> str:
    """Give totals, rules that never fired, and what else was not seen, at most so many lines."""
    lines = [
        f"{name:<11} {seen:>6} of {of:<6} {_share(seen, of)}" for name, (seen, of) in report.totals.items()
    ]
    gaps = [line for rule in report.rules for line in _gaps(rule)]
    if len(gaps) > most:
        gaps = [
            *gaps[:most],
            f"... and {len(gaps) - most} more lines; the json and html reports hold them all",
        ]
    return "\n".join([*lines, *gaps]) + "\n"


def as_json(report: Report) -> str:
    """Give everything as one JSON object."""
    return json.dumps(report.as_dict(), ensure_ascii=False, indent=1) + "\n"


def as_html(report: Report) -> str:
    """Give everything as a page that stands alone."""
    totals = "".join(
        f"<tr><th>{name}</th><td>{seen} of {of}</td><td>{_share(seen, of)}</td></tr>"
        for name, (seen, of) in report.totals.items()
    )
    rules = "".join(map(_rule, report.rules))
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Rule coverage</title>'
        f"<style>{_STYLE}</style><h1>Rule coverage</h1><table>{totals}</table>{rules}</html>\n"
    )


def _rule(rule: RuleCoverage) -> str:
    state = "whole" if rule.whole else "part" if rule.fired else "never"
    said = {"whole": "all seen", "part": "seen in part", "never": "never fired"}[state]
    parts = "".join(
        f"<li>{html.escape(part.text)}: {', '.join(part.seen) or 'nothing'}"
        + (f"; <b>not {', '.join(part.missing)}</b>" if part.missing else "")
        + "</li>"
        for part in rule.parts
    )
    return (
        f'<details><summary class="{state}">{html.escape(rule.rule)} ({said})</summary>'
        f"<p>{html.escape(rule.sentence)}</p><ul>{parts}</ul></details>"
    )


def _gaps(rule: RuleCoverage) -> Iterator[str]:
    if not rule.fired:
        yield f"{rule.rule}: never fired"
        return
    for part in rule.parts:
        if part.missing:
            yield f"{rule.rule}: {part.text}: not seen {', '.join(part.missing)}"


def _share(seen: int, of: int) -> str:
    return f"{100 * seen / of:.1f} %" if of else "-"

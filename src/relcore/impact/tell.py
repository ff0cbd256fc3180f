"""The impact of a change told as text, and as Markdown for a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from relcore.impact.model import Change, Group, Impact


def as_text(found: Impact) -> str:
    """Tell the impact as plain text."""
    return "\n".join(_text(found)) + "\n"


def as_markdown(found: Impact) -> str:
    """Tell the impact as Markdown: a line with the sum, a table of rules, examples to unfold."""
    return "\n".join(_markdown(found)) + "\n"


def _sum(found: Impact) -> str:
    failed = f", {found.failed} could not be decided" if found.failed else ""
    return (
        f"{found.changed} of {found.customers} customers get other advice on {found.as_of.isoformat()} "
        f"({found.share:.1f}%){failed}"
    )


def _rules(found: Impact) -> str:
    return "rules: " + ", ".join(f"{count} {how}" for how, count in found.rules.items())


def _text(found: Impact) -> Iterator[str]:
    yield _sum(found)
    yield _rules(found)
    for group in found.groups:
        yield ""
        yield f"{group.rule} ({group.how}): {_people(group.customers)}"
        if group.sentence:
            yield f"    {group.sentence}"
        yield from (f"  {line}" for line in _counts(group))
        yield from (f"  e.g. {_example(example)}" for example in group.examples)


def _markdown(found: Impact) -> Iterator[str]:
    yield f"**{_sum(found)}**"
    yield ""
    yield f"Program `{found.before}` → `{found.after}`; {_rules(found)}."
    if not found.groups:
        return
    yield ""
    yield "| responsible rule | | customers | what changes |"
    yield "|---|---|---:|---|"
    for group in found.groups:
        told = "<br>".join(_cell(line) for line in _counts(group))
        yield f"| `{group.rule}` | {group.how} | {group.customers} | {told} |"
    yield ""
    yield "<details><summary>Examples</summary>"
    yield ""
    for group in found.groups:
        sentence = f": {_inline(group.sentence)}" if group.sentence else ""
        yield f"- `{group.rule}`{sentence}"
        yield from (f"  - {_inline(_example(example))}" for example in group.examples)
    yield ""
    yield "</details>"


def _counts(group: Group) -> Iterator[str]:
    for (part, subject, kind), count in sorted(group.counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count} × {part} {subject} {kind}"


def _example(change: Change) -> str:
    about = f" ({change.about})" if change.about else ""
    who = change.customer_id if change.name == change.customer_id else f"{change.customer_id}, {change.name}"
    if change.kind == "changes":
        said = f": {change.before or 'nothing'} → {change.after or 'nothing'}"
    else:
        said = f": {change.after}" if change.after else ""
    return f"{who}: {change.part} {change.subject}{about} {change.kind}{said}"


def _people(count: int) -> str:
    return f"{count} customer{'' if count == 1 else 's'}"


def _cell(text: str) -> str:
    return _inline(text).replace("|", "\\|")


def _inline(text: str) -> str:
    """Keep what comes from data from being read as markup."""
    plain = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#" else sign for sign in plain)

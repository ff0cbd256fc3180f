"""What `relcore portfolio` says: the most pressing actions, and what the run came to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from relcore.cli.options import Lang
from relcore.cli.tables import entries
from relcore.portfolio import Outcome, most_pressing

_MOST = 5

_WORDS: Mapping[Lang, Mapping[str, str]] = {
    Lang.EN: {
        "customers": "customers: {count}; actions: {actions}; refused: {refused}; warnings: {warnings}",
        "written": "written: {file}",
        "moved": "customers moved because a representative's days were taken: {count}",
        "resumed": "went on with what an earlier run had left",
        "failed": "customers without advice: {count}",
        "rejected": "rows set aside: {count}; {file} says why",
        "by": "by {day}",
        "shown": "{shown} of {count} actions, the most pressing first; --out FILE keeps them all",
    },
    Lang.ZH: {
        "customers": "{count} 位客户,建议 {actions} 项,否决 {refused} 项,提醒 {warnings} 条",
        "written": "结果已写入 {file}",
        "moved": "{count} 位客户因负责人日程已满而改期或暂缓",
        "resumed": "接着上次中断的地方继续完成",
        "failed": "{count} 位客户无法给出建议",
        "rejected": "{count} 行未读入,原因见 {file}",
        "by": "{day} 前",
        "shown": "共 {count} 项建议,此处列出最紧要的 {shown} 项;用 --out FILE 保存全部",
    },
}


def table_lines(result: Path, most: int, count: int, lang: Lang) -> Iterator[str]:
    """List the most pressing actions of a result."""
    words = _WORDS[lang]
    found = most_pressing(result, most)
    rows = []
    for row in found:
        due = words["by"].format(day=row["due"]) if row["due"] else ""
        head = " · ".join(filter(None, (row["name"], row["label"], row["channel"], due)))
        rows.append((head, row["text"]))
    yield from entries(rows)
    yield words["shown"].format(shown=f"{len(found):,}", count=f"{count:,}")


def outcome_lines(outcome: Outcome, lang: Lang, *, written: bool) -> Iterator[str]:
    """Say what a run came to."""
    words, record = _WORDS[lang], outcome.record
    yield words["customers"].format(
        count=f"{record.customers:,}",
        actions=f"{record.rows.get('action', 0):,}",
        refused=f"{record.rows.get('suppressed', 0):,}",
        warnings=f"{record.rows.get('warning', 0):,}",
    )
    if record.moved:
        yield words["moved"].format(count=f"{record.moved:,}")
    if outcome.resumed:
        yield words["resumed"]
    if record.failed:
        yield words["failed"].format(count=f"{len(record.failed):,}")
        for customer, problem in list(record.failed.items())[:_MOST]:
            yield f"  {customer}: {problem}"
    if outcome.rejects is not None:
        count = sum(file["rejected"] for file in record.reading["files"])
        yield words["rejected"].format(count=f"{count:,}", file=outcome.rejects)
        yield from (
            f"  {count:,} × {reason}" for reason, count in list(record.reading["rejects"].items())[:_MOST]
        )
    yield from (f"warning: {warning['problem']}" for warning in record.reading["warnings"][:_MOST])
    if written:
        yield words["written"].format(file=outcome.path)

"""What a run over a book came to: customers, most frequent advice, most unlocking answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from relcore.advice import CustomerAdvice
from relcore.books import ReadReport
from relcore.cli.options import Lang

_MOST = 5

_WORDS: Mapping[Lang, Mapping[str, str]] = {
    Lang.EN: {
        "customers": "customers: {count}; actions: {actions}; refused: {refused}; warnings: {warnings}",
        "failed": "customers without advice: {count}; the errors above say why",
        "rejected": "rows set aside: {count}; {file} says why",
        "reason": "  {count} × {what}",
        "warning": "warning: ",
        "advice": "most frequent advice:",
        "refusals": "most frequent refusals:",
        "questions": "open questions whose answers would unlock most:",
        "line": "  {count} × {what}",
        "open": "  {count} × {what}",
        "anybody": "the customer",
    },
    Lang.ZH: {
        "customers": "{count} 位客户,建议 {actions} 项,否决 {refused} 项,提醒 {warnings} 条",
        "failed": "{count} 位客户无法给出建议,原因见上",
        "rejected": "{count} 行未读入,原因见 {file}",
        "reason": "  {count} × {what}",
        "warning": "提示:",
        "advice": "最常见的建议:",
        "refusals": "最常被否决或推迟的做法:",
        "questions": "最值得先问清的问题:",
        "line": "  {count} × {what}",
        "open": "  {count} × {what}",
        "anybody": "客户",
    },
}


class Summary:
    """Counts while advice passes by; keeps none of it."""

    def __init__(self, lang: Lang) -> None:
        self.customers = 0
        self._words = _WORDS[lang]
        self.failed = 0
        self._warnings = 0
        self._actions: Counter[str] = Counter()
        self._refused: Counter[str] = Counter()
        self._unlocks: Counter[str] = Counter()
        self._open: Counter[str] = Counter()
        self._questions: dict[str, str] = {}

    def add(self, advice: CustomerAdvice) -> None:
        """Count the advice for one customer."""
        self.customers += 1
        self._warnings += len(advice.warnings)
        self._actions.update(action.label for action in advice.actions)
        self._refused.update(action.label for action in advice.suppressed)
        for question in advice.questions:
            self._unlocks[question.code] += len(question.unlocks)
            self._open[question.code] += 1
            if question.code not in self._questions:
                self._questions[question.code] = question.text.replace(advice.name, self._words["anybody"])

    def lines(self) -> Iterator[str]:
        """Say what it came to."""
        words = self._words
        yield words["customers"].format(
            count=f"{self.customers:,}",
            actions=f"{self._actions.total():,}",
            refused=f"{self._refused.total():,}",
            warnings=f"{self._warnings:,}",
        )
        if self.failed:
            yield words["failed"].format(count=f"{self.failed:,}")
        for title, counts in (("advice", self._actions), ("refusals", self._refused)):
            if counts:
                yield words[title]
            for what, count in counts.most_common(_MOST):
                yield words["line"].format(count=f"{count:,}", what=what)
        asked = [code for code, unlocks in self._unlocks.most_common(_MOST) if unlocks]
        if asked:
            yield words["questions"]
        for code in asked:
            yield words["open"].format(count=f"{self._open[code]:,}", what=self._questions[code])


def reading_lines(lang: Lang, report: ReadReport, rejects: Path | None) -> Iterator[str]:
    """Say what was set aside while a book was read, and what seemed strange."""
    words = _WORDS[lang]
    if report.rejected:
        yield words["rejected"].format(count=f"{report.rejected:,}", file=rejects)
        for reason, count in report.rejects.most_common(_MOST):
            yield words["reason"].format(count=f"{count:,}", what=reason)
    yield from (f"{words['warning']}{warning}" for warning in report.warnings)

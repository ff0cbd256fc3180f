"""`relcore demo`: a dozen customers of the example book as stories, and the reasons for one of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

from relcore.advice import Catalogue, CustomerAdvice
from relcore.advice.page import pages
from relcore.advisor import Advisor
from relcore.books.example import EXAMPLE_DAY
from relcore.cli.built_in import advisor
from relcore.cli.options import Format, FormatOption, Lang, LangOption
from relcore.cli.pages import Printer
from relcore.cli.shelf import open_book
from relcore.cli.stories import STORIES, story
from relcore.cli.summary import Summary
from relcore.cli.tables import tree, wrapped
from relcore.facts import BUILTIN_ACTION_SPECS as ACTIONS
from relcore.facts import Snapshot

_WORDS: Mapping[Lang, Mapping[str, str]] = {
    Lang.EN: {
        "intro": (
            "The example book holds a year in the life of {count} invented customers of a maker of packaging."
            " This is what relcore advises on {day}; a dozen of them as stories."
        ),
        "why": "Why “{label}”? The proof, down to the facts:",
        "why_not": "Why not “{label}”?",
        "all": "The whole book in numbers:",
        "next": "Go on with:",
    },
    Lang.ZH: {
        "intro": (
            "示例客户簿收录了一家包装企业的 {count} 位虚构客户一年间的往来。"
            "以下是 relcore 在 {day} 给出的建议，先讲其中十二位的故事。"
        ),
        "why": "为什么建议“{label}”?推理过程,一直追溯到事实:",
        "why_not": "为什么没有建议“{label}”?",
        "all": "整个客户簿的概况:",
        "next": "接下来可以试试:",
    },
}
_TRY = (
    "relcore advise example --customer oakhurst{lang}",
    "relcore advise example --format jsonl{lang}",
    "relcore explain example oakhurst escalate_claim{lang}",
    "relcore rules",
    "relcore why-not example oakhurst settle_claim{lang}",
)


def command(lang: LangOption = Lang.EN, form: FormatOption = Format.TEXT) -> None:
    """Advise on the example book, with explanations."""
    shown = open_book("example", EXAMPLE_DAY)
    adviser = advisor(lang)
    customers = shown.book.customers()
    every = (adviser.advise(snapshot, as_of=shown.as_of) for snapshot in customers.values())
    printer = Printer(adviser, shown.as_of, lang, form, sys.stdout.write)
    if form is not Format.TEXT:
        printer.print(every)
        return
    summary = Summary(lang)
    told: dict[str, CustomerAdvice] = {}
    for advice in every:
        summary.add(advice)
        if advice.customer_id in STORIES:
            told[advice.customer_id] = advice
    words = _WORDS[lang]
    say(words["intro"].format(count=len(customers), day=shown.as_of.isoformat()))
    report = adviser.report([told[customer] for customer in STORIES], as_of=shown.as_of, lang=lang)
    for advice, page in zip(report.customers, pages(report, Catalogue().words(lang), ACTIONS), strict=True):
        _print("", *story(advice, page, lang, lambda action: ACTIONS[action].label(lang)))
    first = next(iter(STORIES))
    _print(*_reasons(adviser, customers[first], told[first], lang))
    say("", words["all"], *(f"  {line}" for line in summary.lines()))
    chosen = "" if lang is Lang.EN else f" --lang {lang}"
    say("", words["next"], *(f"  {line.format(lang=chosen)}" for line in _TRY))


def _print(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


def say(*lines: str) -> None:
    """Print lines, wrapped."""
    for line in lines:
        sys.stdout.writelines(f"{part}\n" for part in wrapped(line))


def _reasons(adviser: Advisor, facts: Snapshot, advice: CustomerAdvice, lang: Lang) -> Iterator[str]:
    """Explain an action that stands in the place of a refused one, and the refusal."""
    advised = {action.action: action.label for action in advice.actions}
    refused = next(refused for refused in advice.suppressed if refused.replaced_by in advised)
    instead = str(refused.replaced_by)
    words = _WORDS[lang]
    yield ""
    yield words["why"].format(label=advised[instead])
    yield ""
    yield from tree(adviser.explain(facts, instead, as_of=EXAMPLE_DAY).text(lang))
    yield ""
    yield words["why_not"].format(label=refused.label)
    yield ""
    yield from tree(adviser.why_not(facts, refused.action, as_of=EXAMPLE_DAY).as_text())

"""Customers of the example book as stories: what happened, what to do, why, what not, what to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from relcore.advice import CustomerAdvice
from relcore.advice.layout import cells, pad, wrap
from relcore.advice.page import Page
from relcore.cli.options import Lang
from relcore.cli.tables import WIDTH

STORIES: Mapping[str, Mapping[Lang, str]] = {
    "oakhurst": {
        Lang.EN: "The last delivery came in damaged, and the claim is larger than sales may settle.",
        Lang.ZH: "最近一批货到时已有破损，索赔金额也超出了销售人员的权限。",
    },
    "delmar-freight": {
        Lang.EN: "Somebody there hinted that a little something for himself would help the order along.",
        Lang.ZH: "对方有人话里有话：给他个人一点好处，订单就好办了。",
    },
    "kowalski": {
        Lang.EN: "The buyer is an old friend, and this order is too large for a handshake.",
        Lang.ZH: "买方是老朋友，可这一单太大，不能只凭一句话。",
    },
    "sakura-bento": {
        Lang.EN: "Everything is wonderful, they say at each visit. Nothing has ever been ordered.",
        Lang.ZH: "每次拜访都说好，却从来没有下过单。",
    },
    "aurelian": {
        Lang.EN: "They bid more than we asked, want the work begun today, and promise the papers for later.",
        Lang.ZH: "对方出价比我们的报价还高，要求当天开工，手续说以后再补。",
    },
    "zhenghe-shoes": {
        Lang.EN: "The owner reckons everything himself, and somebody on our side thinks of a clever trick.",
        Lang.ZH: "老板样样亲自算账，我们这边却有人想用点“小聪明”。",
    },
    "hairun": {
        Lang.EN: "A machine stands still and the loss is real. It would be easy to blame a third party.",
        Lang.ZH: "设备停了，损失是真的。这时候把责任推给第三方最容易。",
    },
    "bluebird-cards": {
        Lang.EN: "A rival is two per cent cheaper, and next year's mailers went out to tender.",
        Lang.ZH: "竞争对手便宜两个点，明年的信封已经拿去别处招标。",
    },
    "alpine-dairies": {
        Lang.EN: "They buy as ever, but a smaller part of what they need: we have slipped by a stage.",
        Lang.ZH: "照样在买，但在其总采购中的占比小了：合作阶段退了一级。",
    },
    "wanda-nowak": {
        Lang.EN: "She has just paid in the shop, and never said that we may write to her.",
        Lang.ZH: "她刚在店里付了款，从没说过可以给她发消息。",
    },
    "teahouse": {
        Lang.EN: "A long afternoon over tea, a small favour asked, and no date for the next visit.",
        Lang.ZH: "喝了一下午茶，托了一件小事，却没约好下次见面的日子。",
    },
    "vasconcelos": {
        Lang.EN: "Contact after contact, and since early June not one answer.",
        Lang.ZH: "一次次联系，六月初以来一次回音也没有。",
    },
}
"""A dozen customers, in the order in which they are told, and how it came to this."""

_LABELS: Mapping[Lang, Mapping[str, str]] = {
    Lang.EN: {"do": "Do", "then": "Then", "when": "", "why": "Why", "not": "Not", "ask": "Ask"},
    Lang.ZH: {"do": "先做", "then": "再做", "when": "", "why": "理由", "not": "不做", "ask": "要问"},
}
_SAID: Mapping[Lang, Mapping[str, str]] = {
    Lang.EN: {"not": "{label}. {why}", "instead": "{label}. {why} Instead: {instead}."},
    Lang.ZH: {"not": "{label}。{why}", "instead": "{label}。{why}改为：{instead}。"},
}


def story(advice: CustomerAdvice, page: Page, lang: Lang, label: Callable[[str], str]) -> Iterator[str]:
    """Tell the story of a customer in lines of the terminal's width; `label` names actions."""
    labels = _LABELS[lang]
    room = max(map(cells, labels.values())) + 2
    yield from wrap(page.title, WIDTH)
    yield from (f"  {line}" for line in wrap(STORIES[advice.customer_id][lang], WIDTH - 2))
    for what, text in _told(advice, page, _SAID[lang], label):
        for number, line in enumerate(wrap(text, WIDTH - room - 4)):
            yield f"    {pad('' if number else labels[what], room)}{line}".rstrip()


def _told(
    advice: CustomerAdvice, page: Page, said: Mapping[str, str], label: Callable[[str], str]
) -> Iterator[tuple[str, str]]:
    entries = next(section.entries for section in page.sections if section.kind == "next")
    for what, entry in zip(("do", "then"), entries, strict=False):
        yield what, entry.text
        yield from (("when", detail.text) for detail in entry.details if detail.kind == "when")
        yield "why", next(action.because[0].text for action in advice.actions if action.text == entry.text)
    if advice.suppressed:
        # What has a better way instead says most.
        refused = max(advice.suppressed, key=lambda action: action.replaced_by is not None)
        form = said["instead" if refused.replaced_by else "not"]
        instead = label(refused.replaced_by) if refused.replaced_by else ""
        yield "not", form.format(label=refused.label, why=refused.text, instead=instead)
    if advice.questions:
        yield "ask", advice.questions[0].text

"""Words: found, filled in, and never a hole that nobody sees."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import relcore.facts
from relcore.advice import (
    FACTORS,
    LANGUAGES,
    PLACEHOLDERS,
    Catalogue,
    missing_messages,
    needed_messages,
    read_po,
)
from relcore.errors import AdviceError
from relcore.facts import Axis, Channel, CompanyFact, Conclusion, CustomerFact, Fact
from scripts.compile_words import locale_folders, main, problems, stale, typeset, write
from tests.advice.harbour import WORDS, facts, run

Folder = Callable[..., Path]
FOLDERS = [*locale_folders(), WORDS]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Make a folder of messages in both languages, compiled."""

    def make(*, compiled: bool = True, **messages: tuple[str, str]) -> Path:
        for number, lang in enumerate(LANGUAGES):
            home = tmp_path / "locale" / lang
            home.mkdir(parents=True, exist_ok=True)
            entries = [
                f'msgid "{name.replace("__", ".")}"\nmsgstr "{texts[number]}"\n'
                for name, texts in messages.items()
            ]
            (home / "area.po").write_text("\n".join(entries), encoding="utf-8")
        if compiled:
            write(tmp_path / "locale")
        return tmp_path / "locale"

    return make


@pytest.mark.parametrize("path", FOLDERS, ids=lambda path: path.parent.name)
def test_every_message_is_sound_in_both_languages(path: Path) -> None:
    assert not problems(path)


@pytest.mark.parametrize("path", locale_folders(), ids=lambda path: path.parent.name)
def test_compiled_messages_are_fresh(path: Path) -> None:
    assert not stale(path), "run python -m scripts.compile_words"


def test_a_message_is_filled_in(folder: Folder) -> None:
    words = Catalogue(folder(reason__x=("Hello {customer}, by {due}.", "{customer}好"))).words("en")
    assert words.say("reason.x", customer="Ann", due="2 Mar 2026") == "Hello Ann, by 2 Mar 2026."


def test_what_is_not_known_is_said_neutrally(folder: Folder) -> None:
    every = " / ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    catalogue = Catalogue(folder(reason__x=(every, every)))
    for lang in LANGUAGES:
        text = catalogue.words(lang).say("reason.x", due=None)
        assert "None" not in text
        assert "{" not in text
        assert all(part.strip() for part in text.split("/"))


def test_a_missing_message_can_be_seen() -> None:
    words = Catalogue().words("en")
    assert words.say("reason.nowhere") == "reason.nowhere"
    assert words.say("reason.nowhere", "The rule says so.") == "The rule says so."


def test_an_unknown_placeholder_stays_where_it_is(folder: Folder) -> None:
    words = Catalogue(folder(reason__x=("Hello {who}", "你好{who}"))).words("en")
    assert words.say("reason.x") == "Hello {who}"


def test_a_name_that_ends_in_a_full_stop_ends_the_sentence_too(folder: Folder) -> None:
    words = Catalogue(folder(reason__x=("Call {customer}. Wait...", "联系{customer}。"))).words("en")
    assert words.say("reason.x", customer="Ann Ltd.") == "Call Ann Ltd. Wait..."


def test_braces_in_what_is_filled_in_are_left_alone(folder: Folder) -> None:
    words = Catalogue(folder(reason__x=("Hello {customer}", "{customer}好"))).words("en")
    assert words.say("reason.x", customer="{due} & {0}") == "Hello {due} & {0}"


def test_a_malformed_message_names_itself(folder: Folder) -> None:
    words = Catalogue(folder(reason__x=("Hello {customer", "你好"))).words("en")
    with pytest.raises(AdviceError, match=r"message reason\.x"):
        words.say("reason.x", customer="Ann")


def test_the_first_folder_wins_and_our_own_words_come_last(folder: Folder, catalogue: Catalogue) -> None:
    own = folder(reason__bought=("Mine.", "我的。"), heading__who=("Portrait", "肖像"))
    words = Catalogue(own, *catalogue.folders).words("en")
    assert words.find("reason.bought") == "Mine."
    assert words.find("heading.who") == "Portrait"
    assert words.find("reason.great_order")
    assert words.find("heading.next")


def test_a_folder_without_messages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AdviceError, match="RC505"):
        Catalogue(tmp_path).words("zh")


def test_dates_and_numbers_are_written_as_people_do() -> None:
    english, chinese = (Catalogue().words(lang) for lang in LANGUAGES)
    day = date(2026, 12, 31)
    assert (english.date(day), chinese.date(day)) == ("31 Dec 2026", "2026年12月31日")
    assert english.number(Decimal("1234567.8900")) == "1,234,567.89"
    assert english.number(Decimal("1E+3")) == "1,000"
    assert english.number(1200) == "1,200"
    assert english.number(Decimal("100")) == "100"


def test_everything_that_may_be_unknown_has_a_label_in_both_languages() -> None:
    fields = {
        f"{name}.{field}"
        for name in relcore.facts.__all__
        if isinstance(kind := getattr(relcore.facts, name), type)
        and issubclass(kind, Fact)
        and not issubclass(kind, Conclusion)
        and kind not in (Fact, CustomerFact, CompanyFact)
        for field, spec in kind.model_fields.items()
        if spec.default is None and field != "id"
    }
    assert len(fields) > 200
    for lang in LANGUAGES:
        find = Catalogue().words(lang).find
        kinds = {name.partition(".")[0] for name in fields}
        assert not [kind for kind in kinds if find(f"fact.{kind}") is None]
        lacking = [
            name for name in fields if not (find(f"field.{name}") or find(f"field.{name.partition('.')[2]}"))
        ]
        assert not sorted(lacking), "add them to src/relcore/advice/locale/*/fields.po"


def test_everything_that_is_shown_by_name_has_words() -> None:
    needed = [f"channel.{channel}" for channel in Channel]
    needed += [f"factor.{name}" for name in FACTORS]
    needed += [f"verdict.{verdict}" for verdict in ("deny", "replace", "narrow", "defer", "outranked")]
    needed += [f"blank.{name}" for name in PLACEHOLDERS]
    for lang in LANGUAGES:
        assert not [msgid for msgid in needed if Catalogue().words(lang).find(msgid) is None]
        assert all(axis.label(lang) for axis in Axis)


def test_the_messages_that_a_program_needs_are_read_from_its_rules(catalogue: Catalogue) -> None:
    _, program = run(facts())
    needed = needed_messages(program)
    assert needed["action.send_greeting"] == ("harbour.greet",)
    assert needed["reason.company_only"] == ("harbour.no_kickback",)
    assert needed["warning.complaint_waits"] == ("harbour.complaint_waits",)
    assert needed["question.share_of_wallet"] == ("harbour.ask_share",)
    assert needed["reason.too_few_cues"] == ("harbour.greedy",)
    assert needed["rule.harbour.complaint_waits"] == ("harbour.complaint_waits",)
    assert not missing_messages(program, catalogue)


def test_a_message_that_no_rule_author_wrote_is_reported() -> None:
    _, program = run(facts())
    lacking = missing_messages(program, Catalogue())
    assert "reason.bought (zh), needed by harbour.greet" in lacking
    assert len(lacking) == len(needed_messages(program)) * len(LANGUAGES)


@pytest.mark.parametrize(
    ("messages", "complaint"),
    [
        ({"reason__x": ("Hello {customer}", "你好")}, "other placeholders"),
        ({"reason__x": ("Hello {who}", "你好{who}")}, "uses who"),
        ({"reason__x": ("Hello {", "你好{")}, "cannot be filled in"),
        ({"reason__x": ("Hello", "")}, "has no text"),
        ({"reason__x": ("Hello", "Hello")}, "no Chinese"),
        ({"resaon__x": ("Hello", "你好")}, "begins with none"),
        ({"action__x": ("Calm the stingy buyer", "安抚客户")}, "type of person: Stingy"),
        ({"action__x": ("Calm the buyer", "安抚贪婪型客户")}, "type of person"),
    ],
)
def test_what_is_wrong_with_a_message_is_found(
    folder: Folder, messages: dict[str, tuple[str, str]], complaint: str
) -> None:
    found = problems(folder(compiled=False, **messages))
    assert any(complaint in problem for problem in found), found


def test_a_message_that_stands_twice_or_in_one_language_only_is_found(folder: Folder) -> None:
    path = folder(reason__x=("Hello", "你好"))
    (path / "en" / "other.po").write_text('msgid "reason.x"\nmsgstr "Hi"\n', encoding="utf-8")
    found = problems(path)
    assert any("stands in" in problem for problem in found)
    assert any("zh/other.po: reason.x is missing" in problem for problem in found)


def test_compiling_refreshes_what_is_stale_and_removes_what_has_no_source(folder: Folder) -> None:
    path = folder(reason__x=("Hello", "你好"))
    assert not stale(path)
    source = path / "en" / "area.po"
    source.write_text('msgid "reason.x"\nmsgstr "Hi"\n', encoding="utf-8")
    (path / "en" / "gone.mo").write_bytes((path / "zh" / "area.mo").read_bytes())
    assert stale(path) == [path / "en" / "area.mo", path / "en" / "gone.mo"]
    write(path)
    assert not stale(path)
    assert not (path / "en" / "gone.mo").exists()
    assert Catalogue(path).words("en").find("reason.x") == "Hi"


def test_checking_all_words_succeeds_and_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0
    assert capsys.readouterr().out == ""


def test_chinese_punctuation_is_full_width_between_chinese_words_only() -> None:
    comma, left, right, colon = "\uff0c", "\uff08", "\uff09", "\uff1a"
    assert typeset("先打电话,再拜访") == f"先打电话{comma}再拜访"
    assert (
        typeset("联系{customer} (邮件), 约8:00到9:30")
        == f"联系{{customer}}{left}邮件{right}{comma}约8:00到9:30"
    )
    assert typeset("系统(CRM)里的{about}:请补全") == f"系统(CRM)里的{{about}}{colon}请补全"


def test_messages_need_not_be_compiled(folder: Folder) -> None:
    path = folder(compiled=False, reason__x=('Hello \\"{customer}\\".', "{customer}好"))
    words = Catalogue(path).words("en")
    assert words.say("reason.x", customer="Ann") == 'Hello "Ann".'
    assert Catalogue(path).words("zh").say("reason.x", customer="Ann") == "Ann好"


def test_a_compiled_file_counts_where_there_are_both(folder: Folder) -> None:
    path = folder(reason__x=("Compiled.", "已编译。"))
    source = path / "en" / "area.po"
    source.write_text(source.read_text(encoding="utf-8").replace("Compiled.", "Changed."), encoding="utf-8")
    assert Catalogue(path).words("en").find("reason.x") == "Compiled."


def test_a_source_says_what_its_compiled_file_would_say() -> None:
    for home in locale_folders():
        for source in sorted(home.rglob("*.po")):
            with source.with_suffix(".mo").open("rb") as file:
                compiled = gettext.GNUTranslations(file)
            read = read_po(source)
            assert read or not source.stat().st_size
            for msgid, text in read.items():
                said = typeset(text) if source.parent.name == "zh" else text
                assert said == compiled.gettext(msgid), (source, msgid)


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ('msgid "a"\nmsgstr "b"\nhello\n', 3, "this is no line of a file of messages: hello"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 3, "'msgid' does not belong here"),
        ('msgstr "c"\n', 1, "'msgstr' does not belong here"),
        ('"c"\n', 1, "a text belongs to no message"),
        ('msgid "a"\n', 1, "a message has an id and a text"),
        ('msgid "a"\nmsgstr "b"\nmsgid "a"\nmsgstr "c"\n', 3, "'a' is there twice"),
        ('msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\n', 2, "messages have no 'msgid_plural'"),
        ('msgctxt "x"\nmsgid "a"\nmsgstr "b"\n', 1, "messages have no 'msgctxt'"),
        ('msgid "a\nmsgstr "b"\n', 1, 'this is no line of a file of messages: msgid "a'),
    ],
)
def test_a_source_that_is_none_is_refused_with_its_line(
    text: str, line: int, problem: str, tmp_path: Path
) -> None:
    path = tmp_path / "area.po"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AdviceError) as refused:
        read_po(path)
    (found,) = refused.value.diagnostics
    assert (found.code, found.problem, found.where.line) == ("RC510", problem, line)


def test_comments_fuzzy_and_empty_messages_and_headers_say_nothing(tmp_path: Path) -> None:
    path = tmp_path / "area.po"
    path.write_text(
        '# A comment.\nmsgid ""\nmsgstr ""\n"Language: en\\n"\n\n#, fuzzy\nmsgid "a"\nmsgstr "A"\n\n'
        'msgid "b"\nmsgstr ""\n\n#: place.py:3\nmsgid "c"\nmsgstr ""\n"Two "\n"parts."\n#~ msgid "d"\n',
        encoding="utf-8-sig",
    )
    assert read_po(path) == {"c": "Two parts."}


def test_a_source_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "area.po"
    path.write_bytes('msgid "a"\nmsgstr "é"\n'.encode("latin-1"))
    with pytest.raises(AdviceError, match="RC510 this is not UTF-8"):
        read_po(path)

"""A mapping with faults: what is said about each, where, and the way out."""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import dedent

import pytest

from relcore.books import Book, Limits
from relcore.errors import BookError, MissingExtra
from tests.books.shelves import refusal, shelve

DEALS = "no,firm,status,row\n1,a,Won,x\n"
GOOD = """
version: 1
sources:
  deals:
    file: deals.csv
facts:
  - fact: Opportunity
    from: deals
    fields:
      id: no
      customer_id: firm
      stage: {column: status, values: {Won: won}}
"""


def faults(folder: Path, mapping: str | bytes) -> list[tuple[str, str, str, str]]:
    """Give code, place, problem and hint of each fault."""
    found = refusal(folder, {"mapping.yaml": mapping, "deals.csv": DEALS})
    return [(fault.code, str(fault.where), fault.problem, fault.hint) for fault in found]


def test_the_good_mapping_is_good(tmp_path: Path) -> None:
    assert list(Book.open(shelve(tmp_path, {"mapping.yaml": GOOD, "deals.csv": DEALS})).customers()) == ["a"]


@pytest.mark.parametrize(
    ("old", "new", "code", "place", "problem", "hint"),
    [
        (
            "version: 1",
            "version: 2",
            "RC421",
            "1:1",
            "version: Input should be '1'",
            "docs/how-to/read-a-book.md shows every entry",
        ),
        ("version: 1\n", "", "RC421", "1:1", "version is missing", "write 'version: ...'"),
        ("sources:", "source:", "RC421", "2:1", "there is no entry 'source' here", "did you mean 'sources'?"),
        ("file: deals", "fil: deals", "RC421", "4:5", "there is no entry 'fil' here", "did you mean 'file'?"),
        ("from:", "form:", "RC421", "7:5", "there is no entry 'form' here", "did you mean 'from'?"),
        ("column:", "colum:", "RC421", "11:15", "there is no entry 'colum' here", "did you mean 'column'?"),
        (
            "fact: Opportunity",
            "fact: Oportunity",
            "RC422",
            "6:5",
            "there is no fact type 'Oportunity'",
            "did you mean 'Opportunity'?",
        ),
        (
            "from: deals",
            "from: deal",
            "RC423",
            "7:5",
            "there is no source 'deal'",
            "did you mean 'deals'?",
        ),
        (
            "customer_id: firm",
            "costumer_id: firm",
            "RC422",
            "10:7",
            "Opportunity has no field 'costumer_id'",
            "did you mean 'customer_id'?",
        ),
        (
            "customer_id: firm",
            "customer_id: frim",
            "RC423",
            "10:7",
            "'deals.csv' has no column 'frim'",
            "did you mean 'firm'?",
        ),
        (
            "      customer_id: firm\n",
            "",
            "RC422",
            "8:5",
            "Opportunity needs customer_id",
            "write 'customer_id: <column>' under fields",
        ),
        (
            "column: status",
            "column: stauts",
            "RC423",
            "11:7",
            "'deals.csv' has no column 'stauts'",
            "did you mean 'status'?",
        ),
        (
            "file: deals.csv",
            "file: deal.csv",
            "RC424",
            "4:5",
            "there is no file 'deal.csv' in the book",
            "correct the name, or add the file",
        ),
        (
            "file: deals.csv",
            "file: ../deals.csv",
            "RC424",
            "4:5",
            "there is no file '../deals.csv' in the book",
            "correct the name, or add the file",
        ),
        (
            "file: deals.csv",
            "file: ..",
            "RC402",
            "4:5",
            "'..' lies outside the book",
            "copy the file into the folder; paths and links must not lead out of it",
        ),
        (
            "file: deals.csv",
            "file: /etc/hosts",
            "RC402",
            "4:5",
            "'/etc/hosts' lies outside the book",
            "copy the file into the folder; paths and links must not lead out of it",
        ),
        (
            "file: deals.csv",
            "file: .",
            "RC402",
            "4:5",
            "'.' is no plain file",
            "a book is made of plain files",
        ),
        (
            "id: no",
            'id: "{num}"',
            "RC423",
            "9:7",
            "'deals.csv' has no column 'num'",
            "known: firm, no, row, status",
        ),
        (
            "id: no",
            'id: "{no"',
            "RC421",
            "9:7",
            "'{no' has a brace without its partner; write it like {column}",
            "a template names columns in braces, nothing else",
        ),
        (
            "id: no",
            'id: "{no.__class__}"',
            "RC423",
            "9:7",
            "'deals.csv' has no column 'no.__class__'",
            "known: firm, no, row, status",
        ),
        (
            "id: no",
            'id: "{no!r:>10}"',
            "RC423",
            "9:7",
            "'deals.csv' has no column 'no!r:>10'",
            "known: firm, no, row, status",
        ),
        (
            "id: no",
            'id: "{row}"',
            "RC423",
            "9:7",
            "'{row}' is the row number, but the file has a column 'row' too",
            "rename the column in 'columns' of the source, or use another one",
        ),
        (
            "column: status",
            "constant: wun",
            "RC421",
            "11:7",
            "'wun' is not one of prospecting, engaging, won, lost",
            "did you mean 'won'?",
        ),
        (
            "{column: status,",
            "{column: status, default: sold,",
            "RC421",
            "11:7",
            "'sold' is not one of prospecting, engaging, won, lost",
            "mapping.yaml can translate values (values: {theirs: ours})",
        ),
        (
            "id: no",
            "id:",
            "RC421",
            "9:7",
            "facts.0.fields.id: nothing is said about this field; name a column",
            "",
        ),
        (
            "column: status",
            "column: status, constant: won",
            "RC421",
            "11:7",
            "facts.0.fields.stage: give exactly one of column, constant and template; "
            "there are column, constant",
            "",
        ),
        (
            "column: status, ",
            "",
            "RC421",
            "11:7",
            "facts.0.fields.stage: give exactly one of column, constant and template; there is none",
            "",
        ),
        (
            "column: status, values: {Won: won}",
            "column: status, otherwise: won",
            "RC421",
            "11:7",
            "facts.0.fields.stage: otherwise needs values",
            "",
        ),
        (
            "id: no",
            "closed_on: {column: no, date: '%d'}",
            "RC421",
            "9:7",
            "facts.0.fields.closed_on: '%d' does not say year, month and day; write it like %d/%m/%Y",
            "",
        ),
        (
            "id: no",
            "closed_on: {column: no, date: '%Q'}",
            "RC421",
            "9:7",
            "facts.0.fields.closed_on: '%Q' is no way to write dates; write it like %d/%m/%Y",
            "",
        ),
        (
            "id: no",
            "closed_on: {column: no, zone: ../../etc/hosts}",
            "RC421",
            "9:7",
            "facts.0.fields.closed_on: '../../etc/hosts' is no known time zone; write it like Asia/Shanghai",
            "",
        ),
        (
            "id: no",
            "value: {column: no, number: '1.2.3'}",
            "RC421",
            "9:27",
            "facts.0.fields.value.number: '1.2.3' is not one of 1234.5, 1234,5, 1,234.5, 1.234,5, 1 234.5, "
            "1 234,5, 1'234.5",
            "",
        ),
        (
            "id: no",
            "value: {column: no, times: many}",
            "RC421",
            "9:27",
            "facts.0.fields.value.times: 'many' is not a number",
            "",
        ),
        (
            "id: no",
            "owner: {column: no, lookup: {source: team, key: a, value: b}}",
            "RC423",
            "9:36",
            "there is no source 'team'",
            "known: deals",
        ),
        (
            "id: no",
            "owner: {column: no, lookup: {source: deals, key: num, value: firm}}",
            "RC423",
            "9:51",
            "'deals.csv' has no column 'num'",
            "known: firm, no, row, status",
        ),
        (
            "file: deals.csv",
            "file: deals.csv\n    encoding: rot13",
            "RC421",
            "5:5",
            "sources.deals.encoding: 'rot13' is not one of utf-8, utf-8-sig, utf-16, gb18030, gbk, big5, "
            "shift_jis, euc_kr, iso-8859-1, iso-8859-15, cp1250, cp1251, cp1252, ascii",
            "",
        ),
        (
            "file: deals.csv",
            "file: deals.csv\n    delimiter: ab",
            "RC421",
            "5:5",
            "sources.deals.delimiter: String should have at most 1 character",
            "docs/how-to/read-a-book.md shows every entry",
        ),
        (
            "file: deals.csv",
            "file: deals.csv\n    delimiter: '\"'",
            "RC421",
            "3:3",
            "sources.deals: this character cannot part cells; for white space use the format spaces",
            "",
        ),
        (
            "file: deals.csv",
            "file: deals.csv\n    format: tsv\n    delimiter: ','",
            "RC421",
            "3:3",
            "sources.deals: the format tsv has its own delimiter; use the format csv",
            "",
        ),
        (
            "file: deals.csv",
            "file: deals.csv\n    format: parquet\n    skip_lines: 1",
            "RC421",
            "3:3",
            "sources.deals: skip_lines: not for the format parquet",
            "",
        ),
        (
            "file: deals.csv",
            "file: deals.csv\n    clean: {frim: {unknown: ['-']}}",
            "RC423",
            "5:13",
            "'deals.csv' has no column 'frim'",
            "did you mean 'firm'?",
        ),
        (
            "from: deals",
            "from: deals\n    where: {stat: Won}",
            "RC423",
            "8:13",
            "'deals.csv' has no column 'stat'",
            "did you mean 'status'?",
        ),
        (
            "from: deals",
            "from: deals\n    once_per: [firm, stat]",
            "RC423",
            "8:22",
            "'deals.csv' has no column 'stat'",
            "did you mean 'status'?",
        ),
        (
            "version: 1",
            "version: 1\nas_of: yesterday",
            "RC421",
            "2:1",
            "as_of: 'yesterday' is not a date; write it like 2025-03-31",
            "",
        ),
        (
            "version: 1",
            "version: 1\nignore: {a: b}",
            "RC421",
            "2:1",
            "ignore has the wrong shape",
            "give a list, such as [a, b]",
        ),
        (
            "file: deals.csv",
            "file: [deals.csv]",
            "RC421",
            "4:5",
            "sources.deals.file has the wrong shape",
            "give a single text",
        ),
        (
            "  deals:\n    file: deals.csv",
            "  deals: deals.csv",
            "RC421",
            "3:3",
            "sources.deals has the wrong shape",
            "give entries, one 'name: value' a line",
        ),
    ],
)
def test_a_fault_is_named_with_its_place_and_the_way_out(
    tmp_path: Path, old: str, new: str, code: str, place: str, problem: str, hint: str
) -> None:
    assert old in GOOD
    found = faults(tmp_path, GOOD.replace(old, new, 1))
    assert (code, f"mapping.yaml:{place}", problem, hint) in found


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    mapping = GOOD.replace("id: no", "id: num").replace("customer_id: firm", "customer_id: frim")
    assert [(place, problem) for _, place, problem, _ in faults(tmp_path, mapping)] == [
        ("mapping.yaml:9:7", "'deals.csv' has no column 'num'"),
        ("mapping.yaml:10:7", "'deals.csv' has no column 'frim'"),
    ]


@pytest.mark.parametrize(
    ("mapping", "place", "problem"),
    [
        ("a: &x [b]\n", "1:4", "anchors and aliases are refused"),
        ("a: *x\n", "1:4", "anchors and aliases are refused"),
        (
            "a: !!python/object/apply:os.system [ls]\n",
            "1:4",
            "the tag 'tag:yaml.org,2002:python/object/apply:os",
        ),
        ("a: !local b\n", "1:4", "the tag '!local' is refused"),
        ("a: 1\nb: 2\na: 3\n", "3:1", "the key 'a' stands twice"),
        ("a: 1\n---\nb: 2\n", "2:1", "the file holds several documents"),
        ("a: " + "[" * 30, "1:23", "more than 20 levels"),
        ("".join(" " * n + "a:\n" for n in range(30)), "21:21", "more than 20 levels"),
        ("[a, b]: c\n", "1:1", "a key is no plain text"),
        ("? [a]\n: b\n", "1:3", "a key is no plain text"),
        ("a: [b\n", "2:1", "the file is no valid YAML: "),
        ("a: 'b\n", "2:1", "the file is no valid YAML: found unexpected end of stream"),
        ("a: b: c\n", "1:5", "the file is no valid YAML: mapping values are not allowed here"),
        (
            "a:\n\t- b\n",
            "2:1",
            "the file is no valid YAML: found character '\\t' that cannot start any token",
        ),
        ("a: \x00\n", "1:1", "the file is no valid YAML: "),
        ("%YAML 9.9\n---\na: b\n", "1:1", "the file is no valid YAML: "),
        (b"a: b\nc: \xff\n", "2:1", "the file is not UTF-8"),
        (b"#" * ((1 << 20) + 1), "1:1", "the file has more than 1,048,576 bytes"),
    ],
)
def test_yaml_that_is_broken_or_too_clever_is_refused(
    tmp_path: Path, mapping: str | bytes, place: str, problem: str
) -> None:
    data = mapping.encode() if isinstance(mapping, str) else mapping
    [(code, where, said, hint)] = faults(tmp_path, data)
    assert (code, where) == ("RC420", f"mapping.yaml:{place}")
    assert said.startswith(problem)
    assert hint


@pytest.mark.parametrize("mapping", ["", "# nothing\n", "- a\n- b\n", "just a text\n", "null\n"])
def test_a_mapping_without_entries_is_refused(tmp_path: Path, mapping: str) -> None:
    [(code, _, problem, hint)] = faults(tmp_path, mapping)
    assert (code, problem) == ("RC421", "the mapping is no list of entries")
    assert hint == "begin with 'version: 1', 'sources:' and 'facts:'"


def test_a_packed_or_foreign_file_is_refused_unless_its_format_is_said(tmp_path: Path) -> None:
    mapping = GOOD.replace("deals.csv", "deals.csv.gz")
    found = refusal(tmp_path, {"mapping.yaml": mapping, "deals.csv.gz": b"\x1f\x8b\x08\0" + b"\xff" * 50})
    assert (found[0].code, found[0].problem) == (
        "RC403",
        "the format of 'deals.csv.gz' cannot be told from its name",
    )
    forced = mapping.replace("file: deals.csv.gz", "file: deals.csv.gz\n    format: csv")
    found = refusal(tmp_path, {"mapping.yaml": forced})
    assert found[0].code == "RC405"


def test_the_limits_of_the_mapping_can_be_changed(tmp_path: Path) -> None:
    folder = shelve(tmp_path, {"mapping.yaml": GOOD, "deals.csv": DEALS})
    with pytest.raises(BookError, match="more than 2 levels"):
        Book.open(folder, limits=Limits(mapping_depth=2))


def test_without_the_yaml_reader_the_missing_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shelve(tmp_path, {"mapping.yaml": dedent(GOOD), "deals.csv": DEALS})
    monkeypatch.setitem(sys.modules, "ruamel.yaml", None)
    with pytest.raises(MissingExtra, match=r"reading mapping.yaml needs the extra 'books'"):
        Book.open(folder)

"""The sample reports and the known numbers agree with each other. Asks the assistant nothing."""

from __future__ import annotations

import hashlib
import io
import json
import re
import runpy
import zipfile
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from assistant.loading import find_sources, load_report
from assistant.records import BlockKind, Report
from assistant.settings import Settings

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
MANIFEST = json.loads((CORPUS / "manifest.json").read_text(encoding="utf-8"))
NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


def read_rows(name: str) -> list[dict[str, Any]]:
    lines = (ROOT / "eval" / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in lines]


KNOWN = read_rows("known_numbers.jsonl")
HELD_BACK = read_rows("held_back.jsonl")
ALL = KNOWN + HELD_BACK
AT_LEAST = {
    "lookup": 25,
    "paraphrase": 20,
    "date": 12,
    "table": 20,
    "derived": 15,
    "leading": 10,
    "wrong_label": 12,
    "unanswerable": 20,
    "conflict": 6,
}


def as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    settings = Settings()
    sources, failures = find_sources([str(CORPUS)], settings=settings)
    assert not failures
    return {source.path.name: load_report(source, settings=settings) for source in sources}


def test_the_manifest_lists_every_file_and_every_listed_file_is_there() -> None:
    listed = {row["file"] for row in MANIFEST["reports"]}
    ignored = [*MANIFEST["ignore"], "manifest.json"]
    found = {
        path.name
        for path in CORPUS.iterdir()
        if not path.name.startswith(".")
        and not any(fnmatch(path.name, pattern) for pattern in ignored)
    }
    assert found == listed
    assert len(listed) == len(MANIFEST["reports"])


def test_each_listed_report_says_what_it_is_and_where_its_facts_come_from() -> None:
    fields = "file title publisher published language link edition primary facts".split()
    for row in MANIFEST["reports"]:
        assert list(row) == fields
        assert row["title"]
        assert row["publisher"]
        assert row["facts"]
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", row["published"])
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.[a-z]+", row["file"])


def test_an_invented_report_says_so_on_its_face(reports: dict[str, Report]) -> None:
    invented = [row["file"] for row in MANIFEST["reports"] if row["facts"] == "demonstration"]
    assert len(invented) == 3
    for name in invented:
        assert "demonstration" in reports[name].text[:400].lower()
        assert "invented" in reports[name].text[:400]


def test_the_reports_load_with_what_the_manifest_says_of_them(reports: dict[str, Report]) -> None:
    assert set(reports) == {row["file"] for row in MANIFEST["reports"]}
    for row in MANIFEST["reports"]:
        report = reports[row["file"]]
        assert report.title == row["title"]
        assert report.published == row["published"]
        assert report.primary == row["primary"]
        assert report.edition == row["edition"]


def test_the_school_projections_are_a_pdf_of_several_pages(reports: dict[str, Report]) -> None:
    assert len(reports["school-projections-to-2021.pdf"].pages) == 4


@pytest.mark.parametrize(
    "name",
    [
        "cambodia-counter-trafficking-2022.md",
        "river-valley-relief-2021.md",
        "river-valley-relief-2021-revised.md",
    ],
)
def test_the_rows_of_a_table_add_up_to_its_total(name: str, reports: dict[str, Report]) -> None:
    text = reports[name].text
    tables = [block for block in reports[name].blocks if block.kind is BlockKind.TABLE]
    assert len(tables) >= 2
    for table in tables:
        rows = [text[cell.start : cell.end] for cell in table.cells if cell.column == 1]
        *parts, total = (Decimal(cell.replace(",", "")) for cell in rows[table.header_rows :])
        assert sum(parts) == total


@pytest.mark.parametrize(
    ("name", "first", "total"),
    [
        ("federal-personnel-results-2013.xlsx", "First quarter", "Year"),
        ("federal-personnel-results-2013.xlsx", "White", "Total"),
        ("upper-basin-relief-bulletin-2021.txt", "June", "Total"),
    ],
)
def test_the_lines_of_a_list_add_up_to_its_total(
    name: str, first: str, total: str, reports: dict[str, Report]
) -> None:
    lines = [line.strip() for line in reports[name].text.splitlines()]
    begin = next(n for n, line in enumerate(lines) if re.match(first + r"\b.*\d", line))
    end = next(n for n, line in enumerate(lines) if n > begin and line.startswith(total))
    values = [Decimal(NUMBER.findall(line)[0].replace(",", "")) for line in lines[begin : end + 1]]
    assert sum(values[:-1]) == values[-1]


def test_the_revised_edition_differs_in_its_two_figures_and_the_rows_they_are_made_of(
    reports: dict[str, Report],
) -> None:
    first, second = (
        Counter(NUMBER.findall(reports[name].text.partition("## The year in brief")[2]))
        for name in ("river-valley-relief-2021.md", "river-valley-relief-2021-revised.md")
    )
    assert set(first - second) == {"12,480", "5,145", "6.84", "1.18"}
    assert set(second - first) == {"12,370", "5,035", "6.79", "1.13"}


def test_the_press_report_is_read_without_its_menus_adverts_and_scripts(
    reports: dict[str, Report],
) -> None:
    text = reports["trafficking-meeting-press-report.html"].text
    assert "150 suspects" in text
    for furniture in ("$9", "31 degrees", "48213", "555 0199"):
        assert furniture not in text


def parts_of(data: bytes) -> dict[str, bytes]:
    """An Office file's parts, unpacked: packed bytes differ from one zlib to another."""
    if data.startswith(b"%PDF"):
        return {"": data}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_building_again_gives_the_committed_files() -> None:
    built = runpy.run_path(str(CORPUS / "build.py"))["build_reports"]()
    assert len(built) == 3
    for name, data in built.items():
        old, new = parts_of((CORPUS / name).read_bytes()), parts_of(data)
        assert {part: hashlib.sha256(old[part]).hexdigest() for part in old} == {
            part: hashlib.sha256(new[part]).hexdigest() for part in new
        }, name


def test_no_question_is_asked_twice() -> None:
    assert len({row["id"] for row in ALL}) == len(ALL)
    assert len({row["question"].lower() for row in ALL}) == len(ALL)


def test_there_are_enough_questions_of_each_category() -> None:
    counts = Counter(row["category"] for row in KNOWN)
    assert len(KNOWN) >= 120
    assert {name: counts[name] for name in AT_LEAST if counts[name] < AT_LEAST[name]} == {}
    assert set(counts) == set(AT_LEAST)
    assert len(HELD_BACK) == 40
    assert {row["category"] for row in HELD_BACK} == set(AT_LEAST)


@pytest.mark.parametrize("row", ALL, ids=lambda row: row["id"])
def test_the_evidence_stands_in_each_report_that_may_be_cited(
    row: dict[str, Any], reports: dict[str, Report]
) -> None:
    texts = [" ".join(reports[name].text.split()) for name in as_list(row["doc"])]
    pieces = as_list(row["evidence"])
    assert all(any(piece in text for text in texts) for piece in pieces)
    assert all(any(piece in text for piece in pieces) for text in texts)


@pytest.mark.parametrize("row", ALL, ids=lambda row: row["id"])
def test_a_row_abstains_exactly_where_it_has_no_value(row: dict[str, Any]) -> None:
    assert (row["value"] is None) == (row["kind"] == "abstain")
    assert (row["kind"] == "abstain") == (row["category"] == "unanswerable")
    assert (row["kind"] == "derived") == (row["category"] == "derived")
    assert bool(row["evidence"]) == (row["value"] is not None)


ARITHMETIC = {
    "sum": sum,
    "difference": lambda numbers: numbers[0] - numbers[1],
    "share": lambda numbers: 100 * numbers[0] / numbers[1],
    "average": lambda numbers: sum(numbers) / len(numbers),
    "percent change": lambda numbers: 100 * (numbers[1] - numbers[0]) / numbers[0],
}


@pytest.mark.parametrize(
    "row", [row for row in ALL if row["kind"] == "derived"], ids=lambda row: row["id"]
)
def test_a_derived_value_is_what_its_operands_give(row: dict[str, Any]) -> None:
    result = Decimal(ARITHMETIC[row["operation"]](row["operands"]))
    assert result.quantize(row["value"], rounding=ROUND_HALF_UP) == row["value"]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How many victims were rescued?", 225),
        ("Were 150 suspects arrested?", 149),
        ("How many victims were under 18?", 155),
        ("How many were convicted?", None),
    ],
)
def test_the_questions_the_project_promises_to_answer_are_asked(
    question: str, value: int | None
) -> None:
    assert [row["value"] for row in KNOWN if row["question"] == question] == [value]

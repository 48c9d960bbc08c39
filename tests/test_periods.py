"""The time a figure is told of: its sentence's, one told from another day, or none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from growth import grows_in_step

from assistant.figures import read_figures, read_report_figures
from assistant.loading import find_sources, load_report
from assistant.records import Kind, Report
from assistant.settings import Settings


def periods(text: str, *, published: str | None = None) -> list[str | None]:
    found = read_figures(text, published=published)
    return [figure.period for figure in found if figure.kind is not Kind.DATE]


def written(folder: Path, text: str, **about: object) -> Report:
    """Returns a Markdown text as a report."""
    (folder / "made.md").write_text(text, encoding="utf-8")
    (source,), _ = find_sources([str(folder / "made.md")], settings=Settings())
    return replace(load_report(source, settings=Settings()), **about)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Police arrested 150 suspects last year.", "2023-03", ["2022"]),
        ("Police arrested 150 suspects last year.", "2023", ["2022"]),
        ("Police arrested 150 suspects last year.", None, [None]),
        ("Income was €14 million, up €2 million from 2020.", None, [None, None]),
        ("In 2021 income was €14 million, up €2 million from 2020.", None, ["2021", "2021"]),
        ("From 2019, 149 suspects were arrested.", None, ["2019/.."]),
        ("Last year's budget was $5 million.", "2023-03-01", ["2022"]),
        ("This year 40 schools will open.", "2023-03-01", ["2023"]),
        ("Some 40 schools will open next year.", "2023-03-01", ["2024"]),
        ("In May last year 12 boats sank.", "2023-03-01", ["2022-05"]),
        ("Last month 12 boats sank.", "2023-01-15", ["2022-12"]),
        ("Last month 12 boats sank.", "2023", [None]),
        ("So far this year 12 boats have sunk.", "2023-03-15", ["2023-01/2023-03"]),
        ("So far this year 12 boats have sunk.", "2023", [None]),
        ("Police met 12 men yesterday.", "2023-03-01", ["2023-02-28"]),
        ("Police met 12 men yesterday.", "2023-03", [None]),
        ("Since last year, 12 mills have closed.", "2023", ["2022/.."]),
        # What lies back from a day that is not sure, or in a year that is not the calendar's.
        ("In the past year 12 boats sank.", "2023-03-15", [None]),
        ("In the last fiscal year it spent $5 million.", "2023-03-15", [None]),
        ("It spent $5 million last fiscal year.", "2023-03-15", [None]),
        ("Police met 12 men on Tuesday.", "2023-03-15", [None]),
        ("In the last year of the war 12 boats sank.", "2023-03-15", [None]),
        ("Some 12 boats sank in the same period last year.", "2023-03-15", [None]),
    ],
)
def test_a_relative_time_is_told_from_the_day_of_publication(
    text: str, published: str | None, expected: list[str | None]
) -> None:
    assert periods(text, published=published) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2019 police held 150 men, more than last year.", ["2019"]),
        ("In 2019 sales rose 5% on last year.", ["2019"]),
        ("In 2019 sales of $7 million were in line with last year.", ["2019"]),
        ("Police held 200 men in 2019 and 150 last year.", ["2019", "2022"]),
        ("Last year, in May 2022, 12 boats sank.", ["2022-05"]),
    ],
)
def test_a_date_wins_over_a_relative_time_that_is_compared_with(
    text: str, expected: list[str | None]
) -> None:
    assert periods(text, published="2023-03-01") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2021 it had 149 guests, up from 130 a year earlier.", ["2021", "2020"]),
        ("In May 2021 it had 149 guests, against 130 the year before.", ["2021-05", "2020-05"]),
        ("In 2021 it had 149 guests, 5% more than a year earlier.", ["2021", "2021"]),
        ("In 2021 it had 149 guests, up from 130 several years before.", ["2021", None]),
        ("It had 149 guests, up from 130 a year earlier.", [None, None]),
    ],
)
def test_a_year_earlier_is_the_time_of_the_figure_before_it_alone(
    text: str, expected: list[str | None]
) -> None:
    assert periods(text, published="2023-03-01") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fund paid £18 million (2021: £15 million).", [None, "2021"]),
        ("In 2022 it paid £18 million (2021: £15 million) to 9 firms.", ["2022", "2021", "2022"]),
        ("It bought 14 mills (2021: 17 and two respectively).", [None, "2021", "2021"]),
        ("It bought 14 mills (2021).", ["2021"]),
        (
            "At March 31, 2021 and June 30, 2020 it owed $6 million and $7 million, respectively.",
            ["2021-03-31", "2020-06-30"],
        ),
        (
            "In 2021 and 2020 it sold 6 mills and 7 mills, respectively, and 3 boats.",
            ["2021", "2020", None],
        ),
        (
            "Costs for the year ended December 31, 2022 amounted to $5 million, after a fire that "
            "closed the old mill down for good in July 2022.",
            ["2022-12-31"],
        ),
        (
            "In 2022 it sold 40%, 30% and 20% to shops, mills and farms, against 41%, 31% and 19% "
            "in 2021.",
            ["2022", "2022", "2022", "2021", "2021", "2021"],
        ),
    ],
)
def test_each_figure_of_a_list_or_bracket_has_its_own_time(
    text: str, expected: list[str | None]
) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("title", "published", "primary", "expected"),
    [
        ("Raids in the north", "2023-03-01", True, "2022"),
        ("Raids of 2023", "2023-03-01", True, "2022"),
        # A report on a year says "last year" of the year before that one, whenever it is out.
        ("Raids in 2022", "2023-03-01", True, None),
        ("Annual report", "2023-03-01", True, None),
        ("Annual report: what the press said", "2023-03-01", False, "2022"),
        ("Raids in the north", None, True, None),
    ],
)
def test_a_report_tells_last_year_from_its_publication_unless_it_is_on_a_period(
    tmp_path: Path, title: str, published: str | None, primary: bool, expected: str | None
) -> None:
    text = "# Raids\n\nPolice arrested 150 suspects last year.\n\n- Some 12 boats sank last year.\n"
    report = written(tmp_path, text, title=title, published=published, primary=primary)
    assert [figure.period for figure in read_report_figures(report)] == [expected, expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2022 there were 130 cases. Police arrested 149 suspects.", ["2022", "2022"]),
        ("In 2022 there were 130 cases. The force was praised. It held 9 men.", ["2022"] * 2),
        # Another time, another tense, a plan, or no one time to hand on.
        ("In 2022 there were 130 cases. Police hold 149 suspects.", ["2022", None]),
        ("In 2022 there were 130 cases. Police have held 149 suspects.", ["2022", None]),
        ("In 2022 there were 130 cases. Police planned 14 raids.", ["2022", None]),
        ("In 2022 there were 130 cases. Earlier police arrested 149 men.", ["2022", None]),
        ("In 2022 there were 130 cases. That had changed. It held 9 men.", ["2022", None]),
        ("It rose from 45 in 2020 to 60 in 2021. Police held 9 men.", ["2020", "2021", None]),
        ("The law of 2022 fined 130 firms. Police arrested 149 men.", ["2022", None]),
        ("In 2022 there were 130 cases.\n\nPolice arrested 149 suspects.", ["2022", None]),
    ],
)
def test_a_sentence_hands_its_time_to_the_next_of_the_paragraph_where_that_is_plain(
    text: str, expected: list[str | None]
) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("## Results for 2022", "2022"),
        ("## 3. Victims in 2022", "2022"),
        ("## FY 2021 results", "2021"),
        ("## Results for 2022\n\n### Raids", "2022"),
        ("## Results for 2022\n\n### Plans for 2023", None),
        ("## Results for 2022\n\n## Raids", None),
        ("## The 2022 plan", None),
        ("## Securities Act of 1934", None),
        ("## For the year ended 30 June 2022", None),
        ("## Raids", None),
    ],
)
def test_a_heading_gives_its_period_to_what_its_section_tells(
    tmp_path: Path, heading: str, expected: str | None
) -> None:
    text = f"# Results for 2020\n\n{heading}\n\nPolice arrested 150 suspects.\n\n- It held 9 men.\n"
    read = read_report_figures(written(tmp_path, text))
    assert [f.period for f in read if f.label in ("suspects", "men")] == [expected, expected]


@pytest.mark.parametrize(
    "told",
    [
        "Police arrest 150 suspects.",
        "Police will arrest 150 suspects.",
        "The 150 suspects were aged 12 and over before.",
        "Police met 150 suspects in 2019 and in 2020.",
        "In 2019 or so police came. Police arrested 150 suspects.",
        "| Force | Suspects |\n| --- | --- |\n| North | 150 |",
    ],
)
def test_what_does_not_plainly_tell_of_its_sections_period_takes_none(
    tmp_path: Path, told: str
) -> None:
    report = written(tmp_path, f"# Raids\n\n## Results for 2022\n\n### Police\n\n{told}\n")
    (figure,) = (one for one in read_report_figures(report) if one.surface == "150")
    assert figure.period is None


@pytest.mark.parametrize(
    "piece",
    [
        "last year ",
        "7 a year earlier 2021 ",
        "(2021: 7) ",
        "2021, 2020 7, 8 respectively ",
        "7, 8 and ",
        "2021 and ",
        "the same ",
        "held ",
    ],
)
def test_a_hostile_sentence_is_read_in_time_linear_in_its_length(piece: str) -> None:
    assert grows_in_step(read_figures, f"in {piece}", 40_000)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Cases fell from 2020 to 2021 and in 2022; some 45 of them were old and dealt with, "
            "the court said in May 2023, by the old rules of 2019.",
            ("2020/2021", "2022", "2023-05", "2019"),
        ),
        ("The 2010 Act fined 3 firms.", ("2010",)),
        ("Some 12 boats sank on 03/04/2021.", ("2021",)),
        ("In 2022 police held 9 men.", ()),
        ("Police held 9 men.", ()),
    ],
)
def test_a_figure_whose_time_is_not_plain_carries_the_times_beside_it(
    text: str, expected: tuple[str, ...]
) -> None:
    (figure,) = (one for one in read_figures(text) if one.kind is not Kind.DATE)
    assert figure.times == expected
    assert not (figure.period and figure.times)
    assert figure.to_dict()["times"] == list(expected)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (("Mill | Opened | Staff", "North | 21 May 2019 | 45"), ("2019-05-21",)),
        (("Mill | Opened | Staff", "North | 21/05/2019 | 45"), ("2019",)),
        (("Mill | Staff 2020 and 2021", "North | 45"), ("2020", "2021")),
        (("Mill | Staff", "North, sold in 2019 and again in 2021 | 45"), ("2019", "2021")),
        (("Mill | Staff 2020", "North | 45"), ()),
    ],
)
def test_a_cell_whose_time_is_not_plain_carries_those_of_its_row_and_headers(
    tmp_path: Path, table: tuple[str, str], expected: tuple[str, ...]
) -> None:
    head, row = table
    rule = " | ".join("---" for _ in head.split("|"))
    report = written(tmp_path, f"# Mills\n\n| {head} |\n| {rule} |\n| {row} |\n")
    (figure,) = (one for one in read_report_figures(report) if one.surface == "45")
    assert (figure.period is None, figure.times) == (bool(expected), expected)


def test_a_first_row_of_dates_above_figures_heads_a_table_that_has_no_header(
    tmp_path: Path,
) -> None:
    lines = ("Debt,30 June 2021,30 June 2022", "Short,45,46", "Long,47,48")
    (tmp_path / "made.csv").write_text("\n".join(lines), encoding="utf-8")
    (source,), _ = find_sources([str(tmp_path / "made.csv")], settings=Settings())
    report = load_report(source, settings=Settings())
    blocks = tuple(replace(block, header_rows=0) for block in report.blocks)
    read = read_report_figures(replace(report, blocks=blocks))
    assert [(f.surface, f.period) for f in read if f.kind is not Kind.DATE] == [
        ("45", "2021-06-30"),
        ("46", "2022-06-30"),
        ("47", "2021-06-30"),
        ("48", "2022-06-30"),
    ]

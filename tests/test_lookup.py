"""Looking figures up: what comes first, what a filter keeps, one label over time, and the table."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from shelf import EMBEDDER, Made, make_report, put

from assistant import FigureQuery, Filters, WrongUse
from assistant.cli import main
from assistant.cli.figure_text import found_text, series_text
from assistant.library import Store
from assistant.lookup import FigureTable, find_figures, find_series
from assistant.records import Kind

Run = Callable[..., tuple[int, str, str]]

OFFICIAL = [
    "After the raids 312 suspects were arrested and the victims rescued were heard.",
    "In 2022, 225 victims were rescued in the north.",
    "Of those rescued, 48 victims went to a shelter.",
    "The raids cost US$1.2 million, 12.5 percent more than in 2021.",
]
PRESS = ["Some 230 victims were rescued last year, the minister said."]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "shelf", **EMBEDDER) as opened:
        yield opened


def put_secondary(store: Store, made: Made) -> None:
    put(store, replace(made, report=replace(made.report, primary=False)))


def surfaces(table: FigureTable) -> list[str]:
    return [figure.surface for figure in table]


def look_up(store: Store, *words: str, **wanted: Any) -> list[str]:
    return surfaces(find_figures(store, FigureQuery(*words, **wanted), limit=None))


# What comes first -------------------------------------------------------------------------------


def test_what_a_figure_counts_comes_before_what_its_sentence_mentions(store: Store) -> None:
    put_secondary(store, make_report(PRESS, title="Courier"))
    put(store, make_report(OFFICIAL))
    found = look_up(store, "victims rescued")
    assert found[:2] == ["225", "Some 230"]
    assert found.index("312") > found.index("48")
    assert look_up(store, "suspects arrested")[0] == "312"


def test_words_that_no_figure_has_all_of_are_owned_to(store: Store) -> None:
    put(store, make_report(OFFICIAL))
    table = find_figures(store, FigureQuery("victims zeppelins"), limit=None)
    assert table.partial
    assert table[0].label == "victims"
    assert found_text(table, 100).startswith("No figure has all of these words")
    assert not find_figures(store, FigureQuery("victims"), limit=None).partial
    assert look_up(store, "zeppelins") == []


# What a filter keeps ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"unit": "person", "minimum": Decimal(200)}, ["225", "312", "Some 230"]),
        ({"unit": "people", "minimum": Decimal(200)}, ["225", "312", "Some 230"]),
        ({"unit": "person", "minimum": Decimal(200), "primary": True}, ["225", "312"]),
        ({"unit": "dollars"}, ["US$1.2 million"]),
        ({"unit": "percent"}, ["12.5 percent"]),
        ({"kind": Kind.MONEY, "maximum": Decimal(1_200_000)}, ["US$1.2 million"]),
        ({"kind": Kind.MONEY, "maximum": Decimal(1_199_999)}, []),
        ({"filters": Filters(publisher="Courier"), "unit": "person"}, ["Some 230"]),
    ],
)
def test_filters_need_no_words(store: Store, wanted: dict[str, Any], found: list[str]) -> None:
    put_secondary(store, make_report(PRESS, title="Courier", publisher="The Sample Courier"))
    put(store, make_report(OFFICIAL))
    assert sorted(look_up(store, **wanted)) == found


@pytest.mark.parametrize(
    ("period", "year", "is_found"),
    [
        ("2022", "2022", True),
        ("2022-08", "2022", True),
        ("2022-08-18/2022-11-10", "2022", True),
        ("2019/2023", "2021", True),
        ("2019/2023", "2019", True),
        ("2019/2023", "2024", False),
        ("2021-07-01/2022-06-30", "2022", True),
        ("2021", "2022", False),
        # The words name 1998 only in passing; where the period is known it alone counts.
        ("2022", "1998", False),
        (None, "1998", True),
        (None, "2022", False),
    ],
)
def test_a_year_is_looked_for_in_the_period_and_else_in_the_words(
    store: Store, period: str | None, year: str, is_found: bool
) -> None:
    made = make_report(["The law of 1998 helped 41 families."])
    families = [replace(f, period=period) for f in made.figures if f.label == "families"]
    assert len(families) == 1
    put(store, replace(made, figures=families))
    assert look_up(store, "families", year=year) == (["41"] if is_found else [])


@pytest.mark.parametrize(
    ("times", "year", "is_found"),
    [
        (("2020", "2021-03-31"), "2021", True),
        (("2019/2021",), "2021", True),
        (("2020", "2021"), "2022", False),
        (("2020-12-02",), "2012", False),
    ],
)
def test_a_year_named_beside_a_figure_without_a_period_finds_it(
    store: Store, times: tuple[str, ...], year: str, is_found: bool
) -> None:
    made = make_report(["It helped 41 families."])
    (family,) = made.figures
    put(store, replace(made, figures=[replace(family, times=times)]))
    table = find_figures(store, FigureQuery("families", year=year), limit=None)
    assert surfaces(table) == (["41"] if is_found else [])
    if is_found:
        assert f"{times[0]}{'…' if times[1:] else ''}?" in found_text(table, 100)


@pytest.mark.parametrize("year", ["22", "", "20222", "last", "2O22", "'22'"])
def test_a_year_of_other_than_four_digits_is_wrong_use(store: Store, year: str) -> None:
    with pytest.raises(WrongUse, match="four digits"):
        look_up(store, year=year)


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("smallest", ["7", "40", "300"]),
        ("largest", ["300", "40", "7"]),
        ("period", ["300", "7", "40"]),
        ("text", ["40", "300", "7"]),
    ],
)
def test_figures_are_sorted_as_asked(store: Store, order: Any, found: list[str]) -> None:
    made = make_report(["There were 40 wells, 300 pumps and 7 dams."])
    periods = {"300": "2019", "7": "2021-05", "40": None}
    figures = [replace(figure, period=periods[figure.surface]) for figure in made.figures]
    put(store, replace(made, figures=figures))
    assert look_up(store, order=order) == found


# One label over time ----------------------------------------------------------------------------


def yearly(year: str, victims: int, *, title: str = "Annual report", **about: Any) -> Made:
    """Returns a report of a year's victims rescued, with other figures around them."""
    made = make_report(
        [
            f"In {year}, {victims} victims were rescued.",
            f"In {year}, 12 victims were sent home, and 90 officers were trained.",
        ],
        title=f"{title} {year}" if "edition" not in title else title,
        publisher="Border Office",
        **about,
    )
    return replace(made, figures=[replace(figure, period=year) for figure in made.figures])


def told(store: Store, words: str = "victims rescued") -> list[tuple[str | None, str, str]]:
    series = find_series(store, FigureQuery(words))
    return [(point.period, point.figure.surface, point.status) for point in series.points]


def test_a_series_has_one_label_over_the_periods_of_several_reports(store: Store) -> None:
    for year, victims in (("2022", 225), ("2020", 198), ("2021", 149)):
        put(store, yearly(year, victims, published=f"{year}-12-31"))
    assert told(store) == [
        ("2020", "198", "current"),
        ("2021", "149", "current"),
        ("2022", "225", "current"),
    ]
    series = find_series(store, FigureQuery("victims rescued"))
    assert series.left_out == 0
    shown = series_text(series, 100)
    assert shown.startswith("victims (person)\n\nperiod  figure")
    assert [line.split()[:2] for line in shown.splitlines()[3:6]] == [
        ["2020", "198"],
        ["2021", "149"],
        ["2022", "225"],
    ]


def test_an_older_edition_is_marked_and_stands_below_the_newer(store: Store) -> None:
    put(store, yearly("2021", 149, title="Annual report", published="2022-03-01"))
    new = yearly("2021", 151, title="Annual report 2021 (revised edition)", published="2022-09-01")
    put(store, new)
    assert told(store) == [("2021", "151", "current"), ("2021", "149", "superseded")]
    series = find_series(store, FigureQuery("victims rescued"))
    newer = series.points[1].superseded_by
    assert newer is not None
    assert newer.report_id == new.report.id
    assert series.to_dict()["points"][1]["superseded_by"] == newer.id


def test_another_publisher_stands_beside_and_a_press_report_below(store: Store) -> None:
    press = make_report(
        ["In 2021, 150 victims were rescued."], title="Courier", published="2023-01-01"
    )
    press = replace(press, figures=[replace(f, period="2021") for f in press.figures])
    put_secondary(store, press)
    put(store, yearly("2021", 149, published="2022-03-01"))
    assert told(store) == [("2021", "149", "current"), ("2021", "150", "other source")]


def test_several_figures_of_one_report_for_one_period_are_left_out_and_named(store: Store) -> None:
    made = make_report(["In 2021, 149 victims were rescued.", "In 2021, 163 victims were rescued."])
    put(store, replace(made, figures=[replace(f, period="2021") for f in made.figures]))
    series = find_series(store, FigureQuery("victims rescued"))
    assert (series.points, series.unclear) == ((), ("2021",))
    assert series_text(series, 100) == (
        "Left out, for a report gives several figures for it: 2021. Add words."
    )


def test_words_that_no_figure_has_all_of_make_no_series(store: Store) -> None:
    put(store, yearly("2021", 149))
    series = find_series(store, FigureQuery("victims zeppelins"))
    assert series.points == ()
    assert series_text(series, 100) == ""


# The command line -------------------------------------------------------------------------------


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    for name in list(os.environ):
        if name.startswith("ASSISTANT_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)

    def run_command(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["assistant", "figures", *arguments])
        code = 0
        try:
            main()
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_command


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> str:
    from assistant import Library

    folder = tmp_path_factory.mktemp("looking")
    (folder / "border.md").write_text("# Border\n\n" + "\n\n".join(OFFICIAL), encoding="utf-8")
    with Library.open(folder / "reports.library") as library:
        library.add(folder / "border.md")
    return str(folder / "reports.library")


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["victims rescued", "--limit", "1"], "more: raise --limit"),
        (["--unit", "people", "--min", "200", "--sort", "largest"], "312 "),
        (["--kind", "money"], "US$1.2 million  1,200,000  USD"),
        (["victims rescued", "--series"], "victims (person)"),
        (["suspects", "--out", "found.xlsx"], "1 written to found.xlsx"),
        (["victims rescued", "--series", "--out", "package"], "1 written to package"),
    ],
)
def test_the_verb_shows_what_was_asked(
    run: Run, shelf: str, arguments: list[str], shown: str
) -> None:
    code, out, err = run(*arguments, "--library", shelf)
    assert (code, err) == (0, "")
    assert shown in out
    assert max(len(line) for line in out.splitlines()) <= 100


def test_an_id_that_is_printed_can_be_followed(run: Run, shelf: str) -> None:
    _, listed, _ = run("suspects", "--library", shelf)
    figure_id = next(line.strip() for line in listed.splitlines() if "@" in line)
    code, out, _ = run("--id", figure_id, "--library", shelf)
    assert code == 0
    assert "312 suspects were arrested" in out
    code, out, _ = run("--id", figure_id, "--json", "--library", shelf)
    assert '"state": "current"' in out


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ([], 2, "The query is empty"),
        (["--sort", "largest"], 2, "The query is empty"),
        (["--series"], 2, "The query is empty"),
        (["victims", "--year", "22"], 2, "four digits"),
        (["victims", "--min", "many"], 2, "--min takes a number"),
        (["victims", "--out", "found.pdf"], 2, "Choose .csv, .xlsx, .json, .zip"),
        (["--id", "149"], 2, "is not a figure's id"),
        (["--id", "0123456789abcdef@1-2"], 3, "No report 0123456789abcdef"),
        (["--id", "0123456789abcdef@1-2", "--series"], 2, "cannot be had at once"),
        (["--id", "0123456789abcdef@1-2", "--out", "found.csv"], 2, "not what --id shows"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_line(
    run: Run, shelf: str, arguments: list[str], code: int, told: str
) -> None:
    left, out, err = run(*arguments, "--library", shelf)
    assert (left, out) == (code, "")
    assert err.startswith("Error: ")
    assert told in err
    assert err.count("\n") == 1


def test_nothing_found_writes_no_file(run: Run, shelf: str, tmp_path: Path) -> None:
    code, out, _ = run("zeppelins", "--out", "found.csv", "--library", shelf)
    assert (code, out) == (1, "No figures were found. Try fewer or other words.\n")
    assert not (tmp_path / "found.csv").exists()

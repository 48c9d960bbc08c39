"""By how much something changed, the level it reached, and how much it is, are told apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Library, export
from assistant.figures import Outcome, compare, read_figures, read_report_figures
from assistant.loading import find_sources, load_report
from assistant.records import Change, Figure, Kind, Verdict
from assistant.settings import Settings

REPORT = """# Harbour Foods: results

Sales rose 9% in 2021 to €412 million. Net income was €14.3 million, up €2.4 million in 2021.
Staff costs fell 4% in 2021.
"""


def figures(text: str) -> list[Figure]:
    return [figure for figure in read_figures(text) if figure.kind is not Kind.DATE]


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("Sales rose 9% in 2021.", ["rose by"]),
        ("Sales rose 9% in 2021 to $412 million.", ["rose by", "rose to"]),
        ("Sales fell by 9% to $412 million.", ["fell by", "fell to"]),
        ("Net income was $14.3 million, up $2.4 million.", [None, "rose by"]),
        ("Arrests increased by 149.", ["rose by"]),
        ("Arrests totalled 149.", [None]),
        ("The rate rose to 9% from 8%.", ["rose to", None]),
        ("An increase of 9% in sales was seen.", ["rose by"]),
        ("Sales saw a 9% drop.", ["fell by"]),
        ("Revenue of $610 million, down from $688 million, was booked.", ["fell to", None]),
        ("They lost 300 jobs and cut 200 posts.", [None, None]),
        ("It raised $5 million.", [None]),
        ("The company added 40 tonnes.", [None]),
        ("Costs were reduced by $5 million.", ["fell by"]),
        ("Costs were cut from $9 million to $7 million.", [None, "fell to"]),
        ("Support has fallen 31 points, to 53%.", ["fell by", "fell to"]),
        ("Turnover up 9%, services down 4%.", ["rose by", "fell by"]),
        ("Business up 9% on the year.", ["rose by"]),
        ("It makes up 40% of sales.", [None]),
        ("House prices rose at an annual rate of 1.9%.", ["rose by"]),
        ("Prices were 9% higher than in 2020.", ["rose by"]),
        ("9% more people came.", ["rose by"]),
        ("There were 12 more cases than in 2020.", [None]),
        ("There was no increase of 9%.", [None]),
        ("They counted 149 suspects, up from 130.", ["rose to", None]),
        ("Some 40% of the rise was due to fuel.", [None]),
        ("Sales rose in 2021 by more than 9%.", ["rose by"]),
        ("The group cut its emissions by 8%.", ["fell by"]),
        ("They expect to grow sales by 8%.", ["rose by"]),
        ("The index was trending up 4%.", ["rose by"]),
        ("The rate climbed to 6.7% from 6.3%.", ["rose to", None]),
        ("Staff grew by 120 posts or 2.5%.", ["rose by", "rose by"]),
        ("The lake sank by 2 metres (6.6 feet).", ["fell by", "fell by"]),
        ("Sales rose 9% (2020: 5%).", ["rose by", None]),
        (
            "Acme was down 2.3%, Bolt by 2.6% and Corex was up 1%.",
            ["fell by", "fell by", "rose by"],
        ),
        ("The glacier lost 2 metres and the boat 40 tonnes of cargo.", ["fell by", None]),
        ("The index lost 162 points, or 2%.", ["fell by", "fell by"]),
        ("Oil increased by 2 percent but tin decreased by 1 percent.", ["rose by", "fell by"]),
        ("The police shut down 20 sites and had eaten up 40% of it.", [None, None]),
        ("The winner gets $2 million, the runner-up $750,000.", [None, None]),
        ("They reached the wreck 38 metres down on their first dive.", [None]),
        ("They dropped half of the charges.", [None]),
        ("Jewels worth $1.7 million in less than a day were gone.", [None]),
    ],
)
def test_a_change_is_told_from_a_level(text: str, changes: list[str | None]) -> None:
    found = [figure.change and figure.change.value for figure in figures(text)]
    assert found == changes


@pytest.mark.parametrize(
    ("claim", "report", "outcome"),
    [
        ("Sales rose 9%.", "Sales rose 9%.", Outcome.SAME),
        ("Sales rose 9%.", "Sales fell 9%.", Outcome.CHANGE),
        ("Sales rose 9%.", "Sales rose to 9%.", Outcome.CHANGE),
        ("The rate rose to 9%.", "The rate fell to 9%.", Outcome.CHANGE),
        ("The rate was 9%.", "The rate rose to 9%.", Outcome.SAME),
        ("The rate was 9%.", "The rate rose 9%.", Outcome.UNTOLD),
        ("Net income was $2.4 million.", "Net income was up $2.4 million.", Outcome.UNTOLD),
    ],
)
def test_a_value_of_another_change_never_passes(claim: str, report: str, outcome: Outcome) -> None:
    told = compare(figures(claim)[0], figures(report)[0])
    assert told.outcome is outcome
    assert told.passes is (outcome is Outcome.SAME)


@given(
    st.sampled_from(["rose", "fell", "grew", "declined", "increased", "dropped"]),
    st.sampled_from(["rose", "fell", "grew", "declined", "increased", "dropped"]),
    st.integers(1, 99),
)
def test_two_changes_agree_only_where_they_go_one_way(one: str, other: str, size: int) -> None:
    first, second = (figures(f"Sales {verb} by {size}%.")[0] for verb in (one, other))
    ups = {"rose", "grew", "increased"}
    assert compare(first, second).passes is ((one in ups) is (other in ups))


def test_a_cell_under_change_tells_its_way_by_its_sign(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    rows = ("| Item | 2021 | Change, % |", "| --- | --- | --- |", "| Sales | 412 | -9 |")
    table = "\n".join((*rows, "| Costs | 300 | 4 |"))
    path.write_text(f"# Results\n\n{table}\n", encoding="utf-8")
    sources, _ = find_sources([str(path)], settings=Settings())
    read = read_report_figures(load_report(sources[0], settings=Settings()))
    changes = {figure.surface: figure.change for figure in read if figure.kind is not Kind.DATE}
    assert changes == {"412": None, "-9": Change.FELL_BY, "300": None, "4": Change.ROSE_BY}
    cell = next(figure for figure in read if figure.surface == "-9")
    assert compare(figures("Sales fell 9%.")[0], cell).passes
    assert not compare(figures("Sales rose 9%.")[0], cell).passes


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("shelf")
    (folder / "report.md").write_text(REPORT, encoding="utf-8")
    library = Library.open(folder / "reports.library")
    library.add([str(folder / "report.md")])
    return library


@pytest.mark.parametrize(
    ("draft", "verdict", "suggestion"),
    [
        ("Sales rose 9% in 2021.", Verdict.SUPPORTED, None),
        ("Sales fell 9% in 2021.", Verdict.REFUTED, "rose by 9%, not fell by 9%"),
        ("Staff costs rose 4% in 2021.", Verdict.REFUTED, "fell by 4%, not rose by 4%"),
        ("Net income was €2.4 million.", Verdict.REFUTED, "€14.3 million, not €2.4 million"),
        ("Net income rose by €2.4 million.", Verdict.SUPPORTED, None),
    ],
)
def test_a_draft_that_has_the_change_the_wrong_way_round_is_corrected(
    library: Library, draft: str, verdict: Verdict, suggestion: str | None
) -> None:
    (claim,) = library.check(draft).claims
    assert (claim.verdict, claim.suggestion) == (verdict, suggestion)


def test_a_question_for_a_level_is_not_answered_with_a_change(library: Library) -> None:
    assert str(library.ask("What was the net income?").figures[0].value) == "14300000"
    assert str(library.ask("By how much did net income rise?").figures[0].value) == "2400000"


def test_a_change_is_named_where_figures_are_listed(library: Library, tmp_path: Path) -> None:
    table = library.figures("net income")
    assert {figure.change for figure in table.figures} == {None, Change.ROSE_BY}
    export(table, tmp_path / "income.csv")
    assert "rose by" in (tmp_path / "income.csv").read_text(encoding="utf-8-sig")

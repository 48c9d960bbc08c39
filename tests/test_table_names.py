"""What names a row of a table, and tables and rows that hold no figures."""

import pytest
from test_figures_tables import labelled, read

from assistant.records import Kind


def test_a_name_behind_an_empty_cell_or_with_digits_names_its_row() -> None:
    rows = [
        ["", "", "2021", "2022"],
        ["", "30-149 days past due", "362", "432"],
        ["", "Tax asset (see Note 4)", "12", "15"],
    ]
    assert {f.label for f in read(rows)} == {"30-149 days past due", "Tax asset (see Note 4)"}


def test_names_on_the_right_name_their_rows_and_outcomes_do_not() -> None:
    right = [
        ["1,695", "166", "No answer"],
        ["8,341", "6,795", "Voice mail"],
        ["30", "4", "Refused"],
    ]
    assert {f.label for f in read(right, header_rows=0)} == {"No answer", "Voice mail", "Refused"}
    met = [["91%", "94%", "Met"], ["70%", "69%", "Not met"], ["85%", "81%", "Met"]]
    assert {f.label for f in read(met, header_rows=0)} == {None}


def test_two_tables_side_by_side_have_each_their_own_names() -> None:
    rows = [
        ["Boats", "12", "14", "Lorries", "31", "33"],
        ["Ferries", "5", "6", "Vans", "40", "41"],
    ]
    assert labelled(read(rows, header_rows=0)) == {
        "Boats": "14",
        "Ferries": "6",
        "Lorries": "33",
        "Vans": "41",
    }


def test_a_category_that_repeats_is_no_name() -> None:
    rows = [["Theft", "2", "Person", "90"], ["Fraud", "3", "Person", "80"]]
    assert {f.label for f in read(rows, header_rows=0)} == {"Theft", "Fraud"}


def test_a_lone_row_without_a_name_is_named_by_the_words_above() -> None:
    rows = [["2020 Results", "2021 Results"], ["$82", "$91"]]
    figures = read(rows, caption="Average cost of a claim")
    assert {f.label for f in figures} == {"Average cost of a claim"}


def test_a_table_of_contents_holds_no_figures_and_a_rising_count_does() -> None:
    rows = [[f"{n}.01", f"Payment of kind {n}", str(3 * n)] for n in range(1, 8)]
    assert read(rows, header_rows=0) == []
    rows = [["Harbours", "3"], ["Ferries", "6"], ["Boats", "9"], ["Crews", "12"], ["Nets", "14"]]
    assert len(read(rows, header_rows=0)) == 5


def test_years_that_head_columns_inside_a_table_are_dates() -> None:
    rows = [["", "", ""], ["Boats", "12", "14"], ["", "2022", "2021"], ["Vans", "2021", "2020"]]
    found = [(f.surface, f.kind) for f in read(rows, header_rows=1) if f.surface[:2] == "20"]
    assert found == [
        ("2022", Kind.DATE),
        ("2021", Kind.DATE),
        ("2021", Kind.COUNT),
        ("2020", Kind.COUNT),
    ]


@pytest.mark.parametrize("band", ["<$30,000", "$30,000-$49,999", "$30,000-<$50,000", "$75,000+"])
def test_a_band_of_incomes_is_no_unit_and_keeps_its_digits(band: str) -> None:
    figures = read([["Income", "Households"], [band, "12"]])
    assert [(f.value, f.unit, f.label) for f in figures] == [(12, None, f"Households, {band}")]


def test_a_price_in_a_rows_name_is_no_unit() -> None:
    (figure,) = read([["", "Number"], ["Shares placed @ $0.03", "40,000,000"]])
    assert (figure.value, figure.unit) == (40_000_000, None)


def test_a_form_names_each_value_by_the_words_before_it() -> None:
    rows = [
        ["Aircraft", "N00", "Owner:", "A Club"],
        ["Seats:", "4", "Weight:", "2450 lbs"],
        ["Engines:", "1", "Power:", "150 hp"],
    ]
    figures = read(rows)
    assert [(f.surface, f.label) for f in figures] == [
        ("4", "Seats"),
        ("2450 lbs", "Weight"),
        ("1", "Engines"),
        ("150 hp", "Power"),
    ]


@pytest.mark.parametrize("mark", ["—", "–", "-", "N/A", "n/a", "a b c"])
def test_a_mark_where_a_value_or_a_name_would_stand_is_no_name(mark: str) -> None:
    figures = read([["", "2021", "2022"], ["Boats sold", mark, "12"]])
    assert [f.label for f in figures] == ["Boats sold"]
    figures = read([["", "", "Share"], [mark, "Urban", "12"], [mark, "Rural", "14"]])
    assert [f.label for f in figures] == ["Urban, Share", "Rural, Share"]


def test_a_column_of_notes_or_pages_holds_no_figures() -> None:
    rows = [["", "Note", "2022"], ["Cash", "19", "56,049"], ["Debt", "21", "4,000"]]
    assert [(f.surface, f.label) for f in read(rows)] == [("56,049", "Cash"), ("4,000", "Debt")]

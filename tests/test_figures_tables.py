"""Figures in tables: labels from rows and columns, units, scales, signs, and what is no figure."""

from decimal import Decimal

import pytest

from assistant.figures import read_report_figures
from assistant.records import Block, BlockKind, Cell, Figure, Kind, Page, Report


def report(rows: list[list[str]], *, caption: str = "", header_rows: int = 1) -> Report:
    """Returns a report of a caption and one table, cells parted by bars."""
    text = caption + "\n" if caption else ""
    blocks = [Block(BlockKind.PARAGRAPH, 0, len(caption))] if caption else []
    start = len(text)
    cells = []
    for row, words in enumerate(rows):
        for column, word in enumerate(words):
            text += " | " if column else ""
            cells.append(Cell(row, column, len(text), len(text) + len(word)))
            text += word
        text += "\n"
    blocks.append(
        Block(BlockKind.TABLE, start, len(text), cells=tuple(cells), header_rows=header_rows)
    )
    return Report("r", "Report", "r.md", text, (Page(1, 0, len(text)),), tuple(blocks))


def read(rows: list[list[str]], *, caption: str = "", header_rows: int = 1) -> list[Figure]:
    made = report(rows, caption=caption, header_rows=header_rows)
    figures = read_report_figures(made)
    for figure in figures:
        assert figure.surface == made.text[figure.start : figure.end]
        assert figure.report_id == "r"
    return [figure for figure in figures if figure.start >= len(caption)]


def labelled(figures: list[Figure]) -> dict[str | None, str]:
    return {figure.label: str(figure.value) for figure in figures}


def test_rows_of_measures_put_the_row_first_and_the_period_in_the_scope() -> None:
    figures = read([["", "2021", "2022"], ["Victims rescued", "200", "225"]])
    assert [(f.value, f.label, f.scope, f.unit) for f in figures] == [
        (Decimal(200), "Victims rescued", "2021", "person"),
        (Decimal(225), "Victims rescued", "2022", "person"),
    ]


def test_rows_of_names_put_what_is_counted_first() -> None:
    rows = [["State", "Airport", "Passengers"], ["Quintana Roo", "Cancún", "1,234"]]
    (figure,) = read(rows)
    assert figure.label == "Passengers, Quintana Roo, Cancún"
    assert figure.value == 1234


def test_a_total_row_says_total() -> None:
    figures = read([["Province", "Arrests"], ["Kandal", "12"], ["Total", "30"]])
    assert labelled(figures) == {"Arrests, Kandal": "12", "Arrests, Total": "30"}


def test_a_rank_column_is_neither_a_figure_nor_a_name() -> None:
    figures = read([["Rank", "Country", "Arrests"], ["1", "China", "500"]])
    assert [(f.surface, f.label) for f in figures] == [("500", "Arrests, China")]


def test_a_unit_column_gives_its_rows_figures_their_unit() -> None:
    figures = read(
        [
            ["Indicator", "Unit", "2022"],
            ["Women in management", "%", "35.5"],
            ["Cost", "US$ million", "4.2"],
            ["Distance", "km", "12"],
            ["Cases", "no.", "130"],
        ],
        caption="Results in thousands",
    )
    assert [(f.value, f.unit, f.kind) for f in figures][:3] == [
        (Decimal("35.5"), "%", Kind.PERCENT),
        (Decimal(4200000), "USD", Kind.MONEY),
        (Decimal(12000), "km", Kind.MEASURE),
    ]


@pytest.mark.parametrize(
    ("caption", "header", "row", "cell", "value", "unit"),
    [
        ("In thousands", "2022", "Visitors", "4.5", "4500", "person"),
        ("(US$ m)", "2022", "Revenue", "(1,234)", "-1234000000", "USD"),
        ("", "€ million", "Revenue", "12", "12000000", "EUR"),
        ("", "Visitors (000s)", "Kandal", "7", "7000", None),
        ("US$ million", "2022", "Margin %", "12", "12", "%"),
        ("US$ million", "2022", "Earnings per share", "1.20", "1.20", "USD"),
        ("US$ million", "2022", "Number of employees", "48", "48", "person"),
        ("", "Area (km2)", "North Park", "12", "12", "km2"),
        ("", "2022", "Change", "−5%", "-5", "%"),
    ],
)
def test_scale_and_unit_come_from_the_nearest_header(
    caption: str, header: str, row: str, cell: str, value: str, unit: str | None
) -> None:
    figures = read([["", header], [row, cell]], caption=caption)
    assert [(f.value, f.unit) for f in figures] == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    ("cell", "surface", "value"),
    [
        ("1,234*", "1,234", "1234"),
        ("56(a)", "56", "56"),
        ("78 ¹", "78", "78"),
        ("78[1]", "78", "78"),
        ("(40)", "(40)", "-40"),
    ],
)
def test_note_marks_are_no_part_of_a_figure(cell: str, surface: str, value: str) -> None:
    (figure,) = read([["", "Cases"], ["Kandal", cell]])
    assert (figure.surface, figure.value) == (surface, Decimal(value))


@pytest.mark.parametrize("cell", ["–", "-", "n/a", "..", "", "none", "(b)"])
def test_a_missing_value_is_not_zero(cell: str) -> None:
    assert read([["", "Cases", "Arrests"], ["Kandal", cell, "5"]])[0].value == 5


def test_a_cell_may_hold_a_count_and_its_share_or_a_range() -> None:
    figures = read([["", "Victims"], ["Under 15", "124 (55%)"], ["15 to 17", "30–31"]])
    assert [(f.value, f.upper, f.unit) for f in figures] == [
        (Decimal(124), None, "person"),
        (Decimal(55), None, "%"),
        (Decimal(30), Decimal(31), "person"),
    ]


def test_section_rows_go_to_the_scope_and_parts_name_their_whole() -> None:
    rows = [
        ["", "Persons"],
        ["Rescued", ""],
        ["Victims", "225"],
        ["of which under 15", "124"],
        ["- over 18", "70"],
    ]
    figures = read(rows)
    assert [(f.label, f.scope) for f in figures] == [
        ("Victims, Persons", "Rescued"),
        ("Victims, of which under 15, Persons", "Rescued"),
        ("Victims, over 18, Persons", "Rescued"),
    ]


def test_years_over_columns_are_heads_even_where_no_header_row_is_marked() -> None:
    rows = [["", "2021", "2022"], ["Cases", "120", "130"], ["Arrests", "140", "149"]]
    figures = read(rows, header_rows=0)
    assert [(f.value, f.label, f.scope) for f in figures][:2] == [
        (Decimal(120), "Cases", "2021"),
        (Decimal(130), "Cases", "2022"),
    ]


def test_years_down_the_first_column_are_dates_and_scopes() -> None:
    figures = read([["Year", "Cases"], ["2021", "120"], ["2022", "130"]])
    assert [(f.value, f.kind, f.scope) for f in figures] == [
        ("2021", Kind.DATE, "2021"),
        (Decimal(120), Kind.COUNT, "2021"),
        ("2022", Kind.DATE, "2022"),
        (Decimal(130), Kind.COUNT, "2022"),
    ]


def test_headers_of_several_rows_are_joined() -> None:
    rows = [["", "Victims", "Victims"], ["", "Women", "Men"], ["Kandal", "12", "3"]]
    figures = read(rows, header_rows=2)
    assert [f.label for f in figures] == ["Kandal, Victims Women", "Kandal, Victims Men"]


def test_a_cell_that_spans_rows_is_read_once_and_figures_keep_text_order() -> None:
    made = report([["", "Cases"], ["Kandal", "12"], ["Takeo", "5"]])
    table = made.blocks[0]
    spanning = [Cell(2, 1, c.start, c.end) for c in table.cells if (c.row, c.column) == (1, 1)]
    block = Block(table.kind, table.start, table.end, 0, (*table.cells, *spanning), 1)
    again = Report("r", "R", "r.md", made.text, made.pages, (block,))
    starts = [figure.start for figure in read_report_figures(again)]
    assert starts == sorted(set(starts))


def test_a_cells_period_is_its_columns_else_its_rows_else_the_captions() -> None:
    years = read([["", "2021", "FY 2022"], ["Cases", "120", "130"]])
    assert [f.period for f in years] == ["2021", "2022"]
    rows = read([["Year", "Cases"], ["2021", "120"], ["2022", "130"]])
    assert [f.period for f in rows if f.kind is Kind.COUNT] == ["2021", "2022"]
    named = read([["", "Cases"], ["Kandal", "12"]], caption="Cases in March 2021")
    assert [f.period for f in named] == ["2021-03"]
    torn = read([["", "Cases"], ["Kandal", "12"]], caption="Cases in 2019 and in 2021")
    assert [f.period for f in torn] == [None]


@pytest.mark.parametrize(
    ("header", "label", "unit"),
    [
        ("US$ million", "Shelter", "USD"),
        ("Planned (US$ million)", "Planned, Shelter", "USD"),
        ("Change, percent", "Change, Shelter", "%"),
        ("Share (%)", "Share, Shelter", "%"),
        ("Area (km2)", "Area, Shelter", "km2"),
        ("Persons", "Persons, Shelter", "person"),
    ],
)
def test_a_unit_in_the_header_is_the_unit_and_no_part_of_the_label(
    header: str, label: str, unit: str
) -> None:
    (figure,) = read([["Sector", header], ["Shelter", "4.2"]])
    assert (figure.label, figure.unit) == (label, unit)


def test_a_header_that_is_all_there_is_stays_the_label() -> None:
    (figure,) = read([["", "2021"], ["Percent", "4.2"]])
    assert (figure.label, figure.unit) == ("Percent", "%")


def test_only_a_ratio_itself_goes_without_the_scale() -> None:
    rows = [["Item", "US$ million"], ["Administration", "0.5"], ["Cost ratio", "1.5"]]
    assert [figure.value for figure in read(rows)] == [Decimal(500_000), Decimal("1.5")]


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Share held, %", "%"),
        ("Percentage held", "%"),
        ("Change, percentage points", "percentage point"),
        ("Percentage held (percentage points)", "percentage point"),
    ],
)
def test_points_under_a_header_are_no_percentages(header: str, unit: str) -> None:
    figures = read([["Firm", header], ["Harbour Foods", "67.3"]])
    assert [figure.unit for figure in figures] == [unit]


def test_sums_that_share_a_cell_take_the_tables_scale_and_brackets_are_negative() -> None:
    rows = [["", "2021"], ["Net result", "$ (12) $ (7)"], ["Costs", "$ (3)"]]
    figures = read(rows, caption="In thousands")
    assert [figure.value for figure in figures] == [-12000, -7000, -3000]
    assert {figure.unit for figure in figures} == {"USD"}


def test_n_in_a_cell_counts_who_stands_before_it() -> None:
    figures = read([["", "", "Users"], ["a", "Urban (n=413)", "48"], ["b", "Hill (n=531)", "43"]])
    assert [f.label for f in figures if f.surface in ("413", "531")] == ["Urban", "Hill"]


def test_a_figure_in_a_row_without_a_name_is_told_by_the_words_of_its_row() -> None:
    rows = [["Share of oaks", "12", ""], ["", "14", "growers"], ["", "15", "millers"]]
    figures = read(rows, header_rows=0)
    assert [(f.value, f.scope) for f in figures if f.label is None] == [
        (Decimal(14), "growers"),
        (Decimal(15), "millers"),
    ]


def test_the_ends_of_a_class_are_no_figures_and_its_base_is_one() -> None:
    figures = read([["Group", "Share"], ["a", "70-74 (n=401)"], ["b", "80+ (n=350)"]])
    assert [f.value for f in figures] == [Decimal(401), Decimal(350)]

"""Parts are linked to the figure they are parts of, by words or by adding up; nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.figures import read_figures, read_report_figures
from assistant.figures.grids import lay_out
from assistant.figures.totals import find_sums
from assistant.records import Block, BlockKind, Cell, Report

VICTIMS = "225 victims were rescued in the year"


def links(text: str) -> dict[str, str]:
    """Returns the surface of each part with its whole's."""
    return {
        figure.surface: text[figure.whole[0] : figure.whole[1]]
        for figure in read_figures(text)
        if figure.whole
    }


def table_of(rows: list[list[str]]) -> Report:
    text, cells = "", []
    for row, words in enumerate(rows):
        for column, word in enumerate(words):
            cells.append(Cell(row, column, len(text), len(text) + len(word)))
            text += word + " | "
        text = text.rstrip(" |") + "\n"
    block = Block(BlockKind.TABLE, 0, len(text), cells=tuple(cells), header_rows=1)
    return Report("made", "made", "made", text, (), (block,))


def table_links(rows: list[list[str]]) -> dict[str, str]:
    report = table_of(rows)
    return {
        figure.surface: report.text[figure.whole[0] : figure.whole[1]]
        for figure in read_report_figures(report)
        if figure.whole
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{VICTIMS}: 124 were under 15, 31 aged 15 to 17 and 70 adults.",
            {"124": "225", "31": "225", "70": "225"},
        ),
        (f"{VICTIMS}. They were 48 men and 177 women.", {"48": "225", "177": "225"}),
        ("Police held 149 suspects, including 19 minors.", {"19": "149"}),
        (
            f"{VICTIMS}. Of age groups, 124 were children and 31 in their teens. "
            "The other 70 were grown up.",
            {"124": "225", "31": "225", "70": "225"},
        ),
        (f"{VICTIMS}, 48 of whom were men.", {"48": "225"}),
        ("Of the 225 victims, 124 were children.", {"124": "225"}),
        ("In the end 124 of the 225 victims went home.", {"124": "225"}),
        ("Some 31% of the 225 victims went home.", {"Some 31%": "225"}),
        (
            "Police held 149 suspects. Among those held were 19 minors and 10 foreigners.",
            {"19": "149", "10": "149"},
        ),
        (
            "Aid came to $7.2 million: $4.1 million for food and $3.1 million for shelter.",
            {"$4.1 million": "$7.2 million", "$3.1 million": "$7.2 million"},
        ),
    ],
)
def test_a_part_knows_its_whole(text: str, expected: dict[str, str]) -> None:
    assert links(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # What is added is no part of what it is added to.
        "Sales rose by $5 million to $105 million from $100 million.",
        "Police held 149 suspects in 130 cases and rescued 225 victims.",
        # Another quantity beside the whole, not within it.
        "The team met 40 mayors, including 12 hours of talks.",
        # The year before, for comparison.
        "There are 633 options (2021: 533). The board granted 100 options.",
        # The marks of a chart's axis.
        "60,000 50,000 40,000 30,000 20,000 10,000",
        # Those of another group than the one counted before.
        "Some 58% of graduates agree, and 44% of those with less schooling.",
        "Loans were $158 million and $139 million, of which $39 million and $36 million, "
        "respectively, were due.",
    ],
)
def test_figures_that_are_not_of_one_another_are_not_linked(text: str) -> None:
    assert links(text) == {}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [["Age", "Victims"], ["Under 15", "124"], ["15 to 17", "31"], ["Total", "155"]],
            {"124": "155", "31": "155"},
        ),
        (
            [["Age", "Victims"], ["All", "155"], ["Under 15", "124"], ["15 to 17", "31"]],
            {"124": "155", "31": "155"},
        ),
        # A subtotal is part of the total; its parts are its own.
        (
            [
                ["Age", "Victims"],
                ["Under 5", "124"],
                ["5 to 17", "31"],
                ["Subtotal", "155"],
                ["Adults", "700"],
                ["Total", "855"],
            ],
            {"124": "155", "31": "155", "155": "855", "700": "855"},
        ),
        (
            [["Group", "Men", "Women", "Total"], ["Staff", "118", "234", "352"]],
            {"118": "352", "234": "352"},
        ),
        ([["Group", "People"], ["Suspects", "149"], ["of which minors", "19"]], {"19": "149"}),
        # A year more is not a part.
        ([["Year", "Cases"], ["2020", "100"], ["2021", "120"], ["2022", "220"]], {}),
    ],
)
def test_cells_are_parts_of_the_total_they_add_up_to(
    rows: list[list[str]], expected: dict[str, str]
) -> None:
    assert table_links(rows) == expected


@given(st.lists(st.integers(11, 9_999), min_size=2, max_size=8))
@example([500, 500])
def test_rows_under_a_head_are_found_to_be_parts_of_a_total(values: list[int]) -> None:
    rows = [["Place", "Homes"], *([f"Place {chr(65 + n)}", str(v)] for n, v in enumerate(values))]
    report = table_of([*rows, ["Total", str(sum(values))]])
    block = report.blocks[0]
    sums = find_sums(lay_out(report.text, block, read_report_figures(report)))
    assert sums
    assert sums[0].whole == len(values) + 1


@given(st.text(max_size=200))
def test_any_text_can_be_linked_and_a_whole_is_a_figure_of_it(text: str) -> None:
    figures = read_figures(text)
    spans = {(figure.start, figure.end) for figure in figures}
    assert all(figure.whole in spans for figure in figures if figure.whole)

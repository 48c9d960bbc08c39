"""Splitting: passages follow the report, keep to the limit and leave nothing out."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.loading.building import TextBuilder, grid_of
from assistant.loading.markdown import read_markdown
from assistant.records import BlockKind, Metadata, Page, Passage, Report
from assistant.splitting import CONTEXT_LIMIT, split_report


def words(text: str) -> int:
    return len(text.split())


def report_of(text: str, title: str = "Cases in 2022", published: str | None = None) -> Report:
    content = read_markdown(text)
    return Report(
        "f" * 16, title, "cases.md", text, content.pages, content.blocks, published=published
    )


def assert_sound(
    report: Report, passages: list[Passage], limit: int, count: Callable[[str], int] = words
) -> None:
    for passage in passages:
        assert (
            passage.text == report.text[passage.start : passage.end] == passage.text.strip() != ""
        )
        assert count(passage.context) + count(passage.text) <= limit
        assert count(passage.context) <= CONTEXT_LIMIT + limit // 4
    assert all(one.end <= two.start for one, two in pairwise(passages))
    covered = {at for passage in passages for at in range(passage.start, passage.end)}
    for block in report.blocks:
        missed = [
            report.text[at]
            for at in range(block.start, block.end)
            if at not in covered and not report.text[at].isspace()
        ]
        assert missed == []


def test_a_heading_starts_a_passage_and_small_paragraphs_under_it_stay_together() -> None:
    report = report_of("# One\n\nFirst.\n\nSecond.\n\n# Two\n\nThird.\n")
    passages = split_report(report, count_pieces=words, limit=50)
    assert [p.text for p in passages] == ["One\n\nFirst.\n\nSecond.", "Two\n\nThird."]
    assert [p.heading for p in passages] == [("One",), ("Two",)]


def test_the_context_names_title_date_and_headings() -> None:
    report = report_of("# Results\n\n## Arrests\n\nPolice arrested 149.\n", published="2023-02-01")
    (passage,) = split_report(report, count_pieces=words, limit=100)
    assert passage.context == "Cases in 2022 · 2023-02-01 · Results › Arrests"
    assert passage.heading == ("Results", "Arrests")
    assert passage.page == 1


def test_a_long_heading_path_loses_its_outer_headings_first() -> None:
    text = "# " + "outer " * 10 + "\n\n## inner\n\nWords.\n"
    (passage,) = split_report(report_of(text), count_pieces=words, limit=48)
    assert passage.context == "Cases in 2022 · inner"


def test_a_long_paragraph_is_cut_at_sentence_ends() -> None:
    text = " ".join(f"Sentence number {n} has exactly seven words." for n in range(20))
    passages = split_report(report_of(text), count_pieces=words, limit=30)
    assert len(passages) > 3
    assert all(passage.text.endswith("words.") for passage in passages)


def test_an_endless_sentence_is_cut_at_spaces() -> None:
    report = report_of(" ".join(f"word{n}" for n in range(300)))
    passages = split_report(report, count_pieces=words, limit=40)
    assert_sound(report, passages, 40)
    assert " ".join(passage.text for passage in passages).split() == report.text.split()


TABLE = "| Group | Victims | Share |\n| --- | --- | --- |\n" + "".join(
    f"| Group {n} | {n * 7} | {n} % |\n" for n in range(40)
)


def test_a_table_is_cut_between_rows_and_later_pieces_carry_its_header() -> None:
    report = report_of("The groups were these:\n\n" + TABLE)
    passages = split_report(report, count_pieces=words, limit=64)
    assert_sound(report, passages, 64)
    assert passages[0].text.startswith("The groups were these:\n\n| Group | Victims | Share |")
    assert len(passages) > 3
    for passage in passages[1:]:
        assert "| Group | Victims | Share |" in passage.context
        assert passage.text.startswith("| Group ")
        assert passage.text.endswith("% |")


def test_the_line_before_a_table_goes_with_the_table() -> None:
    filler = "word " * 30
    report = report_of(f"{filler}\n\nVictims by group\n\n{TABLE}")
    passages = split_report(report, count_pieces=words, limit=64)
    assert passages[1].text.startswith("Victims by group\n\n| Group |")


def test_a_row_longer_than_the_limit_is_cut_at_its_cells() -> None:
    builder = TextBuilder()
    builder.add_table(grid_of([["a " * 40, "b " * 40, "c " * 40]]), header_rows=0)
    content = builder.content(metadata=Metadata(), warnings=[])
    report = Report("0" * 16, "T", "t", content.text, content.pages, content.blocks)
    passages = split_report(report, count_pieces=words, limit=64)
    assert_sound(report, passages, 64)
    assert [passage.text[0] for passage in passages] == ["a", "b", "c"]


def test_text_outside_blocks_parts_passages_and_pages_are_those_of_their_start() -> None:
    builder = TextBuilder()
    for number in (1, 2):
        builder.begin_page()
        builder.add(BlockKind.PARAGRAPH, f"Body of page {number}.")
        builder.add_loose(f"Annual report | {number}")
        builder.end_page()
    content = builder.content(metadata=Metadata(), warnings=[])
    report = Report("0" * 16, "T", "t", content.text, content.pages, content.blocks)
    passages = split_report(report, count_pieces=words, limit=64)
    assert [(p.page, p.text) for p in passages] == [(1, "Body of page 1."), (2, "Body of page 2.")]


def test_a_report_without_blocks_has_no_passages() -> None:
    report = Report("0" * 16, "T", "t", "", (Page(1, 0, 0),), ())
    assert split_report(report, count_pieces=words, limit=64) == []


def characters(text: str) -> int:
    """Counts as a tokenizer does for writing without spaces: a piece a character."""
    return sum(1 for character in text if not character.isspace())


LINES = st.one_of(
    st.sampled_from(
        [
            "",
            "",
            "# A heading",
            "## Under it",
            "- item one",
            "| a | b |",
            "| - | - |",
            "| 12 | c d e |",
            "They said:",
            "```",
            "> quoted",
        ]
    ),
    st.text(alphabet="ab .\n12|。漢", max_size=60),
    st.integers(1, 60).map(lambda n: "Word " * n + "end."),
)


def assert_covered(count: Callable[[str], int], lines: list[str], limit: int) -> None:
    report = report_of("\n".join(lines), title="A title")
    assert_sound(report, split_report(report, count_pieces=count, limit=limit), limit, count)


COUNTS = pytest.mark.parametrize("count", [words, characters], ids=["words", "characters"])


@COUNTS
@settings(max_examples=120, deadline=None)
@given(lines=st.lists(LINES, max_size=25), limit=st.integers(8, 90))
def test_any_text_is_covered_within_the_limit(
    count: Callable[[str], int], lines: list[str], limit: int
) -> None:
    assert_covered(count, lines, limit)


@pytest.mark.slow
@COUNTS
@settings(max_examples=5_000, deadline=None)
@given(lines=st.lists(LINES, max_size=60), limit=st.integers(8, 254))
def test_any_long_text_is_covered_within_the_limit(
    count: Callable[[str], int], lines: list[str], limit: int
) -> None:
    assert_covered(count, lines, limit)

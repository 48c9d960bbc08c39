"""Sentences: where they end, and that no character is left out."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.sentences import find_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in find_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "parts",
    [
        ["Police arrested 149 suspects.", "48 were sent home."],
        ["The U.S. Department of State gave $3.5 million.", "It ended in 2022."],
        ["He lives in the U.S. and works.", "She left."],
        ["It was made in the U.S.", "The rest came from China."],
        ["Dr. Smith of St. Mary's saw 12 patients.", "Mrs. Jones saw No. 5."],
        ["See p. 3 and pp. 4-5, e.g. Table 2.", "Then Fig. 4 shows more."],
        ["J. A. Smith and George W. Bush met.", "They spoke."],
        ["“We rescued 225.”", "The minister agreed."],
        ["Was it 150?", "No!", "It was 149."],
        ["Acme Inc. Chairman Lee resigned.", "Acme Inc.", "The firm closed."],
        ["They met on Aug. 18 at 5 p.m. Monday.", "The talks failed."],
        ["Some 871 foreigners were found.3", "The report names 12 countries.[4]", "It ends."],
        ["1. Arrests rose by 12 percent.", "2. Cases fell."],
        ["The total (see note 3.) was 5.", "More followed."],
        ["Growth was 3.14 in Q1.", "It fell to 2.0 in Q2."],
        ["“Why?” he asked.", "Nobody knew."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_a_line_break_is_a_space_and_a_blank_line_is_an_end() -> None:
    assert sentences("Police arrested\n149 suspects\n\nin Phnom Penh") == [
        "Police arrested\n149 suspects",
        "in Phnom Penh",
    ]


def test_bulleted_lines_are_sentences_of_their_own() -> None:
    assert sentences("Found:\n• 124 under 15\n• 31 aged 15 to 17") == [
        "Found:",
        "• 124 under 15",
        "• 31 aged 15 to 17",
    ]


def test_offsets_point_into_the_whole_text() -> None:
    text = "Skip this. Take one. Take two. Skip that."
    assert [text[a:b] for a, b in find_sentences(text, 11, 30)] == ["Take one.", "Take two."]


@given(st.text(alphabet="aU.S5 \n?!”)•-。", max_size=80), st.integers(0, 20))
def test_every_character_is_in_exactly_one_sentence_in_order(text: str, start: int) -> None:
    start = min(start, len(text))
    spans = find_sentences(text, start, len(text))
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text[start:].split())
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in spans)

"""How many there are of something is written one way, and in one grammar."""

import pytest

from assistant.records import count_of, told


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 pages"), (1, "1 page"), (2, "2 pages"), (12_480, "12,480 pages")],
)
def test_a_count_has_its_noun_in_the_right_number(number: int, said: str) -> None:
    assert count_of(number, "page") == said


@pytest.mark.parametrize(
    ("template", "one", "two"),
    [
        ("note{s} {were} left out", "1 note was left out", "2 notes were left out"),
        ("slide{s} hold{v} no text", "1 slide holds no text", "2 slides hold no text"),
        ("repl{ies} {and} index{es}", "1 reply or index", "2 replies and indexes"),
        ("{a}page{s} {have} {their} own", "1 a page has its own", "2 pages have their own"),
    ],
)
def test_a_line_is_in_the_singular_for_one(template: str, one: str, two: str) -> None:
    assert (told(1, template), told(2, template)) == (one, two)

"""Ages in words as intervals, named back, and bands that join to the interval asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figures import read_figures
from assistant.reading.ages import find_ages, find_bands, name_ages

Ages = tuple[int, int | None]


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("under 15", (0, 15)),
        ("below the age of 18", (0, 18)),
        ("younger than 12", (0, 12)),
        ("15 to 17", (15, 18)),
        ("15–17", (15, 18)),
        ("between 15 and 17", (15, 18)),
        ("18 or older", (18, None)),
        ("aged 18 years or over", (18, None)),
        ("over 18", (18, None)),
        ("65+", (65, None)),
        ("at least 21", (21, None)),
        ("12 victims", None),
        ("no ages here", None),
        ("above 180", None),
        ("1,500 to 2,000", None),
    ],
)
def test_ages_in_words_are_an_interval_with_its_upper_end_left_out(
    text: str, ages: Ages | None
) -> None:
    assert find_ages(text) == ages


@pytest.mark.parametrize(
    ("ages", "name"),
    [((0, 18), "under 18"), ((15, 18), "15 to 17"), ((18, None), "18 and over")],
)
def test_an_interval_is_named_as_reports_name_it(ages: Ages, name: str) -> None:
    assert name_ages(ages) == name


@given(st.integers(0, 90), st.one_of(st.none(), st.integers(2, 9)))
def test_a_named_interval_reads_back_as_itself(low: int, width: int | None) -> None:
    ages = (low, None if width is None else low + width)
    assert find_ages(name_ages(ages)) == ages


BANDS = "Of the 143 victims, 52 were under 15, 38 were aged 15 to 17 and 53 were 18 or older."
GAP = "Of the 143 victims, 52 were under 12, 38 were aged 15 to 17 and 53 were 18 or older."


@pytest.mark.parametrize(
    ("text", "wanted", "surfaces"),
    [
        (BANDS, (0, 18), ["52", "38"]),
        (BANDS, (15, None), ["38", "53"]),
        (BANDS, (0, None), ["52", "38", "53"]),
        # One band alone is a figure to quote, not a sum.
        (BANDS, (0, 15), None),
        # No bands end at 16 or start at 12.
        (BANDS, (0, 16), None),
        (BANDS, (12, None), None),
        (GAP, (0, 18), None),
        ("They rescued 143 victims.", (0, 18), None),
    ],
)
def test_bands_count_only_where_they_join_end_to_end(
    text: str, wanted: Ages, surfaces: list[str] | None
) -> None:
    bands = find_bands(wanted, read_figures(text))
    assert (bands if bands is None else [band.surface for band in bands]) == surfaces

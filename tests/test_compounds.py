"""Quantities in two units, parts of one unit, dozens, quotients: one figure each, and exact."""

from decimal import Decimal

import pytest
from growth import grows_in_step
from hypothesis import given
from hypothesis import strategies as st

from assistant.figures import compare, read_figures
from assistant.figures.quantities import find_quantities


def readings(text: str) -> list[tuple[str, str]]:
    """Returns each figure's surface, and its value and unit; a range with two dots."""
    found = []
    for figure in read_figures(text):
        upper = "" if figure.upper is None else f"..{figure.upper}"
        found.append((figure.surface, f"{figure.value}{upper} {figure.unit or ''}".strip()))
    return found


@pytest.mark.parametrize(
    ("text", "surface", "read"),
    [
        ("He stands 5ft 10in tall.", "5ft 10in", "70 inch"),
        ("She is 5'10\" tall.", "5'10\"", "70 inch"),
        ("The 6’2 forward scored.", "6’2", "74 inch"),
        ("The water rose six feet, four inches.", "six feet, four inches", "76 inch"),
        ("He weighs 12st 4lb.", "12st 4lb", "172 lb"),
        ("The baby weighed 7 pounds and 9 ounces.", "7 pounds and 9 ounces", "121 oz"),
        ("It took 2h 35m.", "2h 35m", "155 minute"),
        ("The trial lasted two hours and 35 minutes.", "two hours and 35 minutes", "155 minute"),
        ("They got four years and six months.", "four years and six months", "54 month"),
    ],
)
def test_a_quantity_in_two_units_is_one_figure_in_the_smaller(
    text: str, surface: str, read: str
) -> None:
    assert readings(text) == [(surface, read)]


@pytest.mark.parametrize(
    "text",
    [
        "It took 4 hours, 90 minutes of them in traffic.",
        "It took 1.5 hours, 20 minutes more than planned.",
        "He served 6 years; 3 months later he was back.",
        "Rooms of 12 feet and 20 inches of snow.",
        "It grew from 2 years to 6 months.",
    ],
)
def test_two_quantities_side_by_side_stay_two(text: str) -> None:
    assert len(read_figures(text)) == 2


def test_a_chain_of_units_stays_apart() -> None:
    figures = read_figures("He ran for 3 years, 2 months, 14 days, and 16 hours.")
    assert [str(figure.value) for figure in figures] == ["3", "2", "14", "16"]


@given(st.integers(1, 60), st.integers(1, 59))
def test_hours_and_minutes_are_minutes_in_every_way_of_writing(hours: int, minutes: int) -> None:
    ways = (
        f"It took {hours}h {minutes}m in all.",
        f"It took {hours} hours and {minutes} minutes in all.",
        f"It took {hours} hours, {minutes} minutes in all.",
    )
    for text in ways:
        (figure,) = read_figures(text)
        assert (figure.value, figure.unit) == (Decimal(60 * hours + minutes), "minute")


def test_a_height_in_two_units_is_the_same_in_inches() -> None:
    (told,) = read_figures("The wall is 5ft 10in high.")
    (other,) = read_figures("The wall is 70 inches high.")
    assert compare(told, other).passes


@pytest.mark.parametrize(
    ("text", "surface", "read"),
    [
        ("It took half a year.", "half a year", "0.5 year"),
        ("They waited half an hour.", "half an hour", "0.5 hour"),
        ("It rose half a percentage point.", "half a percentage point", "0.5 percentage point"),
        ("It lies three quarters of a mile off.", "three quarters of a mile", "0.75 mile"),
        ("Half a mile of road was closed.", "Half a mile", "0.5 mile"),
        ("They sold 12 dozen eggs.", "12 dozen", "144"),
        ("Half of the villages were cut off.", "Half", "0.5"),
        ("Half a million people fled.", "Half a million", "500000 person"),
        ("The ratio of men to women was 3:1.", "3:1", "3"),
        ("The ratio of staff to pupils is 1 to 20.", "1 to 20", "0.05"),
        ("It was over 20 times the limit.", "over 20 times", "20 times"),
        ("It was two and a half times larger.", "two and a half times", "2.5 times"),
        ("They met three times in spring.", "three", "3"),
        ("The 55in screen broke.", "55in", "55 inch"),
        ("Some 55 in all came.", "Some 55", "55"),
        ("Lows of 28-32F are due.", "28-32F", "28..32 °F"),
        ("The suspect is 5-foot-9 tall.", "5-foot-9", "69 inch"),
        ("It costs NT$ 60 per cup.", "NT$ 60 per cup", "60 TWD per cup"),
        ("It takes 3,940 kWh per dwelling.", "3,940 kWh per dwelling", "3940 kWh per dwelling"),
        ("It cost $60 per our report.", "$60", "60 USD"),
        ("Give 0.5 mg of the drug per kg.", "0.5 mg", "0.5 mg per kg"),
        ("They met 3 times a week.", "3 times a week", "3 per week"),
        ("The plant makes 1,200 t/d.", "1,200 t/d", "1200 tonne per day"),
        ("Some 20-odd villages were flooded.", "Some 20-odd", "20"),
        ("The population is 1.2m.", "1.2m", "1200000"),
        ("The pool is 1.2m deep.", "1.2m", "1.2 m"),
        ("Expect minus 5 to minus 10 degrees.", "minus 5 to minus 10 degrees", "-10..-5 °"),
        ("Between -5 °C and -2 °C was usual.", "Between -5 °C and -2 °C", "-5..-2 °C"),
    ],
)
def test_what_is_said_in_several_words_is_one_figure(text: str, surface: str, read: str) -> None:
    assert readings(text) == [(surface, read)]


def test_each_side_of_a_size_has_its_unit() -> None:
    assert readings("The site is 3 x 5 km.") == [("3", "3 km"), ("5 km", "5 km")]
    assert readings("A room of 12 by 20 feet burnt.") == [("12", "12 foot"), ("20 feet", "20 foot")]


@pytest.mark.parametrize("piece", ["5'1", "1h 1", "5ft ", "1st 1", "ratio 1:", "half a ", "1 x "])
def test_repeated_parts_are_read_in_linear_time(piece: str) -> None:
    assert grows_in_step(find_quantities, piece, 40_000)

"""Figures in running text: value, unit, hedge, label and scope, and what is no figure."""

import re
from decimal import Decimal

import pytest
from growth import grows_in_step
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.figures import read_figures
from assistant.records import Figure, Kind, Modifier

CAMBODIA = (
    "A stepped-up operation from 18 August to 10 November 2022 found 871 foreigners from 12 "
    "countries; 162 were identified as involved in smuggling and 80 others were sent to court.\n\n"
    "In 2022 there were 130 cases of sexual exploitation, with 149 suspects arrested, including 19 "
    "minors and 10 foreigners of three nationalities. In all 225 victims were rescued: 124 under "
    "15, 31 aged 15 to 17 and 70 over 18. Forty-eight were sent to the Department of Social "
    "Affairs and 177 home to their families. The minister spoke of nearly 900 foreigners."
)


def values(text: str) -> list[str]:
    """Returns each figure as value or value–upper, with its unit."""
    found = []
    for figure in read_figures(text):
        upper = "" if figure.upper is None else f"–{figure.upper}"
        unit = f" {figure.unit}" if figure.unit else ""
        found.append(f"{figure.value}{upper}{unit}")
    return found


def only(text: str) -> Figure:
    (figure,) = read_figures(text)
    return figure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cost US$1.2bn.", ["1200000000 USD"]),
        ("It cost US $4.2 million.", ["4200000 USD"]),
        ("It cost 4.2 million US dollars.", ["4200000 USD"]),
        ("It cost $4.2m.", ["4200000 USD"]),
        ("It cost 75 USD million.", ["75000000 USD"]),
        ("It cost 30 MUSD.", ["30000000 USD"]),
        ("It cost A$10.5 million ($7.5 million).", ["10500000 AUD", "7500000 USD"]),
        ("It cost €4–5 million.", ["4000000–5000000 EUR"]),
        ("It cost $200 to $4 million.", ["200–4000000 USD"]),
        ("It cost 1.234,56 €.", ["1234.56 EUR"]),
        ("It cost RM120,000.", ["120000 MYR"]),
        ("It cost 361 million pounds.", ["361000000 GBP"]),
        ("It weighs 361 pounds.", ["361 lb"]),
        ("It cost thirteen dollars and forty-five cents.", ["13.45 USD"]),
        ("It cost a quarter million dollars.", ["250000 USD"]),
        ("It cost $58.24 per barrel.", ["58.24 USD per barrel"]),
        ("It cost £98 a share.", ["98 GBP per share"]),
        ("It cost tens of thousands of dollars.", ["10000–100000 USD"]),
    ],
)
def test_money_is_read_in_base_units_with_its_currency(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rose 12.5%.", ["12.5 %"]),
        ("It rose 19 per cent.", ["19 %"]),
        ("It rose 3 percentage points.", ["3 percentage point"]),
        ("It rose 60 basis points.", ["60 basis point"]),
        ("It fell to −5%.", ["-5 %"]),
        ("It was minus 5 degrees.", ["-5 °"]),
        ("It is 10 1/2 miles long.", ["10.5 mile"]),
        ("It is 24.5 cubic feet.", ["24.5 cubic foot"]),
        ("It ran at 80 km/h.", ["80 km/h"]),
        ("It ran at 188 miles an hour.", ["188 mph"]),
        ("It holds 1.2m tons.", ["1200000 ton"]),
        ("It is 37m tall.", ["37 m"]),
        ("It took three or four years.", ["3 year", "4 year"]),
        ("It took 2½ hours.", ["2.5 hour"]),
        ("It was 20 °C.", ["20 °C"]),
        ("The rate was 3.2 per 100,000.", ["3.2 per 100,000"]),
        ("It grew threefold.", ["3 times"]),
        ("The temperature rose by 1 to 1.5 degrees Celsius.", ["1–1.5 °C"]),
        ("It rose from 12 to 15 million tonnes.", ["12000000 tonne", "15000000 tonne"]),
    ],
)
def test_shares_and_measures_are_read_with_their_units(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,480 people", "12480"),
        ("12 345 678 people", "12345678"),
        ("12'345 people", "12345"),
        ("12\u202f345 people", "12345"),
        ("1.234.567 people", "1234567"),
        ("12,34,567 people", "1234567"),
        ("3,5 people", "3.5"),
        ("4 hundred million people", "400000000"),
        ("five crore people", "50000000"),
        ("forty-eight people", "48"),
        ("two hundred and five people", "205"),
        ("twenty-eight thousand six hundred forty-two people", "28642"),
        ("half a million people", "500000"),
        ("a dozen people", "12"),
        ("zero people", "0"),
        ("225\nvictims", "225"),
        ("**149** people", "149"),
        ("870[2] people", "870"),
        ("870² people", "870"),
    ],
)
def test_numbers_are_read_in_words_and_in_every_style_of_digits(text: str, value: str) -> None:
    assert only(f"There were {text}.").value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value", "modifier"),
    [
        ("nearly 900 people", "900", Modifier.NEARLY),
        ("no fewer than 900 people", "900", Modifier.AT_LEAST),
        ("more than 900 people", "900", Modifier.MORE_THAN),
        ("no more than 900 people", "900", Modifier.UP_TO),
        ("fewer than 900 people", "900", Modifier.UNDER),
        ("about 900 people", "900", Modifier.ABOUT),
        ("900 or more people", "900", Modifier.AT_LEAST),
        ("900 people", "900", Modifier.EXACT),
        ("between 40 and 50 people", "40", Modifier.BETWEEN),
        ("hundreds of people", "100", Modifier.BETWEEN),
    ],
)
def test_a_hedge_belongs_to_the_figure_and_its_surface(
    text: str, value: str, modifier: Modifier
) -> None:
    figure = only(f"There were {text} there.")
    assert (figure.value, figure.modifier) == (Decimal(value), modifier)
    assert figure.surface.split()[0] == text.split()[0]


@pytest.mark.parametrize(
    "text",
    [
        "See Section 3.2 and Tables 4 and 5.",
        "COVID-19 and H1N1 spread.",
        "Call +855 23 123 456 or (202) 555-0143.",
        "Tel: 023 123 456",
        "See https://example.org/2022/10?page=3 for more.",
        "Resolution No. 5 was adopted under Article 12.",
        "Version 1.2.3 of v2.0 is out.",
        "The S&P 500 and the FTSE 100 met.",
        "It is open 24/7.",
        "They won 2–1 at home.",
        "The office is at 575 Wilbraham Road.",
        "It starts at 10:30 and ends at 5 p.m.",
        "No one was hurt and the one that fled returned.",
        "3. The opening line",
        "The vice-chair's.[^1]",
        "The first and second talks failed in the first half.",
        "It lies at 11°33′N.",
        "The session opened on 3 May.",
    ],
)
def test_identifiers_names_and_marks_are_not_figures(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 18 August 2022", ["2022-08-18"]),
        ("on August 18, 2022", ["2022-08-18"]),
        ("in August 2022", ["2022-08"]),
        ("from 18 August to 10 November 2022", ["2022-08-18", "2022-11-10"]),
        ("in 2021/22", ["2021", "2022"]),
        ("in 1990–1995", ["1990", "1995"]),
        ("in FY2022", ["2022"]),
        ("in Q3 2022", ["2022-07/2022-09"]),
        ("on 2022-08-18", ["2022-08-18"]),
    ],
)
def test_dates_are_figures_with_an_iso_value(text: str, expected: list[str]) -> None:
    figures = read_figures(f"It happened {text}.")
    assert [figure.value for figure in figures] == expected
    assert {figure.kind for figure in figures} == {Kind.DATE}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The empire lasted from 1299 to 1923.", ["1299", "1923"]),
        ("Al-Biruni (973–1050) wrote on drugs.", ["0973", "1050"]),
        ("The king issued the Proclamation of 1763.", ["1763"]),
        ("Lee (born 1873) painted.", ["1873"]),
        ("The house (1763) burnt down.", ["1763"]),
        ("She starred in Harbour Nights 6 (2013).", ["2013"]),
        ("The vote is on May 18.", []),
    ],
)
def test_years_long_past_are_dates(text: str, values: list[str]) -> None:
    figures = read_figures(text)
    assert [figure.value for figure in figures] == values
    assert {figure.kind for figure in figures} <= {Kind.DATE}


@pytest.mark.parametrize(
    "text",
    [
        "They counted 1450 in all.",
        "Between 1100 and 1300 people came.",
        "It rose to 1492 on Friday.",
        "Costs of 1200-1400 were seen.",
        "They march 18 miles.",
    ],
)
def test_numbers_of_four_digits_are_no_years_of_old(text: str) -> None:
    assert all(figure.kind is not Kind.DATE for figure in read_figures(text))


def test_a_year_is_told_from_a_count_of_the_same_digits() -> None:
    assert [f.kind for f in read_figures("There were 2000 people.")] == [Kind.COUNT]
    assert [f.kind for f in read_figures("There were talks in 2000.")] == [Kind.DATE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the victims were aged 15 to 17", ["15–17 year"]),
        ("he is 60 years old", ["60 year"]),
        ("the baby is ten months old", ["10 month"]),
        ("124 victims were under 15", ["124 person", "15 year"]),
    ],
)
def test_ages_are_told_from_counts(text: str, expected: list[str]) -> None:
    assert values(text) == expected
    assert read_figures(text)[-1].kind is Kind.AGE


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("In all 225 victims were rescued.", "victims"),
        ("Police found 871 foreigners from 12 countries.", "foreigners"),
        ("There were 130 cases of sexual exploitation.", "cases of sexual exploitation"),
        ("Victims rescued: 225", "Victims rescued"),
        ("The number of suspects was 149.", "suspects"),
        ("Dozens of Kia and Hyundai vehicles were stolen.", "Kia and Hyundai vehicles"),
        ("One of the computers failed.", "computers"),
        ("Police solved 16 of 48 cases.", "cases"),
        ("The firm paid a $5 million fine.", "fine"),
        ("It had a turnover of $350 million.", "turnover"),
        ("Fully 70% of the victims were children.", "victims"),
        ("Unemployment rose to 4.1%.", "Unemployment"),
    ],
)
def test_a_figure_says_what_it_counts(text: str, label: str) -> None:
    assert read_figures(text)[0].label == label


def test_the_cambodia_ledger_is_complete() -> None:
    found = [
        (str(f.value), f.label)
        for f in read_figures(CAMBODIA)
        if f.kind in (Kind.COUNT, Kind.NUMBER)
    ]
    assert found == [
        ("871", "foreigners"),
        ("12", "countries"),
        ("162", "foreigners"),
        ("80", "foreigners"),
        ("130", "cases of sexual exploitation"),
        ("149", "suspects"),
        ("19", "minors"),
        ("10", "foreigners"),
        ("3", "nationalities"),
        ("225", "victims"),
        ("124", "victims"),
        ("31", "victims"),
        ("70", "victims"),
        ("48", "victims"),
        ("177", "victims"),
        ("900", "foreigners"),
    ]
    scopes = {str(f.value): f.scope for f in read_figures(CAMBODIA)}
    assert scopes["124"] == "under 15"
    assert scopes["31"] == "aged 15 to 17"


def test_numbers_of_a_run_in_list_are_not_figures() -> None:
    assert values("(1) 149 suspects were held; (2) 225 victims were freed.") == [
        "149 person",
        "225 person",
    ]


PIECES = st.sampled_from(
    "1 2 12 225 1,234 4.2 2022 $ € US$ % million bn to - – and between about nearly one dozen "
    "hundred thousand half a of in per people victims km years old aged under over ( ) . , ; : "
    "\n | ** [1] A1 May August 18 th ½ / + −".split(" ")
)
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES).map("".join)
)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_no_text_crashes_and_every_figure_is_a_verbatim_slice_in_order(text: str) -> None:
    floor = 0
    for figure in read_figures(text):
        assert figure.surface == text[figure.start : figure.end]
        assert figure.surface
        assert figure.start >= floor
        assert figure.sentence_start <= figure.start
        assert figure.end <= figure.sentence_end
        assert isinstance(figure.value, Decimal | str)
        assert figure.upper is None or isinstance(figure.upper, Decimal | str)
        assert (figure.kind is Kind.DATE) is isinstance(figure.value, str)
        floor = figure.end


STYLES = {
    "plain": lambda n: str(n),
    "commas": lambda n: f"{n:,}",
    "swiss": lambda n: f"{n:,}".replace(",", "'"),
    "thin spaces": lambda n: f"{n:,}".replace(",", "\u202f"),
    "no-break spaces": lambda n: f"{n:,}".replace(",", "\u00a0"),
}


@given(st.integers(0, 10**12), st.sampled_from(sorted(STYLES)))
@settings(max_examples=200, deadline=None)
def test_a_number_reads_back_in_every_separator_style(number: int, style: str) -> None:
    figure = only(f"They counted {STYLES[style](number)} victims.")
    assert figure.value == Decimal(number)
    assert figure.label == "victims"


SCALES = {"thousand": 10**3, "million": 10**6, "bn": 10**9, "trillion": 10**12, "crore": 10**7}


@given(st.decimals(min_value="0.1", max_value=999, places=1), st.sampled_from(sorted(SCALES)))
@settings(max_examples=150, deadline=None)
def test_a_scale_word_multiplies_exactly(number: Decimal, scale: str) -> None:
    figure = only(f"It cost ${number} {scale}.")
    assert figure.value == number * SCALES[scale]
    assert figure.unit == "USD"


@pytest.mark.parametrize(
    "piece",
    ["7", ",", " ", "one ", "1,", "(", "A1 ", "5 Abc ", "hundred and ", "May 1 ", "$", "1%, "],
)
def test_hostile_text_is_read_in_time_linear_in_its_length(piece: str) -> None:
    assert grows_in_step(read_figures, piece, 40_000)


def test_reading_is_indifferent_to_how_lines_are_wrapped() -> None:
    wrapped = re.sub(r"(?<!\n) (?!\n)", "\n", CAMBODIA)
    assert values(wrapped) == values(CAMBODIA)

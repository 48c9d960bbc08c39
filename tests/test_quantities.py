"""Quantities as read from a text: separators, scales, units, rates, uncertainty, periods, names."""

from decimal import Decimal

import pytest
from growth import grows_in_step
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.figures import read_figures
from assistant.records import Figure, Kind, Modifier


def readings(text: str) -> list[str]:
    """Returns each figure as its value, a range with a dash, and its unit."""
    found = []
    for figure in read_figures(text):
        upper = "" if figure.upper is None else f"–{figure.upper}"
        found.append(f"{figure.value}{upper} {figure.unit or ''}".strip())
    return found


def only(text: str) -> Figure:
    (figure,) = read_figures(text)
    return figure


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 345 homes", "12345"),
        ("12 345 678 homes", "12345678"),
        ("12\u2009345 homes", "12345"),
        ("12’345 homes", "12345"),
        ("1,23,456 homes", "123456"),
        ("2.5 lakh homes", "250000"),
        ("3 crore homes", "30000000"),
        ("500k homes", "500000"),
        ("5mn homes", "5000000"),
        ("6.02 × 10^23 homes", "6.02E+23"),
        ("a quarter of a million homes", "250000"),
        ("one and a half million homes", "1500000"),
        ("a million and a half homes", "1500000"),
    ],
)
def test_a_count_is_read_in_every_style_of_writing(text: str, value: str) -> None:
    assert only(f"They built {text}.").value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cost 1 234,5 euros.", ["1234.5 EUR"]),
        ("It cost €1.234,5.", ["1234.5 EUR"]),
        ("It cost R1.5 million.", ["1500000 ZAR"]),
        ("It cost PS21,700.", ["21700 GBP"]),
        ("It cost 500 Swedish kronor.", ["500 SEK"]),
        ("It cost $4.2 m.", ["4200000 USD"]),
        ("It rose 25bps.", ["25 basis point"]),
        ("It rose 3 % points.", ["3 percentage point"]),
        ("It rose 2 ppts.", ["2 percentage point"]),
        ("It gives 275 pound-feet.", ["275 lb ft"]),
        ("It lasted two and a half years.", ["2.5 year"]),
        ("It lasted a year and a half.", ["1.5 year"]),
        ("It was 3.2 per 100,000.", ["3.2 per 100,000"]),
        ("There were 12 deaths per 1,000 live births.", ["12 per 1,000 live births"]),
        ("It was 3.2 doctors per 10,000 inhabitants.", ["3.2 per 10,000 people"]),
        ("The rate is 5 cases per million people.", ["5 per 1,000,000 people"]),
        ("It was 12 per 1,000 compared with 10.", ["12 per 1,000", "10"]),
        ("It burns 6 litres per 100 km.", ["6 litre per 100 km"]),
        ("It was 20 per thousand.", ["20 per 1,000"]),
        ("The shop sold 5 per day.", ["5 per day"]),
        ("It was twice as many.", ["2 times"]),
        ("It was 3 of every 10.", ["0.3"]),
        ("It spent $5 million over three years.", ["5000000 USD", "3 year"]),
    ],
)
def test_money_measures_and_rates_are_read_with_their_units(text: str, expected: list[str]) -> None:
    assert readings(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It lowered its forecast from 5 to 7 per cent to 3 to 5 per cent.", ["5–7 %", "3–5 %"]),
        ("It fell from the $89 to $93 billion it forecast.", ["89000000000–93000000000 USD"]),
        ("It fell to 3 to 5 per cent.", ["3–5 %"]),
        ("It fell from 12 to 9 per cent.", ["12 %", "9 %"]),
        ("It dropped 5 to 7 percent.", ["5–7 %"]),
        ("Rates of 3 to 5 and 6 to 8 percent apply.", ["3–5 %", "6–8 %"]),
        ("Rates of 3, 5 and 7 percent apply.", ["3 %", "5 %", "7 %"]),
        ("It cost $5 or $6 million.", ["5000000 USD", "6000000 USD"]),
        ("It cost 8 or $9.", ["8 USD", "9 USD"]),
        ("It took 7- or 8-inch nails.", ["7 inch", "8 inch"]),
        ("It cost 15 dollars 50.", ["15.5 USD"]),
        ("It rose from $160 to $180 to $200.", ["160 USD", "180 USD", "200 USD"]),
        ("It gave 280 million of the 1.5 billion euros.", ["280000000 EUR", "1500000000 EUR"]),
        ("It cost Euro 5 million.", ["5000000 EUR"]),
        ("It makes 34,500 tonnes of copper a year.", ["34500 tonne per year"]),
        ("It cost 15 dollars 50 times.", ["15 USD", "50"]),
        ("It ranks over one, three, and five years.", ["1 year", "3 year", "5 year"]),
        ("It lost $(340) million and (1.9) % of it.", ["-340000000 USD", "-1.9 %"]),
        ("About one child in eight is there.", ["0.125"]),
        ("The striker, 31, has left. Of the total, 31, were held.", ["31 year", "31"]),
        ("Of those 65 and older, few left.", ["65 year"]),
        ("Half the sample (n ¼ 432) took ¼ cup each.", ["0.5", "432", "0.25"]),
        ("It takes twelve (12) months and two (2) clerks.", ["12 month", "2 person"]),
    ],
)
def test_a_unit_or_scale_told_once_serves_all_it_is_told_for(
    text: str, expected: list[str]
) -> None:
    assert readings(text) == expected


def test_a_bound_holds_for_the_same_told_again_in_another_unit() -> None:
    figures = read_figures("It flew more than 100 km (62 miles) for about 10 days (5 flights).")
    assert [figure.modifier for figure in figures] == [
        Modifier.MORE_THAN,
        Modifier.MORE_THAN,
        Modifier.ABOUT,
        Modifier.EXACT,
    ]
    assert only("Demand for sub-300 sq m offices grew.").modifier is Modifier.UNDER


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He is in his early 40s.", "40–49 year"),
        ("She will be 35 by May.", "35 year"),
        ("He turned 60 on Sunday.", "60 year"),
        ("Ann Lee, 44, was there.", "44 year"),
        ("It is free for the over 50s.", "50 year"),
        ("Under-fives travel free.", "5 year"),
        ("Children under the age of 5 years died.", "5 year"),
        ("Over-65s travel free.", "65 year"),
        ("Nurses saw the woman, 34, in a tent.", "34 year"),
        ("Ann McLee, 58, was there.", "58 year"),
        ("Life expectancy for men in the port is around 73.", "73 year"),
    ],
)
def test_ages_are_told_from_other_numbers(text: str, expected: str) -> None:
    assert only(text).kind is Kind.AGE
    assert readings(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A 30-km path and a 12-ft boat.", ["30 km", "12 foot"]),
        ("It flew 2.8bn km and 3 million km.", ["2800000000 km", "3000000 km"]),
        ("It is plus or minus 3.1 percentage points.", ["3.1 percentage point"]),
        ("It was minus 3.1 percent.", ["-3.1 %"]),
        ("Over the past three or four years it grew.", ["3–4 year"]),
        ("It takes three or four years.", ["3 year", "4 year"]),
        ("They left an hour or two before dawn.", ["1–2 hour"]),
        ("Hens were twice as likely to win.", ["2 times"]),
        ("It grew 5% a year, or 15 per cent per annum.", ["5 % per year", "15 % per year"]),
        ("It rose 5 to 7% a month.", ["5–7 % per month"]),
        ("It fell 3% a year earlier and 4% a year after.", ["3 %", "4 %"]),
        ("It cost HK $216,000 (RM3.06mil).", ["216000 HKD", "3060000 MYR"]),
    ],
)
def test_units_and_choices_that_are_joined_on_are_read(text: str, expected: list[str]) -> None:
    assert readings(text) == expected


@pytest.mark.parametrize(
    ("text", "surface", "modifier"),
    [
        ("The jury sat for 11 hours over three days.", "three days", Modifier.EXACT),
        ("Clubs share 6 billion pounds over four seasons.", "four", Modifier.EXACT),
        (
            "She sat 11 hours and was held for over three days.",
            "over three days",
            Modifier.MORE_THAN,
        ),
        ("She has waited over three years.", "over three years", Modifier.MORE_THAN),
        ("It flew over a 40-foot roof.", "40-foot", Modifier.EXACT),
        ("It lies within a 50-mile ring.", "50-mile", Modifier.EXACT),
        ("It flew over 40 feet.", "over 40 feet", Modifier.MORE_THAN),
    ],
)
def test_over_is_a_bound_only_where_it_says_no_place_or_time(
    text: str, surface: str, modifier: Modifier
) -> None:
    found = {figure.surface: figure.modifier for figure in read_figures(text)}
    assert found[surface] is modifier


@pytest.mark.parametrize("text", ["He was 12 points behind.", "In the 40s it fell by 12 points."])
def test_what_is_counted_or_measured_is_no_age(text: str) -> None:
    assert all(figure.kind is not Kind.AGE for figure in read_figures(text))


@pytest.mark.parametrize(
    "surface",
    [
        "47% (95% CI 43–51)",
        "47% (95% confidence interval: 43 to 51)",
        "47% ± 4",
        "47% (SE 4)",
        "47%, plus or minus 4 percentage points",
    ],
)
def test_uncertainty_belongs_to_its_figure_and_is_none_of_its_own(surface: str) -> None:
    figure = only(f"The share was {surface} in the survey.")
    assert figure.surface == surface
    assert (figure.value, figure.unit) == (Decimal(47), "%")
    assert figure.interval == (Decimal(43), Decimal(51))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("in Q3 2022", "2022-07/2022-09"),
        ("in the third quarter of 2022", "2022-07/2022-09"),
        ("in H1 2022", "2022-01/2022-06"),
        ("in 2022 Q3", "2022-07/2022-09"),
        ("in FY2022", "2022"),
        ("in fiscal 2021", "2021"),
        ("in the 1990s", "1990/1999"),
        ("in mid-2022", "2022"),
    ],
)
def test_a_period_is_an_interval_of_iso_dates(text: str, value: str) -> None:
    figure = only(f"It happened {text}.")
    assert (figure.value, figure.kind) == (value, Kind.DATE)


@pytest.mark.parametrize(
    "text",
    [
        "See Article 5(2), § 12 and §§ 12-14.",
        "Resolution 2231 cites 42 U.S.C. 1983 and Directive 2009/72/EC.",
        "A Boeing 737 landed near Route 66 after Form 10-K was filed.",
        "Channel Four and the Big Four met the Group of Seven.",
        "They won 112-104 after a 24-17 lead.",
        "Call 1288.",
        "It was passed as Pub. L. 110-134 and Pub. L. No. 111-5.",
        "It opens at six o'clock and closes at 5-7 p.m.",
        "A PS5 and an R2 are toys.",
        "They fell into the bottom three after a loss and left the top 20.",
        "They lost 14 - 7 and 24 - 17 in the finals.",
        "Scores were low, and test scores have dropped.",
        "It broke out in the Seven Years' War.[n 1]",
        "It lies at 47.650; 9.317.",
        "Oxides such as SiO 2 and Al 2O 3, and CO 2, were found.",
        "The sum (1 + i) is no prime if m = 2, 3, and 5.",
        "The S&P 500 fell, as did the s&p 500.",
        "603. The keeper shall not do so.",
        "s) 13985: Fair Pay and 14008: Clean Air.",
        "Paragraphs 1.E.1 to 1.E.7 and PARAGRAPH 1.F.3 bind code 4910–13–P.",
        "Write to Hill, CA 90740–5600, 1103, Mill Tower, or Sakura 800, Umi-shi.",
        "Masks . . . . . 26 and permissions . . . . 28",
        "PRIVATE DATA (PD)4-24",
        "It slid off one by one.",
        "It was known from the Seven Years’ War.",
        "603 Oath or Affirmation",
        "– 10(d) (statement of cash flows)",
        "See Order 14035’sSection 8,Aims and Code 22, Part B and Example 3-10.",
        "Write to Level 7, 42 King Hugh Street Harwick 5000 3B.",
        "The Purchase Regulation (HPR) 2146.270 and NIST 800-171 bind it; call 555-0147.",
        "Executive Orders 13985: Fair Pay and 14008: Clean Air bind it.",
        "It has 80,000,0000 shares.",
        "40만원 이상, 225명",
        "(in thousands, except per share amounts)",
        "It is paid in cash or shares (or a combination of the two).",
        "The border lies at 36 degrees, 30 minutes.",
        "They play in the last 16.",
        "It won 17 - 0 in the end, and shares 2014continued to fall.",
        "The risk of missing one resulting from error is part P/N 2274–COL–AC2.",
        "§§ 506, 1302(b)(1) apply in grades 4-12 at stage 2 then.",
        "As said in Supplementary file 4, and Figure 2—source data 1 and figure supplement 3.",
        "It cites 49 U.S.C. 106(g), 40113, 44701.",
        "It ends: 1) on the day it opens; or 2) on the day it shuts.",
        "(1), less the worth of his boat.",
        "Use Form (KF) 256, Part B; see Note 7 to the Plans in item 8.",
        "It was paid by the fund (310030_152879 and 310030B_173337).",
        "The function was added in Desk Writer 7.2.",
        "They differ ðtð162Þ ¼ 25:714; p , 0:01; n2 ¼ 0:42Þ here.",
        "A production-four-door record fell as Keeper scored twice as Rovers won.",
    ],
)
def test_what_only_names_a_thing_is_no_figure(text: str) -> None:
    assert readings(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It ran from 5 to 7 June.",
        "It ran on 3, 4 and 5 June.",
        "It ran May 5-7.",
        "It ran on May 5 and 7, and later.",
        "Year ended March 31,",
    ],
)
def test_the_days_of_a_month_are_no_figures(text: str) -> None:
    assert readings(text) == []
    assert readings("In May 5 to 7 people came.") == ["5–7 person"]


def test_a_number_behind_a_date_or_a_verb_of_calling_is_still_read() -> None:
    assert "345 person" in readings("On August 18 345 people came.")
    assert readings("They call for 2500 troops.") == ["2500"]


SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "lakh": 10**5, "crore": 10**7}
STYLES = {
    "plain": str,
    "commas": lambda n: f"{n:,}",
    "spaces": lambda n: f"{n:,}".replace(",", " "),
    "thin spaces": lambda n: f"{n:,}".replace(",", "\u202f"),
    "apostrophes": lambda n: f"{n:,}".replace(",", "’"),
}


@given(st.integers(1, 999), st.sampled_from(sorted(SCALES)), st.sampled_from(sorted(STYLES)))
@settings(max_examples=150, deadline=None)
def test_a_scale_word_says_the_same_as_the_digits(number: int, scale: str, style: str) -> None:
    total = number * SCALES[scale]
    assert only(f"They built {number} {scale} homes.").value == total
    assert only(f"They built {STYLES[style](total)} homes.").value == total


DECIMAL_STYLES = {
    "commas": lambda value: f"{value:,}",
    "thin spaces": lambda value: f"{value:,}".replace(",", "\u202f"),
    "apostrophes": lambda value: f"{value:,}".replace(",", "’"),
    # Three digits behind a comma would be thousands, so the decimals are one or two.
    "european": lambda value: f"{value:,}".translate(str.maketrans(",.", ".,")),
    "spaced european": lambda value: f"{value:,}".translate(str.maketrans(",.", " ,")),
}


@given(
    st.integers(0, 10**11),
    st.integers(1, 2),
    st.sampled_from(sorted(DECIMAL_STYLES)),
    st.sampled_from(["tonnes", "percent", "euros"]),
)
@settings(max_examples=200, deadline=None)
def test_a_decimal_is_read_back_from_every_style(
    digits: int, places: int, style: str, unit: str
) -> None:
    value = Decimal(digits).scaleb(-places)
    assert only(f"They had {DECIMAL_STYLES[style](value)} {unit}.").value == value


@given(
    st.integers(2, 999),
    st.sampled_from(
        [
            ("km", "kilometres", "kilometers"),
            ("kg", "kilograms", "kilogrammes"),
            ("%", "percent", "per cent"),
            ("EUR", "euros", "EUR"),
            ("kWh", "kilowatt-hours", "kilowatt hours"),
            ("MW", "megawatts", "megawatts"),
        ]
    ),
)
@settings(max_examples=80, deadline=None)
def test_a_unit_is_the_same_by_symbol_and_by_word(number: int, names: tuple[str, ...]) -> None:
    found = {(f.value, f.unit) for name in names for f in read_figures(f"It had {number} {name}.")}
    assert len(found) == 1


DIGITS = st.text(alphabet="0123456789.,'/-–%$€£°±×( )[]:abkmnQFY§#½²", max_size=60)


@given(st.one_of(st.text(max_size=60), DIGITS))
@settings(max_examples=300, deadline=None)
def test_no_text_crashes_and_surfaces_are_verbatim_and_in_order(text: str) -> None:
    floor = 0
    for figure in read_figures(text):
        assert figure.surface == text[figure.start : figure.end] != ""
        assert figure.start >= floor
        floor = figure.end
        if figure.interval is not None:
            assert figure.interval[0] <= figure.interval[1]


@pytest.mark.parametrize(
    "piece", ["1°", "1 ", "1,", "1-", "$", "111,", "1 111 ", "± 1", "per 1,000 "]
)
def test_repeated_marks_are_read_in_time_linear_in_their_number(piece: str) -> None:
    from assistant.figures.quantities import find_quantities

    assert grows_in_step(find_quantities, piece, 60_000)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Sales were up from 12 million a year earlier.", [("12 million", "12000000", None)]),
        ("The mill makes 12 million a year.", [("12 million a year", "12000000", "per year")]),
        ("It cost 4 million dinars.", [("4 million dinars", "4000000", "dinar")]),
        ("It cost 4 million Jordanian dinars.", [("4 million Jordanian dinars", "4000000", "JOD")]),
        ("He came a fifth time, and a third man fled.", []),
        ("They played a quarter final a quarter-century later.", []),
        ("We met thirty and ninety of them.", [("thirty", "30", None), ("ninety", "90", None)]),
        ("Two hundred and five came.", [("Two hundred and five", "205", None)]),
        (
            "Police found 37 victims under 15 in Kent.",
            [("37", "37", "person"), ("under 15", "15", "year")],
        ),
        ("They kept staff under 15 people.", [("under 15", "15", "person")]),
    ],
)
def test_words_beside_a_number_do_not_make_it_another(
    text: str, read: list[tuple[str, str, str | None]]
) -> None:
    assert [(f.surface, str(f.value), f.unit) for f in read_figures(text)] == read

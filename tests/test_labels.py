"""What a figure counts, whose it is, and what narrows it down, in running text."""

import pytest

from assistant.figures import read_figures
from assistant.records import Figure, Kind


def figure(text: str, surface: str) -> Figure:
    (found,) = [f for f in read_figures(text) if f.surface == surface]
    return found


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("In the spring the harvest fell 8% to 400 tonnes.", "8%", "harvest"),
        ("Debt, leaving aside the port's, was about $3 billion.", "about $3 billion", "Debt"),
        ("Lorries that can carry up to 40 tonnes use the bridge.", "up to 40 tonnes", "Lorries"),
        ("The council cut its forecast for 2023 to 3%.", "3%", "forecast"),
        ("The court imposed a fine of $2 million in March.", "$2 million", "fine"),
        ("Crews laid 8 miles (13 km) of new pipe.", "8 miles", "new pipe"),
        ("The index lost 162 points, or 2.1%, in May.", "2.1%", "index"),
        ("Wages rose 3%, rents by 9%.", "9%", "rents"),
        ("The largest losers were Northwind, down 7%.", "7%", "Northwind"),
        ("The firm sold its depot for $4 million.", "$4 million", "depot"),
        ("Schools took $3 million in fees.", "$3 million", "fees"),
        ("The ministry is small. It costs $5 million a year.", "$5 million a year", "ministry"),
        ("The yard built 63 Mark 3 tugs.", "63", "Mark 3 tugs"),
    ],
)
def test_a_share_or_sum_is_of_what_its_verb_says(text: str, surface: str, label: str) -> None:
    assert figure(text, surface).label == label


@pytest.mark.parametrize(
    ("text", "surface", "scope"),
    [
        ("The bank employs 300 clerks in the north.", "300", "in the north, bank"),
        ("The bank, which employs 300 clerks, closed.", "300", "bank"),
        ("A survey of 40 villages began.", "40", "began, survey"),
        ("The ministry said 225 victims were rescued in May.", "225", "were rescued in May"),
        ("Sales rose 5% compared with 2019.", "5%", "compared with 2019"),
        ("It paid 12 men more than women.", "12", "more than women"),
        ("A total of 149 guards were paid.", "149", "were paid"),
    ],
)
def test_a_scope_is_the_rest_of_the_clause_and_whose_the_things_are(
    text: str, surface: str, scope: str
) -> None:
    assert figure(text, surface).scope == scope


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("By then 370 homes had help, against 1,260 homes in 2020.", [None, "2020"]),
        ("Sales rose 5% in 2021, compared with 3% in 2020.", ["2021", "2020"]),
        (
            "It made $7 million, $6 million and $5 million in 2022, 2021 and 2020, respectively.",
            ["2022", "2021", "2020"],
        ),
        ("It rose from 45 in 2020 to 60 in 2021.", ["2020", "2021"]),
        ("Between 18 August and 10 November 2022 police met 12 men.", ["2022-08-18/2022-11-10"]),
        ("Since 2019, 40 schools have closed.", ["2019/.."]),
        ("In 2022, 5 men and 6 women fled.", ["2022", "2022"]),
        ("In 2021 it had 9 mills; in 2022 it had 7.", ["2021", "2022"]),
        ("Sales rose 5% compared with 2019.", [None]),
        ("The 2010 Act fined 3 firms.", [None]),
        ("In 2021/22 it ran 4 camps.", ["2021/2022"]),
        ("It ran 4 camps.", [None]),
    ],
)
def test_a_figure_is_told_of_its_own_time_or_of_none(text: str, periods: list[str | None]) -> None:
    assert [f.period for f in read_figures(text) if f.kind is not Kind.DATE] == periods


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("The survey found at least three of the four faults.", "at least three", "faults"),
        ("It happened in one or more of the last three years.", "one or more", "years"),
        ("The valley has three (3) granted permits.", "three", "granted permits"),
        ("It left out 61,000, 42,000 and 50,000 shares.", "61,000", "shares"),
        ("It left out clinics (21 at the end of May).", "21", "clinics"),
        ("It makes twice as much cloth as before.", "twice", "cloth"),
        ("Two United States trustees came.", "Two", "United States trustees"),
        ("They run 12 operating hospitals.", "12", "operating hospitals"),
        ("A 33-year veteran took over.", "33-year", "veteran"),
        ("About 3% of total debt was cheap.", "About 3%", "debt"),
        ("It had 58%, 56% and 54%, respectively, of our admissions.", "58%", "admissions"),
        ("Half of the 14 guests were cooks.", "Half", "guests"),
        ("The rule covers 73 airplanes of U.S. registry.", "73", "airplanes of U.S. registry"),
        ("The ward had 1,000 live births.", "1,000", "live births"),
        ("Other income 258 (54) NM", "258", "Other income"),
        ("The fine was cut by 3/12 of 1 percent.", "3/12", "fine"),
        ("There were 843 (8.1%) mixed farms.", "843", "mixed farms"),
        ("There were 843 (8.1%) mixed farms.", "8.1%", "mixed farms"),
        ("There were three (2021: four) price cuts.", "four", "price cuts"),
        ("The 27-storey tower stands.", "27", "storey"),
        ("They sent six-monthly surveys.", "six", "monthly surveys"),
        ("It is one of the few yards that do so.", "one", "yards"),
        ("Some 68% of the city’s cooks now live here.", "Some 68%", "city’s cooks"),
        ("A panel read the three most recent audits.", "three", "recent audits"),
        ("It is more than double the rate among clerks.", "more than double", "rate"),
        ("The number of cases in the north grew from 10 to 20.", "10", "cases"),
        ("The number of cases in the north grew from 10 to 20.", "20", "cases"),
        ("The office got 655 letters, 41 fewer than before.", "41", "letters"),
        ("About one child in eight is there.", "About one child in eight", "child"),
        ("Women (n = 467) did better (p < 0.05).", "< 0.05", "p"),
        (
            "Days to close the fastest 90 percent n/a 39 41 36 35 Met",
            "36",
            "Days to close the fastest 90 percent",
        ),
        ("Actual 2026-09-30 72.7", "72.7", "Actual"),
        ("Standard = 65.3", "65.3", "Standard"),
        ("It left out clinics (e.g., 21 in May).", "21", "clinics"),
        ("They hold $9 million and $7 million, respectively, of bonds.", "$7 million", "bonds"),
        ("The fee was HK $216,000 (PS21,700) a trip.", "PS21,700", "fee"),
        ("Thefts by under-18s rose by a tenth.", "a tenth", "Thefts"),
        ("Genes (p-value<0.05) are in red.", "<0.05", "p-value"),
        ("It fell after two key witnesses withdrew.", "two", "key witnesses"),
        ("By noon 300 frightened horses fled.", "300", "frightened horses"),
    ],
)
def test_a_label_is_found_behind_what_stands_between(text: str, surface: str, label: str) -> None:
    assert figure(text, surface).label == label


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("Some 40% of adults were for it. A third (32%) say it is cheap.", "32%", "adults"),
        ("In May 55% of farmers said yes, while 27% say no.", "27%", "farmers"),
        ("Some 55% of farmers said yes. A third (32%) say it is cheap.", "32%", None),
        ("Half of adults were for it. Among cooks 30% say so.", "30%", "cooks"),
        ("Six in ten (61%) disapprove.", "61%", None),
        ("Eight in ten (80%) young adults say so.", "80%", "young adults"),
        ("About three in ten (31%) Cornish cite rain.", "31%", None),
        ("About three in ten (31%) Danes cite rain.", "31%", "Danes"),
        ("Similar shares of cooks (68%) and clerks (72%) say so.", "68%", "cooks"),
        ("One in five plans to leave.", "One in five", None),
        ("Among old clerks who own one of the boats, 29% would sell.", "29%", "old clerks"),
        (
            "Half of seniors own one, a rise in the course of a year, and 47% say so.",
            "47%",
            "seniors",
        ),
        ("Cooks (72%) and anglers (62%) say so. Half of adults agree.", "62%", "anglers"),
        ("Today 27% of older adults use radio sites.", "27%", "older adults"),
    ],
)
def test_a_share_of_those_asked_is_of_everybody_or_of_its_sentences_group(
    text: str, surface: str, label: str | None
) -> None:
    assert figure(text, surface).label == label


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("Losses were small in the three months ended 30 June.", "three months", None),
        ("Trade grew over the last 90 days.", "90 days", None),
        ("The port closed two years ago.", "two years", None),
        ("Trips took 90 days in winter.", "90 days", "Trips"),
        ("Use is rare (5% of those 80 and older do).", "5%", "those 80 and older"),
        ("Use fell to 10% of 75-79 year olds.", "10%", "75-79 year olds"),
        ("It is one of Ann’s Learning Plan areas.", "one", "Ann’s Learning Plan areas"),
        ("According to the registry, it was 5%.", "5%", None),
        ("An increase of 9% in sales was seen.", "9%", "sales"),
        ("They told of a 9% increase in sales.", "9%", "sales"),
        ("They told of a freight increase of 9%.", "9%", "freight"),
        ("Rents in the port rose an annual 6.9%.", "6.9%", "Rents in the port"),
        ("The price stayed constant at $12.", "$12", "price"),
        ("It made a realised gain of $9 million.", "$9 million", "realised gain"),
        ("Notes are kept for a period of six years.", "six years", "Notes"),
        ("Cash rose to $8 million in the year ended 3 May from $6 million.", "$6 million", "Cash"),
        ("Water use per head fell to 141 litres.", "141 litres", "Water use per head"),
        ("Lease cost for the site was $5 million.", "$5 million", "Lease cost for the site"),
        ("The fee charged was £7 million (2021: £6 million).", "£6 million", "fee"),
        ("They say Rovers have 12 adults nearby.", "12", "adults"),
        ("Harbour US Holdings remains 100% owned.", "100%", "Harbour US Holdings"),
        ("It lies by a 40-foot wide gravel runway.", "40-foot", "gravel runway"),
        (
            "It bought $1 billion of its outstanding 6.1% senior stock.",
            "$1 billion",
            "senior stock",
        ),
        ("It holds 100 cubic feet of new, unread records.", "100 cubic feet", "unread records"),
        (
            "It will raise the number of clerks who say that pay is fair by 5%.",
            "5%",
            "number of clerks",
        ),
        ("Some 95% of those on leave are well.", "Some 95%", "those on leave"),
        ("The wait may not exceed one 90-day period.", "90-day", "wait"),
        ("Clerks may give up to 100% of his or her wage.", "up to 100%", "wage"),
        (
            "Income booked in the yard’s accounts for the year to 3 May 2022 was $36.",
            "$36",
            "Income",
        ),
        ("The staff said that prices rose by 5%.", "5%", "prices"),
        ("A net increase to revenues of $42 million came.", "$42 million", "revenues"),
        (
            "At least 40 percent of the overall benefits are here.",
            "At least 40 percent",
            "benefits",
        ),
        ("Repairs can take as long as eight years.", "eight years", "Repairs"),
        ("Class A shares rose 5%.", "5%", "Class A shares"),
        ("Some 71% go online daily.", "Some 71%", None),
        ("Some 12 clerks indicate that it is so.", "Some 12", "clerks"),
        ("We had 149 clerks. The rate of pay is 1.62.", "1.62", "rate of pay"),
    ],
)
def test_a_length_that_says_when_and_words_that_name_nothing_are_no_label(
    text: str, surface: str, label: str | None
) -> None:
    assert figure(text, surface).label == label


@pytest.mark.parametrize("text", ["They aim at net zero.", "A Zero Trust plan was adopted."])
def test_a_nought_in_a_name_is_no_figure(text: str) -> None:
    assert read_figures(text) == []

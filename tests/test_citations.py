"""Digits that lead to a place (rules, notes, exhibits, addresses) are no figures; counts are."""

import pytest
from growth import grows_in_step

from assistant.figures import read_figures


def read(text: str) -> list[tuple[str, str | None]]:
    return [(figure.surface, figure.label) for figure in read_figures(text)]


@pytest.mark.parametrize(
    "text",
    [
        "It was filed under Rules 7a-12(e) and 9d-3(b).",
        "Form 22C-1 and Form 22C-2 were lost.",
        "See Section 401A and paragraphs (1), (2),(3) or (4) of it.",
        "See 17 CFR 240.14d-2(b) and 11 U.S.C. §§ 1305, 1322(b)(6).",
        "It arises under 28 U.S.C.",
        "Fees are set out in notes 24 and 25 to the accounts.",
        "More is told in note 6 to these statements.",
        "They are pages 42 to 51 of the report.",
        "A case under title 11 is open.",
        "Leases are treated under AASB 16 and FRS 102.",
        "Executive Orders 13001 and 13002 bind the agencies.",
        "Errors are listed in table A-2, appendix A.",
        "The numbers come from tables 3 and 16.",
        "4.13 — Deed of trust",
        "10.9(g) — Third deed of trust",
        "101.INS Instance document",
        "The firm is Ashford Pty Ltd ABN 33 161 379 000.",
        "Statements on Form S-8 (Nos. 333-218000, 333-218001, 33-76012) were filed.",
        "Part No - 270",
        "102 (1): 201–205.",
        "Call 1800 519 000 or 020 3433 3000 or 202.419.4000.",
        "Write to Springfield, Ohio 45501.",
        "The office is at 1069, boulevard de la Gare.",
        "The request has the number 2023-0379.",
        "Electricity (economy 7)",
        "It cut scope 1 and scope 2 emissions.",
        "Assets moved from level 2 into level 3.",
        "Key results(1)",
        "6Flight data were lost.",
        "3 The options lapse.",
        "Article Two",
        "It is one and the same thing.",
        "6.2.",
        "CASE WHEN A_GROUP ( USER , 'MGR' ) = 1 THEN NAME ELSE NULL END",
        "07 08 09 10 11 12",
        "Year ended, £’000",
        "Costs (year 4)",
        "It falls under 6.1(b)(2) here.",
        "An alert,5 and more of them",
        "Roles . . . . . . . . 7 2.1 Duties",
        "EXHIBIT 31.2",
        "The cleanrooms of Fab 2 are full.",
        "Delaware 14-0462061",
        "Fault 22–10–01B and fault 22–11–05–02B",
    ],
)
def test_what_leads_to_a_place_is_no_figure(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bank sent three notes to them.", [("three", "notes")]),
        ("Rule changes cost $15 a head.", [("$15 a head", "Rule changes")]),
        ("It won the title 11 times.", [("11", "times")]),
        ("The league has 11 titles.", [("11", "titles")]),
        ("Table 4 shows 12 wards.", [("12", "wards")]),
        ("Notes 24 and 25 list 12 wards.", [("12", "wards")]),
        ("See sections 3, 4 and 9, 15 villages and 2 towns.", [("15", "villages"), ("2", "towns")]),
        ("Under 28 U.S.C. 1334, 15 villages sued.", [("15", "villages")]),
        ("12 Ukrainian sailors left.", [("12", "Ukrainian sailors")]),
        ("It closed at a level 3 per cent lower.", [("3 per cent", None)]),
        ("In Ohio 45501 voters came.", [("45501", "voters")]),
        ("The economy 7 years ago was small.", [("7 years", None)]),
        ("They bought 1 000 000 000 bricks.", [("1 000 000 000", "bricks")]),
        ("Profit fell by (12) million.", [("12", None)]),
        ("Four people (4) left 3 rooms.", [("Four", "people"), ("3", "rooms")]),
        ("The 333-450 homes were sold.", [("333-450", "homes")]),
    ],
)
def test_a_figure_beside_such_words_is_still_one(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "piece",
    ["sections 1, ", "§§ 1(a)(b)(c)", "(1), ", "0800 ", "22–", "SELECT 1 ", "Other 1 (2) "],
)
def test_hostile_text_is_read_in_time_linear_in_its_length(piece: str) -> None:
    assert grows_in_step(read_figures, piece, 40_000)

"""The whole ledger of the two reports on one meeting, line by line as a reader would draw it up.

Each line is one figure in text order: what is printed | value | unit | what is counted | the time
it is told of | the value of the whole it is a part of; "-" where the report states none.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.figures import read_figures, read_report_figures
from assistant.loading import find_sources, load_report
from assistant.records import Block, BlockKind, Figure, Report
from assistant.settings import Settings

CORPUS = Path(__file__).parents[1] / "corpus"

OFFICIAL = """
2022             | 2022       | -      | -                                   | -    | -
2023             | 2023       | -      | -                                   | -    | -
2022             | 2022       | -      | -                                   | -    | -
2023             | 2023       | -      | -                                   | -    | -
130              | 130        | -      | cases of sexual exploitation        | 2022 | -
2022             | 2022       | -      | -                                   | -    | -
149              | 149        | person | suspects                            | 2022 | -
225              | 225        | person | victims                             | 2022 | -
below the age of 15 | 15      | year   | -                                   | 2022 | -
871              | 871        | person | foreigners                          | -    | -
12               | 12         | -      | countries                           | -    | -
2021             | 2021       | -      | -                                   | -    | -
2021             | 2021       | -      | -                                   | -    | -
18 August        | 2022-08-18 | -      | -                                   | -    | -
10 November 2022 | 2022-11-10 | -      | -                                   | -    | -
871              | 871        | person | foreigners                          | -    | -
12               | 12         | -      | countries                           | -    | -
two              | 2          | -      | groups                              | -    | -
162              | 162        | person | people                              | -    | 871
80               | 80         | person | people                              | -    | 871
nearly 900       | 900        | person | foreigners                          | -    | -
2022             | 2022       | -      | -                                   | -    | -
130              | 130        | -      | cases of sexual exploitation        | 2022 | -
149              | 149        | person | suspects                            | 2022 | -
19               | 19         | person | minors                              | 2022 | 149
10               | 10         | person | foreigners                          | 2022 | 149
three            | 3          | -      | nationalities                       | 2022 | -
225              | 225        | person | victims                             | 2022 | -
2022             | 2022       | -      | -                                   | -    | -
More than half   | 0.5        | -      | victims                             | -    | 225
15               | 15         | year   | -                                   | -    | -
124              | 124        | person | Under 15, Victims                   | 2022 | 225
31               | 31         | person | 15 to 17, Victims                   | 2022 | 225
70               | 70         | person | Over 18, Victims                    | 2022 | 225
225              | 225        | person | Total, Victims                      | 2022 | -
48               | 48         | person | victims                             | -    | 225
177              | 177        | person | victims                             | -    | 225
48               | 48         | person | Victims, Department of Social Affairs | -  | 225
177              | 177        | person | Victims, Home, to their families    | -    | 225
225              | 225        | person | Victims, Total                      | -    | -
four             | 4          | -      | measures                            | -    | -
Three            | 3          | -      | things                              | -    | -
two              | 2          | -      | groups                              | -    | -
one              | 1          | -      | press article                       | -    | -
150              | 150        | person | suspects                            | -    | -
149              | 149        | person | suspects                            | -    | -
"""

PRESS = """
150               | 150      | -      | -          | -    | -
hundreds          | 100–1000 | -      | -          | -    | -
2023              | 2023     | -      | -          | -    | -
2023              | 2023     | -      | -          | -    | -
150               | 150      | person | suspects   | 2022 | -
2022              | 2022     | -      | -          | -    | -
130               | 130      | -      | cases      | 2022 | -
nineteen          | 19       | person | people     | -    | -
Ten               | 10       | person | people     | -    | -
Nearly 900        | 900      | -      | -          | -    | -
nearly 900        | 900      | person | foreigners | -    | -
a dozen           | 12       | -      | countries  | -    | -
Around 160        | 160      | person | foreigners | -    | 900
80                | 80       | person | foreigners | -    | 900
2023              | 2023     | -      | -          | -    | -
2022              | 2022     | -      | -          | -    | -
225               | 225      | person | victims    | -    | -
124               | 124      | person | victims    | -    | 225
15 years old      | 15       | year   | -          | -    | -
31                | 31       | person | victims    | -    | 225
between 15 and 17 | 15–17    | year   | -          | -    | -
70                | 70       | person | victims    | -    | 225
forty-eight       | 48       | person | people     | -    | -
four              | 4        | -      | measures   | -    | -
2021              | 2021     | -      | -          | -    | -
"""


def load(name: str) -> Report:
    settings = Settings()
    sources, _ = find_sources([str(CORPUS / name)], settings=settings)
    return load_report(sources[0], settings=settings)


def lines(ledger: str) -> list[list[str]]:
    return [[words.strip() for words in line.split("|")] for line in ledger.strip().splitlines()]


def ledger_of(figures: list[Figure]) -> list[list[str]]:
    value_at = {(figure.start, figure.end): str(figure.value) for figure in figures}
    return [
        [
            " ".join(figure.surface.split()),
            str(figure.value) if figure.upper is None else f"{figure.value}–{figure.upper}",
            figure.unit or "-",
            figure.label or "-",
            figure.period or "-",
            value_at[figure.whole] if figure.whole else "-",
        ]
        for figure in figures
    ]


@pytest.mark.parametrize(
    ("name", "ledger"),
    [
        ("cambodia-counter-trafficking-2022.md", OFFICIAL),
        ("trafficking-meeting-press-report.html", PRESS),
    ],
)
def test_the_ledger_is_complete_and_right(name: str, ledger: str) -> None:
    assert ledger_of(read_report_figures(load(name))) == lines(ledger)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Half had not yet turned 18, the clinic found.", ["0.5", "18 year"]),
        ("Of the pupils aged under 10, 40 were between 6 and 8.", ["10 year", "40", "6–8 year"]),
        ("The vans carried loads. Loads were between 6 and 8.", ["6–8"]),
        ("The clinic turned 18 patients away.", ["18 person"]),
        ("The season went worse than 2019, he said.", ["2019"]),
        ("Where a small ward and a large one are full, both close.", []),
        ("They closed one ward.", ["1"]),
    ],
)
def test_ages_shares_years_and_pronouns_are_told_apart(text: str, expected: list[str]) -> None:
    found = [
        f"{figure.value}{f'–{figure.upper}' if figure.upper else ''} {figure.unit or ''}".strip()
        for figure in read_figures(text)
    ]
    assert found == expected


def report_of(*blocks: str) -> Report:
    """Returns a report of paragraphs; those that begin with a dash are list items."""
    text, found = "", []
    for words in blocks:
        kind = BlockKind.LIST_ITEM if words.startswith("- ") else BlockKind.PARAGRAPH
        found.append(Block(kind, len(text), len(text) + len(words)))
        text += words + "\n\n"
    return Report("made", "made", "made", text, (), tuple(found))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        # The lead-in counts, and the items are parts of it.
        (
            ["The clinic saw 90 patients:", "- 40 were children;", "- 20 came twice."],
            [("90", "patients", "-"), ("40", "patients", "90"), ("20", "patients", "90")],
        ),
        # The lead-in names what the paragraph above counts.
        (
            ["Divers found 70 wrecks off 3 islands.", "Of the wrecks found:", "- 12 were raised."],
            [("70", "wrecks", "-"), ("3", "islands", "-"), ("12", "wrecks", "70")],
        ),
        (
            ["Crews met 70 nurses.", "The people met were of two kinds:", "- 12 others left."],
            [("70", "nurses", "-"), ("two", "kinds", "-"), ("12", "people", "70")],
        ),
        # Named items are parts where they add up to the whole.
        (
            ["The clinic saw 90 patients:", "- Men: 40", "- Women: 50"],
            [("90", "patients", "-"), ("40", "Men", "90"), ("50", "Women", "90")],
        ),
        # More than there are, or counts of another thing, are no parts.
        (
            ["The clinic saw 90 patients:", "- 95 were children;"],
            [("90", "patients", "-"), ("95", "patients", "-")],
        ),
        (
            ["The clinic has 90 beds:", "- 12 wards were shut."],
            [("90", "beds", "-"), ("12", "wards", "-")],
        ),
        # Two counts above leave it open, and no colon leads nothing in.
        (
            ["They met 70 sailors and 30 divers.", "Of the people met:", "- 12 left."],
            [("70", "sailors", "-"), ("30", "divers", "-"), ("12", "-", "-")],
        ),
        (
            ["The clinic saw 90 patients.", "- 40 were late."],
            [("90", "patients", "-"), ("40", "-", "-")],
        ),
    ],
)
def test_a_list_is_of_what_its_lead_in_counts(
    blocks: list[str], expected: list[tuple[str, str, str]]
) -> None:
    found = ledger_of(read_report_figures(report_of(*blocks)))
    assert [(row[0], row[3], row[5]) for row in found] == expected


@pytest.mark.parametrize(
    ("text", "surface", "label", "period", "whole"),
    [
        ("It saw 90 men in 2019. In the same year, 40 women came.", "40", "women", "2019", "-"),
        ("It saw 90 men in May 2019. In the same year, 40 women came.", "40", "women", "-", "-"),
        ("It saw 90 men in 2019. In the same year, as before, 40 came.", "40", "men", "-", "-"),
        ("The mayor spoke of “nearly 500” guests.", "nearly 500", "guests", "-", "-"),
        ("It saw 90 men. More than half had a cough.", "More than half", "men", "-", "90"),
        ("It was told how 3 rivers differ.", "3", "rivers", "-", "-"),
        ("90 men ate. They came from 4 towns. Some 60 of them left.", "Some 60", "men", "-", "90"),
        ("90 trips ran: 12 nurses fell ill. Ten left.", "Ten", "nurses", "-", "-"),
        ("9 cases: 12 of the nurses left. Ten were men.", "Ten", "nurses", "-", "-"),
    ],
)  # fmt: skip
def test_what_a_sentence_leaves_out_is_taken_from_the_one_before(
    text: str, surface: str, label: str, period: str, whole: str
) -> None:
    rows = {row[0]: row[3:] for row in ledger_of(read_figures(text))}
    assert rows[surface] == [label, period, whole]


def test_the_minister_is_named_for_the_round_number_in_both() -> None:
    for name in ("cambodia-counter-trafficking-2022.md", "trafficking-meeting-press-report.html"):
        said = {f.surface: f.attribution for f in read_report_figures(load(name)) if f.attribution}
        assert said["nearly 900"] == "The interior minister"

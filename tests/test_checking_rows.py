"""Claims that set figures against each other: comparisons, trends, durations, tables' rows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant import Library
from assistant.records import Claim, Verdict

REPORT = """# Orchard survey 2023

**Growers' League**

In 2022, 320 growers pruned their trees. In 2023, 640 growers pruned their trees. The pruning
campaign ran from 1 February to 15 March 2023. In all, 90 orchards were sprayed and 45 orchards
were fenced.

## Harvest

| Valley | Crates | Pickers |
| --- | ---: | ---: |
| Amber | 412 | 18 |
| Birch Hollow | 655 | 31 |
| Cold Spring | 97 | 31 |
| Total | 1,164 | 80 |
"""
SUPPORTED, APPROXIMATE = Verdict.SUPPORTED, Verdict.APPROXIMATE
REFUTED, UNKNOWN = Verdict.REFUTED, Verdict.NOT_ENOUGH_EVIDENCE
TWOFOLD = "2 times, not three times"
RATHER_MORE = "more than, not fewer than"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("rows")
    (folder / "orchards.md").write_text(REPORT, encoding="utf-8")
    with Library.open(folder / "reports.library") as library:
        assert not library.add(folder / "orchards.md").failed
        yield library


def one(shelf: Library, draft: str) -> Claim:
    claims = shelf.check(draft).claims
    assert len(claims) == 1, [claim.text for claim in claims]
    return claims[0]


@pytest.mark.parametrize(
    ("draft", "verdict", "suggestion"),
    [
        ("More orchards were sprayed than were fenced.", SUPPORTED, None),
        ("Fewer orchards were sprayed than were fenced.", REFUTED, RATHER_MORE),
        ("Twice as many orchards were sprayed as were fenced.", SUPPORTED, None),
        ("Three times as many orchards were sprayed as were fenced.", REFUTED, TWOFOLD),
        ("More orchards were sprayed than were flooded.", UNKNOWN, None),
        ("The number of growers who pruned rose from 2022 to 2023.", SUPPORTED, None),
        ("The number of growers who pruned doubled from 2022 to 2023.", SUPPORTED, None),
        ("The number of growers who pruned fell from 2022 to 2023.", REFUTED, RATHER_MORE),
        ("The number of growers who pruned tripled from 2022 to 2023.", REFUTED, "2 times, not 3"),
        ("The number of growers who pruned rose from 2019 to 2023.", UNKNOWN, None),
    ],
)  # fmt: skip
def test_two_figures_set_against_each_other_are_both_looked_up(
    shelf: Library, draft: str, verdict: Verdict, suggestion: str | None
) -> None:
    claim = one(shelf, draft)
    assert (claim.verdict, claim.suggestion) == (verdict, suggestion), claim.rule
    assert bool(claim.evidence) == (verdict is not UNKNOWN)


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        ("The pruning campaign lasted 42 days.", SUPPORTED),
        ("The pruning campaign lasted six weeks.", SUPPORTED),
        ("The pruning campaign lasted 52 days.", REFUTED),
        ("The spraying campaign lasted 42 days.", UNKNOWN),
    ],
)
def test_how_long_something_lasted_is_worked_out_from_its_days(
    shelf: Library, draft: str, verdict: Verdict
) -> None:
    claim = one(shelf, draft)
    assert claim.verdict is verdict, claim.rule
    if verdict is not UNKNOWN:
        assert "1 February 2023 to 15 March 2023 = 42 days" in claim.derivations[0].working


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        ("Birch Hollow had the most crates.", SUPPORTED),
        ("The valley with the fewest crates was Cold Spring.", SUPPORTED),
        ("Amber had the most crates.", REFUTED),
        ("Two of the valleys had more than 20 pickers.", SUPPORTED),
        ("Three of the valleys had more than 20 pickers.", REFUTED),
    ],
)
def test_superlatives_and_counts_are_judged_over_the_rows_without_the_total(
    shelf: Library, draft: str, verdict: Verdict
) -> None:
    claim = one(shelf, draft)
    assert claim.verdict is verdict, claim.rule
    assert (
        claim.rule.startswith("by the rows of the table")
        or "by the rows of the table" in claim.rule
    )
    assert claim.evidence


@pytest.mark.parametrize(
    "draft",
    [
        "Dust Creek had the most crates.",
        "The growers had the most trouble in spring.",
        "Amber had the second most crates.",
        "Amber had the most pears.",
    ],
)
def test_what_the_rows_do_not_plainly_decide_is_no_verdict(shelf: Library, draft: str) -> None:
    for claim in shelf.check(draft).claims:
        assert claim.verdict is UNKNOWN, claim.rule


@pytest.mark.parametrize(
    "draft",
    [
        "I think that 640 growers are too many.",
        "In our view, 90 orchards were badly sprayed.",
        "The League will plant 500 trees next year.",
        "Growers are going to spray 100 orchards.",
        "This article names 640 growers.",
        "We interviewed 30 growers.",
    ],
)
def test_opinions_forecasts_and_a_drafts_own_making_are_no_claims(
    shelf: Library, draft: str
) -> None:
    assert shelf.check(draft).claims == ()


def test_with_every_each_sentence_is_a_claim_and_what_is_undecided_may_lean(
    shelf: Library,
) -> None:
    draft = "Growers pruned their trees. Pirates sailed the moon."
    assert shelf.check(draft).claims == ()
    pruned, sailed = shelf.check(draft, every=True).claims
    assert (pruned.verdict, pruned.leaning) == (UNKNOWN, SUPPORTED)
    assert (sailed.verdict, sailed.leaning) == (UNKNOWN, None)
    assert shelf.check("7,300 growers pruned trees.").claims[0].leaning is None

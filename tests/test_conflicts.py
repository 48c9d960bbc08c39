"""Reports that disagree: which figure is stood on, and what is said of the other. No model here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shelf import make_report

from assistant.figures import compare_values, read_figures
from assistant.reading import Draft, Quoted, read_answer
from assistant.reading.candidates import rank_candidates
from assistant.reading.conflicts import prefer
from assistant.reading.question import understand
from assistant.records import ConflictKind, Evidence

ASKED = "How many victims were rescued?"


def said(text: str, title: str, *, publisher: str, primary: bool = True, **about: str) -> Evidence:
    """One passage of one report, as the retriever would hand it over."""
    made = make_report([text], title=title, publisher=publisher)
    report = replace(made.report, text="", blocks=(), primary=primary, **about)  # type: ignore[arg-type]
    passage = made.passages[0]
    return Evidence(report, passage, tuple(made.figures), score=1.0, similarity=0.8)


def police(text: str) -> Evidence:
    return said(text, "Rescues in Velmar", publisher="Velmar Police")


def press(text: str) -> Evidence:
    return said(text, "Dozens freed", publisher="The Courier", primary=False)


def board(text: str) -> Evidence:
    return said(text, "Relief in Velmar", publisher="Velmar Relief Board")


def read(*evidence: Evidence, question: str = ASKED) -> Draft:
    def find(asked: str) -> Sequence[Evidence]:
        return evidence

    return read_answer(question, find, certainty=0.25)


def values(draft: Draft) -> list[object]:
    return [entry.figure.value for entry in draft.figures if isinstance(entry, Quoted)]


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        ("In 2022, nearly 150 victims were rescued.", "rounding"),
        ("In 2022, more than 140 victims were rescued.", "rounding"),
        ("In 2022, 151 victims were rescued.", "true clash"),
        # Hedged, but no rounding of it.
        ("In 2022, more than 150 victims were rescued.", "true clash"),
        ("In 2022, 143 victims were rescued.", None),
        # Another year, place, verb, group or plan is no disagreement.
        ("In 2021, 151 victims were rescued.", None),
        ("In 2022, 151 suspects were arrested.", None),
        ("In 2022, 131 houses were rebuilt.", None),
        ("By 2025, 151 victims should be rescued.", None),
        # Nowhere near: taken to count something else.
        ("In 2022, 9,000 victims were rescued.", None),
    ],
)
def test_a_disagreement_is_named_only_between_figures_of_the_same_thing(
    other: str, kind: str | None
) -> None:
    draft = read(police("In 2022, 143 victims were rescued."), board(other))
    assert not draft.abstained, draft.reason
    assert [one.kind for one in draft.disagreements] == ([] if kind is None else [kind])


@pytest.mark.parametrize(
    ("other", "kind", "why"),
    [
        (
            press("In 2022, 150 victims were rescued."),
            ConflictKind.TRUE_CLASH,
            "The press report (The Courier) says 150 victims, Velmar Police 143; "
            "same period (2022), same label.",
        ),
        (
            board("In 2022, 150 registered victims were rescued."),
            ConflictKind.DIFFERENT_DEFINITION,
            "Velmar Relief Board counts “registered victims”, Velmar Police “victims”.",
        ),
        (
            board("In 2022, an estimated 160 victims were rescued."),
            ConflictKind.DIFFERENT_DEFINITION,
            "Velmar Relief Board counts “estimated victims”, Velmar Police “victims”.",
        ),
        (
            said(
                "In 2022, 150 victims were rescued.",
                "Rescues in Velmar, revised edition",
                publisher="Velmar Police",
                published="2021-05",
            ),
            ConflictKind.REVISED_EDITION,
            "“Rescues in Velmar, revised edition” 150; they are editions of one report.",
        ),
        (
            press("In 2022, nearly 150 victims were rescued."),
            ConflictKind.ROUNDING,
            "143 is just under 150, so the two agree.",
        ),
    ],
)
def test_why_two_figures_differ_is_named_and_said_in_a_sentence(
    other: Evidence, kind: ConflictKind, why: str
) -> None:
    draft = read(police("In 2022, 143 victims were rescued."), other)
    assert len(values(draft)) == 2
    assert draft.disagreements[0].kind is kind
    assert why in draft.disagreements[0].why
    assert draft.text.count(": according to ") == 1


def test_a_sentence_that_has_the_figure_too_does_not_disagree_with_it() -> None:
    text = "The operation opened on 9 June 2021 and closed on 30 November 2021."
    draft = read(police(text), press(text), question="When did the operation close?")
    assert values(draft)[0] == "2021-11-30"
    assert draft.disagreements == ()


def test_other_places_that_state_the_figure_are_cited_the_primary_ones_first() -> None:
    text = "In 2022, 143 victims were rescued."
    draft = read(
        press(text), police(f"{text} Across Velmar, 143 victims were rescued."), board(text)
    )
    assert len(draft.places) == 4
    assert "Also stated in [2], [3] and [4]." in draft.text
    own = [
        board(text).report.id,
        police(f"{text} Across Velmar, 143 victims were rescued.").report.id,
    ]
    ids = [place[0] for place in draft.places]
    assert set(ids[:2]) == set(own)
    assert press(text).report.id in ids[2:]


def test_at_most_three_other_places_are_cited() -> None:
    text = "In 2022, 143 victims were rescued."
    found = [said(text, f"Rescues, part {n}", publisher=f"Office {n}") for n in range(7)]
    draft = read(*found)
    assert values(draft) == [143] * 4
    assert draft.stands_on == 0


def test_a_headline_that_rounds_its_own_body_gives_way_to_it() -> None:
    draft = read(
        police("Nearly 150 victims were rescued in 2022. In all, 143 victims were rescued in 2022.")
    )
    assert values(draft)[0] == 143


@pytest.mark.parametrize("turned", [False, True])
def test_the_primary_source_stands_before_the_press_in_whichever_order(turned: bool) -> None:
    found = [
        police("In 2022, 143 victims were rescued."),
        press("In 2022, 140 victims were rescued."),
    ]
    draft = read(*(reversed(found) if turned else found))
    assert values(draft) == [143, 140]


@pytest.mark.parametrize("turned", [False, True])
def test_the_newest_edition_stands_before_the_older_in_whichever_order(turned: bool) -> None:
    text = "In 2022, {} victims were rescued."
    found = [
        said(text.format(143), "Rescues", publisher="Velmar Police", published="2023-01"),
        said(
            text.format(148),
            "Rescues, revised edition",
            publisher="Velmar Police",
            published="2023-06",
            edition="revised",
        ),
    ]
    draft = read(*(reversed(found) if turned else found))
    assert values(draft) == [148, 143]
    assert [one.kind for one in draft.disagreements] == ["revised edition"]


@settings(max_examples=60, deadline=None)
@given(own=st.integers(50, 5000), other=st.integers(50, 5000))
def test_another_reports_number_is_shown_beside_ours_and_never_instead(
    own: int, other: int
) -> None:
    draft = read(
        police(f"In 2022, {own} victims were rescued."),
        press(f"In 2022, {other} victims were rescued."),
    )
    shown = values(draft)
    assert shown[0] == own
    assert shown[1:] in ([], [other])
    if own == other:
        assert draft.disagreements == ()
    elif abs(own - other) * 10 <= max(own, other):
        assert len(draft.disagreements) == 1
    if draft.disagreements:
        assert draft.disagreements[0].kind in ("rounding", "true clash")
        assert draft.disagreements[0].figures == (0, 1)


@settings(max_examples=60, deadline=None)
@given(own=st.integers(50, 5000), other=st.integers(50, 5000))
def test_a_leading_question_is_told_yes_only_where_the_figures_compare(
    own: int, other: int
) -> None:
    draft = read(
        police(f"In 2022, {own} victims were rescued."),
        question=f"Were {other} victims rescued in 2022?",
    )
    put, stands = read_figures(f"{other} victims. {own} victims.")
    assert values(draft) == [Decimal(own)]
    assert draft.text.startswith("Yes") == compare_values(put, stands).passes
    assert draft.text.startswith("No") != compare_values(put, stands).passes


def test_a_figure_chosen_from_far_down_is_kept_where_nothing_else_is_alike() -> None:
    question = understand(ASKED)
    candidates = rank_candidates(question, [police("Police arrested 149 suspects.")])
    assert prefer(candidates[0], [], question, slack=2.0) is candidates[0]

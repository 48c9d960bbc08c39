"""The gate: a draft passes only while all its figures, workings, quotations, citations hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figures import read_figures, read_report_figures, work
from assistant.gate import judge
from assistant.reading import NOT_SAID, Disagreement, Draft, Quoted, Reckoned
from assistant.records import Block, BlockKind, ConflictKind, Figure, Operation, Page, Report

TEXT = (
    "In 2022, 225 victims were rescued. Of the victims, 124 were under 15 and 31 aged 15 to 17."
    "\n\nThe “law report” counts 150 suspects\nas arrested. Police spent $1.2 million."
)
REPORT = Report(
    id="00c0ffee00c0ffee",
    title="Rescues in 2022",
    origin="rescues.md",
    text=TEXT,
    pages=(Page(1, 0, len(TEXT)),),
    blocks=(
        Block(BlockKind.PARAGRAPH, 0, TEXT.index("\n\n")),
        Block(BlockKind.PARAGRAPH, TEXT.index("\n\n") + 2, len(TEXT)),
    ),
)
FIGURES = {figure.surface: figure for figure in read_report_figures(REPORT)}
QUOTATION = "The “law report” counts 150 suspects as arrested"


def report_of(report_id: str) -> Report | None:
    return REPORT if report_id == REPORT.id else None


def place_of(figure: Figure) -> tuple[str, int, int]:
    return (figure.report_id, figure.sentence_start, figure.sentence_end)


def good_draft() -> Draft:
    """A draft with all there can be: quoted and derived figures, a quotation, a repeated number."""
    under, teens, suspects = FIGURES["124"], FIGURES["31"], FIGURES["150"]
    worked = work(Operation.SUM, [under, teens])
    return Draft(
        question="How many victims were under 18? Were 200 suspects arrested?",
        text=(
            f"According to Rescues in 2022, 155 victims: {worked.working} [1]. “{QUOTATION}” [2], "
            "not 200."
        ),
        places=(place_of(under), place_of(suspects)),
        figures=(
            Quoted(under, 0),
            Quoted(teens, 0),
            Reckoned(worked, (0, 1), "victims"),
            Quoted(suspects, 1),
        ),
        stands_on=2,
        repeated=("200",),
    )


def test_a_good_draft_passes_with_the_figure_it_stands_on_first() -> None:
    answer = judge(good_draft(), report_of)
    assert not answer.abstained, answer.reason
    assert [figure.value for figure in answer.figures] == [155, 124, 31, 150]
    assert answer.derivations[0].operands == (1, 2)
    assert [figure.citation for figure in answer.figures] == [None, 0, 0, 1]
    assert all(
        REPORT.text[citation.start : citation.end] == citation.quote
        for citation in answer.citations
    )


@pytest.mark.parametrize("title", ["Police", "victims", "225 victims", "The “law report”"])
def test_a_quotation_may_hold_the_title_of_its_report(title: str) -> None:
    named = replace(REPORT, title=title)
    figure = FIGURES["225"]
    draft = Draft(
        question="How many victims were rescued?",
        text=f"According to {title}, “225 victims were rescued” [1].",
        places=(place_of(figure),),
        figures=(Quoted(figure, 0),),
    )
    answer = judge(draft, lambda report_id: named)
    assert not answer.abstained, answer.reason


def with_figure(draft: Draft, index: int, **changes: object) -> Draft:
    entry = draft.figures[index]
    assert isinstance(entry, Quoted)
    changed = Quoted(replace(entry.figure, **changes), entry.place)  # type: ignore[arg-type]
    return replace(draft, figures=(*draft.figures[:index], changed, *draft.figures[index + 1 :]))


def with_working(draft: Draft, **changes: object) -> Draft:
    entry = draft.figures[2]
    assert isinstance(entry, Reckoned)
    changed = replace(entry, worked=replace(entry.worked, **changes))  # type: ignore[arg-type]
    return replace(draft, figures=(*draft.figures[:2], changed, *draft.figures[3:]))


quoted_indexes = st.sampled_from([0, 1, 3])


@given(quoted_indexes, st.integers(-400, 400), st.integers(-400, 400))
def test_no_figure_passes_off_its_span(index: int, start: int, end: int) -> None:
    draft = good_draft()
    figure = draft.figures[index].figure  # type: ignore[union-attr]
    moved = (figure.start + start, figure.end + end)
    answer = judge(with_figure(draft, index, start=moved[0], end=moved[1]), report_of)
    same = REPORT.text[max(0, moved[0]) : max(0, moved[1])] == figure.surface
    assert answer.abstained or (same and moved == (figure.start, figure.end))


@given(quoted_indexes, st.decimals(-(10**6), 10**6, places=2))
def test_no_figure_passes_with_a_value_its_words_do_not_give(index: int, value: Decimal) -> None:
    draft = good_draft()
    figure = draft.figures[index].figure  # type: ignore[union-attr]
    assert isinstance(figure.value, Decimal)
    answer = judge(with_figure(draft, index, value=value), report_of)
    # A header's scale ("thousands") may stand behind the digits, so powers of ten are let through
    # for a figure alone; here the operands' sum and the text hold those as well.
    if index != 3:
        assert answer.abstained or value == figure.value
    elif value:
        scaled = abs(value / figure.value).normalize().as_tuple().digits == (1,)
        assert answer.abstained or scaled


@given(st.decimals(-(10**6), 10**6, places=2))
def test_no_working_passes_with_another_result(result: Decimal) -> None:
    answer = judge(with_working(good_draft(), result=result), report_of)
    assert answer.abstained or result == 155


@given(
    st.sampled_from(list(Operation)),
    st.lists(st.integers(0, 5), min_size=1, max_size=3).filter(lambda at: sorted(at) != [0, 1]),
)
def test_no_working_passes_with_other_operands(operation: Operation, operands: list[int]) -> None:
    draft = good_draft()
    entry = draft.figures[2]
    assert isinstance(entry, Reckoned)
    worked = replace(entry.worked, operation=operation)
    changed = Reckoned(worked, tuple(operands), entry.label)
    figures = (*draft.figures[:2], changed, draft.figures[3])
    assert judge(replace(draft, figures=figures), report_of).abstained


def test_no_working_passes_in_other_words() -> None:
    draft = with_working(good_draft(), working="124 + 31 = 155 or 999")
    text = draft.text.replace("= 155 [1]", "= 155 or 999 [1]")
    assert judge(replace(draft, text=text), report_of).abstained


@given(
    st.integers(0, 10**9),
    st.sampled_from(
        ["{}", "{:,}", "{} million", "{}%", "${}", "about {}", "{} suspects", "1 in {}"]
    ),
)
def test_no_stray_number_passes(number: int, form: str) -> None:
    draft = good_draft()
    words = form.format(number)
    answer = judge(replace(draft, text=f"{draft.text} Elsewhere {words} were seen."), report_of)
    held = [124, 31, 155, 150, 200, 2022, 15, 17]
    assert answer.abstained or (number in held and "million" not in form and "in " not in form)


@pytest.mark.parametrize(
    "stray",
    [
        "Twelve were hurt.",
        "Half of them were women.",
        "124 million were under 15.",
        "31.5 were aged 15.",
        "1,124 were rescued.",
        "12 and 4.",
        "On 3 May 2022 it ended.",
        "“999 victims” [1].",
        "“124 were over 15” [1].",
        "It cost $124.",
        "124% of them.",
    ],
)
def test_a_sentence_with_a_number_from_nowhere_stops_the_draft(stray: str) -> None:
    draft = good_draft()
    answer = judge(replace(draft, text=f"{draft.text} {stray}"), report_of)
    assert (answer.abstained, answer.text) == (True, NOT_SAID)
    assert answer.reason


def test_a_quotation_passes_with_other_white_space_only() -> None:
    draft = good_draft()
    assert "\n" in TEXT[FIGURES["150"].sentence_start :]
    for said, passes in [
        (QUOTATION.replace(" ", "\n"), True),
        ("“law report” counts 150 suspects", True),
        (QUOTATION.replace("suspects", "victims"), False),
        (QUOTATION.upper(), False),
        ("", False),
    ]:
        answer = judge(replace(draft, text=draft.text.replace(QUOTATION, said)), report_of)
        assert answer.abstained is not passes, said


def test_a_quotation_stands_only_with_the_place_it_cites() -> None:
    draft = good_draft()
    swapped = draft.text.replace("” [2], not", "” [1], not")
    answer = judge(replace(draft, text=swapped), report_of)
    assert answer.abstained
    assert "is not in the place it cites" in (answer.reason or "")


@given(st.integers(0, 999).filter(lambda number: number not in (1, 2)))
def test_a_citation_that_leads_nowhere_stops_the_draft(number: int) -> None:
    draft = good_draft()
    answer = judge(replace(draft, text=f"{draft.text} So it is said [{number}]."), report_of)
    assert answer.reason == f"the citation [{number}] leads nowhere"


@pytest.mark.parametrize(
    "change",
    [
        lambda draft: replace(draft, places=(("f" * 16, 0, 10), *draft.places[1:])),
        lambda draft: replace(draft, places=((REPORT.id, 0, 10**6), *draft.places[1:])),
        lambda draft: replace(draft, places=((REPORT.id, 0, 3), *draft.places[1:])),
        lambda draft: replace(draft, places=draft.places[::-1]),
        lambda draft: replace(draft, places=()),
        lambda draft: with_figure(draft, 0, report_id="f" * 16),
        lambda draft: with_figure(draft, 0, surface="125"),
        lambda draft: with_figure(draft, 0, label="999 victims"),
        lambda draft: with_figure(draft, 0, scope="in 1999"),
        lambda draft: with_figure(draft, 0, upper=Decimal(130)),
    ],
)
def test_a_figure_away_from_its_place_stops_the_draft(change: Callable[[Draft], Draft]) -> None:
    assert judge(change(good_draft()), report_of).abstained


def test_what_was_left_out_is_owned_to() -> None:
    one, two = (judge(replace(good_draft(), left_out=n), report_of).text for n in (1, 2))
    assert one.endswith("One sentence was left out: its figures are not in the reports.")
    assert two.endswith("2 sentences were left out: their figures are not in the reports.")


def test_a_number_of_the_question_is_named_only_where_the_draft_says_so() -> None:
    draft = good_draft()
    assert judge(replace(draft, repeated=()), report_of).reason == "the number 200 is in no report"
    assert read_figures(draft.question)[-1].surface == "200"


def test_conflicts_follow_their_figures() -> None:
    clash = Disagreement("victims", (2, 0), ConflictKind.TRUE_CLASH)
    answer = judge(replace(good_draft(), disagreements=(clash,)), report_of)
    assert [answer.figures[index].value for index in answer.conflicts[0].figures] == [155, 124]

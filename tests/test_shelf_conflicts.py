"""What the reports of a shelf disagree on: found, typed, and not made up. No model here."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from shelf import EMBEDDER, Made, make_report, put

from assistant.conflicts import find_shelf_conflicts
from assistant.library import FigureQuery, Store
from assistant.records import ConflictKind, Filters, Kind, ShelfConflict

OWN = "In Velmar, 143 victims were rescued in 2022."


def told(text: str, title: str, publisher: str, **about: object) -> Made:
    made = make_report([text], title=title, publisher=publisher)
    return replace(made, report=replace(made.report, **about))  # type: ignore[arg-type]


def police(text: str = OWN) -> Made:
    return told(text, "Freedom in Velmar", "Velmar Police", published="2023-01")


def press(text: str) -> Made:
    return told(text, "Dozens freed in Velmar", "The Courier", primary=False)


def board(text: str) -> Made:
    return told(text, "Relief in Velmar", "Velmar Relief Board")


def revised(text: str) -> Made:
    title = "Freedom in Velmar, revised edition"
    return told(text, title, "Velmar Police", published="2023-06")


def find(folder: Path, *made: Made, query: FigureQuery | None = None) -> list[ShelfConflict]:
    with Store.open(folder / "library", **EMBEDDER) as store:  # type: ignore[arg-type]
        for one in made:
            put(store, one)
        return find_shelf_conflicts(store, query or FigureQuery())


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        (press("In Velmar, 150 victims were rescued in 2022."), ConflictKind.TRUE_CLASH),
        (revised("In Velmar, 148 victims were rescued in 2022."), ConflictKind.REVISED_EDITION),
        (
            board("In Velmar, 150 registered victims were rescued in 2022."),
            ConflictKind.DIFFERENT_DEFINITION,
        ),
    ],
)
def test_figures_of_one_thing_that_differ_are_shown_with_the_reason(
    tmp_path: Path, other: Made, kind: ConflictKind
) -> None:
    (conflict,) = find(tmp_path, police(), other)
    assert conflict.kind is kind
    assert len(conflict.figures) == 2
    assert conflict.figures[0].kind is None
    for item in conflict.figures:
        assert item.figure.surface in conflict.why
        assert item.figure.surface in item.citation.quote


@pytest.mark.parametrize(
    "other",
    [
        # Agreeing, rounded, or of another year, deed, noun, place, plan or scale.
        press(OWN),
        press("In Velmar, nearly 150 victims were rescued in 2022."),
        press("In Velmar, 150 victims were rescued in 2021."),
        press("In Velmar, 150 victims were sentenced in 2022."),
        press("In Velmar, 150 suspects were rescued in 2022."),
        press("In Velmar, 150 victims should be rescued in 2022."),
        press("In Velmar, 9,000 victims were rescued in 2022."),
        told("There, 150 victims were rescued in 2022.", "Dozens freed", "The Courier"),
    ],
)
def test_figures_of_other_things_are_no_conflict(tmp_path: Path, other: Made) -> None:
    assert find(tmp_path, police(), other) == []


def test_the_primary_source_comes_first_and_true_clashes_before_revisions(tmp_path: Path) -> None:
    found = find(
        tmp_path,
        press("In Velmar, 150 victims were rescued in 2022. Police seized 60 boats in 2022."),
        police(f"{OWN} Police seized 64 boats in 2022."),
        revised(f"{OWN} Police seized 66 boats in 2022."),
    )
    kinds = [conflict.kind for conflict in found]
    assert kinds == sorted(kinds, key=list(ConflictKind).index)
    assert kinds[0] is ConflictKind.TRUE_CLASH
    by_label = {conflict.label: conflict for conflict in found}
    assert by_label["victims"].figures[0].citation.report.startswith("Freedom in Velmar")
    assert by_label["victims"].figures[0].figure.value == 143


def test_words_keep_to_the_conflicts_of_what_they_name(tmp_path: Path) -> None:
    made = (police(), press("In Velmar, 150 victims were rescued in 2022."))
    assert len(find(tmp_path / "a", *made, query=FigureQuery("victims"))) == 1
    assert find(tmp_path / "b", *made, query=FigureQuery("suspects")) == []


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        (FigureQuery(year="2022"), True),
        (FigureQuery(year="2021"), False),
        (FigureQuery(unit="person", minimum=Decimal(140)), True),
        # Of the two that clash only one is left.
        (FigureQuery(minimum=Decimal(145)), False),
        (FigureQuery(primary=True), False),
        (FigureQuery(kind=Kind.MONEY), False),
        (FigureQuery(filters=Filters(publisher="police")), False),
        (FigureQuery(filters=Filters(published_from="2023", published_to="2023-12")), True),
        (FigureQuery(filters=Filters(published_from="2023-02")), False),
    ],
)
def test_filters_keep_to_the_conflicts_among_the_figures_they_let_through(
    tmp_path: Path, query: FigureQuery, is_found: bool
) -> None:
    said = press("In Velmar, 150 victims were rescued in 2022.")
    courier = replace(said, report=replace(said.report, published="2023-01"))
    assert bool(find(tmp_path, police(), courier, query=query)) is is_found


def test_what_a_filter_hides_of_a_sentence_still_explains_its_figures(tmp_path: Path) -> None:
    both = press("In Velmar, 150 victims were rescued in 2022, and 143 victims in 2021.")
    assert find(tmp_path / "a", police(), both) == []
    assert find(tmp_path / "b", police(), both, query=FigureQuery(year="2022")) == []

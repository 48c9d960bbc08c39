"""Shows a place of a report as a picture of its page. Knows no interface."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.errors import LibraryError, WrongUse
from assistant.library import Store
from assistant.loading import draw_page, find_original
from assistant.records import find_boxes
from assistant.settings import Settings


def picture_place(
    store: Store,
    place: tuple[str, int, int],
    figures: Sequence[tuple[int, int]] = (),
    *,
    settings: Settings,
) -> bytes:
    """Returns the page of a place (report id, start, end) as PNG: the place tinted, the figures in
    it, given by their spans, framed. Of a place over two pages the first is shown.

    Raises LibraryError for an unknown report, WrongUse where it is known on no page where the place
    stands, and UnreadableReport where the file is gone or was changed since.
    """
    report_id, start, end = place
    report = store.metadata([report_id]).get(report_id)
    if report is None:
        raise LibraryError(f"No report {report_id} here. List them: `assistant reports`.")
    pages = store.pages_at(report_id, start, end)
    boxes = find_boxes(pages, start, end)
    if not boxes:
        raise WrongUse(
            f"{report.title}: where its words stand on a page is not known. Only pages of PDF "
            "files are shown; remove one that an earlier version read, and add it again."
        )
    number = boxes[0].page
    framed = [box for span in figures for box in find_boxes(pages, *span) if box.page == number]
    return draw_page(
        find_original(report, [one.place for one in store.files.of(report_id)], settings=settings),
        number,
        [box for box in boxes if box.page == number],
        framed,
        origin=report.origin,
    )

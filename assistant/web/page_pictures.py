"""Serves pages of reports as pictures with a quotation marked. Knows nothing of tabs or of HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.assistant import Library
from assistant.errors import AssistantError
from assistant.records import Citation

_PATH = re.compile(r"/page-image/([0-9a-f]{16})/(\d{1,12})-(\d{1,12})", re.ASCII)
_SPAN = re.compile(r"(\d{1,12})-(\d{1,12})", re.ASCII)
_MARKS_AT_MOST = 40
# Another site may not show it within its own page.
_HEADERS = {
    "Cache-Control": "private, max-age=600",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def address_of(citation: Citation, figures: Sequence[tuple[int, int]]) -> str:
    """Returns where the page of a citation is served, the figures in it framed; "" for none."""
    if not citation.boxes:
        return ""
    inside = [(s, e) for s, e in figures if citation.start <= s < e <= citation.end]
    marks = "&".join(f"mark={start}-{end}" for start, end in inside[:_MARKS_AT_MOST])
    place = f"page-image/{citation.report_id}/{citation.start}-{citation.end}"
    return f"{place}?{marks}" if marks else place


class PagePictures:
    """Answers requests for pages as pictures; all others go on to the application."""

    def __init__(self, app: ASGIApp, library: Library) -> None:
        self._app = app
        self._library = library

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match = _PATH.fullmatch(scope["path"]) if scope["type"] == "http" else None
        if match is None:
            await self._app(scope, receive, send)
            return
        place = (match[1], int(match[2]), int(match[3]))
        asked = parse_qs(scope["query_string"].decode("ascii", "replace")).get("mark", ())
        spans = [found for mark in asked[:_MARKS_AT_MOST] if (found := _SPAN.fullmatch(mark))]
        figures = [(int(span[1]), int(span[2])) for span in spans]
        response = await run_in_threadpool(self._draw, place, figures)
        await response(scope, receive, send)

    def _draw(self, place: tuple[str, int, int], figures: list[tuple[int, int]]) -> Response:
        try:
            picture = self._library.page_image(place, figures)
        except AssistantError as error:
            return PlainTextResponse(" ".join(str(error).split()), 404)
        return Response(picture, media_type="image/png", headers=_HEADERS)

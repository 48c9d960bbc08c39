"""Turns one file into a Report. Knows nothing of libraries or of how formats are read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TypeAlias

from assistant.errors import UnreadableReport
from assistant.loading.addresses import find_link
from assistant.loading.building import Content
from assistant.loading.charsets import find_charset
from assistant.loading.decoding import decode
from assistant.loading.kinds import SUFFIXES, Format, find_format
from assistant.loading.settling import settle_metadata
from assistant.loading.sources import Source
from assistant.loading.within import read_within
from assistant.records import Metadata, Report
from assistant.settings import Settings

OnPage: TypeAlias = Callable[[int], None]


def find_id(source: Source, *, settings: Settings) -> str:
    """Returns the id a file's report has, without parsing it; raises UnreadableReport."""
    return _id_of(_read_bytes(source, settings))


def read_original(source: Source, report_id: str, *, settings: Settings) -> bytes:
    """Returns the bytes a report was made of; raises UnreadableReport where they have changed."""
    data = _read_bytes(source, settings)
    if _id_of(data) != report_id:
        raise UnreadableReport(
            source.origin, "the file has changed since it was added; add it again"
        )
    return data


def load_report(
    source: Source, *, settings: Settings, on_page: OnPage = lambda pages: None
) -> Report:
    """Returns the report in a file; what a manifest says of it stands over what the file says.

    ``on_page`` is told after each page of a PDF how many have been read. Raises UnreadableReport
    with the cause and the next step.
    """
    data = _read_bytes(source, settings)
    kind, warnings = _find_format(data, source, settings)
    charset = source.fetched.charset if source.fetched else None
    content = _read(data, kind, source.origin, settings, charset, on_page)
    if not any(character.isalnum() for character in content.text):
        raise UnreadableReport(source.origin, "it holds no text; check that it is the right file")
    own = replace(content.metadata, link=_find_link(content.metadata, source))
    known = settle_metadata(
        replace(content, metadata=own), given=source.metadata, name=_name_of(source)
    )
    return Report(
        id=_id_of(data),
        origin=source.origin,
        text=content.text,
        pages=content.pages,
        blocks=content.blocks,
        warnings=(*warnings, *content.warnings),
        **known,
    )


def _find_format(data: bytes, source: Source, settings: Settings) -> tuple[Format, list[str]]:
    name, most = _path_of(source).name, settings.max_expanded_megabytes
    kind, warnings = find_format(data, origin=source.origin, name=name, most=most)
    # Pages mostly have no extension, and none that says anything.
    is_told = source.fetched is None or source.path.suffix in SUFFIXES
    return kind, warnings if is_told else []


def _name_of(source: Source) -> str:
    is_host = source.fetched is not None and source.path.suffix not in SUFFIXES
    return source.path.name if is_host else _path_of(source).stem


def _path_of(source: Source) -> PurePath:
    """Returns what a file is called: within its archive or message, if it is in one."""
    return PurePath(source.origin) if source.member else source.path


def _find_link(own: Metadata, source: Source) -> str | None:
    return find_link(own.link, source.fetched.address) if source.fetched else own.link


def _id_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _read_bytes(source: Source, settings: Settings) -> bytes:
    if source.fetched is not None:
        return source.fetched.data
    path, at_most = Path(source.path), (settings.max_megabytes << 20) + 1
    try:
        if not source.member:
            # Read as a whole it would take room for the most there may be.
            size = path.stat().st_size
            with path.open("rb") as file:
                data = file.read(min(size + 1, at_most))
        else:
            data = read_within(
                path,
                source.member,
                origin=source.origin,
                at_most=at_most,
                most=settings.max_expanded_megabytes,
            )
    except OSError as error:
        cause = f"the file cannot be opened: {error.strerror}; check that it is there and readable"
        raise UnreadableReport(source.origin, cause) from error
    if not data:
        cause = "the file is empty; check that it was saved or copied whole"
        raise UnreadableReport(source.origin, cause)
    if len(data) > settings.max_megabytes << 20:
        cause = (
            f"the file is larger than the {settings.max_megabytes} MB allowed; "
            "split it or raise ASSISTANT_MAX_MEGABYTES"
        )
        raise UnreadableReport(source.origin, cause)
    return data


def _read(
    data: bytes,
    kind: Format,
    origin: str,
    settings: Settings,
    charset: str | None,
    on_page: OnPage,
) -> Content:
    # Each reader loads its own library, so each is imported only when its format comes up.
    if kind is Format.PDF:
        return _read_pdf(data, origin, settings, on_page)
    if kind is Format.DOCX:
        from assistant.loading.word import read_document

        return read_document(data, origin=origin)
    if kind is Format.XLSX:
        from assistant.loading.spreadsheet import read_workbook

        return read_workbook(data, origin=origin)
    if kind is Format.EPUB:
        from assistant.loading.book import read_book

        return read_book(data, origin=origin)
    if kind is Format.ODT:
        from assistant.loading.odt import read_text_document

        return read_text_document(data, origin=origin)
    if kind is Format.ODS:
        from assistant.loading.ods import read_sheets

        return read_sheets(data, origin=origin)
    if kind is Format.PPTX:
        from assistant.loading.slides import read_slides

        return read_slides(data, origin=origin, max_pages=settings.max_pages)
    return _read_written(data, kind, origin, charset)


def _read_pdf(data: bytes, origin: str, settings: Settings, on_page: OnPage) -> Content:
    from assistant.loading.pdf import read_pdf
    from assistant.loading.tesseract import find_tesseract

    tesseract = find_tesseract(languages=settings.ocr_languages, seconds=settings.ocr_seconds)
    pages = settings.max_pages
    return read_pdf(data, origin=origin, max_pages=pages, on_page=on_page, tesseract=tesseract)


def _read_written(data: bytes, kind: Format, origin: str, charset: str | None) -> Content:
    if kind is Format.EMAIL:
        from assistant.loading.mail import read_message

        return read_message(data, origin=origin)
    if kind is Format.RTF:
        from assistant.loading.rtf import read_rich_text

        return read_rich_text(data, origin=origin)
    if kind is Format.JATS:
        from assistant.loading.jats import read_article

        return read_article(data, origin=origin)
    if kind is Format.HTML:
        charset = charset or find_charset(data)
    text, warnings = decode(data, origin, charset=charset)
    content = _read_text(text, kind, origin)
    return replace(content, warnings=(*warnings, *content.warnings))


def _read_text(text: str, kind: Format, origin: str) -> Content:
    if kind is Format.HTML:
        from assistant.loading.html import read_html

        return read_html(text)
    if kind is Format.CSV:
        from assistant.loading.delimited import read_delimited

        return read_delimited(text, origin=origin)
    from assistant.loading.markdown import read_markdown, read_plain

    return read_markdown(text) if kind is Format.MARKDOWN else read_plain(text)

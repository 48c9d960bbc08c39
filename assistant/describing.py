"""Puts what is known of a report, and what was read of it, into words. Knows no interface."""

from __future__ import annotations

from assistant.records import Coverage, Report, Told, ToldBy, count_of, name_pages

FIELDS = ("title", "publisher", "published", "period", "language", "edition", "link", "primary")
"""A report's metadata in the order it is shown."""

_SAID = {
    ToldBy.YOU: "given by you",
    ToldBy.MANIFEST: "from the manifest",
    ToldBy.FILE: "the file says so",
    ToldBy.TEXT: "read from its text",
    ToldBy.NAME: "the file's name",
}


def describe_metadata(report: Report) -> list[tuple[str, str, str]]:
    """Returns each field's name, its value ("" for none) and who says so, for people."""
    told = {told.field: told for told in report.told}
    rows = []
    for name in FIELDS:
        if name == "primary":
            rows.append(("source", _shown(report.primary), _said(told.get(name))))
        else:
            rows.append((name, getattr(report, name) or "", _said(told.get(name))))
    return rows


def describe_coverage(coverage: Coverage) -> list[tuple[str, str]]:
    """Returns what was count_of, each with its name, for people; what was left out comes last."""
    rows = [("read", f"{coverage.pages_read:,} of {count_of(coverage.pages, 'page')}")]
    for word, numbers in (
        ("without text", coverage.pages_empty),
        ("damaged", coverage.pages_damaged),
        ("by OCR", coverage.pages_by_ocr),
    ):
        rows += [(word, name_pages(numbers))] if numbers else []
    rows.append(("tables", f"{coverage.tables:,}"))
    if coverage.tables_without_header:
        where = f" ({name_pages(coverage.pages_of_those)})" if coverage.pages > 1 else ""
        rows.append(("no header", f"{coverage.tables_without_header:,} of them{where}"))
    rows.append(("figures", f"{coverage.figures:,}"))
    words = count_of(coverage.words, "word")
    rows.append(("text", f"{words}, {count_of(coverage.characters, 'character')}"))
    rows += [("left out", said) for said in coverage.left_out]
    return rows + [("note", said) for said in coverage.warnings]


def _said(told: Told | None) -> str:
    if told is None:
        return ""
    if told.by is not ToldBy.YOU:
        return _SAID[told.by]
    if told.read is None or told.read == "":
        return f"{_SAID[told.by]} (nothing was read)"
    from_where = "" if told.read_by is None else f", {_SAID[told.read_by]}"
    return f"{_SAID[told.by]} (read: {_shown(told.read)}{from_where})"


def _shown(value: str | bool | None) -> str:
    if isinstance(value, bool):
        return "primary" if value else "secondary, it repeats another's figures"
    return value or ""

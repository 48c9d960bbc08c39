"""What a user says of a report, checked and laid over what was read. Knows nothing of stores."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any
from urllib.parse import urlsplit

from assistant.errors import WrongUse
from assistant.records import Metadata, Report, Told, ToldBy, is_day

FIELDS = tuple(field.name for field in fields(Metadata))
"""What can be edited."""

_LONGEST = 300
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
# Of a series or a publisher, so true of the next version of the same file as well.
_CARRIED = ("title", "publisher", "language", "link", "primary")


def lay_over(
    report: Report, given: Mapping[str, str | bool], as_read: Iterable[str] = ()
) -> Report:
    """Returns a report with what a user says of it; "" says that it has none.

    ``as_read`` names fields to take back: what was read counts again. Raises WrongUse for a value
    that cannot be meant.
    """
    told = {entry.field: entry for entry in report.told}
    values: dict[str, Any] = {}
    for name in as_read:
        _check_field(name)
        entry = told.get(name)
        if entry is not None and entry.by is ToldBy.YOU:
            values[name] = entry.read
            del told[name]
            if entry.read_by is not None:
                told[name] = Told(name, entry.read_by)
    for name, said in given.items():
        _check_field(name)
        values[name] = _check(name, said)
        told[name] = _tell(name, told.get(name), getattr(report, name))
    if values.get("primary", True) is None:
        values["primary"] = True
    ordered = tuple(told[name] for name in FIELDS if name in told)
    return replace(report, **values, told=ordered)


def carry_over(before: Report | None, report: Report) -> Report:
    """Returns a new version of a report with what was said of the one before, where that still
    holds: its day, period and edition were of that version, and so was a title with a year.
    """
    said = {entry.field for entry in before.told if entry.by is ToldBy.YOU} if before else set()
    given = {name: getattr(before, name) for name in _CARRIED if name in said}
    if any(map(str.isdigit, str(given.get("title", "")))):
        del given["title"]
    return lay_over(report, {name: "" if v is None else v for name, v in given.items()})


def changes_text(before: Report, after: Report) -> bool:
    """Whether passages and figures must be read again: their context and relative times change."""
    read_by = ("title", "published", "primary")
    return any(getattr(before, name) != getattr(after, name) for name in read_by)


def _tell(name: str, entry: Told | None, value: str | bool | None) -> Told:
    if entry is None:
        # A report is primary where no one says otherwise.
        return Told(name, ToldBy.YOU, None if value is True else value)
    if entry.by is ToldBy.YOU:
        return entry
    return Told(name, ToldBy.YOU, value, entry.by)


def _check_field(name: str) -> None:
    if name not in FIELDS:
        raise WrongUse(f"A report has no field {name!r}. Known: {', '.join(FIELDS)}.")


def _check(name: str, said: str | bool) -> str | bool | None:
    if name == "primary":
        if not isinstance(said, bool):
            raise WrongUse("primary must be true or false.")
        return said
    text = " ".join(str(said).split())
    if not text:
        if name == "title":
            raise WrongUse("A report needs a title. To take yours back: --as-read title")
        return None
    if len(text) > _LONGEST or not text.isprintable():
        raise WrongUse(f"{name} takes a line of up to {_LONGEST} characters.")
    check = {"published": _day, "period": _period, "language": _language, "link": _link}.get(name)
    return check(text) if check else text


def _day(text: str) -> str:
    if not is_day(text):
        raise WrongUse(f"published takes a day such as 2023, 2023-05 or 2023-05-03, not {text!r}.")
    return text


def _period(text: str) -> str:
    ends = text.split("/")
    if len(ends) > 2 or not all(map(is_day, ends)) or ends != sorted(ends):
        raise WrongUse(
            f"period takes a year, month or day or two of them, the first first, such as 2022 or "
            f"2022-07-01/2023-06-30, not {text!r}."
        )
    return text


def _language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise WrongUse(f"language takes a code such as en or pt-BR, not {text!r}.")
    return text


def _link(text: str) -> str:
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in text
    except ValueError:
        is_web = False
    if not is_web:
        raise WrongUse(
            f"link takes a web address that begins with https:// or http://, not {text!r}."
        )
    return text

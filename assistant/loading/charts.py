"""Reads the values an Office chart keeps of its own. Knows nothing of slides or documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.loading.number_formats import show_value

_POINTS_AT_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as a table: ``rows``' first row names the series, the first column the categories."""

    title: str
    rows: Sequence[Sequence[str]]


def read_chart(root: Any) -> Chart | None:
    """Returns a chart's values; None for one that is no table of categories and series.

    Values are shown in the number format the chart keeps with them.
    """
    series = list(root.iter("{*}ser"))
    columns = [_read_points(one, "val") for one in series]
    labels = [_read_points(one, "cat") for one in series]
    named = [label for label in labels if label]
    uneven = any(label != named[0] for label in named)
    nested = any(True for _ in root.iter("{*}multiLvlStrRef"))
    if not named or uneven or nested or not any(columns):
        return None
    places = sorted({place for points in (named[0], *columns) for place in points})
    if len(places) * len(series) > _POINTS_AT_MOST:
        return None
    names = [_join(one.find("{*}tx"), "v") for one in series]
    rows = [["", *names]] if any(names) else []
    rows += [
        [named[0].get(place, ""), *(points.get(place, "") for points in columns)]
        for place in places
    ]
    return Chart(_join(root.find("{*}chart/{*}title"), "t"), rows)


def _join(element: Any | None, name: str) -> str:
    if element is None:
        return ""
    return " ".join("".join(part.text or "" for part in element.iter("{*}" + name)).split())


def _read_points(series: Any, name: str) -> dict[int, str]:
    """Returns the text of each point that a series keeps, by its place."""
    held = series.find("{*}" + name)
    if held is None:
        return {}
    code = held.findtext(".//{*}formatCode", "General")
    is_number = next(held.iter("{*}numCache", "{*}numLit"), None) is not None
    points = {}
    for point in held.iter("{*}pt"):
        text = point.findtext("{*}v", "").strip()
        own = point.get("formatCode", code)
        points[int(point.get("idx", "0"))] = _show(text, own) if is_number else text
    return points


def _show(text: str, number_format: str) -> str:
    from openpyxl.styles.numbers import is_date_format
    from openpyxl.utils.datetime import from_excel

    try:
        number = float(text)
        value = from_excel(number) if is_date_format(number_format) else number
    except (ValueError, OverflowError):
        return text
    return show_value(value, number_format)

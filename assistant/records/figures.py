"""What a figure is: value, unit, hedge, what it counts. Knows nothing of where texts come from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias

Value: TypeAlias = Decimal | str
"""A figure's value: an exact decimal in base units, or an ISO 8601 date ("2022", "2022-08-18")."""


class Kind(StrEnum):
    """What sort of quantity a figure is."""

    COUNT = "count"
    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    DURATION = "duration"
    AGE = "age"
    RATE = "rate"
    MEASURE = "measure"
    ORDINAL = "ordinal"


class Modifier(StrEnum):
    """How the report hedges a value."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    UP_TO = "up to"
    UNDER = "under"
    BETWEEN = "between"


class Change(StrEnum):
    """Whether a figure is by how much its quantity changed, or the level it changed to."""

    ROSE_BY = "rose by"
    FELL_BY = "fell by"
    ROSE_TO = "rose to"
    FELL_TO = "fell to"

    @property
    def is_amount(self) -> bool:
        """Tells an amount of change ("fell 9%") from a level reached ("fell to 9%")."""
        return self in (Change.ROSE_BY, Change.FELL_BY)

    @property
    def is_rise(self) -> bool:
        return self in (Change.ROSE_BY, Change.ROSE_TO)


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity read from a text, with what it counts.

    ``surface`` is ``text[start:end]``, hedge and unit included ("nearly 900", "US$1.2bn");
    ``value`` is in base units (1200000000), ``upper`` the second end of a range. ``label`` is what
    is counted ("foreigners"); ``scope`` its group, place and period in the report's words.
    ``period`` is the time it is told of, ISO 8601: a year, month, day, or two of them with a slash
    between ("2022-08-18/2022-11-10"), as far as sentence, headers or heading state it. Where
    which one is its own is not plain, it is None and ``times`` are those that its sentence, or its
    row and headers, name, in text order.
    ``interval`` is the uncertainty given with it, low and high ("± 2", "95% CI 4.1–5.3").
    ``whole`` is the span of the figure that this one is a part of ("124 … of 225").
    ``change`` tells a change ("up 9%") from a level; None for a plain level, or where not plain.
    ``sentence_start`` and ``sentence_end`` bound the sentence or table row that states it.
    ``report_id`` is "" for a text outside the library.
    """

    surface: str
    value: Value
    unit: str | None
    modifier: Modifier
    kind: Kind
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    upper: Value | None = None
    label: str | None = None
    scope: str | None = None
    period: str | None = None
    times: tuple[str, ...] = ()
    attribution: str | None = None
    interval: tuple[Decimal, Decimal] | None = None
    whole: tuple[int, int] | None = None
    change: Change | None = None
    report_id: str = ""

    @property
    def id(self) -> str | None:
        """The report's id and the span, "ID@12-15"; None for a text outside the library.

        A report's id is made of its content, so this one names the same figure for good.
        """
        return f"{self.report_id}@{self.start}-{self.end}" if self.report_id else None

    def to_dict(self) -> dict[str, Any]:
        """Returns the shape `assistant read --json` prints for one figure."""
        return {
            "surface": self.surface,
            "value": as_json(self.value),
            "upper": None if self.upper is None else as_json(self.upper),
            "unit": self.unit,
            "modifier": self.modifier.value,
            "label": self.label,
            "scope": self.scope,
            "period": self.period,
            "times": list(self.times),
            "attribution": self.attribution,
            "change": None if self.change is None else self.change.value,
            "interval": None if self.interval is None else [as_json(end) for end in self.interval],
            "whole": None if self.whole is None else list(self.whole),
            "kind": self.kind.value,
            "start": self.start,
            "end": self.end,
        }


def as_json(value: Value) -> int | float | str:
    """Returns a value as JSON writes it: whole decimals as integers, dates as strings."""
    if isinstance(value, str):
        return value
    return int(value) if value == value.to_integral_value() else float(value)

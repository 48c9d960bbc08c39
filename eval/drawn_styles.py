"""The styles of tables that are drawn for measuring, with made-up names and figures.

Knows nothing of pages or scores.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from drawn_tables import Drawing, Row


def names(count: int, *, lines: int = 1, indent: float = 0) -> tuple[Row, ...]:
    words = ("Alder", "Birch", "Cedar", "Downs", "Elder", "Fen", "Gorse", "Heath", "Islet", "Jetty")
    rest = ("pond and the marsh on its", "northern side, as far as the old dam")
    return tuple(
        Row(
            (words[n % 10], *rest)[:1] if lines == 1 else (f"{words[n % 10]} {rest[0]}", *rest[1:]),
            indent=indent,
        )
        for n in range(count)
    )


def filled(
    rows: Sequence[Row],
    columns: int,
    *,
    seed: int = 7,
    show: Callable[[int, int], str] | None = None,
) -> tuple[Row, ...]:
    def text(row: int, column: int) -> str:
        value = (seed * 7919 + row * 1543 + column * 379) % 9000 + 101
        return show(value, row * columns + column) if show else f"{value:,}"

    return tuple(
        replace(row, texts=tuple(text(n, c) for c in range(columns))) for n, row in enumerate(rows)
    )


def _mixed(value: int, place: int) -> str:
    """Figures with dashes for none, blanks, negative ones in brackets."""
    kinds = (
        f"{value:,}",
        f"({value})",
        "–",
        f"{value / 10:.1f}",
        "",
        f"({value:,})",
        f"{value % 10}",
    )
    return kinds[place % 7]


YEARS = (("2023",), ("2022",), ("2021",))
PAIRS = tuple((group, year) for group in ("Carp", "Tench") for year in ("2023", "2022"))
TREND = tuple((group, year) for group in ("Perch", "Roach") for year in ("Young", "Grown"))
UNEVEN = (
    *(("Carp", word) for word in ("Young", "Grown", "All")),
    ("Tench", "Young"),
    ("Tench", "All"),
    ("", "Ponds visited"),
)
DEEP = tuple(
    ("Catch of the year", fish, year) for fish in ("Carp", "Tench") for year in ("2023", "2022")
)
LONG = (
    ("Number of fish caught",),
    ("Weight of the catch in kg",),
    ("Share of young fish (%)",),
    ("Ponds that were dry",),
)

WORDY = (
    ("Ponds",),
    ("Number of fish caught in all",),
    ("Weight of catch",),
    ("Share of young fish in the catch (%)",),
    ("Dry ponds",),
)
TALL = (
    ("Ponds visited", ""),
    ("Catch in the year", "Number of fish"),
    ("Catch in the year", "Weight in kg"),
    ("Catch in the year", "Share of young fish (%)"),
    ("Dry", ""),
)
_ENDED = tuple(("Year ended 31 March", year) for year in ("2023", "2022", "2021"))


def _sub(columns: int) -> tuple[Row, ...]:
    """Indented rows under group names, with a total for each."""
    rows: list[Row] = []
    for group in ("Upper valley", "Lower valley"):
        rows.append(Row((group,), bold=True))
        part = filled(names(4, indent=10), columns, seed=len(group) + len(rows))
        rows += [
            *part,
            *filled([Row((f"Total {group.lower()}",), bold=True)], columns, seed=len(rows)),
        ]
    return tuple(rows)


PLAIN = Drawing(YEARS, filled(names(7), 3))
PAIR = Drawing(PAIRS, filled(names(7), 4))
_LONG_NAMES = replace(PLAIN, rows=filled(names(6, lines=2), 3))
_MIXED = Drawing(PAIRS, filled(names(8), 4, show=_mixed))
_SUB_ROWS = replace(PLAIN, rows=_sub(3))


def _of(heads: tuple[tuple[str, ...], ...], *, count: int = 7) -> Drawing:
    return Drawing(heads, filled(names(count), len(heads)))


def styles() -> dict[str, Drawing]:
    """Returns the tables to draw by the name of their style."""
    return {**_ruled(), **_headed(), **_rowed(), **_set_otherwise()}


def _ruled() -> dict[str, Drawing]:
    named = {
        "years": PLAIN,
        "pairs": PAIR,
        "long names": replace(_LONG_NAMES, shown_at="middle"),
        "mixed": _MIXED,
        "sub-rows": _SUB_ROWS,
    }
    return {
        f"{name}, {rules} rules": replace(drawing, rules=rules)
        for name, drawing in named.items()
        for rules in ("no", "three", "full", "upright", "level", "bands")
    }


def _headed() -> dict[str, Drawing]:
    long, uneven, wordy, tall = _of(LONG), _of(UNEVEN), _of(WORDY), _of(TALL)
    centred = {"align": "centre", "heads_align": "centre"}
    return {
        **{
            f"tall heads, {len(heads.heads[0])} levels, {rules} rules, {at}": replace(
                heads, wide=62, label=110, rules=rules, heads_at=at, heads_align="centre"
            )
            for heads in (wordy, tall)
            for rules in ("three", "full")
            for at in ("top", "middle", "bottom")
        },
        "pairs, no group rules": replace(PAIR, unruled_groups=True),
        "groups, unruled": replace(_of(UNEVEN[:5]), unruled_groups=True),
        "uneven groups": replace(uneven, wide=52),
        "uneven groups, full": replace(uneven, wide=52, rules="full", **centred),
        "three levels": _of(DEEP),
        "three levels, upright": replace(_of(DEEP), rules="upright", heads_align="centre"),
        "long headers": replace(long, wide=66),
        "long headers, left": replace(long, wide=70, heads_align="left"),
        "long headers, centred": replace(long, wide=70, rules="upright", **centred),
        "centred heads": replace(PLAIN, heads_align="centre"),
        "many years": replace(
            _of(tuple((str(year),) for year in range(2012, 2024))),
            label=70,
            wide=32,
            size=7,
            pitch=11,
        ),
        "ranges": _of((("1–4",), ("5–9",), ("10–19",), ("20+",))),
        "days": replace(_of((("31 Dec 2023",), ("31 Dec 2022",), ("30 June 2022",))), wide=80),
        "days in words": replace(
            _of((("Alive on 1 April 2022",), ("Hatched",), ("Eaten",), ("Alive on 31 May 2023",))),
            wide=66,
        ),
        "numbered": _of((("Carp", "(1)"), ("Tench", "(2)"), ("Perch", "(3)"))),
        "numbered from the names": replace(
            _of((("Carp", "2"), ("Tench", "3"), ("Perch", "4"))), corner="1"
        ),
        "a long head in the middle": replace(
            _of((("Carp",), ("Number of ponds that were dry",), ("Tench",))), wide=122, label=90
        ),
        "over all": replace(_of(_ENDED), unruled_groups=True),
        "over all but one": replace(_of((*_ENDED, ("", "Change"))), unruled_groups=True),
    }


def _rowed() -> dict[str, Drawing]:
    errors = tuple(
        one
        for row in filled(names(6), 4)
        for one in (row, Row((" ",), tuple(f"({text[-2:]}.{text[0]})" for text in row.texts)))
    )
    dashes = filled(names(7), 4, show=lambda value, place: "–" if place < 8 else str(value))
    return {
        "dashes first": Drawing(PAIRS, dashes),
        "figures by the first line": replace(_LONG_NAMES, shown_at="first"),
        "figures by the last line": replace(_LONG_NAMES, shown_at="last"),
        "two rows": _of(PAIRS, count=2),
        "one row": replace(_of(PAIRS, count=1), rules="full"),
        "three rows, bands": replace(_of(LONG, count=3), wide=70, rules="bands"),
        "spaces": replace(PAIR, spaces=(2, 5)),
        "wide spaces": replace(_SUB_ROWS, spaces=(5,), rules="no"),
        "second stub": replace(PAIR, stub=("pond", "lake", "dammed brook"), label=180),
        "second stub, level": replace(PLAIN, stub=("pond", "lake"), label=180, rules="level"),
        "numbers of notes": replace(PLAIN, numbers=True),
        "numbers of notes, currency": replace(PLAIN, numbers=True, sign="€"),
        "errors in brackets": Drawing(PAIRS, errors, pitch=11),
    }


def _set_otherwise() -> dict[str, Drawing]:
    short = Drawing(
        (("Catch of carp",), ("Catch of tench",), ("Catch of perch",)),
        filled(names(7), 3, show=lambda value, _: str(value % 90)),
        wide=76,
    )
    shares = filled(names(7), 4, show=lambda v, n: f"{v % 100} %" if n % 2 else f"{v:,}")
    zeros = filled(names(7), 4, show=lambda v, n: "0" if n % 3 else str(v % 40))
    notes = ("1 So far as known. Ponds that were dry are left out.", "Source: the wardens.")
    return {
        "units row": replace(PLAIN, unit="tonnes"),
        "units row, pairs": replace(PAIR, unit="€000"),
        "currency apart": replace(PLAIN, sign="$"),
        "corner": replace(PLAIN, corner="(in thousands)"),
        "wide gaps": replace(PLAIN, wide=110, label=120),
        "tight": replace(PAIR, wide=34, pitch=10.5, size=8),
        "left figures": replace(PLAIN, align="left", heads_align="left"),
        "title, unit, notes": replace(PAIR, title="Table 3. Catch", over="tonnes", notes=notes),
        "title, notes, no rules": replace(PLAIN, rules="no", title="Catch", notes=notes[:1]),
        **{
            f"wide heads, {align}": replace(short, heads_align=align)
            for align in ("left", "centre", "right")
        },
        "percent": Drawing(PAIRS, shares),
        "zeros": Drawing(PAIRS, zeros, wide=24, size=8),
    }

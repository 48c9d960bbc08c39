"""How many first rows of a table are headers, whatever the format says of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from loaded import header_rows, load, written

from assistant.figures import read_report_figures


def markdown(*rows: str) -> str:
    width = rows[0].count("|") - 1
    return "\n".join([rows[0], "|" + "---|" * width, *rows[1:], ""])


@pytest.mark.parametrize(
    ("rows", "headers"),
    [
        (("| Herd | 2021 | 2022 |", "| Goats | 310 | 340 |"), 1),
        # A row of years, days or units below says more of the columns.
        (("| | Herd | |", "| | 2021 | 2022 |", "| Goats | 310 | 340 |"), 2),
        (("| | 2021 | 2022 |", "| | £m | £m |", "| Feed | 3.1 | 3.4 |"), 2),
        (("| | 2021 | 2022 |", "| Costs | £000 | £000 |", "| Feed | 310 | 340 |"), 2),
        (("| | 2021 | 2022 |", "| (in thousands) | head | head |", "| Goats | 310 | 340 |"), 2),
        (("| | | Year ended | |", "| Sales | 2020 | 2021 | 2022 |", "| Wool | 3 | 4 | 5 |"), 2),
        (("| | | Fiscal | |", "| | 30 June 2021 | 1 May 2022 | |", "| Wool | 3 | 4 | 5 |"), 2),
        (("| Our herds | | |", "| (head) | 2021 | 2022 |", "| Goats | 310 | 340 |"), 2),
        (("| | Sheep | Sheep |", "| Farm | Ewes | Rams |", "| Hill | 310 | 34 |"), 2),
        # A row with a name of its own below a full header is the first of the body.
        (("| | Hill | Dale |", "| Founded | 1990 | 1995 |", "| Goats | 310 | 340 |"), 1),
        (("| | Hill | Dale |", "| Vet | Ms Roe | Mr Doe |", "| Goats | 310 | 340 |"), 1),
        (
            ("| | Hill | Dale |", "| Lease ends | 30 June 2031 | 1 May 2032 |", "| Rams | 3 | 4 |"),
            1,
        ),
        # A name alone on its row is a section.
        (("| | 2021 | 2022 |", "| Goats | | |", "| Hill | 310 | 340 |"), 1),
    ],
)
def test_rows_below_the_marked_header_are_headers_where_they_say_more_of_its_columns(
    tmp_path: Path, rows: tuple[str, ...], headers: int
) -> None:
    report = load(written(tmp_path, "a.md", markdown(*rows)))
    assert header_rows(report) == [headers]


def test_a_figure_has_the_year_of_the_second_header_row_and_not_of_the_title(
    tmp_path: Path,
) -> None:
    table = markdown("| Years to May | | |", "| Herd | 2020 | 2019 |", "| Goats | 31 | 34 |")
    report = load(written(tmp_path, "a.md", f"# Hill farm 2020 report\n\n{table}"))
    told = [(figure.surface, figure.period) for figure in read_report_figures(report)]
    assert ("31", "2020") in told
    assert ("34", "2019") in told


def test_an_html_table_with_one_row_of_th_has_its_second_header_row_too(tmp_path: Path) -> None:
    rows = ("", "2021", "2022"), ("", "£m", "£m"), ("Feed", "3.1", "3.4")
    head, *body = (
        "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>"
        for row, tag in zip(rows, ("th", "td", "td"), strict=True)
    )
    page = f"<html><body><p>Costs of the hill farm.</p><table>{head}{''.join(body)}</table></body>"
    report = load(written(tmp_path, "a.html", page))
    assert header_rows(report) == [2]
    feed = [f for f in read_report_figures(report) if f.surface in ("3.1", "3.4")]
    assert [(f.unit, f.value, f.period) for f in feed] == [
        ("GBP", 3_100_000, "2021"),
        ("GBP", 3_400_000, "2022"),
    ]

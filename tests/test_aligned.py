"""Tables lined up with spaces or tabs in plain text and Markdown, and what only looks like one."""

from pathlib import Path

import pytest

from assistant.figures import read_report_figures
from assistant.loading import Source, load_report
from assistant.records import BlockKind, Report
from assistant.settings import Settings
from assistant.splitting import split_report

MONTHS = """
    Month           Cases      Children under 5
    June              143                    58
    July              286                   121
    Total             690                   284
"""
GROUPED = """
                      Cases               Deaths
Region            2020      2021      2020     2021
---------------------------------------------------
North
  Upper          1,200     1,300         4        -
  Lower            900                   2        1
South               75        80         -      n/a
"""
DOTTED = """
Children weighed ......... 40.6    50.1
Children fed ............. 41.6    51.1
Women asked .............. 42.6    52.1
"""
TABBED = "Name\tCases\tShare\nA name that is long\t12\t5 %\nB\t13\t6 %\nC\t\t7 %\n"
TABBED_TO_ALIGN = "Name\t\tCases\nLong name\t12\nB\t\t13\nC\t\t14\n"
YEARS = "2019   120\n2020   150\n2021   190\n2022   210\n"


def load(folder: Path, text: str, name: str = "report.txt") -> Report:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load_report(Source(path, str(path)), settings=Settings())


def tables_of(report: Report) -> list[tuple[int, list[list[str]]]]:
    tables = []
    for block in report.blocks:
        if block.kind is BlockKind.TABLE:
            rows: dict[int, list[str]] = {}
            for cell in block.cells:
                rows.setdefault(cell.row, []).append(report.text[cell.start : cell.end])
            tables.append((block.header_rows, list(rows.values())))
    return tables


@pytest.mark.parametrize(
    ("text", "header_rows", "rows"),
    [
        (
            MONTHS,
            1,
            [
                ["Month", "Cases", "Children under 5"],
                ["June", "143", "58"],
                ["July", "286", "121"],
                ["Total", "690", "284"],
            ],
        ),
        (
            GROUPED,
            2,
            [
                ["", "Cases", "Cases", "Deaths", "Deaths"],
                ["Region", "2020", "2021", "2020", "2021"],
                ["North", "", "", "", ""],
                ["Upper", "1,200", "1,300", "4", "-"],
                ["Lower", "900", "", "2", "1"],
                ["South", "75", "80", "-", "n/a"],
            ],
        ),
        (
            DOTTED,
            0,
            [
                ["Children weighed", "40.6", "50.1"],
                ["Children fed", "41.6", "51.1"],
                ["Women asked", "42.6", "52.1"],
            ],
        ),
        (
            TABBED,
            1,
            [
                ["Name", "Cases", "Share"],
                ["A name that is long", "12", "5 %"],
                ["B", "13", "6 %"],
                ["C", "", "7 %"],
            ],
        ),
        (
            TABBED_TO_ALIGN,
            1,
            [["Name", "Cases"], ["Long name", "12"], ["B", "13"], ["C", "14"]],
        ),
        (
            YEARS,
            0,
            [["2019", "120"], ["2020", "150"], ["2021", "190"], ["2022", "210"]],
        ),
    ],
    ids=["months", "grouped", "dots", "tabs", "tabs to align", "years"],
)
def test_columns_lined_up_are_a_table_and_the_text_stays_as_it_is(
    tmp_path: Path, text: str, header_rows: int, rows: list[list[str]]
) -> None:
    report = load(tmp_path, f"Words above.\n\n{text}\n\nWords below.\n")
    assert report.text == f"Words above.\n\n{text}\n\nWords below.\n"
    assert tables_of(report) == [(header_rows, rows)]


@pytest.mark.parametrize(
    "text",
    [
        "1.  First item of a list\n2.  Second item of it\n3.  Third item of it\n",
        "Introduction .......... 3\nMethods ........ 7\nResults ........ 12\n",
        "We counted 41.  Then 12 came.  It was\n2019.  In 2020  it was  14.\nOf 12  most left.\n",
        "Name      Office\nDara      Ardmore\nSok       Belling\n",
        "June      143\nJuly      286\n",
        "one   5\nfour and more words here      6\ntwo   7      8\nthree      9   4\n",
        "x = 12     # twelve\nlength = 13     # more\nz = 1     # one\n",
    ],
    ids=["list", "contents", "prose", "words", "two lines", "ragged", "code"],
)
@pytest.mark.parametrize("name", ["report.txt", "report.md"])
def test_what_only_looks_lined_up_is_no_table(tmp_path: Path, text: str, name: str) -> None:
    assert tables_of(load(tmp_path, f"Words above.\n\n{text}\nWords below.\n", name)) == []


def test_words_right_above_and_below_a_table_are_paragraphs_of_their_own(tmp_path: Path) -> None:
    report = load(tmp_path, f"Some were ill, says Table 1.{MONTHS}Source: the health posts.\n")
    assert [(b.kind.value, report.text[b.start : b.end].split()[0]) for b in report.blocks] == [
        ("paragraph", "Some"),
        ("table", "Month"),
        ("paragraph", "Source:"),
    ]


@pytest.mark.parametrize("fence", ["```", ""], ids=["fenced", "indented"])
def test_markdown_s_code_may_hold_a_table(tmp_path: Path, fence: str) -> None:
    report = load(tmp_path, f"# Cases\n\nBy month:\n\n{fence}{MONTHS}{fence}\n\nEnd.\n", "r.md")
    assert [header_rows for header_rows, _ in tables_of(report)] == [1]


def test_figures_have_their_headers_and_exact_places(tmp_path: Path) -> None:
    report = load(tmp_path, f"Illness in 2021\n\nCases by month:\n{MONTHS}")
    found = {figure.surface: figure for figure in read_report_figures(report)}
    figure = found["121"]
    assert report.text[figure.start : figure.end] == "121"
    assert "Children under 5" in (figure.label or "")
    assert "July" in f"{figure.label} {figure.scope}"
    row = report.text[figure.sentence_start : figure.sentence_end]
    assert row.split() == ["July", "286", "121"]


def test_a_long_table_is_split_between_lines_and_each_piece_has_the_header(tmp_path: Path) -> None:
    rows = "".join(f"Place {n:<8}{n * 37:>10}{n * 3:>10}\n" for n in range(1, 60))
    report = load(tmp_path, f"District           Cases    Deaths\n{rows}")
    passages = split_report(report, count_pieces=lambda text: len(text.split()), limit=60)
    assert len(passages) > 3
    for passage in passages[1:]:
        assert "District Cases Deaths" in passage.context
        assert all(len(line.split()) == 4 for line in passage.text.splitlines())

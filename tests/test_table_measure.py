"""The measure of tables (eval/tables.py): its gold cells, and which figure knows their headers."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from loaded import load, written

ROOT = Path(__file__).parents[1]
HERDS = """| | 2021 | | 2022 |
|---|---|---|---|
| Herd | Ewes | Rams | Ewes |
| Hill | 310 | 34 | (12) |
| Dale | 1,200 | n/a | 34 |
"""


@pytest.fixture
def eval_modules(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Hands out the modules of eval/, which is a folder of programs and no package."""
    monkeypatch.syspath_prepend(str(ROOT / "eval"))
    import gold_tables
    import made_tables
    import tables

    return SimpleNamespace(gold=gold_tables, made=made_tables, tables=tables)


def test_a_gold_cell_is_a_number_with_every_header_over_it_and_its_rows_name(
    eval_modules: SimpleNamespace,
) -> None:
    cells = eval_modules.tables.markdown_cells(HERDS)
    assert [(cell.printed, cell.row, cell.column) for cell in cells] == [
        ("310", "Hill", ("2021", "Ewes")),
        ("34", "Hill", ("Rams",)),
        ("(12)", "Hill", ("2022", "Ewes")),
        ("1,200", "Dale", ("2021", "Ewes")),
        ("34", "Dale", ("2022", "Ewes")),
    ]


@pytest.mark.parametrize(
    ("rows", "printed"),
    [
        # Ranks, notes and years that name rows are no figures.
        ((("Rank", "Farm", "Goats"), ("1", "Hill", "310")), ["310"]),
        ((("Farm", "Note", "Goats"), ("Hill", "4", "310")), ["310"]),
        ((("Year", "Goats"), ("2021", "310")), ["310"]),
        # A section has no number; a row of years alone begins a new header.
        ((("", "2021"), ("Goats", ""), ("Hill", "31"), ("", "2022"), ("Dale", "32")), ["31", "32"]),
    ],
)
def test_what_is_no_figure_is_no_gold_cell(
    eval_modules: SimpleNamespace, rows: tuple[tuple[str, ...], ...], printed: list[str]
) -> None:
    cells = eval_modules.gold.read_cells(eval_modules.gold.grid_of_rows(rows), headed=True)
    assert [cell.printed for cell in cells] == printed


def test_an_html_table_gives_its_merged_cells_to_each_row_and_column(
    eval_modules: SimpleNamespace,
) -> None:
    (grid,) = eval_modules.gold.html_grids(
        "<table><tr><td rowspan=2>Farm</td><td colspan=2>Goats</td></tr>"
        "<tr><td>Old</td><td>Kids</td></tr><tr><td>Hill</td><td>3</td><td>4</td></tr></table>"
    )
    cells = eval_modules.gold.read_cells(grid)
    assert [cell.column for cell in cells] == [("Goats", "Old"), ("Goats", "Kids")]


def test_every_gold_cell_of_a_plain_table_is_right(
    eval_modules: SimpleNamespace, tmp_path: Path
) -> None:
    path = written(tmp_path, "herds.md", HERDS)
    score = eval_modules.tables.measure(path, eval_modules.tables.markdown_cells(HERDS))
    assert (score.gold, score.in_table, score.figure, score.right) == (5, 5, 5, 5)


def test_every_gold_cell_is_right_in_each_format_a_table_is_written_in(
    eval_modules: SimpleNamespace, tmp_path: Path
) -> None:
    rows = (
        "| Farm | Ewes & lambs | Rams |\n|---|---|---|\n| Hill | 1,310 | 34.5 |\n| Dale | 12 | |\n"
    )
    path = written(tmp_path, "herds.md", rows)
    scores = {
        name: eval_modules.tables.measure(made, cells)
        for name, made, cells in eval_modules.made.write_tables([path])
    }
    assert list(scores) == ["HTML", "DOCX", "XLSX", "ODS", "PPTX", "CSV"]
    assert {name: (score.gold, score.right) for name, score in scores.items()} == dict.fromkeys(
        scores, (3, 3)
    )


@pytest.mark.parametrize(
    ("text", "row", "column"),
    [
        ("| | Ewes | Rams |\n|---|---|---|\n| Hill | 310 | 34 |\n", True, True),
        ("| | Ewes | Kids |\n|---|---|---|\n| Hill | 310 | 34 |\n", True, False),
        ("| | Ewes | Rams |\n|---|---|---|\n| Dale | 310 | 34 |\n", False, True),
        # Two columns run together, or two rows.
        ("| | Ewes | Ewes Rams |\n|---|---|---|\n| Hill | 310 | 34 |\n", True, False),
        ("| | Ewes | Rams |\n|---|---|---|\n| Hill Dale | 310 | 34 |\n", False, True),
        ("At Hill there were 34 animals.\n", True, False),
    ],
)
def test_a_figure_with_another_header_or_two_of_them_is_not_right(
    eval_modules: SimpleNamespace, tmp_path: Path, text: str, row: bool, column: bool
) -> None:
    cell = eval_modules.gold.GoldCell("34", "Hill", ("Rams",), (("Ewes",), ("Rams",)), "Dale")
    report = load(written(tmp_path, "a.md", text))
    (found,) = eval_modules.tables.match([cell], eval_modules.tables.read_figures(report))
    assert eval_modules.tables.judge(cell, found)[:2] == (row, column)


def test_one_figure_serves_one_gold_cell_and_a_wrong_sign_is_no_match(
    eval_modules: SimpleNamespace, tmp_path: Path
) -> None:
    gold = eval_modules.gold.GoldCell
    report = load(written(tmp_path, "a.md", HERDS))
    read = eval_modules.tables.read_figures(report)
    twice = [gold("310", "Hill", ("Ewes",)), gold("310", "Hill", ("Ewes",))]
    assert [found is None for found in eval_modules.tables.match(twice, read)] == [False, True]
    assert eval_modules.tables.match([gold("12", "Hill", ("Ewes",))], read) == [None]


def test_tables_written_down_by_hand_give_each_number_all_its_headers(
    eval_modules: SimpleNamespace, tmp_path: Path
) -> None:
    text = (
        '{"file": "herds.pdf", "tables": [{"page": 2,'
        ' "columns": [["2021", "Ewes"], ["2022", "Ewes"]],'
        ' "rows": [["Hill", "310", ""], ["Dale", "1,200", "34"]]}]}'
    )
    file, cells = eval_modules.gold.written_cells(written(tmp_path, "a.json", text))
    assert file == "herds.pdf"
    assert [(cell.printed, cell.row, cell.column, cell.below, cell.page) for cell in cells] == [
        ("310", "Hill", ("2021", "Ewes"), "Dale", 2),
        ("1,200", "Dale", ("2021", "Ewes"), "", 2),
        ("34", "Dale", ("2022", "Ewes"), "", 2),
    ]
    assert cells[0].others == (("2021", "Ewes"), ("2022", "Ewes"))

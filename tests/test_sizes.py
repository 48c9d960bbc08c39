"""The ceiling: no file of the package over 300 lines, no function over 40, without exception."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "assistant"
LINES_A_FILE = 300
LINES_A_FUNCTION = 40


def too_long(package: Path) -> list[str]:
    """Returns one line for each file and function over the ceiling."""
    found = []
    for path in sorted(package.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(package).as_posix()
        if len(text.splitlines()) > LINES_A_FILE:
            found.append(f"{name}: {len(text.splitlines())} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > LINES_A_FUNCTION:
                    found.append(f"{name}: {node.name} has {lines} lines")
    return found


def test_no_file_and_no_function_is_over_the_ceiling() -> None:
    assert too_long(PACKAGE) == []


def test_what_is_a_line_too_long_is_named(tmp_path: Path) -> None:
    body = "    x = 1\n"
    (tmp_path / "within.py").write_text("def f():\n" + body * 39 + "\n" * 260, encoding="utf-8")
    (tmp_path / "beyond.py").write_text("async def g():\n" + body * 300, encoding="utf-8")
    assert too_long(tmp_path) == ["beyond.py: 301 lines", "beyond.py: g has 301 lines"]

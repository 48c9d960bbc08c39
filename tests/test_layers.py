"""The layers: what may import what, which module is the door of a heavy library, and no knots."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "assistant"

# A module imports from rows above its own and from its own package, nothing else.
ROWS = {
    "records": 0,
    "errors": 0,
    "settings": 0,
    "sentences": 0,
    "loading": 1,
    "splitting": 1,
    "coverage": 1,
    "markup": 1,
    "edits": 1,
    "figures": 1,
    "embedding": 1,
    "library": 2,
    "editions": 2,
    "describing": 2,
    "pacing": 2,
    "parsing": 2,
    "retrieval": 3,
    "reading": 4,
    "gate": 4,
    "checking": 4,
    "lookup": 4,
    "noticing": 4,
    "receipts": 4,
    "adding": 5,
    "editing": 5,
    "auditing": 5,
    "chain": 5,
    "conflicts": 5,
    "drafts": 5,
    "exporting": 5,
    "pictures": 5,
    "assistant": 6,
    "evaluation": 7,
    "watching": 7,
    "web": 7,
    "cli": 8,
    # The package itself only hands out names; its entry point only starts the command line.
    "__init__": 9,
    "__main__": 9,
}

# Within a row nothing imports its neighbour, these aside.
NEIGHBOURS = {
    ("settings", "errors"),
    ("gate", "reading"),
    ("checking", "reading"),
    ("checking", "gate"),
    ("auditing", "conflicts"),
}

DOORS = {
    "chromadb": ("library",),
    "sentence_transformers": ("embedding",),
    "transformers": ("embedding",),
    "torch": ("embedding",),
    "openvino": ("embedding",),
    "safetensors": ("embedding",),
    "gradio": ("web",),
    "httpcore2": ("loading",),
    "idna": ("loading",),
    "langchain": ("reading", "embedding"),
    "langchain_openai": ("reading", "embedding"),
    "langchain_core": ("reading", "embedding", "retrieval", "chain", "assistant"),
    "langsmith": ("chain",),
    "pypdfium2": ("loading",),
    "docx": ("loading", "exporting"),
    "openpyxl": ("loading", "exporting"),
    "bs4": ("loading",),
    "typer": ("cli",),
}


def modules_in(package: Path) -> dict[str, Path]:
    """Returns each module's dotted name below the package ("library.store") and its file."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        if len(parts) > 1 and parts[-1] == "__init__":
            parts = parts[:-1]
        found[".".join(parts)] = path
    return found


def imports_in(path: Path) -> Iterator[str]:
    """Yields what a file imports, dotted ("assistant.records.Answer"), wherever in the file;
    types-only imports count too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                yield "relative"
            elif node.module:
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports(package: Path) -> dict[str, set[str]]:
    """Returns, for each module, the modules of the package it imports."""
    modules = modules_in(package)
    graph = {}
    for name, path in modules.items():
        targets = [
            target.removeprefix("assistant.")
            for target in imports_in(path)
            if target.startswith("assistant.")
        ]
        homes = {t if t in modules else t.rpartition(".")[0] for t in targets}
        graph[name] = (homes & set(modules)) - {name}
    return graph


def breaches(package: Path) -> list[str]:
    """Returns one line for each import that breaks a rule."""
    found = []
    for name, path in modules_in(package).items():
        top = name.partition(".")[0]
        if top not in ROWS:
            found.append(f"{name} has no row")
            continue
        for target in imports_in(path):
            root, _, rest = target.partition(".")
            if target == "relative":
                found.append(f"{name} has a relative import")
            if root in DOORS and top not in DOORS[root]:
                found.append(f"{name} imports {root} outside its door")
            other = rest.partition(".")[0]
            if root != "assistant" or other == top or name == "__init__":
                continue
            if other not in ROWS:
                found.append(f"{name} imports from the package itself, not from a module of it")
            elif ROWS[other] >= ROWS[top] and (top, other) not in NEIGHBOURS:
                found.append(f"{name} (row {ROWS[top]}) imports {other} (row {ROWS[other]})")
    return sorted(set(found))


def knots(graph: dict[str, set[str]]) -> list[str]:
    """Returns the modules that import one another in a circle."""
    reached = {name: set(targets) for name, targets in graph.items()}
    for middle in reached:
        for name in reached:
            if middle in reached[name]:
                reached[name] |= reached[middle]
    return sorted(name for name in reached if name in reached[name])


def test_every_import_points_to_a_higher_row_or_the_same_package() -> None:
    assert breaches(PACKAGE) == []


def test_no_modules_import_one_another_in_a_circle() -> None:
    assert knots(own_imports(PACKAGE)) == []


def test_the_rows_name_only_modules_that_exist() -> None:
    tops = {name.partition(".")[0] for name in modules_in(PACKAGE)}
    assert set(ROWS) <= tops


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"records.py": "from assistant.cli import main"}, "records (row 0) imports cli (row 8)"),
        (
            {"reading/draft.py": "import assistant.gate"},
            "reading.draft (row 4) imports gate (row 4)",
        ),
        (
            {"library/store.py": "def open():\n    from assistant import retrieval"},
            "library.store (row 2) imports retrieval (row 3)",
        ),
        ({"retrieval.py": "import chromadb"}, "retrieval imports chromadb outside its door"),
        (
            {"assistant.py": "def f():\n    from gradio.themes import Soft"},
            "assistant imports gradio outside its door",
        ),
        (
            {"figures/prose.py": "import sentence_transformers"},
            "figures.prose imports sentence_transformers outside its door",
        ),
        (
            {"lookup.py": "from assistant import Library"},
            "lookup imports from the package itself, not from a module of it",
        ),
        ({"helpers.py": "x = 1"}, "helpers has no row"),
        ({"gate.py": "from .records import Answer"}, "gate has a relative import"),
    ],
)
def test_a_module_that_breaks_a_rule_is_named(
    tmp_path: Path, files: dict[str, str], expected: str
) -> None:
    for name, source in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(source, encoding="utf-8")
    assert breaches(tmp_path) == [expected]


def test_a_circle_of_imports_is_named(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    for name, other in (("store", "vectors"), ("vectors", "lock"), ("lock", "store")):
        source = f"from assistant.library import {other}"
        (tmp_path / "library" / f"{name}.py").write_text(source, encoding="utf-8")
    assert knots(own_imports(tmp_path)) == ["library.lock", "library.store", "library.vectors"]

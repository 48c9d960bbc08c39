"""Every error a user can meet says what happened and the next step."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from assistant import errors

PACKAGE = Path(errors.__file__).parent
OURS = {
    name
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, errors.AssistantError)
}

# The words a next step is given in: an order, or a command to type.
NEXT_STEP = re.compile(
    r"`|\b(?:add|ask|check|choose|close|compare|convert|copy|create|delete|export|give|install|known"
    r"|leave|make|move|must be|name|open|part|pass|print|raise|remove|rename|restore|run|save|say"
    r"|set|shorten|split|start|stop|takes?|try|unlock|use|wait|write)\b",
    re.IGNORECASE,
)


def messages() -> list[tuple[str, str]]:
    """Returns where each error of ours is raised or made with a message written there, and it."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in OURS and node.args:
                words = _words_of(node.args[-1])
                if words is not None:
                    place = f"{path.relative_to(PACKAGE.parent)}:{node.lineno}"
                    found.append((place, words))
    return found


def _words_of(node: ast.expr) -> str | None:
    """Returns the fixed words of a message, None where it, or its ending, is made elsewhere."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        parts = [p.value if isinstance(p, ast.Constant) else "…" for p in node.values]
        words = "".join(str(part) for part in parts)
        return None if words.endswith("; …") else words
    return None


def test_the_search_for_messages_finds_them() -> None:
    assert len(messages()) > 15


def test_every_message_gives_a_next_step() -> None:
    assert [row for row in messages() if not NEXT_STEP.search(row[1])] == []


@pytest.mark.parametrize(
    ("message", "is_enough"),
    [
        ("No reports in x.library. Add some: `assistant add FOLDER`.", True),
        ("the PDF is damaged", False),
        ("something went wrong", False),
        ("the PDF is damaged; open it elsewhere and save it again", True),
    ],
)
def test_a_message_without_a_next_step_is_seen(message: str, is_enough: bool) -> None:
    assert bool(NEXT_STEP.search(message)) is is_enough


def test_every_message_is_one_line() -> None:
    assert [row for row in messages() if "\n" in row[1]] == []


def test_an_unreadable_report_names_its_origin_and_cause() -> None:
    error = errors.UnreadableReport("a.pdf", "it is damaged; save it again")
    assert (str(error), error.origin) == ("a.pdf: it is damaged; save it again", "a.pdf")


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_error_is_in_the_tree_its_file_draws(name: str) -> None:
    assert name in (errors.__doc__ or "")

"""The measure of what runs the embedding model: it finds what stands there, by every way."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "eval" / "backends.py"
DOCS = {
    "north.md": "# Northern lighthouse service 2021\n\nIn 2021 the service relit 37 lamps.\n",
    "south.md": "# Southern seed bank 2021\n\nIn 2021 the bank stored 5,120 seeds of barley.\n",
}
QUESTIONS = [
    {"doc": "north.md", "question": "How many lamps were relit?", "printed": "37"},
    {"doc": "south.md", "question": "How many barley seeds were stored?", "printed": "5,120"},
    # Not in its document, so it is not asked.
    {"doc": "south.md", "question": "How many oats?", "printed": "99"},
]


@pytest.mark.slow
def test_every_way_hits_what_its_documents_state(tmp_path: Path) -> None:
    (tmp_path / "set" / "docs").mkdir(parents=True)
    for name, text in DOCS.items():
        (tmp_path / "set" / "docs" / name).write_text(text, encoding="utf-8")
    lines = "\n".join(json.dumps(question) for question in QUESTIONS)
    (tmp_path / "set" / "questions.jsonl").write_text(lines, encoding="utf-8")
    command = [sys.executable, str(SCRIPT), str(tmp_path / "set")]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    rows = [line.split() for line in ran.stdout.splitlines() if line.startswith("set ")]
    assert [row[1] for row in rows] == ["torch-f32", "bf16", "f32", "torch"]
    for row in rows:
        assert row[-9:] == ["100.0"] * 9
        assert all(float(cosine) > 0.999 for cell in row[4:6] for cosine in cell.split("/"))

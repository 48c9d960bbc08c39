"""The page's style and script, from the files beside this one. Knows nothing of the tabs."""

from __future__ import annotations

from pathlib import Path

STYLE = Path(__file__).with_name("style.css")
PAGE_SCRIPT = Path(__file__).with_name("page.js").read_text(encoding="utf-8")

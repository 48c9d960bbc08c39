"""What every answer shown must hold, whatever reader made it."""

from __future__ import annotations

import re

from assistant import Library
from assistant.figures import read_figures
from assistant.records import Answer


def assert_proved(library: Library, answer: Answer) -> None:
    """Every citation is a verbatim slice, every figure is cited or worked, and no other number
    stands in the text than these figures', their labels', the quotes', titles' and question's."""
    for citation in answer.citations:
        text = library.text(citation.report_id)
        assert text[citation.start : citation.end] == citation.quote
    held = f"{answer.question} "
    held += " ".join(f"{c.quote} {c.report}" for c in answer.citations)
    held += " ".join(f"{d.working} {d.result}" for d in answer.derivations)
    held += " ".join(f" {f.surface} {f.label or ''}" for f in answer.figures)
    known = {str(figure.value) for figure in read_figures(held)} | set(re.findall(r"\d+", held))
    shown = re.sub(r"\[\d+\]|(?:One|\d+) sentences? w\w+ left out: ", " ", answer.text)
    for figure in read_figures(shown):
        surface = re.sub(r"\D", "", figure.surface)
        assert str(figure.value) in known or surface in known or figure.surface in held

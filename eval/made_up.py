"""Makes up reports to measure with. Knows nothing of the product.

Every name and number is drawn from a seeded generator; nothing in them is true.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

PLACES = "Ardmore Belling Castor Dunmere Eastholm Farrow Glenport Harwick Inverley Jutland".split()
GROUPS = "victims suspects teachers schools households patients vehicles permits officers".split()
DEEDS = "registered counted inspected rescued trained reported arrested enrolled treated".split()

_REMARKS = (
    "The figures were collected by the district offices and checked by the national bureau.",
    "Officials said that better reporting, rather than more incidents, explains the difference.",
    "A rights group asked for safer housing, legal aid and a public register of decisions.",
    "The committee will meet again in spring to agree on the measures that remain open.",
)


def made_up_report(seed: int, *, characters: int) -> str:
    """Returns a Markdown report of about so many characters: headings, prose and tables."""
    chance = random.Random(seed)
    parts = [f"# {chance.choice(PLACES)} annual report {2000 + seed % 25}, volume {seed}"]
    size = 0
    while size < characters:
        place, group = chance.choice(PLACES), chance.choice(GROUPS)
        parts.append(f"## {group.capitalize()} in {place}")
        for _ in range(3):
            parts.append(f"{_sentence(chance)} {chance.choice(_REMARKS)} {_sentence(chance)}")
        rows = [f"| {name} | {chance.randint(10, 9999):,} |" for name in chance.sample(PLACES, 4)]
        parts.append("\n".join([f"| District | {group} |", "| --- | --- |", *rows]))
        size = sum(len(part) for part in parts)
    return "\n\n".join(parts) + "\n"


def _sentence(chance: random.Random) -> str:
    return (
        f"In {chance.randint(1995, 2024)} the authorities of {chance.choice(PLACES)} "
        f"{chance.choice(DEEDS)} {chance.randint(3, 20_000):,} {chance.choice(GROUPS)}, "
        f"{chance.randint(1, 99)} percent of them in {chance.choice(PLACES)}."
    )


def write_reports(folder: Path, *, count: int, characters: int) -> int:
    """Writes made-up reports into a folder; returns how many characters in all."""
    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    for seed in range(count):
        text = made_up_report(seed, characters=characters)
        (folder / f"report-{seed:04}.md").write_text(text, encoding="utf-8")
        total += len(text)
    return total


def print_to_pdf(source: Path, folder: Path) -> None:
    """Writes a folder's made-up reports as PDF files."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    folder.mkdir(parents=True)
    styles = getSampleStyleSheet()
    for path in sorted(source.glob("*.md")):
        story: list[Any] = []
        for part in path.read_text(encoding="utf-8").split("\n\n"):
            if part.startswith("|"):
                lines = [line.strip("| ").split(" | ") for line in part.splitlines()]
                story += [Table([lines[0], *lines[2:]]), Spacer(1, 12)]
            else:
                style = styles["Heading2" if part.startswith("#") else "BodyText"]
                story.append(Paragraph(part.lstrip("# "), style))
        SimpleDocTemplate(str(folder / f"{path.stem}.pdf")).build(story)


def print_pages(path: Path, *, pages: int) -> None:
    """Writes one PDF of so many pages, a heading and a paragraph on each."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    path.parent.mkdir(parents=True)
    styles, chance = getSampleStyleSheet(), random.Random(pages)
    story: list[Any] = []
    for number in range(1, pages + 1):
        heading = f"{number}. {chance.choice(GROUPS).capitalize()} in {chance.choice(PLACES)}"
        text = f"{_sentence(chance)} {chance.choice(_REMARKS)} {_sentence(chance)}"
        story += [Paragraph(heading, styles["Heading2"]), Paragraph(text, styles["BodyText"])]
        story.append(PageBreak())
    SimpleDocTemplate(str(path)).build(story)

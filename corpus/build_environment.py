"""Writes the DOCX digest of the EPA's goals to 2026. Knows nothing of the other reports.

Facts: United States Environmental Protection Agency, "FY 2022-2026 EPA Strategic Plan" (United
States government work, public domain). The sentences are ours.
"""

from __future__ import annotations

import datetime as dt
import io

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FILE = "environment-goals-to-2026.docx"
TITLE = "Air, water and land: what the EPA means to achieve by 2026"
SAVED = dt.datetime(2023, 1, 1)
INK = RGBColor(0x1B, 0x5E, 0x3B)

ABOUT = (
    "A digest of the strategic plan of the United States Environmental Protection Agency (EPA) "
    "for the fiscal years 2022 to 2026. The plan took effect on 28 March 2022 and runs to 30 "
    "September 2026. The figures are the agency's; the words are ours. The digest was written "
    "as a sample report for Report Assistant."
)

Part = tuple[str, tuple[str, ...]]
PARTS: tuple[Part, ...] = (
    (
        "Outdoor air",
        (
            "Between 1970 and 2020 the emissions of six common pollutants, taken together, fell "
            "by 78 percent. Over the same half-century the economy grew by 272 percent. The "
            "success is uneven: in 2020 about 97 million Americans lived in a county where the "
            "air broke at least one national standard.",
            "Exposure differs between groups. One study puts the fine-dust exposure of people "
            "of colour in 2014 at 25 percent above that of everybody else. In 2016 the poorest "
            "neighbourhoods had 14 percent more fine dust in the air than the least poor.",
            "Power stations are to cut the nitrogen oxides they give off in the ozone season by "
            "21 percent by 30 September 2026, counted from a 2019 baseline of 390,354 tons. "
            "(The plan's own indicator table rounds the baseline to 390,350 tons.) Some 62 "
            "percent of the country's electricity comes from fossil fuels.",
        ),
    ),
    (
        "Indoor air",
        (
            "Radon, a radioactive gas that seeps out of the ground, causes 21,000 deaths from "
            "lung cancer a year. The agency holds 12,000 of these deaths to be avoidable. One "
            "home in 15 has a raised level, and more than seven million homes stand at or above "
            "the level at which the agency advises action.",
            "Lower exposure to radon prevented 1,684 lung cancer deaths in fiscal year 2020. "
            "The goal for 2026 is 2,250 a year. Asthma, which dust and mould make worse, "
            "affects nearly 24 million Americans.",
        ),
    ),
    (
        "Water",
        (
            "About 50,000 community water systems bring safe drinking water to more than 93 "
            "percent of the population; around 15,000 municipal plants treat the waste water of "
            "more than 76 percent.",
            "On 31 March 2021, 752 community systems broke a health-based standard. By the end "
            "of fiscal year 2026 no more than 500 of these should still do so. In Indian "
            "country the number is to fall from 110 to 70.",
            "The agency's financing programmes are to draw in another $45 billion of "
            "non-federal money for water works. With other agencies it means to bring basic "
            "sanitation to 36,500 more American Indian and Alaska Native homes, and to assist "
            "2,203 Tribal, small, rural or underserved communities in running their systems.",
        ),
    ),
    (
        "Land and waste",
        (
            "Twenty-two percent of the population lives within three miles of a Superfund site, "
            "and sixty-one percent near some place where the agency assesses or restores "
            "polluted land. Lead is a concern at nearly 1,200 Superfund sites.",
            "Through fiscal year 2020 each dollar the agency spent on brownfields drew in "
            "$20.13 from others, and every $100,000 spent brought 10.3 jobs.",
            "The agency and the states oversee 2.96 billion tons of solid, industrial and "
            "hazardous waste a year. About 5.3 million people live within one mile of a "
            "hazardous waste facility; there are some 1,300 such facilities with about 6,700 "
            "waste units. Food is the largest single material in the country's landfills, at 24 "
            "percent, and in its waste incinerators, at 22 percent.",
        ),
    ),
)

GOALS = (
    ("Goal for 30 September 2026", "Baseline", "Baseline year", "Target"),
    ("Lung cancer deaths prevented a year by lower radon exposure", "1,684", "2020", "2,250"),
    ("Community water systems still out of compliance", "752", "2021", "500"),
    ("Water systems in Indian country still out of compliance", "110", "2021", "70"),
    ("Farmworkers trained in pesticide safety a year", "11,000", "2018–2020", "20,000"),
    ("Products certified by the Safer Choice programme", "1,950", "2021", "2,300"),
)
CLEANUPS = (
    ("Clean-up goal", "Sites"),
    ("More Superfund sites with human exposure under control", "60"),
    ("Superfund clean-up projects that deal with lead", "225"),
    ("More brownfields properties cleaned up", "650"),
    ("More corrective actions ready for use", "425"),
)
NOTES = (
    "1. Source: FY 2022-2026 EPA Strategic Plan, goals 1 and 4 to 7. The rules for power "
    "stations go back to Executive Order 13990 and Section 111 of the Clean Air Act.",
    "2. The plan names goals for 2026. It does not report what had been achieved by then.",
    "3. The clean-up goals overlap and must not be added up.",
)


def shade(cell: object, colour: str) -> None:
    """Fills a table cell."""
    mark = OxmlElement("w:shd")
    mark.set(qn("w:val"), "clear")
    mark.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(mark)  # type: ignore[attr-defined]


def add_table(paper: Paper, rows: tuple[tuple[str, ...], ...], widths: tuple[int, ...]) -> None:
    """Adds a ruled table with a shaded header row that repeats on each page."""
    table = paper.add_table(rows=len(rows), cols=len(widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    mark = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    for column, width in enumerate(widths):
        table.columns[column].width = Mm(width)
    for number, row in enumerate(rows):
        table.rows[number]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for column, text in enumerate(row):
            cell = table.cell(number, column)
            cell.width = Mm(widths[column])
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            run = paragraph.add_run(text)
            run.font.size = Pt(9.5)
            run.bold = number == 0
            if column:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if number == 0:
                shade(cell, "DCEBE2")


def set_up() -> Paper:
    """Returns an empty A4 document with our styles and fixed properties."""
    paper = Document()
    section = paper.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.header.paragraphs[0].text = "Report Assistant samples: environment"
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    for name in ("Title", "Heading 1", "Heading 2"):
        paper.styles[name].font.color.rgb = INK
    facts = paper.core_properties
    facts.title, facts.author, facts.language = TITLE, "Report Assistant samples", "en"
    facts.created = facts.modified = SAVED
    return paper


def write_report() -> bytes:
    """Returns the digest as a DOCX."""
    paper = set_up()
    paper.add_heading(TITLE, 0)
    paper.add_paragraph(ABOUT)
    paper.add_heading("The goals at a glance", 1)
    for point in (
        "A fifth less nitrogen oxide from power stations in summer",
        "A third fewer water systems with unhealthy water",
        "650 more brownfields made usable again",
    ):
        paper.add_paragraph(point, style="List Bullet")
    for number, (heading, paragraphs) in enumerate(PARTS, 1):
        paper.add_heading(f"{number}. {heading}", 1)
        for text in paragraphs:
            paper.add_paragraph(text)
    paper.add_heading("Clean-up goals to 2026", 2)
    add_table(paper, CLEANUPS, (120, 30))
    paper.add_heading("5. From baseline to target", 1)
    paper.add_paragraph(
        "Where the plan gives both a starting point and a target, the table sets them side by side."
    )
    add_table(paper, GOALS, (85, 24, 27, 24))
    paper.add_heading("Notes", 1)
    for note in NOTES:
        paper.add_paragraph(note)
    target = io.BytesIO()
    paper.save(target)
    return target.getvalue()

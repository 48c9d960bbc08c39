"""Writes the PDF digest of federal school projections. Knows nothing of the other reports.

Facts: National Center for Education Statistics, "Projections of Education Statistics to 2021",
tables 14, 15, 17 and 18 (United States government work, public domain). The sentences are ours.
"""

from __future__ import annotations

import io
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, ListFlowable, Paragraph, SimpleDocTemplate, Spacer, Table

FILE = "school-projections-to-2021.pdf"
TITLE = "American schools to 2021–22: a digest of federal projections"
INK = colors.HexColor("#1d3557")
SHADE = colors.HexColor("#eef2f7")
BODY = ParagraphStyle(
    "body", fontName="Helvetica", fontSize=10, leading=14, spaceAfter=7, alignment=TA_JUSTIFY
)
BULLET = ParagraphStyle("bullet", parent=BODY, spaceAfter=2)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=8, leading=10.5, spaceBefore=3)
HEAD = ParagraphStyle(
    "head",
    fontName="Helvetica-Bold",
    fontSize=13,
    leading=17,
    textColor=INK,
    spaceBefore=12,
    spaceAfter=5,
)
NAME = ParagraphStyle("name", parent=HEAD, fontSize=20, leading=25, spaceBefore=0)
CAPTION = ParagraphStyle(
    "caption",
    fontName="Helvetica-Bold",
    fontSize=9.5,
    leading=13,
    spaceBefore=6,
    spaceAfter=4,
    keepWithNext=1,
)
LOOSE = ParagraphStyle("loose", parent=CAPTION, keepWithNext=0)

STATES = Path(__file__).with_name("build_education.txt")

ABOUT = """This digest retells, in its own words, figures that the National Center for
Education Statistics (NCES) published in <i>Projections of Education Statistics to 2021</i>.
The centre prepared the tables used here between January and March 2012. Figures up to the
school year 2008–09 are counts; figures for later years are projections, and a projection is
not a result. The digest was written as a sample report for Report Assistant."""

POINTS = (
    "More than 3 million young people left public high school with a diploma in 2008–09.",
    "By 2021–22 the yearly number is projected to be 4.7 percent higher than in 2008–09.",
    "The South and the West gain graduates; the Northeast and the Midwest lose them.",
    "Spending per pupil is projected to pass US$12,000 for the first time in 2018–19.",
    "There were 15.0 pupils for each teacher in 2010; a ratio of 14.1 is expected in 2021.",
)

GRADUATES = """Public high schools gave diplomas to 3,039,015 pupils in 2008–09, the last year
that was counted. Five years earlier the number had been 2,753,438, so the country gained
graduates at a quick pace: 10.4 percent between 2003–04 and 2008–09. The projections expect a
much slower climb afterwards, with a dip to 3,037,040 in 2013–14 and a new high of 3,183,360
in 2021–22."""

SPLIT = """The national curve hides two different stories. In the South the number of
graduates is projected to rise by 11.1 percent, in the West by 8.4 percent. The Midwest is
expected to lose 4.5 percent, and the Northeast stays almost level, with a loss of a tenth of
a percentage point."""

REGIONS = (
    ("Region", "2008–09 (actual)", "2021–22 (projected)", "Change, percent"),
    ("Northeast", "552,973", "552,550", "-0.1"),
    ("Midwest", "717,536", "685,520", "-4.5"),
    ("South", "1,068,270", "1,186,400", "11.1"),
    ("West", "700,236", "758,880", "8.4"),
    ("United States", "3,039,015", "3,183,360", "4.7"),
)
ROUNDING = """Projected regional numbers are rounded to tens by the source and add up to
3,183,350, ten less than the national figure."""

STATE_TEXT = """Table 2 lists the fifty states and the District of Columbia. Texas adds more
graduates than any other state. Nevada grows fastest, by 32.5 percent, ahead of Utah and
Texas. Nineteen states and the District of Columbia are expected to have fewer graduates in
2021–22 than in 2008–09; among the states, Vermont shrinks most, by 21.2 percent. California
remains the largest state throughout."""

MONEY = """Running the public schools cost US$519.0 billion in 2008–09, or US$10,591 a pupil,
in the money of that year. To compare years fairly, table 3 states every amount in the prices
of the school year 2010–11. On that footing the bill was US$534.6 billion in 2008–09, dipped
in the following year and is projected to reach US$665.5 billion in 2021–22, while the number
of pupils grows to 53.1 million."""

SPENDING = (
    (
        "School year",
        "Status",
        "Pupils\n(thousands)",
        "Spending\n(US$ billion)",
        "Spending per\npupil (US$)",
    ),
    ("2005–06", "actual", "49,113", "499.2", "10,163"),
    ("2006–07", "actual", "49,262", "516.5", "10,473"),
    ("2007–08", "actual", "49,221", "529.4", "10,741"),
    ("2008–09", "actual", "49,003", "534.6", "10,909"),
    ("2009–10", "projected", "49,373", "519.3", "10,518"),
    ("2011–12", "projected", "49,636", "541.6", "10,912"),
    ("2013–14", "projected", "50,067", "556.8", "11,121"),
    ("2015–16", "projected", "50,773", "585.6", "11,534"),
    ("2017–18", "projected", "51,524", "612.5", "11,888"),
    ("2018–19", "projected", "51,880", "625.5", "12,058"),
    ("2020–21", "projected", "52,688", "654.5", "12,423"),
    ("2021–22", "projected", "53,113", "665.5", "12,530"),
)

RATIO_TEXT = """The pupil/teacher ratio divides pupils by full-time teachers. It is not class
size, because some teachers do not stand before a class. In 1996 there were 16.9 pupils for
each teacher. Private schools have long had fewer pupils for each teacher than public schools,
and the projections keep the gap."""

RATIOS = (
    ("Fall of", "All schools", "Public", "Private"),
    ("1996", "16.9", "17.1", "15.5"),
    ("2003", "15.7", "15.9", "13.8"),
    ("2010", "15.0", "15.2", "12.4"),
    ("2016", "14.5", "14.8", "12.1"),
    ("2021", "14.1", "14.4", "11.7"),
)

SERIES_TEXT = """Table 5 gives the national numbers year by year. The count rose in each of
the five school years after 2003–04. The projections reach a first peak in 2010–11, sink for
three years and then climb, with one small step back in 2019–20."""

SERIES = (
    ("School year", "Status", "Graduates", "Northeast", "South"),
    ("2003–04", "actual", "2,753,438", "485,670", "946,808"),
    ("2004–05", "actual", "2,799,250", "503,528", "953,206"),
    ("2005–06", "actual", "2,815,544", "521,015", "962,327"),
    ("2006–07", "actual", "2,893,045", "536,697", "986,801"),
    ("2007–08", "actual", "3,001,337", "552,289", "1,031,773"),
    ("2008–09", "actual", "3,039,015", "552,973", "1,068,270"),
    ("2009–10", "projected", "3,068,550", "558,750", "1,087,000"),
    ("2010–11", "projected", "3,103,540", "560,500", "1,108,150"),
    ("2011–12", "projected", "3,100,510", "554,690", "1,111,310"),
    ("2012–13", "projected", "3,092,290", "549,890", "1,120,870"),
    ("2013–14", "projected", "3,037,040", "548,290", "1,103,910"),
    ("2014–15", "projected", "3,043,290", "548,450", "1,110,100"),
    ("2015–16", "projected", "3,066,000", "550,630", "1,126,810"),
    ("2016–17", "projected", "3,096,730", "550,980", "1,146,200"),
    ("2017–18", "projected", "3,148,670", "554,700", "1,174,920"),
    ("2018–19", "projected", "3,155,320", "550,820", "1,182,420"),
    ("2019–20", "projected", "3,136,780", "546,620", "1,176,490"),
    ("2020–21", "projected", "3,163,350", "551,920", "1,180,140"),
    ("2021–22", "projected", "3,183,360", "552,550", "1,186,400"),
)

NOTES = """Sources: NCES, <i>Projections of Education Statistics to 2021</i>, table 14
(graduates), table 15 (changes), table 17 (ratios) and table 18 (spending), pages 52 to 57.
Years such as 2008–09 are school years. The projections leave out private schools except in
table 4. Changes are calculated by the source from unrounded numbers. No estimate is given
here for years after 2021–22."""


def ruled(rows: list[tuple[str, ...]], widths: tuple[int, ...], *, total: bool) -> Table:
    """Returns a table with a repeated header; ``total`` sets its last row in bold."""
    style: list[tuple[object, ...]] = [
        ("FONT", (0, 0), (-1, -1), "Helvetica", 9),
        ("FONT", (0, 0), (-1, 0), "Helvetica-Bold", 9),
        ("BACKGROUND", (0, 0), (-1, 0), INK),
        ("TEXTCOLOR", (0, 0), (-1, 0), colors.white),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.white, SHADE]),
        ("LINEBELOW", (0, 0), (-1, -1), 0.25, colors.HexColor("#b8c4d3")),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
    ]
    if total:
        style.append(("FONT", (0, -1), (-1, -1), "Helvetica-Bold", 9))
        style.append(("LINEABOVE", (0, -1), (-1, -1), 1, INK))
    return Table(rows, colWidths=[w * mm for w in widths], repeatRows=1, style=style, hAlign="LEFT")


def read_states() -> list[tuple[str, ...]]:
    """Returns the header and rows of the state table."""
    lines = STATES.read_text(encoding="utf-8").splitlines()
    return [
        ("State", "2008–09", "2021–22", "Change, percent"),
        *(tuple(row.split("|")) for row in lines),
    ]


def opening() -> list[Flowable]:
    points = [Paragraph(point, BULLET) for point in POINTS]
    return [
        Paragraph(TITLE, NAME),
        Paragraph(ABOUT, BODY),
        Paragraph("At a glance", HEAD),
        ListFlowable(points, bulletType="bullet", start="•", leftIndent=12),
        Paragraph("1. High school graduates", HEAD),
        Paragraph(GRADUATES, BODY),
        Paragraph(SPLIT, BODY),
        Paragraph("Table 1. Public high school graduates by region", CAPTION),
        ruled(list(REGIONS), (45, 40, 42, 38), total=True),
        Paragraph(ROUNDING, SMALL),
    ]


def middle() -> list[Flowable]:
    return [
        Paragraph("2. Graduates state by state", HEAD),
        Paragraph(STATE_TEXT, BODY),
        Paragraph("Table 2. Public high school graduates by state, actual and projected", LOOSE),
        ruled(read_states(), (55, 38, 38, 34), total=False),
        Spacer(1, 4 * mm),
        Paragraph("3. What the schools cost", HEAD),
        Paragraph(MONEY, BODY),
        Paragraph(
            "Table 3. Pupils and current spending of public schools, in 2010–11 prices", CAPTION
        ),
        ruled(list(SPENDING), (30, 30, 32, 35, 38), total=False),
    ]


def closing() -> list[Flowable]:
    return [
        Paragraph("4. Pupils for each teacher", HEAD),
        Paragraph(RATIO_TEXT, BODY),
        Paragraph("Table 4. Pupils for each teacher", CAPTION),
        ruled(list(RATIOS), (40, 42, 42, 41), total=False),
        Paragraph("5. The national series", HEAD),
        Paragraph(SERIES_TEXT, BODY),
        Paragraph("Table 5. Public high school graduates, United States and two regions", CAPTION),
        ruled(list(SERIES), (33, 32, 36, 32, 32), total=False),
        Paragraph("Notes and sources", HEAD),
        Paragraph(NOTES, SMALL),
    ]


def furnish(canvas: Canvas, document: SimpleDocTemplate) -> None:
    """Draws the running title and the page number."""
    canvas.setFont("Helvetica", 8)
    canvas.setFillColor(INK)
    canvas.drawString(22 * mm, 284 * mm, "American schools to 2021–22")
    canvas.drawRightString(188 * mm, 12 * mm, f"Page {document.page}")
    canvas.setStrokeColor(INK)
    canvas.line(22 * mm, 282 * mm, 188 * mm, 282 * mm)


def write_report() -> bytes:
    """Returns the digest as a PDF of fixed bytes."""
    target = io.BytesIO()
    document = SimpleDocTemplate(
        target,
        pagesize=A4,
        title=TITLE,
        author="Report Assistant samples",
        leftMargin=22 * mm,
        rightMargin=22 * mm,
        topMargin=22 * mm,
        bottomMargin=20 * mm,
        invariant=1,
        pageCompression=0,
    )
    story = opening() + middle() + closing()
    document.build(story, onFirstPage=furnish, onLaterPages=furnish)
    return target.getvalue()

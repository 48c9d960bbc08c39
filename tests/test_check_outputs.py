"""A checked draft as files: every format opens again and runs nothing."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import docx
import openpyxl
import pytest
from schema_org import faults

from assistant import CheckedDraft, Library, WrongUse, export_check
from assistant.records import Verdict

CORPUS = Path(__file__).parent.parent / "corpus"
REPORTS = (
    "cambodia-counter-trafficking-2022.md",
    "trafficking-meeting-press-report.html",
    "river-valley-relief-2021-revised.md",
    "upper-basin-relief-bulletin-2021.txt",
)

DRAFT = """# A year against traffickers

In 2022, 225 victims were rescued, and 124 of them were
under 15. The operation found nearly 900 foreigners.

**871** people were convicted. According to the vice-chair, 150 suspects were arrested.

- More than half of the victims were under 15
- Some 3,000 brothels were closed. <script>alert(1)</script> & =SUM(A)

4,310 households were reached in the Upper Basin.
"""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("outputs") / "reports.library") as library:
        assert not library.add([CORPUS / name for name in REPORTS]).failed
        yield library


@pytest.fixture(scope="module")
def checked(shelf: Library) -> CheckedDraft:
    draft = shelf.check_draft(DRAFT, name="a <b>draft</b>.md")
    assert [claim.verdict.value for claim in draft.check.claims] == [
        "supported", "approximate", "refuted", "refuted", "supported", "not_enough_evidence",
        "conflicting",
    ]  # fmt: skip
    return draft


def written(draft: CheckedDraft, folder: Path, name: str) -> bytes:
    return export_check(draft, folder / name).read_bytes()


def test_each_figure_is_told_with_its_own_rule_correction_and_places(checked: CheckedDraft) -> None:
    data = checked.check.to_dict()
    first = data["claims"][0]["claimed"]
    assert [(c["surface"], c["rule"], c["evidence"]) for c in first] == [
        ("225", "the report says 225", [0]),
        ("124", "the report says 124", [1]),
    ]
    assert first[1]["compared"][0]["surface"] == "124"
    said = data["claims"][3]["claimed"][0]
    assert (said["attribution"], said["suggestion"]) == ("the vice-chair", "149, not 150")
    assert len(said["evidence"]) == len(said["compared"]) == 2


class Page(HTMLParser):
    """Collects a page's text, tags and links; complains of tags that do not nest."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.links: dict[str, list[str]] = {"href": [], "id": []}
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in ("meta", "link"):
            self.open.append(tag)
        for name, value in attrs:
            assert not name.startswith("on")
            if name in self.links:
                self.links[name].append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_the_page_stands_alone_and_marks_each_claim_in_the_draft(
    checked: CheckedDraft, tmp_path: Path
) -> None:
    page = written(checked, tmp_path, "draft.html").decode()
    read = Page(page)
    assert not {"script", "img", "link", "iframe"} & set(read.tags)
    assert "http" not in re.sub(r"http-equiv", "", page)
    assert "<script" not in page
    assert "<b>draft</b>" not in page
    text = "".join(read.texts)
    for claim in checked.check.claims:
        for word in claim.text.split():
            assert word in text
    targets = [link.removeprefix("#") for link in read.links["href"]]
    assert len(targets) == 2 * len(checked.check.claims)
    assert set(targets) == set(read.links["id"])
    assert "Correction: 149, not 150." in text
    assert page.count("<mark>149</mark>") == 1
    assert "4,120" in text


def test_footnotes_stand_behind_verified_figures_only(
    checked: CheckedDraft, tmp_path: Path
) -> None:
    text = written(checked, tmp_path, "draft.md").decode()
    notes = dict(re.findall(r"^\[\^(check-\d+)\]: (.*)$", text, flags=re.MULTILINE))
    body = text[: text.index("\n[^check-1]:")]
    assert list(notes) == ["check-1", "check-2", "check-3", "check-4"]
    assert re.findall(r"(\S+)\[\^check-\d+\]", body) == ["225", "124", "900", "half"]
    assert re.sub(r"\[\^check-\d+\]", "", body).strip() == DRAFT.strip()
    assert "“In all, 225 victims were rescued during 2022.”" in notes["check-1"]
    assert notes["check-3"].startswith("871 is just under 900.")
    assert r"Under 15 \| 124" in notes["check-2"]


def test_a_draft_with_notes_of_the_same_name_gets_others(shelf: Library, tmp_path: Path) -> None:
    text = "149 suspects were arrested.[^check-1]\n\n[^check-1]: My own note.\n"
    noted = written(shelf.check_draft(text), tmp_path, "noted.md").decode()
    assert "149[^checked-1] suspects were arrested.[^check-1]" in noted
    assert noted.count("[^check-1]:") == 1


def test_the_sheet_has_a_row_a_figure_with_place_and_rule(
    checked: CheckedDraft, tmp_path: Path
) -> None:
    rows = list(
        csv.DictReader(
            io.StringIO(written(checked, tmp_path, "sheet.csv").decode("utf-8-sig"), newline="")
        )
    )
    assert [row["figure"] for row in rows] == [
        "225", "124", "nearly 900", "871", "150", "More than half", "Some 3,000", "4,310",
    ]  # fmt: skip
    suspects = rows[4]
    assert suspects["verdict"] == "refuted"
    assert suspects["correction"] == "149, not 150"
    assert suspects["said_by"] == "the vice-chair"
    assert "149 suspects were arrested" in suspects["quote"]
    assert rows[5]["working"] == "124 ÷ 225 = 55.1%"
    assert rows[6]["report"] == ""
    for row in rows:
        assert DRAFT[int(row["start"]) : int(row["end"])] == row["figure"]

    book = openpyxl.load_workbook(io.BytesIO(written(checked, tmp_path, "sheet.xlsx")))
    assert book.sheetnames == ["Check", "Reports"]
    cells = [[cell.value for cell in row] for row in book["Check"].iter_rows(min_row=2)]
    assert [row[2] for row in cells] == [row["figure"] for row in rows]
    assert all(cell.data_type != "f" for row in book["Check"].iter_rows() for cell in row)
    titles = [row[1].value for row in book["Reports"].iter_rows(min_row=2)]
    assert "Counter-trafficking work in Cambodia: results for 2022" in titles


def comments_of(content: bytes) -> list[tuple[str, str]]:
    """Returns each comment's text with the words it is on."""
    document = docx.Document(io.BytesIO(content))
    spans: dict[str, str] = {}
    inside: set[str] = set()
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for element in document.element.body.iter():
        tag, number = element.tag.removeprefix(space), element.get(f"{space}id")
        if tag == "commentRangeStart":
            inside.add(number)
        elif tag == "commentRangeEnd":
            inside.discard(number)
        elif tag == "t":
            for each in inside:
                spans[each] = spans.get(each, "") + (element.text or "")
    return [
        ("\n".join(p.text for p in comment.paragraphs), spans[str(comment.comment_id)])
        for comment in document.comments
    ]


def test_a_word_document_has_a_comment_on_each_claim(checked: CheckedDraft, tmp_path: Path) -> None:
    comments = comments_of(written(checked, tmp_path, "draft.docx"))
    assert [on for _, on in comments] == [
        " ".join(claim.text.split()) for claim in checked.check.claims
    ]
    assert "Correction: 149, not 150." in comments[3][0]
    assert "124 ÷ 225 = 55.1%" in comments[4][0]


def test_a_word_draft_keeps_its_own_and_gains_only_comments(shelf: Library, tmp_path: Path) -> None:
    original = docx.Document()
    original.add_heading("A year", 1)
    paragraph = original.add_paragraph("Police said little. In all, ")
    paragraph.add_run("149 sus").bold = True
    paragraph.add_run("pects were arrested. Then it rained.")
    table = original.add_table(1, 1)
    table.cell(0, 0).text = "150 suspects were arrested."
    held = io.BytesIO()
    original.save(held)
    text = "A year\n\nPolice said little. In all, 149 suspects were arrested. Then it rained."
    text += "\n\n150 suspects were arrested.\n\n3,000 brothels were closed."
    draft = shelf.check_draft(text, name="own.docx", original=held.getvalue())

    content = written(draft, tmp_path, "own.docx")
    again = docx.Document(io.BytesIO(content))
    assert [p.text for p in again.paragraphs] == [p.text for p in original.paragraphs]
    assert [r.text for r in again.paragraphs[1].runs if r.bold] == ["149 sus"]
    told = comments_of(content)
    assert [on for _, on in told][:2] == [
        "In all, 149 suspects were arrested.",
        "150 suspects were arrested.",
    ]
    # What Word keeps out of the paragraphs is told of all the same.
    assert "On: 3,000 brothels were closed." in told[2][0]


def test_claim_reviews_keep_to_schema_orgs_definition(
    checked: CheckedDraft, tmp_path: Path
) -> None:
    data = json.loads(written(checked, tmp_path, "reviews.jsonld"))
    assert data["@context"] == "https://schema.org"
    reviews = data["@graph"]
    assert faults(reviews, ("ClaimReview",)) == []
    judged = [c for c in checked.check.claims if c.verdict is not Verdict.NOT_ENOUGH_EVIDENCE]
    assert [review["claimReviewed"] for review in reviews] == [claim.text for claim in judged]
    ratings = [review["reviewRating"]["ratingValue"] for review in reviews]
    assert ratings == [5, 4, 1, 1, 5, 3]
    assert reviews[3]["itemReviewed"]["author"] == [
        {"@type": "Organization", "name": "the vice-chair"}
    ]
    assert "Correction: 149, not 150." in reviews[3]["reviewBody"]
    for review in reviews:
        rating = review["reviewRating"]
        assert rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]
        assert review["citation"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("draft.pdf", "its suffix names no format"),
        ("draft", "its suffix names no format"),
        ("nowhere/draft.html", "is not there"),
    ],
)
def test_a_place_that_cannot_be_written_is_named(
    checked: CheckedDraft, tmp_path: Path, name: str, told: str
) -> None:
    with pytest.raises(WrongUse, match=told):
        export_check(checked, tmp_path / name)


def test_control_characters_of_a_draft_do_not_break_a_file(shelf: Library, tmp_path: Path) -> None:
    draft = shelf.check_draft("149 sus\x0bpects\x00 were arrested. \x1b[31m149 suspects.\ufffe")
    for suffix in (".html", ".docx", ".md", ".csv", ".xlsx", ".jsonld", ".json"):
        assert written(draft, tmp_path, f"odd{suffix}")
    docx.Document(tmp_path / "odd.docx")
    openpyxl.load_workbook(tmp_path / "odd.xlsx")


def test_a_draft_without_figures_makes_files_that_say_so(shelf: Library, tmp_path: Path) -> None:
    draft = shelf.check_draft("It rained.\n")
    assert b"No figures to check" in written(draft, tmp_path, "none.html")
    assert written(draft, tmp_path, "none.md") == b"It rained.\n"
    assert json.loads(written(draft, tmp_path, "none.jsonld"))["@graph"] == []

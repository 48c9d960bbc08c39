"""What is known of a report: from its file, from its first pages, and who is believed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document
from reportlab.pdfgen.canvas import Canvas

from assistant.loading import find_sources, load_report
from assistant.records import Report, ToldBy
from assistant.settings import Settings

BODY = "The fund drilled 77 boreholes in the hills and repaired 12 pumps in the valley below."


def load(folder: Path, name: str, data: str | bytes) -> Report:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    (source,), failures = find_sources([str(path)], settings=Settings())
    assert not failures
    return load_report(source, settings=Settings())


def told(report: Report) -> dict[str, ToldBy]:
    return {told.field: told.by for told in report.told}


def titled(lines: str, *, title: str = "Wells of the hill fund") -> str:
    return f"# {title}\n\n{lines}\n\n{BODY}\n"


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        ("Published 3 May 2023", "2023-05-03"),
        ("Published on Wednesday, 3rd May 2023 by the Wells Office", "2023-05-03"),
        ("Publication date: May 2023", "2023-05"),
        ("Date of issue: 2023-05-03", "2023-05-03"),
        ("FOR RELEASE MAY 3, 2023", "2023-05-03"),
        ("First published 2023", "2023"),
        ("Released: Sept. 3, 2023.", "2023-09-03"),
        ("May 2023", "2023-05"),
        ("Hill Office\n\nWednesday, May 3, 2023", "2023-05-03"),
        # Said of something else, or not plain.
        ("A study published in May 2019 found 12 of them.", None),
        ("Published 3 May 2023\n\nPublished 4 June 2023", None),
        ("May 2023\n\nJune 2024", None),
        ("Year ended\n\n3 May 2023", None),
        ("30 June 2023", None),
        ("As at\n\nMay 2023", None),
        ("Published 45 May 2023", None),
        ("Copyright 2023", None),
        ("Published 2019–2023", None),
    ],
)
def test_the_day_of_publication_is_read_where_it_is_said_plainly(
    lines: str, published: str | None, tmp_path: Path
) -> None:
    report = load(tmp_path, "wells.md", titled(lines))
    assert report.published == published
    assert told(report).get("published") is (ToldBy.TEXT if published else None)


def test_a_day_further_on_in_a_report_is_none_of_its_publication(tmp_path: Path) -> None:
    later = f"# Wells\n\n{BODY * 80}\n\nPublished 3 May 2023\n\nMay 2023\n"
    assert load(tmp_path, "wells.md", later).published is None


@pytest.mark.parametrize(
    ("lines", "period"),
    [
        ("For the year ended 30 June 2023", "2022-07-01/2023-06-30"),
        ("Annual report for the fiscal year ended September 30, 2023", "2022-10-01/2023-09-30"),
        ("For the fiscal year ended December 31, 2022", "2022"),
        ("For the quarterly period ended March 31, 2023", "2023-01-01/2023-03-31"),
        ("Six months ended 30 June 2023", "2023-01-01/2023-06-30"),
        ("Year ending March 2023", "2022-04-01/2023-03-31"),
        ("1 January 2022 – 31 December 2022", "2022"),
        ("Reporting period: 1 July 2022 to 30 June 2023", "2022-07-01/2023-06-30"),
        (
            "Annual report 2022\n\nIn the year ended 31 March 2022 we dug 12.",
            "2021-04-01/2022-03-31",
        ),
        # A year may be a financial one, of 52 weeks, or one of several.
        ("Annual report 2022", None),
        ("Annual report, fiscal year 2022", None),
        ("For the fiscal year ended September 28, 2019", None),
        ("Year ended 30 June 2023\n\nYear ended 30 June 2022", None),
        ("The trust dug 12 wells in the year ended 30 June 2019, and more after that.", None),
        ("Strategic plan 2022–2026", None),
    ],
)
def test_the_period_covered_is_read_where_its_ends_are_said(
    lines: str, period: str | None, tmp_path: Path
) -> None:
    assert load(tmp_path, "wells.md", titled(lines)).period == period


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Wells statistics 2022", "2022"),
        ("Wells of 2021", None),
        ("Wells statistics 2021-22", None),
    ],
)
def test_a_title_says_the_period_where_it_is_a_calendar_year(
    title: str, period: str | None, tmp_path: Path
) -> None:
    assert load(tmp_path, "wells.md", titled("Hills", title=title)).period == period


def test_a_period_that_the_title_contradicts_is_another_report_s(tmp_path: Path) -> None:
    lines = "Year ended 31 December 2021"
    assert load(tmp_path, "a.md", titled(lines, title="Wells, annual report 2022")).period is None


def test_what_is_published_before_its_period_ends_is_told_neither(tmp_path: Path) -> None:
    report = load(tmp_path, "a.md", titled("Published 3 May 2023\n\nYear ending 31 December 2024"))
    assert (report.published, report.period) == (None, None)


@pytest.mark.parametrize(
    ("lines", "title", "edition"),
    [
        ("Second edition", "Wells", "Second edition"),
        ("3rd revised edition (May 2023)", "Wells", "3rd revised edition"),
        ("Hills", "Wells (revised edition)", "Revised edition"),
        ("This edition has more wells.", "Wells", None),
    ],
)
def test_an_edition_is_read_from_a_line_of_its_own_or_the_title(
    lines: str, title: str, edition: str | None, tmp_path: Path
) -> None:
    assert load(tmp_path, "wells.md", titled(lines, title=title)).edition == edition


@pytest.mark.parametrize(
    ("lines", "publisher"),
    [
        ("Published by the Office of Wells", "Office of Wells"),
        ("HILL DRILLING, INC.\n(Exact name of registrant as specified in its charter)",
         "HILL DRILLING, INC."),
        ("The Office of Wells was asked to help.", None),
    ],
)  # fmt: skip
def test_a_publisher_is_read_where_the_first_page_names_it_as_such(
    lines: str, publisher: str | None, tmp_path: Path
) -> None:
    assert load(tmp_path, "wells.md", titled(lines)).publisher == publisher


@pytest.mark.parametrize(
    ("author", "publisher"),
    [
        ("Office of Wells", "Office of Wells"),
        ("Turnkey Setting Ltd", None),  # stands nowhere in the report
        ("Ada Miller", None),  # a person
    ],
)
def test_who_made_a_pdf_or_document_counts_only_where_it_is_a_body_the_report_names(
    author: str, publisher: str | None, tmp_path: Path
) -> None:
    canvas = Canvas(str(tmp_path / "made.pdf"), invariant=True)
    canvas.setAuthor(author)
    document = Document()
    document.core_properties.author = author
    for number, line in enumerate(("OFFICE OF WELLS", "A report by Ada Miller.", BODY)):
        canvas.drawString(72, 740 - 40 * number, line)
        document.add_paragraph(line)
    canvas.save()
    document.save(str(tmp_path / "made.docx"))
    for name in ("made.pdf", "made.docx"):
        report = load(tmp_path, name, (tmp_path / name).read_bytes())
        assert (report.publisher, told(report).get("publisher")) == (
            publisher,
            ToldBy.FILE if publisher else None,
        )


def page(head: str, body: str = BODY) -> str:
    return f"<html><head><title>Wells</title>{head}</head><body><p>{body}</p></body></html>"


def linked(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(values)}</script>'


def test_a_page_says_its_day_publisher_and_kind_in_linked_data(tmp_path: Path) -> None:
    thing = {
        "@type": "NewsArticle",
        "datePublished": "2023-05-03T08:00:00Z",
        "dateModified": "2023-05-04",
        "publisher": {"name": "The Hill\n Courier"},
        "inLanguage": "en-GB",
    }
    report = load(tmp_path, "a.html", page(linked(**{"@graph": [{"@type": "WebSite"}, thing]})))
    assert (report.published, report.publisher) == ("2023-05-03", "The Hill Courier")
    assert (report.language, report.primary) == ("en-GB", False)
    assert told(report)["primary"] is ToldBy.FILE


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta name="dc.date" content="3 May 2023">', "2023-05-03"),
        ('<meta property="article:published_time" content="2023-05-03T09:00">', "2023-05-03"),
        ('<meta name="date" content="soon">', None),
        (linked(datePublished="2003-05-03", dateModified="2023-01-01"), None),
        (linked(datePublished="2023-05-03") + linked(datePublished="2022-01-01"), None),
        ('<meta property="article:published_time" content="2003-05-03">'
         '<meta property="article:modified_time" content="2023-05-03">', None),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", None),
        ('<script type="application/ld+json">{"datePublished": 7, "@graph": 3}</script>', None),
    ],
)  # fmt: skip
def test_a_page_s_day_is_iso_and_none_where_it_was_changed_in_a_later_year(
    head: str, published: str | None, tmp_path: Path
) -> None:
    assert load(tmp_path, "a.html", page(head)).published == published


def test_the_manifest_stands_over_the_file_and_the_file_over_its_text(tmp_path: Path) -> None:
    entry = {"file": "a.html", "published": "2021", "period": "2020", "primary": True}
    (tmp_path / "manifest.json").write_text(json.dumps({"reports": [entry]}), encoding="utf-8")
    head = linked(**{"@type": "NewsArticle", "datePublished": "2023-05-03", "publisher": "Courier"})
    report = load(tmp_path, "a.html", page(head, "Published by the Office of Wells"))
    assert (report.published, report.period, report.primary) == ("2021", "2020", True)
    assert report.publisher == "Courier"
    assert told(report) == {
        "title": ToldBy.FILE,
        "publisher": ToldBy.FILE,
        "published": ToldBy.MANIFEST,
        "primary": ToldBy.MANIFEST,
        "period": ToldBy.MANIFEST,
    }


SENTENCES = {
    "en": "The fund drilled wells in the hills and it is said that they were for all there.",
    "fr": "Le fonds a creusé des puits dans les collines et il est dit que c’est pour les gens.",
    "de": "Der Fonds hat die Brunnen in den Hügeln gebohrt und das ist nicht für alle mit Geld.",
    "es": "El fondo perforó los pozos en las colinas y se dice que es para la gente con el agua.",
    "it": "Il fondo ha scavato pozzi nelle colline e si dice che sono per la gente della valle.",
    "pt": "O fundo abriu os poços nas colinas e não é para uma das aldeias com água da serra.",
    "nl": "Het fonds heeft de putten in de heuvels geboord en dat is niet voor een van het dorp.",
    "sv": "Fonden har borrat och det är inte för att som en av de på kullarna med vatten till byn.",
    "pl": "Fundusz wywiercił studnie na wzgórzach i nie jest to dla tych, że się woda do wsi.",
    "tr": "Fon tepelerde kuyular ve bir çok köy için su ile daha iyi olarak bu yıl en son gibi.",
    "ru": "Фонд пробурил скважины на холмах и это не для тех, что по воде от гор и из сел как с.",
    "el": "Το ταμείο άνοιξε πηγάδια στους λόφους και το νερό φτάνει τώρα σε όλα τα χωριά.",
    "ko": "기금은 언덕에 우물을 팠고 이제 물은 계곡의 모든 마을에 도달했다고 말했다.",
    "ja": "基金は丘に井戸を掘り、今では水が谷のすべての村に届き、人々はとても喜んでいると述べた。",
    "zh": "基金会在山上打井，如今水已送到山谷里的每一个村庄，村民们都说非常高兴，感谢大家的帮助。",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_the_language_is_told_by_common_words_or_script(language: str, tmp_path: Path) -> None:
    text = "\n\n".join([SENTENCES[language]] * 6)
    report = load(tmp_path, "wells.txt", text)
    assert (report.language, told(report)["language"]) == (language, ToldBy.TEXT)


@pytest.mark.parametrize(
    "text",
    [
        SENTENCES["en"],  # too little
        "\n\n".join([SENTENCES["en"], SENTENCES["fr"]] * 4),
        "\n".join(f"El Hollow W of Al Dover {number} 31" for number in range(40)),
        "\n".join(f"North {number}; South {number}" for number in range(100)),
    ],
)
def test_a_language_that_is_not_plain_is_not_told(text: str, tmp_path: Path) -> None:
    assert load(tmp_path, "wells.txt", text).language is None


@pytest.mark.parametrize(
    ("heading", "title"),
    [("Main findings", "Wells and pumps"), ("About the Hill Fund", "Wells and pumps")],
)
def test_a_heading_that_many_reports_have_is_no_title(
    heading: str, title: str, tmp_path: Path
) -> None:
    text = f"# {heading}\n\n{BODY}\n\n# Wells and pumps\n\n{BODY}\n"
    assert load(tmp_path, "a.md", text).title == title

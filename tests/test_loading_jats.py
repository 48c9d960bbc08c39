"""Loading JATS: an article's title, abstract, sections, tables, captions and notes; hostile XML."""

from __future__ import annotations

from pathlib import Path

import pytest
from loaded import header_rows, load, slices, table_rows, written

from assistant.errors import UnreadableReport
from assistant.figures import read_report_figures
from assistant.loading import find_sources
from assistant.settings import Settings

HEAD = (
    '<?xml version="1.0" encoding="utf-8"?><!-- made up -->'
    '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.2//EN" "JATS-archivearticle1.dtd">'
)
FRONT = (
    "<?properties open_access?><front><journal-meta><journal-title-group>"
    "<journal-title>Harbours</journal-title></journal-title-group>"
    "<publisher><publisher-name>Orre Press</publisher-name></publisher></journal-meta>"
    "<article-meta><article-id pub-id-type='doi'>10.1234/orre.5</article-id><title-group>"
    "<article-title>Ferries of <italic>Orre</italic><xref ref-type='fn'>*</xref></article-title>"
    "</title-group><contrib-group><contrib><name><surname>Nobody</surname></name></contrib>"
    "</contrib-group><pub-date pub-type='collection'><year>2022</year></pub-date>"
    "<pub-date pub-type='epub'><day>3</day><month>5</month><year>2021</year></pub-date>"
    "<abstract><p>Some 124 ferries sank.</p></abstract></article-meta></front>"
)
BODY = (
    "<body><sec><label>1</label><title>Losses</title>"
    "<p>Some 124<sup><xref ref-type='bibr'>7</xref></sup> ferries sank<xref ref-type='bibr'>8"
    "</xref> in 45 km<sup>2</sup> (<xref ref-type='bibr'>Nobody, 1999</xref>; "
    "<xref ref-type='table'>Table 1</xref>).<fn><p>Tugs not counted.</p></fn></p>"
    "<p>Of these:<list><list-item><label>a</label><p>98 in the north</p></list-item>"
    "<list-item><p>26 in the south</p></list-item></list></p>"
    "<sec><title>By line</title><p>As <inline-formula><tex-math>x=5</tex-math></inline-formula>"
    " shows.<disp-formula><tex-math>y = 9</tex-math></disp-formula></p>"
    "<table-wrap><label>Table 1.</label><caption><title>Losses by line</title>"
    "<p>Tugs left out.</p></caption><table><thead><tr><th rowspan='2'>Line</th>"
    "<th colspan='2'>Ferries</th></tr><tr><th>2020</th><th>2021</th></tr></thead><tbody>"
    "<tr><td>North</td><td>98<xref ref-type='table-fn'><sup>a</sup></xref></td><td>7</td></tr>"
    "<tr><td>South</td><td>26</td><td>8</td></tr></tbody></table>"
    "<table-wrap-foot><fn><label>a</label><p>Raised again later.</p></fn></table-wrap-foot>"
    "</table-wrap><fig><label>Figure 1.</label><caption><title>A ferry.</title>"
    "<p>Seen from the pier.</p></caption><graphic/></fig></sec></sec></body>"
)
BACK = (
    "<back><ack><p>Thanks to all.</p></ack><ref-list><title>References</title><ref>"
    "<mixed-citation>Nobody. 1999. Ferries 12:345.</mixed-citation></ref></ref-list></back>"
    "<sub-article><front-stub/><body><p>Reviewed 77 times.</p></body></sub-article>"
)


def article(*parts: str, head: str = HEAD) -> str:
    return (
        f'{head}<article article-type="research-article" xml:lang="en">{"".join(parts)}</article>'
    )


def test_an_article_gives_title_abstract_sections_tables_captions_and_notes(tmp_path: Path) -> None:
    report = load(written(tmp_path, "a.nxml", article(FRONT, BODY, BACK)))
    assert slices(report) == [
        ("heading1", "Ferries of Orre*"),
        ("heading2", "Abstract"),
        ("paragraph", "Some 124 ferries sank."),
        ("heading2", "1. Losses"),
        ("paragraph", "Some 124[7] ferries sank[8] in 45 km² (Nobody, 1999; Table 1)."),
        ("paragraph", "Of these:"),
        ("list_item", "- 98 in the north"),
        ("list_item", "- 26 in the south"),
        ("heading3", "By line"),
        ("paragraph", "As shows."),
        ("paragraph", "Table 1. Losses by line"),
        ("table", "Line | Ferries\n2020 | 2021\nNorth | 98[a] | 7\nSouth | 26 | 8"),
        ("paragraph", "[a] Raised again later."),
        ("paragraph", "Tugs left out."),
        ("paragraph", "Figure 1. A ferry."),
        ("paragraph", "Seen from the pier."),
        ("heading2", "Acknowledgements"),
        ("paragraph", "Thanks to all."),
        ("heading2", "Notes"),
        ("paragraph", "Tugs not counted."),
    ]
    assert table_rows(report)[:2] == [["Line", "Ferries", "Ferries"], ["Line", "2020", "2021"]]
    assert header_rows(report) == [2]
    assert (report.title, report.publisher) == ("Ferries of Orre", "Harbours")
    assert (report.published, report.language) == ("2021-05-03", "en")
    assert report.link == "https://doi.org/10.1234/orre.5"
    assert report.warnings == (
        "2 formulas were left out",
        "1 list of references was left out",
        "1 review or reply was left out",
    )


def test_the_figures_of_an_article_are_those_of_its_text(tmp_path: Path) -> None:
    report = load(written(tmp_path, "a.nxml", article(FRONT, BODY, BACK)))
    found = read_report_figures(report)
    assert [figure.surface for figure in found] == [
        "Some 124", "Some 124", "45 km²", "1999", "98", "26", "98", "7", "26", "8",
    ]  # fmt: skip
    cell = found[6]
    assert cell.surface == "98"
    assert cell.period == "2020"


@pytest.mark.parametrize("name", ["a.nxml", "a.xml"])
def test_an_article_is_known_by_what_it_holds(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name, article(FRONT, head=""))
    assert load(path).warnings == ()
    assert [source.path for source in find_sources([str(path)], settings=Settings())[0]] == [path]


@pytest.mark.parametrize(
    ("name", "data", "cause"),
    [
        ("a.nxml", article(FRONT)[:-12], "damaged"),
        ("a.nxml", "<article>Words</article>", "no JATS file"),
        ("a.xml", "<?xml version='1.0'?><rss><item>7</item></rss>", "no journal's article"),
        (
            "a.nxml",
            article(FRONT, head='<!DOCTYPE article [<!ENTITY a "9">]>').replace("124", "&a;"),
            "entities of its own",
        ),
        (
            "a.nxml",
            article(FRONT, head='<!DOCTYPE article [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
            "entities of its own",
        ),
        (
            "a.nxml",
            article(FRONT, "<body>" + "<sec>" * 5000 + "</sec>" * 5000 + "</body>"),
            "damaged",
        ),
        ("a.nxml", article("<front/>"), "holds no text"),
    ],
)
def test_what_cannot_be_read_is_named_in_one_line(
    tmp_path: Path, name: str, data: str, cause: str
) -> None:
    with pytest.raises(UnreadableReport, match=cause):
        load(written(tmp_path, name, data))


def test_characters_that_the_journals_document_type_names_are_read(tmp_path: Path) -> None:
    data = article(FRONT, "<body><p>Caf&eacute; &amp; 5&nbsp;&unheard; boats.</p></body>")
    report = load(written(tmp_path, "a.nxml", data))
    assert report.text.endswith("Café & 5 &unheard; boats.")


def test_many_comments_before_the_root_cost_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, "a.html", "<!---->" * 500 + "<html><p>Some 5 ferries.</p></html>")
    assert load(path).text == "Some 5 ferries."
    with pytest.raises(UnreadableReport, match="no journal's article"):
        load(written(tmp_path, "a.xml", "<!---->" * 500 + "x"))

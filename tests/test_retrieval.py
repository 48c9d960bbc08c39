"""Retrieval over a small shelf with the real weights."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.embedding import load_embedder
from assistant.figures import read_report_figures
from assistant.library import Store, embed_report
from assistant.records import Block, BlockKind, Filters, Page, Report
from assistant.retrieval import Retriever, as_langchain, fuse
from assistant.splitting import split_report

SHELF = {
    "Police results 2022": (
        "In 2022 the police rescued 225 victims of trafficking.",
        "Officers arrested 149 suspects, 19 of them minors.",
        "The operation ran from 18 August to 10 November 2022.",
    ),
    "Air quality 2021": (
        "Radon measured 4.1 picocuries per litre in 1,287 homes.",
        "The agency planted 12,500 trees along motorways.",
    ),
    "Schools 2021": (
        "There were 3,163,350 teachers in public schools.",
        "Girls made up 48 percent of the pupils enrolled.",
    ),
}


def make_report(title: str, paragraphs: tuple[str, ...]) -> Report:
    """Returns a report with its paragraphs each under a heading, so that each is a passage."""
    text, blocks = "", []
    for number, paragraph in enumerate(paragraphs, start=1):
        for kind, words in (
            (BlockKind.HEADING, f"Part {number}"),
            (BlockKind.PARAGRAPH, paragraph),
        ):
            blocks.append(
                Block(kind, len(text), len(text) + len(words), level=1 - (kind != "heading"))
            )
            text += words + "\n\n"
    return Report(
        id=f"{title.lower():.16}".replace(" ", "-"),
        title=title,
        origin=f"{title}.md",
        text=text,
        pages=(Page(1, 0, len(text)),),
        blocks=tuple(blocks),
        publisher=title.split()[0],
        published=title.split()[-1],
    )


REPORTS = {title: make_report(title, paragraphs) for title, paragraphs in SHELF.items()}


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Retriever]:
    embedder = load_embedder("minilm")
    folder = tmp_path_factory.mktemp("retrieval") / "shelf.library"
    with Store.open(folder, embedder_name=embedder.name, dimension=embedder.dimension) as store:
        for report in REPORTS.values():
            passages = split_report(
                report, count_pieces=embedder.count_pieces, limit=embedder.limit
            )
            figures = read_report_figures(report)
            store.put(report, passages, figures, embed_report(embedder, passages, figures))
        yield Retriever(store, embedder)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("How many victims were rescued?", "225 victims"),
        ("How many people were freed from traffickers?", "225 victims"),
        ("Number of persons taken into custody", "149 suspects"),
        ("When did the operation start?", "18 August"),
        ("1287 homes", "1,287 homes"),
        ("How many trees?", "12,500 trees"),
        ("Share of female students", "48 percent"),
        ("According to Schools 2021, how many teachers were there?", "3,163,350"),
    ],
)
def test_the_passage_that_answers_comes_first(
    retriever: Retriever, question: str, quote: str
) -> None:
    assert quote in retriever.find(question)[0].passage.text


def test_evidence_is_verbatim_and_carries_its_report_figures_and_similarities(
    retriever: Retriever,
) -> None:
    found = retriever.find("How many suspects were arrested?", limit=3)
    assert len(found) == 3
    assert sorted((item.score for item in found), reverse=True) == [item.score for item in found]
    best = found[0]
    report = REPORTS[best.report.title]
    assert (best.report.text, best.report.blocks) == ("", ())
    assert (best.report.publisher, best.report.published) == ("Police", "2022")
    assert report.text[best.passage.start : best.passage.end] == best.passage.text
    assert [figure.surface for figure in best.figures] == ["149", "19"]
    assert 0.5 < best.similarity <= 1
    [(start, cosine)] = best.statements.items()
    assert report.text[start:].startswith("Officers arrested 149")
    assert 0.5 < cosine <= 1


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        (Filters(publisher="air"), {"Air quality 2021"}),
        (Filters(published_from="2022"), {"Police results 2022"}),
        (Filters(published_to="2021"), {"Air quality 2021", "Schools 2021"}),
        (Filters(report_ids=("schools-2021",)), {"Schools 2021"}),
        (Filters(publisher="nobody"), set()),
    ],
)
def test_evidence_comes_from_the_reports_asked_for(
    retriever: Retriever, filters: Filters, titles: set[str]
) -> None:
    found = retriever.find("How many victims were rescued?", filters=filters)
    assert {item.report.title for item in found} == titles


@pytest.mark.parametrize("question", ["", "  \n\t "])
def test_a_blank_question_finds_nothing(retriever: Retriever, question: str) -> None:
    assert retriever.find(question) == []


def test_a_question_of_fifty_thousand_characters_is_answered(retriever: Retriever) -> None:
    question = "How many victims were rescued? " * 1700
    assert "225 victims" in retriever.find(question)[0].passage.text


def test_langchain_gets_documents_whose_text_is_verbatim(retriever: Retriever) -> None:
    documents = as_langchain(retriever, limit=2).invoke("How many trees were planted?")
    assert len(documents) == 2
    first = documents[0]
    assert first.metadata["title"] == "Air quality 2021"
    start, end = first.metadata["start"], first.metadata["end"]
    assert REPORTS["Air quality 2021"].text[start:end] == first.page_content
    assert set(first.metadata) == {
        *("report_id", "title", "page", "start", "end", "heading", "score")
    }


def test_rankings_are_fused_by_weighted_reciprocal_rank() -> None:
    scores = fuse([(2.0, [7, 8]), (1.0, [8, 9])])
    assert scores == pytest.approx({7: 2 / 6, 8: 2 / 7 + 1 / 6, 9: 1 / 7})

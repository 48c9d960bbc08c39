"""The web application over real HTTP, and what it makes of answers, checks and hostile text."""

from __future__ import annotations

import os
import re
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import pytest
from gradio.utils import get_upload_folder
from gradio_client import Client, handle_file
from page_server import Reply, serving
from shelf import set_times
from webshelf import CORPUS, HOSTILE_TITLE, PAYLOAD, served, write_hostile

from assistant import Answer, Check, Citation, Claim, Library, Report, Verdict, WrongUse, web
from assistant.loading import fetch as fetch_source
from assistant.markup import FIGURE, QUOTE, Span, mark_up, web_link
from assistant.records import Block, BlockKind, Cell, ClaimedFigure, Figure, Kind, Modifier, Page
from assistant.web.conversation import Chat, Turn, samples_for, show_chat
from assistant.web.evidence import show_evidence, show_source
from assistant.web.excerpts import show_excerpt
from assistant.web.marked import show_marked_text, show_verdicts


class Reader(HTMLParser):
    """Reads HTML as a browser does: the tags there are, and the words within some of them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.words = ""
        self._open: list[str] = []
        self.within: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        kind = dict(attrs).get("class") or ""
        self._open.append(f"{tag}.{kind}" if kind else tag)

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self.words += data
        for name in self._open:
            self.within[name] = self.within.get(name, "") + data


def is_inert(page: str) -> bool:
    """Tells whether HTML holds nothing that runs or fetches."""
    read = Reader(page)
    bad = {"script", "img", "iframe", "object", "svg", "style", "link", "form", "base", "meta"}
    return not bad & set(read.tags) and not any(name.startswith("on") for name in read.attributes)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, str]]:
    with served(tmp_path_factory.mktemp("web")) as running:
        yield running


@pytest.fixture(scope="module")
def browser_like(site: tuple[Library, str]) -> Iterator[Client]:
    client = Client(site[1], verbose=False, analytics_enabled=False)
    yield client
    client.close()


@pytest.fixture
def visitor(browser_like: Client) -> Client:
    """A visitor with an empty chat."""
    browser_like.predict(api_name="/new_chat")
    return browser_like


def last_turn(conversation: str) -> Reader:
    return Reader(re.findall(r"<article.*?</article>", conversation, re.DOTALL)[-1])


def ask(visitor: Client, question: str) -> tuple[str, str]:
    """Asks as the page does; returns the HTML of conversation and evidence."""
    _, conversation, evidence = visitor.predict(question, "", api_name="/ask")
    return conversation, evidence


def fetch(url: str, **headers: str) -> urllib.request.addinfourl:
    request = urllib.request.Request(url, headers=headers)
    return urllib.request.urlopen(request, timeout=20)


def test_the_page_opens_and_asks_nothing_of_other_machines(site: tuple[Library, str]) -> None:
    with fetch(site[1]) as response:
        page = response.read().decode()
        policy = response.headers["Content-Security-Policy"]
    assert "Report Assistant" in page
    assert re.findall(r'<(?:script|link)[^>]*(?:src|href)="https?://[^"]*', page) == []
    assert "default-src 'self'" in policy
    assert "http" not in policy
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"


def test_a_name_that_another_site_points_here_is_refused(site: tuple[Library, str]) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        fetch(site[1], Host="evil.example")
    assert refused.value.code == 400


def test_files_of_this_machine_are_not_served(site: tuple[Library, str]) -> None:
    for path in (Path(__file__), Path("/etc/hostname")):
        with pytest.raises(urllib.error.HTTPError) as refused:
            fetch(f"{site[1]}/gradio_api/file={path}")
        assert refused.value.code in (403, 404)


def test_a_sample_question_is_answered_with_225_and_its_quote_marked(visitor: Client) -> None:
    conversation, evidence = ask(visitor, "How many victims were rescued?")
    assert Reader(conversation).within["p.ra-figure"].startswith("225")
    read = Reader(evidence)
    assert "225" in read.within["mark"]
    assert "225 victims" in " ".join(read.within["span.ra-quote"].split())
    assert "National Committee for Counter Trafficking" in read.words


def test_a_follow_up_is_understood_from_the_questions_before(visitor: Client) -> None:
    ask(visitor, "How many victims were rescued?")
    conversation, evidence = ask(visitor, "and how many of them were under 15?")
    assert conversation.count("<article") == 2
    assert last_turn(conversation).within["p.ra-figure"].startswith("124")
    assert Reader(evidence).within["mark"] == "124"


def test_a_new_chat_forgets_the_questions_before(visitor: Client) -> None:
    ask(visitor, "How many victims were rescued?")
    conversation, *_ = visitor.predict(api_name="/new_chat")
    assert "How many victims were rescued?" in Reader(conversation).words
    assert "225" not in conversation
    conversation, _ = ask(visitor, "Were 150 suspects arrested?")
    assert conversation.count("<article") == 1


def test_a_disagreement_is_shown_and_the_press_report_is_named_as_one(visitor: Client) -> None:
    conversation, evidence = ask(visitor, "Were 150 suspects arrested?")
    assert "149" in Reader(conversation).within["p.ra-figure"]
    read = Reader(evidence)
    assert {"149", "150"} <= set(re.findall(r"\d+", read.within["section.ra-box ra-conflict"]))
    assert set(read.within["span.ra-tag"].split("not a primary source")) == {""}


def test_a_derived_figure_is_shown_with_its_working(visitor: Client) -> None:
    conversation, evidence = ask(visitor, "How many victims were under 18?")
    assert Reader(conversation).within["p.ra-figure"].startswith("155")
    assert Reader(evidence).within["p.ra-working"] == "124 + 31 = 155"


def test_an_abstention_is_calm_and_shows_no_evidence(visitor: Client) -> None:
    conversation, evidence = ask(visitor, "How many were convicted?")
    read = Reader(conversation)
    assert read.within["div.ra-reply ra-calm"].startswith("The reports do not say.")
    assert "p.ra-figure" not in read.within
    assert "article" not in evidence


def test_a_hostile_report_is_shown_as_inert_words(visitor: Client) -> None:
    for question in ("How many boreholes were there in South?", "How many boreholes were drilled?"):
        visitor.predict(api_name="/new_chat")
        conversation, evidence = ask(visitor, question)
        assert is_inert(conversation)
        assert is_inert(evidence)
    read = Reader(evidence)
    assert PAYLOAD in read.words
    assert "77" in read.within["mark"]
    assert "a" not in read.tags


def test_a_hostile_table_is_shown_as_inert_words(site: tuple[Library, str]) -> None:
    library, _ = site
    table = library.figures("boreholes")
    assert {"31", "46"} <= {figure.surface for figure in table}
    for figure, citation in zip(table.figures, table.citations, strict=True):
        report = library.report(citation.report_id)
        shown = show_source(citation, report, number=0, figures=[(figure.start, figure.end)])
        assert is_inert(shown)
        assert figure.surface in Reader(shown).within["mark"]


@pytest.mark.parametrize(
    "question",
    [
        f"How many victims {PAYLOAD} were rescued?",
        '"><script>window.hacked=1</script> ![x](http://198.51.100.7/x.png)',
        "${window.hacked=1} {{value}} \x00 ‮ evil",
        "victims rescued " * 3000,
    ],
    ids=["an image", "a script", "a template", "very long"],
)
def test_a_hostile_question_is_shown_as_inert_words(visitor: Client, question: str) -> None:
    conversation, evidence = ask(visitor, question)
    assert is_inert(conversation)
    assert is_inert(evidence)
    assert question.strip()[:20].replace("\x00", "�") in Reader(conversation).words.replace(
        "\x00", "�"
    )


def test_a_blank_question_asks_nothing(visitor: Client) -> None:
    ask(visitor, "How many victims were rescued?")
    visitor.predict("   ", "", api_name="/ask")
    conversation, _ = ask(visitor, "How many were convicted?")
    assert conversation.count("<article") == 2


def test_a_broken_upload_is_named_in_one_line_and_the_rest_goes_on(
    visitor: Client, site: tuple[Library, str], tmp_path: Path
) -> None:
    library, _ = site
    bad, good = tmp_path / "broken.pdf", tmp_path / "ferries.md"
    bad.write_bytes(b"%PDF-1.7\nnothing that follows is a PDF")
    good.write_text("# Ferries 2022\n\nThe ferries carried 5,417 cyclists in 2022.\n")
    before = {summary.report.id for summary in library.reports()}
    _, outcomes, shelf = visitor.predict([handle_file(bad), handle_file(good)], api_name="/add")
    read = Reader(outcomes)
    assert read.within["li.ra-bad"].startswith("broken.pdf: ")
    assert "\n" not in read.within["li.ra-bad"]
    assert "Ferries 2022" in read.within["li.ra-good"]
    assert "Ferries 2022" in Reader(shelf).words
    assert "5,417" in Reader(ask(visitor, "How many cyclists did the ferries carry?")[0]).words
    new = [s.report for s in library.reports() if s.report.id not in before]
    assert [Path(report.origin).name for report in new] == ["ferries.md"]
    copy = Path(new[0].origin)
    assert copy.read_bytes() == good.read_bytes()
    with pytest.raises(urllib.error.HTTPError) as refused:
        fetch(f"{site[1]}/gradio_api/file={copy}")
    assert refused.value.code in (403, 404)
    assert not list(Path(get_upload_folder()).rglob("ferries.md")), "visitors could fetch it there"
    library.remove(new[0].id)
    assert not copy.exists()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://127.0.0.1:{port}/gradio_api/info", "only ports 80 and 443 are read from"),
        ("http://localhost/", "does not lead to a public web server"),
        ("http://169.254.169.254/latest/meta-data", "does not lead to a public web server"),
        ("file:///etc/hostname", "only http:// and https:// addresses are read"),
        ("/etc/hostname", "it is no web address"),
        (str(CORPUS), "it is no web address"),
        (PAYLOAD, "it is no web address"),
        (f"http://{PAYLOAD}/", "it is no web address"),
    ],
)
def test_by_an_address_a_visitor_reaches_nothing_of_the_server_or_its_network(
    visitor: Client, site: tuple[Library, str], address: str, said: str
) -> None:
    before = site[0].reports()
    given = address.replace("{port}", site[1].rpartition(":")[2])
    left, outcomes, _ = visitor.predict(given, api_name="/add_address")
    read = Reader(outcomes)
    assert said in read.within["li.ra-bad"]
    assert given in read.words
    assert is_inert(outcomes)
    assert left == given
    assert site[0].reports() == before


def test_a_report_is_added_from_its_web_address(
    visitor: Client, site: tuple[Library, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving() as elsewhere:
        # The one thing a test must do that no setting does: name the server that may be read.
        allowing = partial(fetch_source, allowed=elsewhere.allowed)
        monkeypatch.setattr("assistant.adding.fetch", allowing)
        body = b"<!doctype html><title>Trams 2022</title><p>Trams carried 7,318 nurses in 2022.</p>"
        elsewhere.replies["/trams"] = Reply(body)
        address = elsewhere.url("/trams")
        left, outcomes, shelf = visitor.predict(f" {address}", api_name="/add_address")
        assert "Trams 2022" in Reader(outcomes).within["li.ra-good"]
        assert left == ""
        assert "Trams 2022" in Reader(shelf).words
        _, evidence = ask(visitor, "How many nurses did trams carry?")
        assert f'href="{address}"' in evidence
    library = site[0]
    library.remove(next(s.report.id for s in library.reports() if s.report.origin == address))


def test_a_changed_file_of_the_same_name_is_a_new_version_however_two_visitors_upload_it(
    site: tuple[Library, str], tmp_path: Path
) -> None:
    library, url = site
    before = {summary.report.id for summary in library.reports()}
    files = []
    for count in (4_112, 4_113):
        (tmp_path / str(count)).mkdir()
        files.append(tmp_path / str(count) / "mills.md")
        files[-1].write_text(f"# Mills 2022\n\nThe mills ground {count} sacks in 2022.\n" * 400)
    together = threading.Barrier(2)

    def visit(file: Path) -> str:
        visitor = Client(url, verbose=False, analytics_enabled=False)
        together.wait(timeout=30)
        _, outcomes, _ = visitor.predict([handle_file(file)], api_name="/add")
        visitor.close()
        return Reader(outcomes).words

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(visit, files))
    assert "added as “Mills 2022”" in said[0]
    assert "now a new version: “Mills 2022”" in said[1]
    (now,) = (s.report for s in library.reports() if s.report.id not in before)
    (old,) = (s.report for s in library.earlier_versions() if s.report.title == now.title)
    assert Path(now.origin).read_text() in {file.read_text() for file in files}
    assert {library.text(now.id), library.text(old.id)} == {file.read_text() for file in files}
    library.remove(now.id)
    assert list(Path(now.origin).parent.iterdir()) == []


def test_an_upload_shows_how_far_it_is(
    visitor: Client, site: tuple[Library, str], tmp_path: Path
) -> None:
    library, _ = site
    path = tmp_path / "canals.md"
    path.write_text("# Canals 2022\n\nThe canals carried 318 barges in 2022.\n", encoding="utf-8")
    job = visitor.submit([handle_file(path)], api_name="/add")
    job.result()
    shown = [
        Reader(outcomes).words for _, outcomes, _ in job.outputs() if isinstance(outcomes, str)
    ]
    assert "Reading 1 of 1: canals.md …" in shown[0]
    assert any("canals.md, 1 page, 1 passage …" in words for words in shown)
    assert "Canals 2022" in shown[-1]
    library.remove(next(s.report.id for s in library.reports() if "canals" in s.report.origin))


def test_a_hostile_file_name_and_title_are_listed_as_inert_words(
    visitor: Client, site: tuple[Library, str], tmp_path: Path
) -> None:
    _, outcomes, shelf = visitor.predict([handle_file(write_hostile(tmp_path))], api_name="/add")
    assert "already here" in Reader(outcomes).words
    assert is_inert(outcomes)
    assert is_inert(shelf)
    assert HOSTILE_TITLE in " ".join(Reader(shelf).words.split())


def test_figures_are_looked_up_with_the_words_they_were_read_from(visitor: Client) -> None:
    found = visitor.predict("victims rescued", api_name="/figures")
    assert "225" in Reader(found).within["mark"]
    assert is_inert(visitor.predict("boreholes", api_name="/figures"))
    for words in ("zeppelins", '" OR * NEAR(', "<b>zeppelins", "\x00", "' AND 1=1 --"):
        assert is_inert(visitor.predict(words, api_name="/figures"))
    assert "No figure" in visitor.predict("zeppelins", api_name="/figures")


def test_a_draft_is_marked_and_each_mark_has_its_rule(visitor: Client) -> None:
    draft = f"In 2022, 225 victims were rescued {PAYLOAD}. There were 9,999 zeppelins."
    marked, verdicts = visitor.predict(draft, api_name="/check")
    assert is_inert(marked)
    assert is_inert(verdicts)
    assert PAYLOAD in Reader(marked).words
    claims = re.findall(r'href="#(claim-\d+)"', marked)
    assert claims
    assert re.findall(r'id="(claim-\d+)"', verdicts) == claims
    assert "225" in Reader(verdicts).words


def test_two_visitors_ask_at_once_and_each_gets_their_own_chat(site: tuple[Library, str]) -> None:
    questions = ["How many victims were rescued?", "Were 150 suspects arrested?"]
    together = threading.Barrier(2)

    def visit(question: str) -> str:
        visitor = Client(site[1], verbose=False, analytics_enabled=False)
        together.wait(timeout=30)
        pages = [ask(visitor, question)[0] for _ in range(2)]
        visitor.close()
        return pages[-1]

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(visit, questions)
    assert first.count("225") >= 2
    assert "suspects" not in first
    assert second.count("149") >= 2
    assert "225" not in second


def test_a_port_that_is_taken_is_one_clear_line(site: tuple[Library, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(WrongUse, match=f"port {port}.*--port"):
            web.serve(site[0], host="127.0.0.1", port=port, open_browser=False)


def test_an_empty_library_says_where_to_add_reports(tmp_path: Path) -> None:
    with Library.open(tmp_path / "empty.library") as library:
        blocks = web.build(library)
        dependencies = {fn.api_name: fn.fn for fn in blocks.fns.values()}
        *_, last = dependencies["ask"]("How many?", Chat(), "")
        assert "Add some in the tab “Reports”" in last[2]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], "a &lt; 225 b"),
        (
            [(0, 7, QUOTE), (4, 7, FIGURE)],
            f"{QUOTE[0]}a &lt; </span>{QUOTE[0]}<mark>225</mark></span> b",
        ),
        ([(-5, 99, FIGURE)], "<mark>a &lt; 225 b</mark>"),
        ([(20, 30, FIGURE)], "a &lt; 225 b"),
    ],
)
def test_text_is_escaped_and_marked_by_offsets(
    spans: list[tuple[int, int, tuple[str, str]]], expected: str
) -> None:
    text = "a < 225 b"
    assert mark_up(text, 0, len(text), [Span(*span) for span in spans]) == expected


@pytest.mark.parametrize(
    ("address", "is_shown"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ('https://x/"onclick="alert(1)', True),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(address: str | None, is_shown: bool) -> None:
    link = web_link(address, "Open")
    assert bool(link) is is_shown
    assert is_inert(link)


TABLE = "Age | Victims\nUnder 15 | 124\n15 to 17 | 31\nOver 18 | 70"


def make_report(text: str, blocks: tuple[Block, ...]) -> Report:
    return Report("r1", "Ages", "ages.md", text, (Page(1, 0, len(text)),), blocks, primary=True)


def table_report() -> Report:
    cells = []
    start = 0
    for row, line in enumerate(TABLE.split("\n")):
        for column, words in enumerate(line.split(" | ")):
            at = start + line.index(words)
            cells.append(Cell(row, column, at, at + len(words)))
        start += len(line) + 1
    block = Block(BlockKind.TABLE, 0, len(TABLE), cells=tuple(cells), header_rows=1)
    return make_report(TABLE, (block,))


def test_a_quoted_table_row_is_shown_with_its_header() -> None:
    start = TABLE.index("15 to 17")
    citation = Citation("r1", "Ages", 1, None, start, start + 13, TABLE[start : start + 13])
    shown = show_excerpt(table_report(), citation, [(start + 11, start + 13)])
    read = Reader(shown)
    assert read.tags.count("th") == 2
    assert read.tags.count("td") == 6
    assert read.within["mark"] == "31"


@pytest.mark.parametrize(
    ("citation", "note"),
    [
        (Citation("r1", "Ages", 1, None, 3, 9, "225 <b>"), "could not be found"),
        (Citation("gone", "Ages", 1, None, 0, 3, "225 <b>"), "no longer in the library"),
    ],
)
def test_a_place_that_cannot_be_located_is_not_marked(citation: Citation, note: str) -> None:
    report = None if citation.report_id == "gone" else table_report()
    shown = show_excerpt(report, citation, [(3, 6)])
    assert note in shown
    assert not {"mark", "span", "b"} & set(Reader(shown).tags)
    assert "225 <b>" in Reader(shown).words


def test_a_quote_outside_every_block_is_still_shown_in_its_text() -> None:
    text = "before the words. 225 victims were rescued. After"
    citation = Citation("r1", "Ages", 1, None, 18, 43, text[18:43])
    shown = Reader(show_excerpt(make_report(text, ()), citation, [(18, 21)]))
    assert shown.words == text
    assert shown.within["mark"] == "225"


def test_a_selection_that_is_not_there_changes_nothing() -> None:
    chat = Chat().asking("How many?").answered(Turn("How many?", Answer("How many?", "None.")))
    assert chat.looking_at(9, None) == chat
    assert chat.looking_at(-1, 0) == chat
    assert chat.looking_at(0, 3).source is None
    assert "article" not in show_evidence(chat, lambda report_id: None)


@pytest.mark.parametrize("abstained", [False, True])
def test_a_chat_model_that_did_not_answer_is_told_of(abstained: bool) -> None:
    own = Answer("How many?", "None.", abstained=abstained)
    stood_in = replace(own, reader="built-in (nothing answers at <b>here</b>)")
    shown = [
        Reader(show_chat(Chat().asking("How many?").answered(Turn("How many?", answer)))).words
        for answer in (own, stood_in)
    ]
    assert "built-in" not in shown[0]
    told = "Read by the built-in reader, not the chat model: nothing answers at <b>here</b>."
    assert told in shown[1]


def test_a_question_that_is_too_long_is_one_line(visitor: Client) -> None:
    conversation, _ = ask(visitor, "x" * 2_001)
    assert "2,001 characters; the limit is 2,000" in Reader(conversation).words


def test_samples_are_offered_only_for_reports_that_are_there() -> None:
    assert samples_for(["My own report"]) == []
    assert "data-sample" not in show_chat(Chat(), [])
    titles = ["Counter-trafficking work in Cambodia: results for 2022"]
    assert "How many victims were rescued?" in samples_for(titles)


def test_each_verdict_is_named_in_words_and_not_by_colour_alone() -> None:
    draft = "We saw 12 cats <b>."
    figure = Figure("12", Decimal(12), None, Modifier.EXACT, Kind.COUNT, 7, 9, 0, len(draft))
    for verdict in Verdict:
        claim = Claim(
            draft, 0, len(draft), verdict, "a rule <i>", (ClaimedFigure(figure, verdict),)
        )
        marked = show_marked_text(draft, Check((claim,)))
        notes = show_verdicts(Check((claim,)), lambda report_id: None)
        assert Reader(marked).within[f"b.ra-v-{verdict.value}"] == "12"
        assert "A rule <i>" in Reader(notes).words
        words = Reader(notes).within["h3"][len("1. ✓ ") :]
        assert words in Reader(marked).words


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A visitor of a library whose one report said 31 kilns until March 2026 and says 37 since."""
    folder = tmp_path_factory.mktemp("changed")
    file = folder / "kilns.md"
    with Library.open(folder / "web.library") as library:
        for count in (31, 37):
            file.write_text(f"# Kilns\n\nThe town fired {count} kilns in 2022.\n")
            library.add(file)
        (old,), (new,) = library.earlier_versions(), library.reports()
    set_times(
        folder / "web.library",
        (old.report.id, "2026-01-10", "2026-03-01"),
        (new.report.id, "2026-03-01", None),
    )
    with (
        Library.open(folder / "web.library") as library,
        web.serving.running(library, host="127.0.0.1", port=0) as url,
    ):
        client = Client(url, verbose=False, analytics_enabled=False)
        yield client
        client.close()


@pytest.mark.parametrize(
    ("day", "figure", "tag"),
    [
        ("", "37", ""),
        ("2026-02-03", "31", "earlier version, superseded on 2026-03-01"),
        (" 2026-02 ", "31", "earlier version, superseded on 2026-03-01"),
        ("2026", "37", ""),
    ],
)
def test_a_question_is_asked_as_of_a_day_and_what_was_changed_since_says_so(
    changed: Client, day: str, figure: str, tag: str
) -> None:
    _, conversation, evidence = changed.predict("How many kilns were fired?", day, api_name="/ask")
    turn = last_turn(conversation)
    assert turn.within["strong"] == figure
    assert Reader(evidence).within["mark"] == figure
    assert ("superseded" in evidence) is bool(tag)
    assert tag in Reader(evidence).words
    asked_of = f"as of {day.strip()}"
    assert (asked_of in turn.words and asked_of in Reader(evidence).words) is bool(day)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2025-12-31", "There were no reports here on 2025-12-31. Empty “As of”"),
        ("<i>soon", "“As of” takes a day, month or year such as 2026-08-18, not “<i>soon”."),
        ("2026-02-30", "not “2026-02-30”."),
    ],
)
def test_a_day_that_is_none_or_had_no_reports_is_one_clear_line(
    changed: Client, day: str, said: str
) -> None:
    _, conversation, _ = changed.predict("How many kilns were fired?", day, api_name="/ask")
    assert said in last_turn(conversation).words
    assert is_inert(conversation)


def test_a_new_chat_asks_of_today_again(changed: Client) -> None:
    changed.predict("How many kilns were fired?", "2026-02-03", api_name="/ask")
    *_, day = changed.predict(api_name="/new_chat")
    assert day == ""

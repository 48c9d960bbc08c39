"""Reports from web addresses: what is fetched, and everything that is not. The server is a real one
on loopback; of names only the look-up is replaced."""

from __future__ import annotations

import ast
import gzip
import socket
import ssl
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

import pytest
from page_server import Reply, Site, answer_with, make_certificate, serving

import assistant
from assistant import Library, Report, UnreadableReport
from assistant.loading import fetch, find_sources, load_report
from assistant.loading.public import is_public
from assistant.records import Progress
from assistant.settings import Settings

PAGE = """<!doctype html><html lang="en"><title>Rescues at sea</title>
<script src="/script.js"></script><img src="/picture.png"><p>Crews rescued {} sailors in 2022.</p>
"""
NOT_PUBLIC = "does not lead to a public web server"


@pytest.fixture(scope="module")
def running() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def site(running: Site) -> Site:
    running.replies.clear()
    running.asked.clear()
    return running


def page(count: int | str = 225, **reply: object) -> Reply:
    return Reply(PAGE.format(count).encode(), **reply)  # type: ignore[arg-type]


def read(url: str, allowed: frozenset[tuple[str, int]] = frozenset(), **settings: object) -> Report:
    """Reads one address the whole way to a report."""
    chosen = Settings(**settings)  # type: ignore[arg-type]
    sources, failures = find_sources([url], settings=chosen)
    if failures:
        raise UnreadableReport(failures[0].origin, failures[0].error)
    return load_report(fetch(sources[0], settings=chosen, allowed=allowed), settings=chosen)


def refusal(url: str, allowed: frozenset[tuple[str, int]] = frozenset(), **settings: object) -> str:
    """Returns the one line an address is refused with."""
    with pytest.raises(UnreadableReport) as refused:
        read(url, allowed, **settings)
    assert "\n" not in str(refused.value)
    return refused.value.cause


# What is read -----------------------------------------------------------------------------------


def test_a_page_is_read_and_keeps_the_address_it_was_asked_for(site: Site) -> None:
    site.replies["/rescues?year=2022"] = page()
    report = read(site.url("/rescues?year=2022#summary"), site.allowed)
    assert report.title == "Rescues at sea"
    assert report.text == "Crews rescued 225 sailors in 2022."
    assert report.origin == report.link == site.url("/rescues?year=2022")
    assert report.warnings == ()


def test_one_thing_is_asked_for_and_nothing_told_of_who_asks(site: Site) -> None:
    site.replies["/"] = page(headers={"Set-Cookie": "visitor=1"})
    for _ in range(2):
        read(site.url(), site.allowed)
    assert [path for path, _ in site.asked] == ["/", "/"]
    for _, headers in site.asked:
        assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
        assert headers["Host"] == f"127.0.0.1:{site.port}"
        assert headers["User-Agent"].startswith("ReportAssistant ")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_the_link_is_where_it_ended(site: Site, status: int) -> None:
    site.replies["/old/page"] = Reply(status=status, headers={"Location": "../new"})
    site.replies["/new"] = page()
    report = read(site.url("/old/page"), site.allowed)
    assert (report.origin, report.link) == (site.url("/old/page"), site.url("/new"))
    assert all("Referer" not in headers and "Cookie" not in headers for _, headers in site.asked)


@pytest.mark.parametrize(
    ("canonical", "path"),
    [
        ("/rescues", "/rescues"),
        ("rescues?id=7", "/rescues?id=7"),
        ("https://elsewhere.example/rescues", "/page"),
        ("javascript:alert(1)", "/page"),
        ("//user@127.0.0.1/x", "/page"),
        ("http://[broken", "/page"),
        ("", "/page"),
    ],
)
def test_a_page_may_name_its_own_address_but_not_anothers(
    site: Site, canonical: str, path: str
) -> None:
    head = f'<link rel="canonical" href="{canonical}">'
    site.replies["/page"] = Reply(PAGE.format(1).replace("<script", f"{head}<script").encode())
    link = read(site.url("/page"), site.allowed).link
    assert link in (site.url(path), f"http://127.0.0.1{path}")


CSV = b"Region,Boats\nNorth,31\nSouth,46\n"


@pytest.mark.parametrize(
    ("path", "kind", "headers", "body", "expected"),
    [
        ("/list", "text/csv", {}, CSV, "Region | Boats\nNorth | 31\nSouth | 46"),
        ("/list.csv", "text/plain", {}, CSV, "Region | Boats\nNorth | 31\nSouth | 46"),
        ("/list.csv?v=2", "application/octet-stream", {}, CSV, "Region | Boats\nNorth | 31"),
        ("/list.csv", None, {}, CSV, "Region | Boats\nNorth | 31\nSouth | 46"),
        ("/get?id=3", "application/octet-stream",
         {"Content-Disposition": 'attachment; filename="boats.csv"'}, CSV, "Region | Boats\nNorth"),
        ("/notes.md", "text/plain; charset=utf-8", {}, b"# Boats\n\nWe saw 46.\n", "# Boats"),
        ("/notes", "text/plain", {}, b"We saw 46 boats.\n", "We saw 46 boats."),
        ("/page.php", "text/html", {}, b"<p>We saw 46 boats.</p>", "We saw 46 boats."),
        ("/page.pdf", "text/html", {}, b"<p>We saw 46 boats.</p>", "We saw 46 boats."),
        ("/data.bin", "application/x-pdf", {}, b"<!doctype html><p>46 boats.</p>", "46 boats."),
    ],
)  # fmt: skip
def test_the_format_is_decided_by_what_is_there_then_by_what_the_server_says(
    site: Site, path: str, kind: str | None, headers: dict[str, str], body: bytes, expected: str
) -> None:
    site.replies[path] = Reply(body, kind, headers=headers)
    assert read(site.url(path), site.allowed).text.startswith(expected)


@pytest.mark.parametrize(
    ("kind", "encoding", "is_sure"),
    [
        ("text/html", "utf-8", True),
        (None, "utf-8", True),
        ("text/html; charset=iso-8859-1", "utf-8", True),
        ("text/html; charset=iso-8859-1", "cp1252", True),
        ("text/html; charset=windows-1252", "cp1252", True),
        ("text/html; charset=unicode_escape", "utf-8", True),
        ("text/html", "cp1252", False),
        ("text/html; charset=no-such", "cp1252", False),
    ],
)
def test_the_encoding_is_the_texts_own_then_the_one_told_then_guessed(
    site: Site, kind: str | None, encoding: str, is_sure: bool
) -> None:
    words = "Der Rat zählte “225” Männer in Köln und Münster für die Behörde. "
    site.replies["/"] = Reply(f"<!doctype html><p>{words * 4}</p>".encode(encoding), kind)
    report = read(site.url(), site.allowed)
    assert bool(report.warnings) is not is_sure
    assert "225" in report.text
    if is_sure:
        assert "“225” Männer in Köln" in report.text


@pytest.mark.parametrize(
    ("kind", "disposition"),
    [
        ("text/html; charset*=%00''x", "attachment; filename*=%00''x"),
        ("text/html; charset*0*=a; charset*2=b", "attachment; filename*1=a; filename*1=b"),
        ("text/html;;;=; charset=", ';;filename="../../etc/passwd'),
    ],
)
def test_a_head_that_makes_no_sense_does_no_harm(site: Site, kind: str, disposition: str) -> None:
    site.replies["/"] = page(kind=kind, headers={"Content-Disposition": disposition})
    assert read(site.url(), site.allowed).text == "Crews rescued 225 sailors in 2022."


def test_a_packed_page_is_unpacked(site: Site) -> None:
    packed = gzip.compress(PAGE.format(225).encode()[:60]) + gzip.compress(
        PAGE.format(225).encode()[60:]
    )
    site.replies["/"] = Reply(packed, headers={"Content-Encoding": "gzip"})
    assert read(site.url(), site.allowed).text == "Crews rescued 225 sailors in 2022."


# Where nothing is fetched from ------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "127.0.0.2", "2130706433", "0x7f000001", "0x7f.1", "017700000001",
        "0177.0.0.1", "１２７.０.０.１", "127。0。0。1", "127.0.0.1.", "localhost", "LOCALHOST.",
        "0.0.0.0", "0", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.254",
        "172.16.0.1", "172.31.255.255", "192.168.1.1", "192.0.0.192", "192.0.2.1", "198.18.0.1",
        "198.51.100.7", "203.0.113.5", "169.254.169.254", "2852039166", "168.63.129.16",
        "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
        "[::]", "[::1]", "[0:0:0:0:0:0:0:1]", "[::127.0.0.1]", "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]", "[::ffff:8.8.8.8]", "[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]",
        "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2002:808:808::]",
        "[2001:0:4136:e378::1]", "[2001:db8::1]", "[100::1]", "[fc00::1]", "[fd00:ec2::254]",
        "[fe80::1]", "[fec0::1]", "[ff02::1]", "[3fff::1]", "[5f00::1]",
    ],
)  # fmt: skip
def test_no_address_of_this_machine_or_a_network_nearby_is_asked(host: str) -> None:
    assert NOT_PUBLIC in refusal(f"http://{host}/latest/meta-data")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("8.8.8.8", True), ("1.1.1.1", True), ("172.15.255.255", True), ("172.32.0.1", True),
        ("100.63.255.255", True), ("100.128.0.1", True), ("169.253.1.1", True),
        ("192.169.0.1", True), ("223.255.255.255", True), ("2606:4700::1111", True),
        ("2a00:1450:4001::1", True), ("64:ff9b::8.8.8.8", True), ("2001:4860:4860::8888", True),
        ("11.0.0.1", True), ("9.255.255.255", True), ("fe80::1%eth0", False), ("4000::1", False),
    ],
)  # fmt: skip
def test_public_addresses_are_told_from_the_others(address: str, expected: bool) -> None:
    assert is_public(address) is expected


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["10.1.2.3"], ["fd12::1"], ["8.8.8.8", "127.0.0.1"], ["2606:4700::1", "::1"]],
)
def test_a_name_is_refused_if_any_of_its_addresses_is_not_public(
    site: Site, monkeypatch: pytest.MonkeyPatch, addresses: list[str]
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answer_with({"reports.example": addresses}))
    tried: list[object] = []
    monkeypatch.setattr(socket, "create_connection", lambda *words, **_: tried.append(words))
    cause = refusal("http://reports.example/annual.html")
    assert NOT_PUBLIC in cause
    assert not any(address in cause for address in addresses)
    assert tried == []


def test_a_name_is_looked_up_once_and_the_connection_goes_to_what_was_checked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second look-up, which a hostile name server answers otherwise, is never made."""
    answers = [[site.host], ["169.254.169.254"]]
    looked_up: list[str] = []

    def look_up(host: str, *rest: object, **named: object) -> object:
        if host == "reports.example":
            looked_up.append(host)
            return answer_with({host: answers[len(looked_up) - 1]})(host, *rest, **named)
        return real(host, *rest, **named)

    real = answer_with({})
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    site.replies["/"] = page()
    report = read(site.url(host="reports.example"), site.allowed)
    assert report.link == site.url(host="reports.example")
    assert looked_up == ["reports.example"]
    assert site.asked[0][1]["Host"] == f"reports.example:{site.port}"


@pytest.mark.parametrize("is_its_own_public_one", [False, True])
def test_the_connection_itself_is_looked_at_too(
    site: Site, monkeypatch: pytest.MonkeyPatch, is_its_own_public_one: bool
) -> None:
    """A network's own rules, or a public address of this machine, may lead back to it."""
    if is_its_own_public_one:
        # As though 127.0.0.1, where the connection begins and ends, were public.
        monkeypatch.setattr("assistant.loading.connecting.is_public", lambda address: True)
    monkeypatch.setattr(socket, "getaddrinfo", answer_with({"reports.example": ["8.8.8.8"]}))
    real = socket.create_connection

    def connect(address: object, *rest: object, **named: object) -> socket.socket:
        assert address == ("8.8.8.8", 80)
        return real((site.host, site.port), *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "create_connection", connect)
    assert NOT_PUBLIC in refusal("http://reports.example/")
    assert site.asked == []


def test_the_test_servers_address_is_allowed_with_its_port_only(site: Site) -> None:
    with serving() as other:
        other.replies["/"] = page()
        assert "only ports 80 and 443" in refusal(other.url(), site.allowed)
        assert NOT_PUBLIC in refusal(f"http://127.0.0.2:{site.port}/", site.allowed)
        assert NOT_PUBLIC in refusal("http://127.0.0.1/", site.allowed)
        assert (site.asked, other.asked) == ([], [])


def test_nothing_in_the_package_allows_an_address_and_no_setting_can() -> None:
    package = Path(assistant.__file__).parent
    passing = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.keyword) and node.arg == "allowed"
    }
    assert passing == set()
    assert not [name for name in Settings.__dataclass_fields__ if "allow" in name]


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1/", "http://localhost/admin", "http://0x7f.1/", "//169.254.169.254/latest",
        "http://[::1]/", "http://[::ffff:10.0.0.1]/", "https://192.168.0.1/",
    ],
)  # fmt: skip
def test_a_redirect_to_a_place_nearby_is_refused_and_does_not_say_what_is_there(
    site: Site, location: str
) -> None:
    site.replies["/"] = Reply(status=302, headers={"Location": location})
    cause = refusal(site.url(), site.allowed)
    assert NOT_PUBLIC in cause
    assert location not in cause
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "ftp://198.51.100.7/x", "javascript:alert(1)", "http://u:p@127.0.0.1/",
     "http://[", "http://a b/", "gopher://127.0.0.1:6379/_x", "data:text/html,46"],
)  # fmt: skip
def test_a_redirect_to_what_is_no_plain_web_address_is_refused(site: Site, location: str) -> None:
    site.replies["/"] = Reply(status=301, headers={"Location": location})
    assert "redirects to what is no plain web address" in refusal(site.url(), site.allowed)


@pytest.mark.parametrize(
    ("url", "cause"),
    [
        ("ftp://example.org/a.pdf", "only http:// and https://"),
        ("file:///etc/passwd", "only http:// and https://"),
        ("http://reader:secret@example.org/a", "user name or password"),
        ("https://reader@example.org/a", "user name or password"),
        ("http://example.org:22/", "only ports 80 and 443"),
        ("https://8.8.8.8:8443/", "only ports 80 and 443"),
        ("http://example.org:0/", "no web address"),
        ("http://example.org:99999/", "no web address"),
        ("http:///page", "no web address"),
        ("http://127.0.0.1../page", "no web address"),
        ("http://exa mple.org/", "no web address"),
        ("http://example.org/a\nHost: b", "no web address"),
        ("http://127.0.0.1\\@example.org/", "no web address"),
        ("http://%31%32%37.0.0.1/", "no web address"),
        ("http://[::1", "no web address"),
        ("http://example.org/" + "a" * 3000, "no web address"),
        ("http://xn--a.example.\u2028/", "no web address"),
    ],
)
def test_what_is_no_plain_web_address_is_refused_before_anything_is_looked_up(
    monkeypatch: pytest.MonkeyPatch, url: str, cause: str
) -> None:
    looked_up: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *words, **_: looked_up.append(words))
    assert cause in refusal(url)
    assert looked_up == []


def test_a_password_in_an_address_is_not_repeated() -> None:
    _, (failure,) = find_sources(["http://reader:secret@example.org/a"], settings=Settings())
    assert failure.origin == "http://example.org/a"
    assert "secret" not in failure.error


def test_the_environments_proxy_is_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url())
        site.replies["/"] = page()
        assert read(site.url(), site.allowed).text
        assert proxy.asked == []


# What the server does wrong ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "cause"),
    [
        (204, "HTTP 204 (No Content): no page was given"),
        (304, "HTTP 304 (Not Modified): no page was given"),
        (401, "HTTP 401: it asks for a log-in"),
        (403, "HTTP 403: the server refuses programs or strangers"),
        (404, "HTTP 404: there is nothing at this address"),
        (429, "HTTP 429: the server is asked too often"),
        (500, "HTTP 500 (Internal Server Error): no page was given"),
        (599, "HTTP 599: no page was given"),
        (302, "HTTP 302 (Found): no page was given"),
    ],
)
def test_a_status_that_is_no_page_is_named(site: Site, status: int, cause: str) -> None:
    site.replies["/"] = Reply(b"", status=status)
    assert refusal(site.url(), site.allowed).startswith(cause)


def test_redirects_end(site: Site) -> None:
    site.replies["/a"] = Reply(status=302, headers={"Location": "/b"})
    site.replies["/b"] = Reply(status=302, headers={"Location": "/a"})
    assert "redirects more than 5 times" in refusal(site.url("/a"), site.allowed)
    assert len(site.asked) == 6


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "audio/mpeg", "font/woff2"])
def test_pictures_and_sound_are_refused_before_they_are_read(site: Site, kind: str) -> None:
    site.replies["/"] = Reply(kind=kind, pour=_pour_without_end, headers={"Content-Length": "9"})
    assert f"what is there is {kind}, not a report" in refusal(site.url(), site.allowed)


@pytest.mark.parametrize(
    ("path", "kind", "body", "cause"),
    [
        ("/data", "application/json", b'{"boats": 46}', ".json is not supported yet"),
        ("/feed.xml", "application/xml", b"<feed/>", "no journal's article"),
        ("/a", "application/pdf", b"46 boats", "it is no PDF file, though named so"),
        ("/a", "application/octet-stream", bytes(range(256)), "without an extension"),
        ("/a.txt", "text/plain", bytes(range(256)) * 9, "binary data"),
        ("/a", "text/html", b"", "the server sent nothing"),
        ("/a", "text/html", b"<!doctype html><title>x</title>", "it holds no text"),
    ],
)
def test_what_is_no_report_is_named(
    site: Site, path: str, kind: str, body: bytes, cause: str
) -> None:
    site.replies[path] = Reply(body, kind)
    assert cause in refusal(site.url(path), site.allowed)


def _pour_without_end(to: BinaryIO) -> None:
    while True:
        to.write(b"46 boats were seen. " * 2000)


def _drip(to: BinaryIO) -> None:
    while True:
        to.write(b"4")
        to.flush()
        time.sleep(0.05)


def _say_nothing(to: BinaryIO) -> None:
    time.sleep(3)


@pytest.mark.parametrize("pour", [_drip, _say_nothing])
def test_a_body_that_does_not_come_to_an_end_is_given_up_in_time(
    site: Site, pour: Callable[[BinaryIO], None]
) -> None:
    site.replies["/"] = Reply(pour=pour)
    assert "took too long" in refusal(site.url(), site.allowed, web_seconds=0.5)


def test_a_head_that_does_not_come_to_an_end_is_given_up_in_time() -> None:
    server = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        try:
            to, _ = server.accept()
            with to:
                to.sendall(b"HTTP/1.1 200 OK\r\n")
                while True:
                    to.sendall(b"X-More: 1\r\n")
                    time.sleep(0.05)
        except OSError:
            pass

    threading.Thread(target=drip, daemon=True).start()
    host, port = server.getsockname()
    with server:
        url = f"http://{host}:{port}/"
        assert "took too long" in refusal(url, frozenset({(host, port)}), web_seconds=0.5)


def test_a_look_up_that_hangs_is_given_up_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *words, **_: over.wait(20) and [])
    assert "took too long" in refusal("http://reports.example/", web_seconds=0.3)
    over.set()


BOMB = gzip.compress(bytes(64 << 20))
# Without the time it is the same in each process that collects the tests.
PACKED = gzip.compress(b"46 boats", mtime=0)


def _bomb(to: BinaryIO) -> None:
    to.write(BOMB)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(pour=_pour_without_end),
        Reply(pour=_pour_without_end, headers={"Content-Length": str(2 << 20)}),
        Reply(pour=_pour_without_end, headers={"Content-Length": "9" * 19}),
        Reply(pour=_bomb, headers={"Content-Encoding": "gzip"}),
    ],
    ids=["endless", "said to be", "said to be beyond all", "packed"],
)
def test_what_is_too_large_is_given_up_and_never_held(site: Site, reply: Reply) -> None:
    site.replies["/"] = reply
    tracemalloc.start()
    cause = refusal(site.url(), site.allowed, max_megabytes=1)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "larger than the 1 MB allowed" in cause
    assert peak < 8 << 20


def test_a_server_that_only_ever_says_wait_is_given_up() -> None:
    server = socket.create_server(("127.0.0.1", 0))

    def stall() -> None:
        try:
            to, _ = server.accept()
            with to:
                while True:
                    to.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 1000)
        except OSError:
            pass

    threading.Thread(target=stall, daemon=True).start()
    host, port = server.getsockname()
    with server:
        cause = refusal(f"http://{host}:{port}/", frozenset({(host, port)}), max_megabytes=1)
    assert "larger than the 1 MB allowed" in cause


@pytest.mark.parametrize(
    ("body", "headers", "cause"),
    [
        (b"46 boats", {"Content-Encoding": "br"}, "packs its answer in a way that is not read"),
        (b"46 boats", {"Content-Encoding": "gzip"}, "damaged or broke off"),
        (
            PACKED[:-4],
            {"Content-Encoding": "gzip"},
            "damaged or broke off",
        ),
        (b"46 boats", {"Content-Length": "900"}, "broke off or sent no proper answer"),
        (b"46 boats", {"Transfer-Encoding": "chunked"}, "broke off or sent no proper answer"),
    ],
)
def test_a_body_that_cannot_be_unpacked_or_breaks_off_is_named(
    site: Site, body: bytes, headers: dict[str, str], cause: str
) -> None:
    site.replies["/"] = Reply(body, headers=headers)
    assert cause in refusal(site.url(), site.allowed)


def test_a_host_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answer_with({"reports.example": []}))
    assert "no such host was found" in refusal("https://reports.example/")


def test_a_server_that_does_not_take_the_call_is_named(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        host, port = closed.getsockname()
    cause = refusal(f"http://{host}:{port}/", frozenset({(host, port)}))
    assert "no connection could be made" in cause


# Secured ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_certificate(tmp_path_factory.mktemp("keys"), "reports.example")


@pytest.fixture
def secured(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A secured site, for two names; its certificate is for one of them."""
    names = {"reports.example": ["127.0.0.1"], "other.example": ["127.0.0.1"]}
    monkeypatch.setattr(socket, "getaddrinfo", answer_with(names))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with serving(secured=context) as site:
        site.replies["/"] = page()
        yield site


def test_a_certificate_is_checked_against_the_name_and_not_the_address(
    secured: Site, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    url = secured.url(host="reports.example")
    assert read(url, secured.allowed).link == url
    for host in ("other.example", "127.0.0.1"):
        cause = refusal(secured.url(host=host), secured.allowed)
        assert "certificate is not valid for this address" in cause
        assert "mismatch" in cause
    assert len(secured.asked) == 1


def test_a_certificate_nobody_vouches_for_is_refused(secured: Site) -> None:
    cause = refusal(secured.url(host="reports.example"), secured.allowed)
    assert "certificate is not valid for this address (self-signed certificate)" in cause
    assert secured.asked == []


def test_a_server_that_speaks_no_tls_is_refused(site: Site) -> None:
    cause = refusal(site.url().replace("http:", "https:"), site.allowed)
    assert "no secure connection could be made" in cause


# In the library ---------------------------------------------------------------------------------


@pytest.fixture
def library(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    monkeypatch.setattr("assistant.adding.fetch", partial(fetch, allowed=site.allowed))
    with Library.open(tmp_path / "shelf.library") as opened:
        yield opened


def test_the_same_page_twice_changes_nothing_and_a_changed_one_takes_its_place(
    library: Library, site: Site
) -> None:
    site.replies["/a"] = page(225)
    told: list[Progress] = []
    (first,) = library.add(site.url("/a"), on_progress=told.append).added
    assert str(told[0]) == f"1 of 1: {site.url('/a')}"
    assert library.add(site.url("/a#part")).unchanged == (first.report.id,)
    site.replies["/a"] = page(871)
    (second,) = library.add(site.url("/a")).updated
    assert [summary.report.id for summary in library.reports()] == [second.report.id]
    answer = library.ask("How many sailors were rescued?")
    assert answer.figures[0].value == 871
    assert answer.citations[0].link == site.url("/a")


def test_an_address_that_cannot_be_read_is_named_and_the_rest_are_added(
    library: Library, site: Site, tmp_path: Path
) -> None:
    (tmp_path / "one.md").write_text("# One\n\nWe saw 46 boats.\n", encoding="utf-8")
    site.replies["/a"] = page(225)
    bad = [site.url("/missing"), "http://localhost/", "ftp://example.org/x"]
    added = library.add([*bad, site.url("/a"), site.url("/a"), tmp_path / "one.md"])
    assert sorted(failure.origin for failure in added.failed) == sorted(bad)
    assert len(added.added) == 2
    assert [path for path, _ in site.asked] == ["/missing", "/a"]


def test_a_page_on_the_shelf_is_never_asked_again(library: Library, site: Site) -> None:
    site.replies["/a"] = page(225)
    library.add(site.url("/a"))
    library.ask("How many sailors were rescued?")
    library.check("Crews rescued 225 sailors in 2022.")
    library.figures("sailors")
    assert len(site.asked) == 1

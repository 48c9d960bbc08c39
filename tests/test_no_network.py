"""Nothing but this machine is ever spoken to: starting up, adding and asking, watched in a process
of its own by an audit hook on Python's sockets and by the kernel's own list of connections."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

# What a page names is nobody's business but its own.
PAGE = """<!doctype html><link rel="canonical" href="http://report-assistant.invalid/a"><p>Ferries.
<img src="http://192.0.2.1/seen.png"><script src="http://192.0.2.1/seen.js"></script>
<iframe src="http://192.0.2.1/"></iframe><meta http-equiv="refresh" content="0;http://192.0.2.1/">
"""
REPORT = "# Border police, annual report 2022\n\nPolice arrested 149 suspects in 2022.\n"

# Fails the process at the first look-up of a name or connection beyond loopback, and at the end if
# the kernel lists one that native code made. Sockets between parts of one process are let pass.
GUARD = """
import os, socket, sys, threading, time
import psutil

LOCAL = ("127.", "::1", "localhost", "0.0.0.0")


def is_local(host):
    if host in (None, "", b""):
        return True
    name = host.decode() if isinstance(host, bytes) else str(host)
    return name.startswith(LOCAL)

def watch(event, arguments):
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event == "socket.gethostbyname":
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        if not isinstance(address, tuple):
            return
        host = address[0]
    else:
        return
    if not is_local(host):
        print(f"BEYOND LOOPBACK: {event} {host}", file=sys.stderr, flush=True)
        os._exit(9)

sys.addaudithook(watch)

def sample():
    own = psutil.Process()
    while True:
        for process in [own, *own.children(recursive=True)]:
            try:
                found = process.net_connections(kind="inet")
            except psutil.Error:
                continue
            for connection in found:
                if connection.raddr and not is_local(connection.raddr.ip.removeprefix("::ffff:")):
                    print(f"BEYOND LOOPBACK: {connection.raddr}", file=sys.stderr, flush=True)
                    os._exit(9)
        time.sleep(0.05)

threading.Thread(target=sample, daemon=True).start()
"""


def run_guarded(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs code in a Python of its own under the guard, as a user's machine would be set: none of
    the variables that switch telemetry or downloads off."""
    hidden = (
        "HF_",
        "TRANSFORMERS_",
        "GRADIO_",
        "ANONYMIZED_",
        "CHROMA_",
        "OTEL_",
        "ASSISTANT_",
        "LANG",
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith(hidden)}
    return subprocess.run(
        [sys.executable, "-c", GUARD + textwrap.dedent(code)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
    )


# A user's whole day in one process, as loading the model three times proves no more. LangChain's
# tracing is switched on, to a server of our own that also stands for a chat model that fails.
DAY = """
    import http.server, signal, urllib.request

    got = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"] or 0))
            got.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        do_GET = do_POST

        def log_message(self, *words):
            pass

    listener = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{listener.server_port}"
    os.environ |= {
        "LANGSMITH_TRACING": "true",
        "LANGCHAIN_TRACING_V2": "true",
        "LANGSMITH_ENDPOINT": url,
        "LANGSMITH_API_KEY": "none",
    }

    from assistant import Library

    with Library.open("reports.library") as library:
        added = library.add(["report.md", "page.html"])
        assert not added.failed, added.failed
        # Places that are not public are not even asked.
        near = library.add(["http://127.0.0.1:9/", "http://192.0.2.1/", "http://[fe80::1]/"])
        assert len(near.failed) == 3, near
        answer = library.ask("How many suspects were arrested?")
        assert int(answer.figures[0].value) == 149, answer.text
        library.check("149 suspects were arrested.").claims[0].verdict
        library.figures("suspects")
    print("asked", flush=True)

    from assistant import web

    pages = []
    stopped = threading.Event()

    def visit(url):
        def load():
            try:
                pages.append(urllib.request.urlopen(url, timeout=60).read())
            finally:
                # One that falls into a callback is lost: it is given until it is heard.
                while not stopped.is_set():
                    os.kill(os.getpid(), signal.SIGINT)
                    stopped.wait(5)

        threading.Thread(target=load, daemon=True).start()

    with Library.open("reports.library") as library:
        try:
            web.serve(library, port=0, open_browser=False, on_ready=visit)
        except KeyboardInterrupt:
            pass
        stopped.set()
    print("served", len(pages), len(pages[0]) > 500, flush=True)

    from assistant.cli import main

    def type_in(*words):
        sys.argv = ["assistant", *words]
        try:
            main()
        except SystemExit as leaving:
            assert not leaving.code, leaving.code

    type_in("add", "report.md")
    os.environ |= {"ASSISTANT_MODEL": "scripted", "ASSISTANT_MODEL_URL": url + "/v1"}
    type_in("ask", "How many suspects were arrested?")
    print("typed", flush=True)

    from langchain_core.tracers.langchain import wait_for_all_tracers
    from assistant.chain import Asked

    def traces():
        wait_for_all_tracers()
        return len([path for path in got if not path.startswith("/v1")])

    print("model asked", len(got) - traces(), "times,", traces(), "traces sent", flush=True)
    # A program that runs the chain as its own is its own master, and shows that the server hears.
    with Library.open("reports.library") as library:
        library.chain.invoke(Asked("How many suspects were arrested?"))
    print("by a program of its own:", traces() > 0, flush=True)
"""


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    folder = tmp_path_factory.mktemp("day")
    (folder / "report.md").write_text(REPORT, encoding="utf-8")
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    return run_guarded(DAY, folder)


Day = subprocess.CompletedProcess[str]


def test_starting_up_adding_asking_and_checking_speak_to_nobody(day: Day) -> None:
    assert "asked" in day.stdout.splitlines(), day.stderr


def test_the_web_application_starts_and_serves_its_page_to_nobody_else(day: Day) -> None:
    assert "served 1 True" in day.stdout.splitlines(), day.stderr


def test_the_command_line_speaks_to_nobody(day: Day) -> None:
    assert "1 unchanged" in day.stdout, day.stderr
    assert "typed" in day.stdout.splitlines(), day.stderr


def test_no_question_or_answer_is_traced_even_where_tracing_is_switched_on(day: Day) -> None:
    lines = day.stdout.splitlines()
    assert "model asked 1 times, 0 traces sent" in lines, day.stderr
    assert "by a program of its own: True" in lines, day.stderr


def test_a_day_of_it_ends_without_a_fault(day: Day) -> None:
    assert day.returncode == 0, day.stderr


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.getaddrinfo('report-assistant.invalid', 443)",
        "socket.create_connection(('192.0.2.1', 9), timeout=1)",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 9))",
        "import urllib.request; urllib.request.urlopen('http://report-assistant.invalid')",
    ],
)
def test_the_guard_trips(tmp_path: Path, attempt: str) -> None:
    run = run_guarded(attempt, tmp_path)
    assert run.returncode == 9
    assert "BEYOND LOOPBACK" in run.stderr


def test_the_guard_lets_loopback_pass(tmp_path: Path) -> None:
    run = run_guarded(
        """
        server = socket.create_server(("127.0.0.1", 0))
        socket.create_connection(server.getsockname()).close()
        print("passed")
        """,
        tmp_path,
    )
    assert (run.returncode, run.stdout) == (0, "passed\n"), run.stderr

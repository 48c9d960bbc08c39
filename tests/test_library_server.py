"""The vectors on a Chroma server: the same library, another place."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from shelf import EMBEDDER, assert_whole, make_numbered, put, vector_of

from assistant.errors import LibraryError, WrongUse
from assistant.library import Store


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(path: Path, port: int) -> Iterator[str]:
    """Runs a Chroma server and yields its URL."""
    command = Path(sys.executable).parent / "chroma"
    process = subprocess.Popen(
        [command, "run", "--path", path, "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("server"), free_port()) as url:
        yield url


def test_a_library_on_a_server_keeps_no_vectors_in_its_folder(server: str, tmp_path: Path) -> None:
    with Store.open(tmp_path / "a", **EMBEDDER, vectors_url=server) as store:
        first, second = make_numbered(1), make_numbered(1, edition=2)
        put(store, first)
        put(store, second, replaces=(first.report.id,))
        put(store, make_numbered(2))
        assert_whole(store)
        assert store.remove(second.report.id)
        assert_whole(store)
    assert not list((tmp_path / "a").glob("vectors*"))
    with Store.open(tmp_path / "a", **EMBEDDER, vectors_url=server) as store:
        assert_whole(store)


def test_two_libraries_on_one_server_do_not_mix(server: str, tmp_path: Path) -> None:
    with (
        Store.open(tmp_path / "a", **EMBEDDER, vectors_url=server) as one,
        Store.open(tmp_path / "b", **EMBEDDER, vectors_url=server) as other,
    ):
        put(one, make_numbered(1))
        put(other, make_numbered(2))
        assert_whole(one)
        assert_whole(other)


def test_a_library_moves_to_a_server_and_back(server: str, tmp_path: Path) -> None:
    for url in ("", server, ""):
        with Store.open(tmp_path / "a", **EMBEDDER, vectors_url=url) as store:
            put(store, make_numbered(len(store.summaries())))
            assert_whole(store)


def test_a_search_reaches_every_vector_of_a_small_library_however_it_grew(
    server: str, tmp_path: Path
) -> None:
    for i in range(12):
        for number, url in enumerate(("", server)):
            with Store.open(tmp_path / str(i), **EMBEDDER, vectors_url=url) as store:
                put(store, make_numbered(number))
                assert_whole(store)


def test_a_server_that_lost_everything_is_filled_again(tmp_path: Path) -> None:
    port = free_port()
    for life in ("first", "second"):
        with (
            serving(tmp_path / life, port) as url,
            Store.open(tmp_path / "a", **EMBEDDER, vectors_url=url) as store,
        ):
            if life == "first":
                put(store, make_numbered(1))
            assert_whole(store)


def test_a_server_that_does_not_answer_is_named_and_nothing_is_added(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path / "server", port) as url:
        store = Store.open(tmp_path / "a", **EMBEDDER, vectors_url=url)
        put(store, make_numbered(1))
    with store:
        for use in (
            lambda: store.search_passages(vector_of("x"), limit=1),
            lambda: put(store, make_numbered(2)),
        ):
            with pytest.raises(LibraryError, match=f"{url} does not answer") as caught:
                use()
            assert "\n" not in str(caught.value)
        assert len(store.summaries()) == 1
    with (
        serving(tmp_path / "server", port) as url,
        Store.open(tmp_path / "a", **EMBEDDER, vectors_url=url) as store,
    ):
        assert_whole(store)


def test_a_server_setting_that_is_no_url_is_wrong_use(tmp_path: Path) -> None:
    with (
        Store.open(tmp_path / "a", **EMBEDDER, vectors_url="localhost:8000") as store,
        pytest.raises(WrongUse, match="http://localhost:8000"),
    ):
        put(store, make_numbered(1))

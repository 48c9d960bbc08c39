"""Keeps vectors in Chroma and finds the nearest. Knows nothing of what they stand for.

The one door to `chromadb`. Chroma is driven with vectors of our own and cosine distance, without
telemetry or an embedding function; what it holds can be made again from the catalogue at any time.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from assistant.embedding.embedder import Array
from assistant.errors import LibraryError, WrongUse
from assistant.library.catalogue import Collection

COLLECTIONS: tuple[Collection, ...] = ("passages", "statements")
BATCH = 5000
"""Chroma refuses more than 5,461 at a time."""


class BrokenVectors(Exception):
    """Chroma cannot read or write its own files; the remedy is to make them again."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an index is: a folder of its own, or on a server under a prefix of its own."""

    folder: Path
    url: str
    prefix: str


class Vectors:
    """Two collections of vectors, "passages" and "statements", keyed by the catalogue's numbers.

    Methods raise BrokenVectors when Chroma fails, and LibraryError when its server cannot be
    reached. Not thread-safe: `index` lets one thread in at a time.
    """

    def __init__(self, place: Place, *, create: bool) -> None:
        """Opens an index; unless `create`, one that is not there is broken."""
        self._place = place
        with _reporting(place):
            self._client = _connect(place)
            self._collections = {
                name: self._open_collection(name, create=create) for name in COLLECTIONS
            }

    def count(self, name: Collection) -> int:
        with _reporting(self._place):
            return int(self._collections[name].count())

    def put(
        self, name: Collection, keys: Sequence[int], report_ids: Sequence[str], vectors: Array
    ) -> None:
        """Adds vectors, or replaces those of the same keys."""
        with _reporting(self._place):
            for i in range(0, len(keys), BATCH):
                self._collections[name].upsert(
                    ids=[str(key) for key in keys[i : i + BATCH]],
                    embeddings=vectors[i : i + BATCH],
                    metadatas=[{"report": report_id} for report_id in report_ids[i : i + BATCH]],
                )

    def drop(self, name: Collection, keys: Sequence[int]) -> None:
        """Deletes vectors; keys that are not there are passed over."""
        with _reporting(self._place):
            for i in range(0, len(keys), BATCH):
                self._collections[name].delete(ids=[str(key) for key in keys[i : i + BATCH]])

    def nearest(
        self, name: Collection, vector: Array, *, limit: int, report_ids: Sequence[str] | None
    ) -> list[tuple[int, float]]:
        """Returns the keys nearest to one vector, with cosines, nearest first."""
        where = None if report_ids is None else {"report": {"$in": list(report_ids)}}
        with _reporting(self._place):
            found = self._collections[name].query(
                query_embeddings=vector.reshape(1, -1),
                n_results=limit,
                where=where,
                include=["distances"],
            )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [(int(key), 1.0 - float(distance)) for key, distance in pairs]

    def close(self) -> None:
        with _reporting(self._place):
            self._client.close()

    def _open_collection(self, name: str, *, create: bool) -> Any:
        full = f"{self._place.prefix}{name}"
        if not create:
            return self._client.get_collection(full, embedding_function=None)
        return self._client.create_collection(
            full, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )


def delete_vectors(place: Place) -> None:
    """Deletes an index, whole or broken; one that is not there is passed over."""
    if not place.url:
        shutil.rmtree(place.folder, ignore_errors=True)
        return
    from chromadb.errors import NotFoundError

    with _reporting(place):
        client = _connect(place)
        for name in COLLECTIONS:
            try:
                client.delete_collection(f"{place.prefix}{name}")
            except NotFoundError:
                continue
        client.close()


def _connect(place: Place) -> Any:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if not place.url:
        return chromadb.PersistentClient(str(place.folder), settings=settings)
    url = urlsplit(place.url)
    if url.scheme not in ("http", "https") or not url.hostname:
        raise WrongUse(
            f"{place.url!r} is not a Chroma server's URL. Write it as http://localhost:8000"
        )
    is_secure = url.scheme == "https"
    port = url.port or (443 if is_secure else 8000)
    return chromadb.HttpClient(host=url.hostname, port=port, ssl=is_secure, settings=settings)


@contextmanager
def _reporting(place: Place) -> Iterator[None]:
    import httpx
    from chromadb.errors import ChromaError

    try:
        yield
    except (httpx.HTTPError, ConnectionError) as error:
        raise _unreachable(place) from error
    except ChromaError as error:
        raise BrokenVectors(str(error)) from error
    except ValueError as error:
        # HttpClient turns a refused connection into a ValueError.
        if place.url and "connect" in str(error).lower():
            raise _unreachable(place) from error
        raise BrokenVectors(str(error)) from error


def _unreachable(place: Place) -> LibraryError:
    return LibraryError(
        f"The Chroma server at {place.url} does not answer. Start it (`chroma run --path FOLDER`), "
        "or unset ASSISTANT_VECTORS to keep the vectors in the library folder."
    )

"""Opens zip-based files for the formats that are plain XML inside. Knows nothing of formats.

No entity is expanded and nothing outside the file is looked up.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote

from assistant.errors import UnreadableReport
from assistant.loading.archives import BROKEN_ZIP

_XML_AT_MOST = 100 << 20


class Parts:
    """The parts of one open file, by name."""

    def __init__(self, archive: zipfile.ZipFile, origin: str) -> None:
        self._archive = archive
        self._origin = origin
        self.names = frozenset(archive.namelist())

    def read(self, name: str) -> bytes:
        """Returns a part's bytes; raises KeyError where it is missing."""
        size = self._archive.getinfo(name).file_size
        if size > _XML_AT_MOST:
            cause = (
                f"its part {name} would expand to {size >> 20} MB, more than the "
                f"{_XML_AT_MOST >> 20} MB that can be read; split the file and add the parts"
            )
            raise UnreadableReport(self._origin, cause)
        return self._archive.read(name)

    def parse(self, name: str) -> Any:
        """Returns the root element of an XML part; raises KeyError where it is missing."""
        from lxml import etree  # type: ignore[import-untyped]

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        return etree.fromstring(self.read(name), parser)

    def find(self, name: str) -> Any | None:
        """Returns the root element of an XML part, None where the file has no such part."""
        return self.parse(name) if name in self.names else None


@contextmanager
def open_parts(data: bytes, *, origin: str, what: str) -> Iterator[Parts]:
    """Opens a file that `archives` let through; raises UnreadableReport where it is broken.

    ``what`` names it to the user ("the book"). Errors of the reading within are told the same way.
    """
    from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield Parts(archive, origin)
    except (*BROKEN_ZIP, XMLSyntaxError, KeyError, RecursionError) as error:
        cause = f"{what} is damaged; open it in its program, save it again and add it"
        raise UnreadableReport(origin, cause) from error


def resolve(base: str, target: str) -> str:
    """Returns the name of the part that ``target``, a link in the part ``base``, leads to."""
    path = unquote(target.partition("#")[0])
    if path.startswith("/"):
        return posixpath.normpath(path.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path))

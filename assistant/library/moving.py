"""Keeps the addresses of a library's own copies right where its folder was moved. Knows no disk.

They are kept as whole paths, as every other origin is; the folder they were written for is kept
beside them, so that they follow the library to wherever it is opened.
"""

from __future__ import annotations

import os
from pathlib import Path

from assistant.library.catalogue import Catalogue
from assistant.library.uploads import uploads_of

_ADDRESSES = (("reports", "origin"), ("former", "origin"), ("files", "place"), ("files", "file"))


def follow(catalogue: Catalogue, folder: Path) -> None:
    """Writes the addresses of copies anew where the library was in another folder before.

    What stopped halfway is done again on the next opening. Raises LibraryError.
    """
    now = str(uploads_of(folder))
    before = catalogue.read_meta().get("uploads")
    if before == now:
        return
    if before is not None:
        old, new = before + os.sep, now + os.sep
        for table, column in _ADDRESSES:
            catalogue.do(
                f"UPDATE OR REPLACE {table} SET {column} = ? || substr({column}, ?) "
                f"WHERE substr({column}, 1, ?) = ?",
                new,
                len(old) + 1,
                len(old),
                old,
            )
    catalogue.write_meta(uploads=now)

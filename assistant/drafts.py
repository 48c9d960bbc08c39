"""What a library does with drafts: check them, keep the check, verify it later. Knows no interface.

`Library` has these; they stand apart from what it does with questions.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.records import Check, CheckedDraft, Evidence, Filters, Report, Verification

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

    from assistant.library import Store


class Drafts(ABC):
    """The part of a library that drafts are held against."""

    _store: Store
    _report: _lru_cache_wrapper[Report | None]

    @abstractmethod
    def find(
        self, question: str, *, limit: int = ..., filters: Filters | None = None
    ) -> Sequence[Evidence]: ...

    def check(self, text: str, *, filters: Filters | None = None, every: bool = False) -> Check:
        """Judges every figure of a draft against the library; with ``every``, each sentence is a
        claim, figures or not."""
        from assistant.checking import check_text

        self._store.refuse_empty(filters or Filters())

        def find(words: str) -> Sequence[Evidence]:
            return self.find(words, filters=filters)

        return check_text(text, find, self._report, every=every)

    def check_draft(
        self,
        text: str,
        *,
        name: str = "draft",
        filters: Filters | None = None,
        original: bytes | None = None,
    ) -> CheckedDraft:
        """Judges a draft as `check` does, and keeps all that a file of it needs: `export_check`.

        ``original`` is the DOCX file that the text was read from; its copy gets the comments.
        """
        from assistant.receipts import keep

        check = self.check(text, filters=filters)
        return keep(check, text, self._report, name=name, filters=filters, original=original)

    def verify(self, receipt: str, *, name: str = "the text") -> Verification:
        """Returns what changed since a receipt (the JSON that `export_check` writes) was made.

        ``name`` is what errors call it. Raises WrongUse for what is no receipt.
        """
        from assistant.receipts import read_receipt, verify

        kept = read_receipt(receipt, name)
        return verify(kept, lambda text, filters: self.check(text, filters=filters), self._report)

"""Changes what is known of a report in a store, and all that depends on it. Knows no questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.edits import changes_text, lay_over
from assistant.embedding import Embedder
from assistant.errors import LibraryError, WrongUse
from assistant.figures import read_report_figures
from assistant.library import Store, embed_reports
from assistant.splitting import split_report


def edit_report(
    store: Store,
    embedder: Embedder,
    report_id: str,
    given: Mapping[str, str | bool],
    *,
    as_read: Iterable[str] = (),
) -> None:
    """Lays what a user says over a report, in one transaction.

    Where title, day or source changes, passages, figures and vectors are made anew from the stored
    text: a passage is embedded with its title and date, and "last year" is told from the day.
    Raises WrongUse for what cannot be meant and LibraryError for an unknown id.
    """
    if not given and not as_read:
        raise WrongUse("Say what to change, such as --published 2023-05. See --help.")
    _refuse_earlier(store, report_id)
    before = store.report(report_id)
    after = lay_over(before, given, as_read)
    if not changes_text(before, after):
        store.describe(after)
        return
    passages = split_report(after, count_pieces=embedder.count_pieces, limit=embedder.limit)
    figures = read_report_figures(after)
    (vectors,) = embed_reports(embedder, [(passages, figures)])
    # One that was removed or replaced in the meantime must not come back.
    _refuse_earlier(store, report_id)
    store.put(after, passages, figures, vectors)


def _refuse_earlier(store: Store, report_id: str) -> None:
    if not store.has(report_id):
        raise LibraryError(
            f"No report {report_id} here, or an earlier version, which stays as it was. "
            "List them: `assistant reports`."
        )

"""Tells which reports a filter lets through. Knows nothing of tables."""

from __future__ import annotations

from assistant.records import Filters


def passes(
    report_id: str, publisher: str | None, published: str | None, *, filters: Filters
) -> bool:
    """Whether a report passes; that its version is the one asked for is settled before.

    A year stands for all its days: "2022" is within 2022-03-01 to 2022-04-01. A publisher is found
    by any part of its name, in any case.
    """
    wanted = filters.publisher
    after, before = filters.published_from, filters.published_to
    return (
        (not filters.report_ids or report_id in filters.report_ids)
        and (not wanted or wanted.casefold() in (publisher or "").casefold())
        # "~" sorts after every digit and dash: "2022~" is the end of 2022.
        and (not after or (published is not None and published + "~" >= after))
        and (not before or (published is not None and published <= before + "~"))
    )

"""Files and web pages to reports. Knows nothing of passages, figures or libraries."""

from assistant.loading.addresses import is_address
from assistant.loading.fetching import fetch
from assistant.loading.originals import find_original
from assistant.loading.page_images import draw_page
from assistant.loading.reports import find_id, load_report
from assistant.loading.sources import Source, find_sources

__all__ = [
    "Source",
    "draw_page",
    "fetch",
    "find_id",
    "find_original",
    "find_sources",
    "is_address",
    "load_report",
]

"""Files and web pages to reports. Knows nothing of passages, figures or libraries."""

from assistant.loading.addresses import is_address
from assistant.loading.fetching import fetch
from assistant.loading.manifests import MANIFEST
from assistant.loading.originals import find_original
from assistant.loading.page_images import draw_page
from assistant.loading.reports import find_id, load_report
from assistant.loading.sources import Source, find_sources
from assistant.loading.within import check_size

__all__ = [
    "MANIFEST",
    "Source",
    "check_size",
    "draw_page",
    "fetch",
    "find_id",
    "find_original",
    "find_sources",
    "is_address",
    "load_report",
]

"""Files to reports. Knows nothing of passages, figures or libraries."""

from assistant.loading.reports import find_id, load_report
from assistant.loading.sources import Source, find_sources

__all__ = ["Source", "find_id", "find_sources", "load_report"]

"""Judges the figures of a draft against reports. Knows nothing of stores or interfaces."""

from assistant.checking.checker import check_text

__all__ = ["check_text"]

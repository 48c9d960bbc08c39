"""Finds what the reports of a shelf disagree on. Knows nothing of questions or drafts."""

from assistant.conflicts.finding import find_shelf_conflicts

__all__ = ["find_shelf_conflicts"]

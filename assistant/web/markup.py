"""Hands the way from text to safe HTML to the pages. Knows nothing of reports or answers.

Everything a report, a file name or a visitor wrote passes through here on its way to the page; no
other module of this package writes text into HTML.
"""

from assistant.markup import FIGURE, QUOTE, Span, escape, mark_up, plural, web_link

__all__ = ["FIGURE", "QUOTE", "Span", "escape", "mark_up", "plural", "web_link"]

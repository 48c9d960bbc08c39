"""Reads the answer to a question out of evidence. Knows nothing of stores or interfaces."""

from assistant.reading.builtin import read_answer
from assistant.reading.chat_model import UNPROVED, connect, read_with_model
from assistant.reading.draft import Disagreement, Draft, Quoted, Reckoned, as_figure
from assistant.reading.follow_ups import Followed, follow, resolve
from assistant.reading.question import understand
from assistant.reading.wording import NOT_SAID

__all__ = [
    "NOT_SAID",
    "UNPROVED",
    "Disagreement",
    "Draft",
    "Followed",
    "Quoted",
    "Reckoned",
    "as_figure",
    "connect",
    "follow",
    "read_answer",
    "read_with_model",
    "resolve",
    "understand",
]

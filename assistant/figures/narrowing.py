"""Finds what narrows a figure down in its sentence. Knows nothing of labels.

A scope is in the report's own words: group, place, period, comparison base, whose the things are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.figures.stems import content_stems
from assistant.figures.tagging import Tag, Token

_MAX_SCOPE = 90
_COMPARED = re.compile(r",?\s+(?:compared|versus|vs)\b")
_ENDS = (Tag.STOP, Tag.OPEN, Tag.CLOSE, Tag.COMMA, Tag.CONJUNCTION, Tag.RELATIVE)
_AFTER_VERB = (Tag.VERB, Tag.AUXILIARY)


def find_scope(
    text: str,
    tokens: Sequence[Token],
    index: int,
    end: int,
    *,
    label: str | None,
    holder: str | None,
) -> str | None:
    """Returns the words that narrow a label down: "from 12 countries", "under 15"; None if none.

    The figure is tokens[index]; ``end`` is where its label ends or it does itself, ``holder`` whose
    the things are: it comes last, unless the label or the words behind it name it already.
    """
    tail = _tail(text, tokens, index + 1, end)
    known = set(content_stems(f"{label or ''} {tail or ''}"))
    if holder and set(content_stems(holder)) & known:
        holder = None
    return ", ".join(words for words in (tail, holder) if words) or None


def _tail(text: str, tokens: Sequence[Token], index: int, start: int) -> str | None:
    """Returns the rest of the clause from text[start:], up to a second verb."""
    last = start
    verbs = 0
    before: Tag | None = None
    for place in range(index, len(tokens)):
        token = tokens[place]
        if token.start < start:
            continue
        if token.start - start > _MAX_SCOPE:
            break
        if token.tag in _ENDS or (token.tag is Tag.SUBORDINATOR and token.lower != "than"):
            if not _COMPARED.match(text, token.start):
                break
        elif token.tag in _AFTER_VERB:
            if verbs and before not in _AFTER_VERB and not _is_participle(tokens, place):
                break
            verbs += 1
        last = token.end
        before = token.tag if token.tag is not Tag.ADVERB else before
    scope = " ".join(text[start:last].split()).strip(" .,;:*'’\"-")
    if len(scope) > _MAX_SCOPE:
        scope = scope[:_MAX_SCOPE].rpartition(" ")[0]
    return scope if re.search(r"\w{2}", scope) else None


def _is_participle(tokens: Sequence[Token], index: int) -> bool:
    """Tells "cases involving minors" and "aid given in 2020" from a clause's own verb."""
    return tokens[index].lower.endswith(("ing", "ed")) and tokens[index - 1].tag is Tag.NOUN

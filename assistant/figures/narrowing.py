"""Finds what narrows a figure down in its sentence. Knows nothing of labels.

A scope is in the report's own words: group, place, period, comparison base, whose the things are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.figures.phrases import tag_at
from assistant.figures.rates import skip_base
from assistant.figures.stems import content_stems
from assistant.figures.tagging import Tag, Token

_MAX_SCOPE = 90
_MOST_NEAR = 2
_NEAR = 12
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_COMPARED = re.compile(r",?\s+(?:compared|versus|vs)\b")
_IN_NUMBER = re.compile(r"\d,\d")
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
    # "Six in ten (58%) say …": what is said of a share in brackets stands behind them.
    bracketed = (
        label is None and tag_at(tokens, index - 1) is Tag.OPEN and text[end : end + 1] == ")"
    )
    # A rate's base is its unit.
    tail = _tail(text, tokens, index + 1 + bracketed, skip_base(text, end + bracketed))
    known = set(content_stems(f"{label or ''} {tail or ''}"))
    if holder and set(content_stems(holder)) & known:
        holder = None
    return ", ".join(words for words in (tail, holder) if words) or None


def scope_of_bare(text: str, tokens: Sequence[Token], index: int, scope: str | None) -> str | None:
    """Adds to the scope of a bare number without a label, tokens[index], the words nearest to it.

    They are all that tells what it is said of: those behind it, else the nouns before, in small
    letters, since a word that opens a clause is no name.
    """
    end = tokens[index].end
    behind = _telling(text[end : end + _MAX_SCOPE])
    before = [t.lower for t in tokens[max(0, index - _NEAR) : index] if t.tag is Tag.NOUN]
    near = behind[:_MOST_NEAR] or _telling(" ".join(before))[-_MOST_NEAR:]
    known = set(content_stems(scope or ""))
    added = " ".join(word for word in near if not known.issuperset(content_stems(word)))
    return ", ".join(words for words in (scope, added) if words) or None


def _telling(text: str) -> list[str]:
    return [word.lower() for word in _LONG_WORD.findall(text) if content_stems(word)]


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
            if not (_COMPARED.match(text, token.start) or _IN_NUMBER.match(text, token.start - 1)):
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

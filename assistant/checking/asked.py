"""What one claimed figure says: its label, verbs, names, years and ages. Knows no reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.checking.bags import Bag, bag_of, content, is_negated, predicates, wording, words_of
from assistant.checking.claims import Statement
from assistant.checking.segments import Span, split_segments
from assistant.figures import is_person, stem
from assistant.figures.lexicon import FUNCTION_WORDS
from assistant.figures.stems import content_stems
from assistant.reading.ages import find_ages
from assistant.records import Figure, Kind

YEAR = re.compile(r"\b(?:1[5-9]\d\d|20\d\d)\b")
_STARTS = re.compile(r"\b(?:from|since|starting|beg[aiu]n\w*|start\w*|open\w*|launch\w*)\b", re.I)
_ENDS = re.compile(
    r"\b(?:to|until|till|through|end\w*|clos\w*|conclud\w*|finish\w*|complet\w*)\b", re.I
)
_COMPARISON = re.compile(
    r"\b(?:most|least|highest|lowest|best|worst|more|less|fewer|than|only|each|every|both|between|"
    r"difference|largest|smallest|higher|lower|better|worse|earliest|latest|longest|shortest)\b",
    re.IGNORECASE,
)
_COPULA = re.compile(
    r"\b(?:was|were|is|are|been|be)\s+(?:the\s+|an?\s+)?(?P<word>[^\W\d_]+)", re.IGNORECASE
)
COMMON = frozenset(
    stem(word)
    for word in (
        "police authorities officials official government committee investigators prosecutors "
        "ministry agency experts researchers figures data results reports sources altogether "
        "most many several meanwhile additionally furthermore however yearly annually"
    ).split()
)
UNREADABLE_AGES = (-1, None)
"""An age is stated but its interval was not understood; it fits no other."""

Ages = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """One claimed figure as it is to be found in a report; words are stems, ``text`` its sentence.

    ``label`` is what it counts and ``heads`` its noun, or where the noun is ``inherited`` from
    earlier in the sentence, those it may be; ``others`` are the nouns of the other figures there.
    ``verbs`` must be met where the report states the figure, ``names`` there or around it,
    ``far_names`` (of other parts) anywhere near, ``words`` and ``rest`` (of the other parts of the
    sentence) mostly. ``ages`` has its upper end exclusive. ``role`` is "start" or "end" for a date;
    ``compares`` where several things are set against one another, which no one cell can tell.
    """

    figure: Figure
    text: str
    label: tuple[str, ...]
    heads: frozenset[str]
    inherited: bool
    others: frozenset[str]
    verbs: tuple[str, ...]
    names: tuple[str, ...]
    far_names: tuple[str, ...]
    words: tuple[str, ...]
    rest: tuple[str, ...]
    everything: Bag
    years: frozenset[str]
    ages: Ages | None
    negated: bool
    role: str | None
    wording: tuple[str, ...]
    compares: bool


def ask(statement: Statement, figure: Figure, draft: str) -> Asked:
    """Returns what one figure of a statement says."""
    span = (statement.start, statement.end)
    segments = split_segments(draft, span, statement.figures)
    spans = segments.get(figure.start, [span])
    masked = [(f.start, f.end) for f in statement.figures]
    own = words_of(draft, spans, masked=masked)
    inherited = _is_inherited(figure, draft)
    label = () if inherited else tuple(dict.fromkeys(content_stems(figure.label or "")))
    complements = _complements(draft, spans, figure)
    said = [*predicates(word for word, _ in own), *complements]
    verbs = tuple(dict.fromkeys(stem(word) for word in said if stem(word) not in label))
    told_by = _said_by(figure)
    verbs = tuple(word for word in verbs if word not in told_by)
    stems = [stem(word) for word, _ in own if stem(word) not in told_by]
    every = [word for word in content(draft, [span], masked=masked) if word not in told_by]
    names = _names(draft, span, masked, set(label))
    return Asked(
        figure=figure,
        text=statement.text,
        label=tuple(word for word in label if not word[0].isdigit()),
        heads=_heads(statement, figure, complements, inherited=inherited),
        inherited=inherited,
        others=frozenset(
            head for f in statement.figures if f != figure and (head := head_of(f.label))
        ),
        verbs=verbs,
        names=tuple(name for name in names if name in stems),
        far_names=tuple(name for name in names if name not in stems),
        words=tuple(dict.fromkeys(w for w in stems if w not in label and w not in verbs)),
        rest=tuple(dict.fromkeys(w for w in every if w not in stems and w not in label)),
        everything=bag_of([*every, *label]),
        years=_years(statement, figure, spans, draft),
        ages=ages_in(draft, spans, statement.figures, figure),
        negated=is_negated(draft, spans, masked=masked),
        role=role_of(draft, figure, span[0]),
        compares=_compares(draft, spans, masked),
        wording=wording(draft, span, statement.figures, figure),
    )


def _compares(draft: str, spans: list[Span], masked: list[Span]) -> bool:
    for start, end in spans:
        for match in _COMPARISON.finditer(draft, start, end):
            if not any(first <= match.start() < last for first, last in masked):
                return True
    return False


def _is_inherited(figure: Figure, draft: str) -> bool:
    """Tells whether the label stands elsewhere than by the figure ("and 31 were aged 15 to 17")."""
    if figure.label is None or figure.kind not in (Kind.COUNT, Kind.NUMBER):
        return False
    behind = " ".join(draft[figure.start : figure.end + 120].split())
    return figure.label.split()[0] not in behind.split(".")[0][:120]


def _heads(
    statement: Statement, figure: Figure, complements: Sequence[str], *, inherited: bool
) -> frozenset[str]:
    labels = [figure.label]
    if inherited:
        labels += [other.label for other in statement.figures if other.start < figure.start]
        # "Ten of those arrested were foreigners" counts foreigners, too.
        labels += complements
    return frozenset(filter(None, map(head_of, labels)))


def _said_by(figure: Figure) -> frozenset[str]:
    """Returns the words of who says so, names aside: "a rights group" counts nothing, but a name
    may be whose the things are."""
    words = re.findall(r"[^\W\d_]+", figure.attribution or "")
    return frozenset(stem(word) for word in words if word[0].islower())


def _complements(draft: str, spans: list[Span], figure: Figure) -> list[str]:
    """Returns what the counted are said to be ("were foreigners"); it must be met as verbs are."""
    found = []
    for start, end in spans:
        match = _COPULA.search(draft, max(start, figure.end), end) if figure.end <= end else None
        word = match["word"] if match else None
        if word and word.lower() not in FUNCTION_WORDS and content(word, [(0, len(word))]):
            found.append(word)
    return found


def head_of(label: str | None) -> str | None:
    """Returns the stem of the noun a label counts: "cases of exploitation" counts cases."""
    first = re.split(r"\s+(?:of|in|from|with|for|at|on|to)\s+", label or "", maxsplit=1)[0]
    stems = [word for word in content_stems(first) if not word[0].isdigit()]
    return stems[-1] if stems else None


def is_general(label: str | None) -> bool:
    """Tells whether a label counts people of no particular sort."""
    return head_of(label) in ("person", "individu", "human")


def counts_people(label: str | None) -> bool:
    """Tells whether any part of a label ("Home, Victims") counts people."""
    return any(is_person(part) for part in (label or "").split(", ") if part)


def ages_in(text: str, spans: list[Span], figures: tuple[Figure, ...], own: Figure) -> Ages | None:
    """Returns the ages that narrow a figure in its part of a sentence, or None for none."""
    near = [
        figure
        for figure in figures
        if figure.kind is Kind.AGE
        and figure.start != own.start
        and any(start <= figure.start < end for start, end in spans[:1])
    ]
    if not near:
        return None
    told = find_ages(text[max(spans[0][0], near[0].start - 24) : near[0].end + 14])
    return told or UNREADABLE_AGES


def role_of(text: str, figure: Figure, start: int) -> str | None:
    """Returns whether a date is where something starts or ends, by the words before it."""
    if figure.kind is not Kind.DATE:
        return None
    before = text[max(start, figure.start - 60) : figure.start]
    last = {"start": _last(_STARTS, before), "end": _last(_ENDS, before)}
    best = max(last, key=lambda role: last[role])
    return best if last[best] >= 0 else None


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _years(statement: Statement, figure: Figure, spans: list[Span], draft: str) -> frozenset[str]:
    """The years that narrow a figure; a date's own year is its value, not its scope."""
    if figure.kind is Kind.DATE:
        return frozenset()
    near = " ".join(draft[start:end] for start, end in spans)
    return frozenset(YEAR.findall(near)) or frozenset(YEAR.findall(statement.text))


def _names(draft: str, span: Span, masked: list[Span], label: set[str]) -> tuple[str, ...]:
    found: list[str] = []
    for word, at in words_of(draft, [span], masked=masked):
        word_stem = stem(word)
        opens = not re.search(r"\w", draft[span[0] : at])
        common = opens and (word_stem in COMMON or is_person(word))
        if word[0].isupper() and not common and word_stem not in label:
            found.append(word_stem)
    return tuple(dict.fromkeys(found))

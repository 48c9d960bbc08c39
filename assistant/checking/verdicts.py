"""Judges one claimed figure against all the evidence. Knows nothing of drafts' layout.

Reports of one weight are judged by `within`; here the word of the weightier ones leads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.checking.asked import Asked
from assistant.checking.bags import bag_of
from assistant.checking.elsewhere import name_other
from assistant.checking.finding import Finding, instead
from assistant.checking.fitting import is_said_of
from assistant.checking.naming import wanted
from assistant.checking.sources import Source
from assistant.checking.tiers import described, find_counterpart, in_tiers
from assistant.checking.weighing import compare_with
from assistant.checking.within import judge_within, weigh
from assistant.figures import content_stems, stem
from assistant.reading.conflicts import is_near
from assistant.records import Verdict


def judge(asked: Asked, sources: Sequence[Source]) -> Finding:
    """Returns the verdict on one claimed figure. Absence is never refuted.

    The primary reports in their newest editions are asked first, and only where they say nothing
    the older editions and the press. What these say that the weightier correct is refuted, and the
    rule says who repeats it; what they have otherwise is mentioned.
    """
    tiers = in_tiers(sources)
    for place, tier in enumerate(tiers):
        finding = judge_within(asked, tier)
        if finding is None:
            continue
        above = [source for held in tiers[:place] for source in held]
        below = [source for held in tiers[place + 1 :] for source in held]
        if finding.verdict is Verdict.REFUTED and any(weigh(asked, above)):
            break  # what the weightier reports leave open, a lesser one does not refute
        corrected = _corrected(asked, finding, above, tier) if finding.passes else None
        return corrected or _with_others(asked, finding, below)
    nothing = f"no report gives a figure for {wanted(asked)}"
    return name_other(asked, sources) or Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing)


def _corrected(
    asked: Asked, finding: Finding, above: Sequence[Source], own: Sequence[Source]
) -> Finding | None:
    """Returns the refutation, where a weightier report has another figure for what a lesser one
    says: asked in the lesser report's own words, for the claim's may be looser ("150 held")."""
    told = finding.sources[0]
    if finding.derived is not None:
        return None
    newer = find_counterpart(told, above)
    if newer is not None and newer.figure.value != told.figure.value:
        suggestion = instead(newer.figure, asked.figure)
        return _said_by(Finding(Verdict.REFUTED, "", (newer,), suggestion), told)
    right = judge_within(_in_words_of(asked, _labelled(told, own)), above)
    if right is None or right.verdict is not Verdict.REFUTED or right.derived is not None:
        return None
    if not is_near(right.sources[0].figure, told.figure):
        return None
    return _said_by(right, told)


def _labelled(source: Source, others: Sequence[Source]) -> Source:
    """Returns the source, or where it counts nothing named (a headline's "150 held"), the place in
    the same report that says of what the same value is."""
    named = (
        other
        for other in others
        if other.heads
        and other.report.id == source.report.id
        and other.figure.value == source.figure.value
    )
    return source if source.heads else next(named, source)


def _in_words_of(asked: Asked, source: Source) -> Asked:
    """Returns a claim with a source's label and verb in place of its own; names and years stay."""
    if not source.heads:
        return asked
    label = tuple(word for word in content_stems(source.figure.label or "") if word.isalpha())
    verbs = tuple(verb for verb in map(stem, source.verbs[:1]) if verb not in label)
    return replace(
        asked,
        label=label,
        heads=source.heads,
        inherited=False,
        verbs=verbs,
        words=(),
        rest=(),
        everything=bag_of([*asked.everything.stems, *label, *verbs]),
    )


def _said_by(finding: Finding, lesser: Source) -> Finding:
    """Adds to a refutation which lesser report has the claimed figure."""
    rule = finding.rule
    if finding.sources and not lesser.report.primary:
        rule += f"; {described(lesser.report)} repeats it as {lesser.figure.surface}"
    elif finding.sources:
        first = finding.sources[0]
        rule = (
            f"the revised edition says {first.figure.surface}; "
            f"{described(lesser.report)} has {lesser.figure.surface}"
        )
    return replace(finding, rule=rule, sources=(*finding.sources, lesser))


def _with_others(asked: Asked, finding: Finding, below: Sequence[Source]) -> Finding:
    """Adds a lesser report that has the claimed figure, where it is refuted, or another in place of
    the one borne out."""
    if not below or not finding.sources or finding.derived is not None:
        return finding
    refuted = finding.verdict is Verdict.REFUTED
    right = finding.sources[0]
    for lesser in _of_the_same(asked, right, below):
        same = compare_with(asked.figure, lesser.figure).passes
        if refuted and same:
            return _said_by(finding, lesser)
        if not refuted and not same and is_near(right.figure, lesser.figure):
            rule = f"{finding.rule}; {described(lesser.report)} has {lesser.figure.surface}"
            return replace(finding, rule=rule, sources=(*finding.sources, lesser))
    return finding


def _of_the_same(asked: Asked, right: Source, below: Sequence[Source]) -> list[Source]:
    """Returns what lesser reports have of the thing claimed: an older edition in the same place,
    the press by label and verb, for its words and years are its own."""
    older = [source for source in below if find_counterpart(source, [right]) is not None]
    press = [source for source in below if not source.report.primary]
    loose = replace(asked, years=frozenset(), words=(), rest=(), names=(), far_names=())
    passing, failing = weigh(loose, press)
    told = [found for found, _ in (*passing, *failing) if is_said_of(loose, found)]
    return [*older, *(found.source for found in told)]

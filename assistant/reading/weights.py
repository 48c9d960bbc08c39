"""The weights of the reader's signals. Knows nothing of how they are summed.

Set by hand, with the public question sets and our known numbers in view. `eval/train/fit_reader.py`
fits them on such sets: most move little. "target" falls to a third there, and is kept high on
purpose: a wrong label costs a newsroom more than a missed answer.
"""

WEIGHTS = {
    "kind": 3.4,
    "target": 1.5,
    "local": 2.0,
    "clause": 1.1,
    "near": 1.8,
    "coverage": 2.6,
    "gap": -1.9,
    "label_fit": 1.4,
    "scope_fit": 0.6,
    "year": 1.9,
    "names": 1.5,
    "absent": -2.5,
    "owner": 2.0,
    "asked": -2.0,
    "role": 2.0,
    "precision": 2.4,
    "similarity": 2.6,
    "passage": 1.7,
    "rank": 1.9,
    "title": 3.0,
    "row": 0.1,
    "total": 1.0,
    "per": 1.5,
    "aim": 0.8,
    "change": 1.0,
    "edition": 2.0,
    "focus": 1.0,
    "excluded": -2.0,
    "whole": -1.5,
    "titled": -1.5,
    "primary": 0.3,
    "exact": 0.0,
    "first": 0.6,
}
"""What each of `candidates.Signals` adds to a figure's score."""

CERTAINTY = {
    "bias": -5.0,
    "margin": 0.3,
    "kind": 1.0,
    "target": 0.5,
    "local": 2.0,
    "near": 1.0,
    "coverage": 4.0,
    "gap": -2.0,
    "year": 1.0,
    "absent": -3.0,
    "similarity": 2.0,
}
"""A logistic over the best figure's signals and margin: how sure the reader is of it.

Set by hand and not calibrated: it orders answers, and is no frequency of being right.
"""

SLACK = 2.0
"""How far below the best score another figure may stand and still be held against it."""

"""What is kept: reports, passages, figures and vectors. Knows nothing of questions or answers.

`catalogue` is the one door to SQLite (with `schema`, `preparing`, `rows`, `writing`, `versions`,
`former`, `places`, `filtering`, `searching` and `words`), `vectors` the one door to Chroma, `index`
keeps the second in step with the first, `lock` keeps others out. `shelf` is what can be read of
them, today or (`past`) as of a day, and `store` is all of them as one.
"""

from assistant.library.former import Former
from assistant.library.indexing import ReportVectors, embed_report, embed_reports
from assistant.library.searching import FigureQuery, FoundFigure
from assistant.library.shelf import Shelf
from assistant.library.store import Store

__all__ = [
    "FigureQuery",
    "Former",
    "FoundFigure",
    "ReportVectors",
    "Shelf",
    "Store",
    "embed_report",
    "embed_reports",
]

"""The verb that measures: eval. Knows nothing of how scores are made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import printing
from assistant.cli.options import AsJson, settings_for

if TYPE_CHECKING:
    from assistant import evaluation


KnownSetName = Annotated[
    str,
    typer.Argument(
        metavar="SET",
        help="A folder with docs/ and questions.jsonl or claims.jsonl, or a set of the "
        "checkout's eval/ by its name, over corpus/.",
    ),
]
Limit = Annotated[
    int | None, typer.Option(min=1, help="Only so many rows, taken evenly from the set.")
]
SetThreshold = Annotated[
    bool,
    typer.Option(
        "--set-threshold", help="Keep this run's scores as the least later runs may have."
    ),
]
KeptLibrary = Annotated[
    str | None,
    typer.Option("--library", metavar="DIR", help="Keep the set's library here for the next run."),
]


def register(app: typer.Typer) -> None:
    """Adds this verb to the command line."""
    app.command("eval")(measure)


def measure(
    known_set: KnownSetName = "known_numbers",
    limit: Limit = None,
    set_threshold: SetThreshold = False,
    library: KeptLibrary = None,
    as_json: AsJson = False,
) -> None:
    """Measure answers against known numbers; leaves with 1 below a threshold that is kept.

    Example: assistant eval
    """
    from assistant import evaluation

    settings = settings_for(library)
    known = _find_set(known_set)
    summary = evaluation.evaluate(
        known,
        settings,
        limit=limit,
        folder=None if library is None else Path(library),
        on_progress=printing.note,
    )
    printing.end_notes()
    if set_threshold:
        evaluation.set_thresholds(evaluation.THRESHOLDS, known.name, summary)
    if as_json:
        printing.show_json(summary)
    else:
        printing.show(evaluation.as_text(summary))
    least = evaluation.read_thresholds(evaluation.THRESHOLDS, known.name)
    short = evaluation.shortfalls(summary, least)
    for line in short:
        typer.echo(f"Below the threshold: {line}", err=True)
    if short:
        raise typer.Exit(1)


def _find_set(name: str) -> evaluation.KnownSet:
    """Returns the set a name means: a folder, or one of ours where no folder is called so."""
    from assistant import evaluation

    if Path(name).exists() or not name.isidentifier():
        return evaluation.read_set(Path(name))
    return evaluation.read_own_set(evaluation.CHECKOUT, name=name)

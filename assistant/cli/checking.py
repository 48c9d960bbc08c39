"""The verbs for a text of one's own: check, verify, read. Knows nothing of judging."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli import printing
from assistant.cli.options import (
    AsJson,
    AsOf,
    FromPublisher,
    InReport,
    LibraryFolder,
    Since,
    Until,
    filters_for,
    open_filled_library,
    settings_for,
)
from assistant.cli.receipts import verification_text
from assistant.cli.texts import read_draft, read_text
from assistant.errors import WrongUse
from assistant.records import Check, CheckedDraft, Verdict

_GOOD = {Verdict.SUPPORTED, Verdict.APPROXIMATE}

TextFile = Annotated[str, typer.Argument(metavar="FILE|-", help="A file, or - for stdin.")]
TextFiles = Annotated[
    list[str],
    typer.Argument(metavar="FILE|-…", help="Drafts: files, web addresses, or - for stdin."),
]


class FailOn(StrEnum):
    """The verdict that a check fails on."""

    REFUTED = "refuted"
    CONFLICTING = "conflicting"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"
    APPROXIMATE = "approximate"


Failing = Annotated[
    list[FailOn] | None,
    typer.Option(
        "--fail-on",
        help="Leave with 1 only for this verdict; may be given again. "
        "Default: for any but supported and approximate.",
    ),
]
ToFiles = Annotated[
    list[str] | None,
    typer.Option(
        "--out",
        metavar="FILE",
        help="Write to .html, .docx, .md, .csv, .xlsx, .jsonld or .json; may be given again.",
    ),
]


def register(app: typer.Typer) -> None:
    """Adds these verbs to the command line."""
    app.command()(check)
    app.command()(verify)
    app.command()(read)


def check(
    files: TextFiles,
    fail_on: Failing = None,
    out: ToFiles = None,
    report: InReport = None,
    publisher: FromPublisher = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    library: LibraryFolder = None,
    as_json: AsJson = False,
) -> None:
    """Check each figure of a text against the library.

    Leaves with 1 unless every statement is supported or fairly rounded; --fail-on says otherwise.

    Example: assistant check draft.md --out draft.html
    """
    settings = settings_for(library)
    filters = filters_for(report, publisher, since, until, as_of)
    _refuse_targets(files, out or [])
    drafts = [read_draft(file, settings) for file in files]
    with open_filled_library(settings) as opened:
        checked = [
            opened.check_draft(d.text, name=d.name, filters=filters, original=d.original)
            for d in drafts
        ]
    _write(checked, out or [])
    if as_json:
        printing.show_json(_as_json(files, checked))
    else:
        printing.show("\n\n".join(_as_text(draft, len(checked) > 1) for draft in checked))
    if any(_fails(draft.check, fail_on) for draft in checked):
        raise typer.Exit(1)


def verify(
    receipt: Annotated[
        str, typer.Argument(metavar="FILE", help="A receipt: what check --out wrote to .json.")
    ],
    library: LibraryFolder = None,
    as_json: AsJson = False,
) -> None:
    """Check a kept check again, and say what changed since: reports, quotations, verdicts.

    Leaves with 1 where anything did.

    Example: assistant verify sheet.json
    """
    settings = settings_for(library)
    content = read_text(receipt, settings, as_it_is=True)
    with open_filled_library(settings) as opened:
        found = opened.verify(content, name=receipt)
    if as_json:
        printing.show_json(found.to_dict())
    else:
        printing.show(verification_text(found))
    if not found.stands:
        raise typer.Exit(1)


def read(file: TextFile, library: LibraryFolder = None, as_json: AsJson = False) -> None:
    """List the figures in a text; no library is needed, and one that is named is not opened.

    Example: echo "Police arrested 149 suspects." | assistant read -
    """
    from assistant.figures import read_figures

    figures = read_figures(read_text(file, settings_for(library)))
    if as_json:
        printing.show_json({"figures": [figure.to_dict() for figure in figures]})
    elif figures:
        printing.show(printing.figures_text(figures))
    else:
        printing.show("No figures were found in the text.")
    if not figures:
        raise typer.Exit(1)


def _fails(check: Check, fail_on: Sequence[FailOn] | None) -> bool:
    """Tells whether a check fails: on the verdicts named, or on all but good ones, and on none."""
    verdicts = {claim.verdict for claim in check.claims}
    if fail_on:
        return not verdicts.isdisjoint(Verdict(each.value) for each in fail_on)
    return not verdicts or not verdicts <= _GOOD


def _refuse_targets(files: Sequence[str], out: Sequence[str]) -> None:
    from assistant.exporting import check_draft_target

    if out and len(files) > 1:
        raise WrongUse("--out takes one draft at a time. Check them one by one.")
    for target in out:
        check_draft_target(target)
        if any(Path(target).resolve() == Path(file).resolve() for file in files if file != "-"):
            raise WrongUse(f"{target} is the draft itself. Choose another name.")


def _write(checked: Sequence[CheckedDraft], out: Sequence[str]) -> None:
    from assistant.exporting import export_check

    for target in out:
        export_check(checked[0], target)
        printing.note(f"Written: {target}")


def _as_text(draft: CheckedDraft, named: bool) -> str:
    told = printing.check_text(draft.check)
    return f"== {printing.one_line(draft.name)} ==\n\n{told}" if named else told


def _as_json(files: Sequence[str], checked: Sequence[CheckedDraft]) -> dict[str, Any]:
    """Returns one check's shape for one draft; of several, a list of them, each with its file."""
    if len(checked) == 1:
        return checked[0].check.to_dict()
    told = [
        {"file": file, **draft.check.to_dict()} for file, draft in zip(files, checked, strict=True)
    ]
    summary = {
        verdict.value: sum(each["summary"][verdict.value] for each in told) for verdict in Verdict
    }
    return {"drafts": told, "summary": summary}

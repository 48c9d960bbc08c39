"""Shows what a figure's id leads to, in words and as a page. Knows nothing of how it is found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from assistant.cli import printing
from assistant.errors import AssistantError, WrongUse

if TYPE_CHECKING:
    from assistant.assistant import Library


def check_image(image: str, *, has_id: bool) -> None:
    """Raises WrongUse for a picture that cannot be meant, before a library is opened."""
    if not has_id:
        raise WrongUse("--image draws the page of one figure. Name it with --id.")
    if Path(image).suffix.lower() != ".png":
        raise WrongUse(f"--image writes PNG pictures. Name a .png file, not {image}.")


def show_reference(library: Library, figure_id: str, image: str | None, *, as_json: bool) -> None:
    """Prints the figure of an id as it stands today, and draws its page where that is wanted.

    Leaves with exit code 1 where there is no such figure any more.
    """
    from assistant.cli.figure_text import reference_text, screen_width

    reference = library.figure(figure_id)
    drawn = ""
    if image is not None and reference.figure is not None and reference.citation is not None:
        span = (reference.figure.start, reference.figure.end)
        drawn = _write(image, library.page_image(reference.citation, [span]))
    if as_json:
        printing.show_json(reference.to_dict())
    else:
        printing.show("\n\n".join([reference_text(reference, screen_width()), *drawn.splitlines()]))
    if reference.figure is None:
        raise typer.Exit(1)


def _write(image: str, picture: bytes) -> str:
    try:
        Path(image).write_bytes(picture)
    except OSError as error:
        raise AssistantError(
            f"{image} cannot be written ({error.strerror}). Choose another place."
        ) from error
    return f"The page is drawn in {image}"

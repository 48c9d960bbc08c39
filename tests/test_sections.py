"""Parts whose whole stands in another paragraph of the section: linked only where both words and
sum say so."""

from pathlib import Path

import pytest

from assistant.figures import read_report_figures
from assistant.loading import find_sources, load_report
from assistant.settings import Settings

WHOLE = "# A report\n\n## 2. Victims\n\nIn all, 225 victims were rescued.\n\n"


def links(tmp_path: Path, text: str) -> dict[str, str]:
    """Returns each linked figure's surface and that of its whole."""
    path = tmp_path / "report.md"
    path.write_text(text, encoding="utf-8")
    settings = Settings()
    sources, _ = find_sources([str(path)], settings=settings)
    report = load_report(sources[0], settings=settings)
    return {
        figure.surface: report.text[slice(*figure.whole)]
        for figure in read_report_figures(report)
        if figure.whole
    }


@pytest.mark.parametrize(
    "between",
    ["", "They were heard by the police.\n\n", "### 2.1 Where they went\n\n"],
)
def test_counts_that_add_up_to_one_of_the_same_thing_above_are_its_parts(
    tmp_path: Path, between: str
) -> None:
    text = f"{WHOLE}{between}48 victims were sent to a shelter, and 177 were sent home.\n"
    assert links(tmp_path, text) == {"48": "225", "177": "225"}


@pytest.mark.parametrize(
    "text",
    [
        # A wrong sum, another thing, a change, another section, a hedge.
        f"{WHOLE}48 victims were sent to a shelter, and 178 were sent home.\n",
        f"{WHOLE}48 suspects were sent to court, and 177 were set free.\n",
        f"{WHOLE}Victims rose from 48 victims to 177 victims.\n",
        f"{WHOLE}## 3. Homes\n\n48 victims were sent to a shelter, and 177 were sent home.\n",
        f"{WHOLE}About 48 victims were sent to a shelter, and 177 were sent home.\n",
        "# A report\n\n48 victims were sent to a shelter, and 177 were sent home.\n",
    ],
)
def test_a_chance_sum_ties_nothing(tmp_path: Path, text: str) -> None:
    assert links(tmp_path, text) == {}

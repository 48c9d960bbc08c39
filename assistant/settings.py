"""Reads the settings, once, at the door. Knows nothing of what they set."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from assistant.errors import WrongUse

PREFIX = "ASSISTANT_"

# Names of Tesseract's language data: never an option for the program they are handed to.
_LANGUAGES = re.compile(r"(?:[A-Za-z][A-Za-z0-9_/]*(?:\+[A-Za-z][A-Za-z0-9_/]*)*)?")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can set; each field is the environment variable ASSISTANT_<FIELD>.

    library: folder of the library.
    embedding: "minilm" (ships with the package), "sentence-transformers:NAME_OR_PATH", or a
        LangChain provider string such as "openai:text-embedding-3-small".
    vectors: "" for Chroma inside the library folder, or a Chroma server's URL.
    model: "" for the built-in reader, or a LangChain chat model string such as "ollama:llama3.2".
    model_url: base URL of an OpenAI-compatible server, with ``model`` the name it knows.
    model_seconds: how long the model may take before the built-in reader answers.
    certainty: how sure the built-in reader must be before it answers, 0 to 1.
    web_seconds: how long a report at a web address may take to come, redirects and all.
    ocr_languages: what scanned pages are read in where Tesseract is installed, such as "eng+deu";
        "" to read none.
    ocr_seconds: how long one scanned page may take to read.
    max_megabytes: a file larger than this is refused.
    max_pages: a document of more pages is refused.
    max_expanded_megabytes: what is in a zip (DOCX, XLSX, EPUB, an archive) may unpack to so much.
    max_seconds: how long reading one file may take; each page read adds 10 seconds, and a million
        characters two minutes.
    max_memory_megabytes: how much memory reading one file may take (on Windows as it likes).
    workers: processes that read files side by side; 0 for one a processor core, four at most.

    Raises WrongUse for a number out of its range.
    """

    library: str = "reports.library"
    embedding: str = "minilm"
    vectors: str = ""
    model: str = ""
    model_url: str = ""
    model_seconds: float = 60.0
    certainty: float = 0.25
    web_seconds: float = 60.0
    ocr_languages: str = "eng"
    ocr_seconds: float = 60.0
    max_megabytes: int = 200
    max_pages: int = 5000
    max_expanded_megabytes: int = 1024
    max_seconds: float = 120.0
    max_memory_megabytes: int = 2048
    workers: int = 0

    def __post_init__(self) -> None:
        ranges = {
            "model_seconds": (0 < self.model_seconds < math.inf, "more than 0"),
            "web_seconds": (0 < self.web_seconds < math.inf, "more than 0"),
            "ocr_seconds": (0 < self.ocr_seconds < math.inf, "more than 0"),
            "certainty": (0 <= self.certainty <= 1, "from 0 to 1"),
            "max_megabytes": (self.max_megabytes >= 1, "1 or more"),
            "max_pages": (self.max_pages >= 1, "1 or more"),
            "max_expanded_megabytes": (self.max_expanded_megabytes >= 1, "1 or more"),
            "max_seconds": (0 < self.max_seconds < math.inf, "more than 0"),
            "max_memory_megabytes": (self.max_memory_megabytes >= 100, "100 or more"),
            "workers": (0 <= self.workers <= 64, "from 0 to 64"),
        }
        for name, (is_within, meant) in ranges.items():
            if not is_within:
                value = getattr(self, name)
                raise WrongUse(f"{PREFIX}{name.upper()} must be {meant}, not {value:g}.")
        if not _LANGUAGES.fullmatch(self.ocr_languages):
            raise WrongUse(
                f"{PREFIX}OCR_LANGUAGES must be names such as eng+deu, not {self.ocr_languages!r}."
            )


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Returns the settings in an environment; raises WrongUse for an unknown or unusable one."""
    known = {PREFIX + field.name.upper(): field for field in fields(Settings)}
    values: dict[str, str | int | float] = {}
    for name, text in environment.items():
        if not name.startswith(PREFIX):
            continue
        if name not in known:
            raise WrongUse(f"Unknown setting {name}. Known: {', '.join(sorted(known))}.")
        kind = {"int": int, "float": float}.get(str(known[name].type), str)
        try:
            values[known[name].name] = kind(text)
        except ValueError as error:
            raise WrongUse(f"{name} must be a number, not {text!r}.") from error
    return Settings(**values)  # type: ignore[arg-type]

"""Every error the product raises on purpose. Knows nothing else of the product.

    AssistantError            caught at the door: one line, never a traceback
    ├── UnreadableReport      an input cannot become a report; the rest of the batch goes on
    ├── LibraryError          the library cannot be opened or used
    │   ├── LibraryInUse      another process holds it
    │   └── LibraryEmpty      nothing has been added yet
    ├── EmbeddingError        the embedding model is missing, altered or not the library's own
    ├── ModelError            the chat model cannot be reached or replied with nothing usable
    └── WrongUse              a setting, option or question that cannot be meant

Each message says what happened and the next step.
"""


class AssistantError(Exception):
    """Base of all; ``str(error)`` is one line for the user."""


class UnreadableReport(AssistantError):
    """An input that cannot be read: ``origin`` names it, ``cause`` says why and what to do."""

    def __init__(self, origin: str, cause: str) -> None:
        super().__init__(f"{origin}: {cause}")
        self.origin = origin
        self.cause = cause


class LibraryError(AssistantError):
    """The library cannot be opened or used."""


class LibraryInUse(LibraryError):
    """Another process has the library open."""


class LibraryEmpty(LibraryError):
    """The library holds no report yet."""


class EmbeddingError(AssistantError):
    """The embedding model is missing, altered, or not the one that made the library."""


class ModelError(AssistantError):
    """The chat model cannot be reached or replied with nothing usable."""


class WrongUse(AssistantError):
    """A setting, option or question that cannot be meant."""

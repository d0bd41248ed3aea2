"""What can go wrong, as sentences that a user can act on.

An error carries an English template (the key of its translation) and the details that fill it,
so that `annotator.app.translation` can say it in the interface's language while the core knows
nothing of languages.
"""

from __future__ import annotations


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for a marker that does nothing
    """Mark `message` for translation and return it unchanged."""
    return message


class HashiyaError(Exception):
    """Base of every error that a user may see.

    `template` is an English sentence with named placeholders that says what happened, where, and
    what to do; `details` are the values of the placeholders. `str(error)` is the English sentence.
    """

    def __init__(self, template: str, **details: object) -> None:
        super().__init__(template, details)
        self.template = template
        self.details = details

    def __str__(self) -> str:
        return self.template.format(**self.details)


class InputError(HashiyaError):
    """A file or a value from outside cannot be used."""


class TextError(HashiyaError):
    """A span or an offset does not fit its text."""


class SchemaError(HashiyaError):
    """A schema is wrong, or something does not fit the schema."""


class ProjectError(HashiyaError):
    """The project file cannot be opened, read or written."""


class NotFoundError(HashiyaError):
    """A document, annotation or change that was asked for does not exist."""


class CancelledError(HashiyaError):
    """The user cancelled a long piece of work; nothing of it was kept."""

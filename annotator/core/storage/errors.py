"""Why a project file cannot be opened or written."""

from __future__ import annotations

from pathlib import Path

from annotator.core.errors import N_, ProjectError


class NotAProjectError(ProjectError):
    """The file is no project of Hashiya, or is damaged."""


class ProjectTooNewError(ProjectError):
    """The file was written by a newer Hashiya."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            N_(
                "“{path}” was made by a newer Hashiya (its format is {found}; this program knows "
                "formats up to {known}). Open it with the newer program."
            ),
            path=path,
            found=found,
            known=known,
        )


class ProjectInUseError(ProjectError):
    """Somebody else has the project open for writing; `holder` says who, as far as is known."""

    def __init__(self, path: Path, holder: str) -> None:
        super().__init__(
            N_(
                "“{path}” is open in another Hashiya ({holder}). "
                "Close it there, or open it read-only here."
            ),
            path=path,
            holder=holder,
        )
        self.holder = holder


class ProjectMovedError(ProjectError):
    """The file was moved, deleted or replaced while it was open; nothing more is written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            N_(
                "“{path}” was moved, deleted or replaced while it was open. This change was not "
                "kept; everything before it was. Open the project again from its new place."
            ),
            path=path,
        )


class ProjectBusyError(ProjectError):
    """A long change, such as an import, is being written by another thread."""

    def __init__(self) -> None:
        super().__init__(
            N_("Another change, such as an import, is still being written. Wait until it ends.")
        )


class ReadOnlyError(ProjectError):
    """The project is open read-only."""

    def __init__(self, path: Path, reason: str) -> None:
        """`reason` is a sentence's template without details: why it is."""
        super().__init__(
            N_("“{path}” is open read-only: nothing in it can be changed. {reason}"),
            path=path,
            reason=ProjectError(reason),
        )

"""How quickly decisions are made, and so how long the rest of them will take."""

from __future__ import annotations

import time

_LONGEST = 60.0  # seconds for one case that still count as work on it
_SURE = 5  # decisions after which the pace is known


class Pace:
    """Counts decisions and the time that they took, breaks left out."""

    def __init__(self) -> None:
        self._decisions = 0
        self._spent = 0.0
        self._begun = time.monotonic()

    def begin(self) -> None:
        """A case is looked at from now on."""
        self._begun = time.monotonic()

    def decided(self) -> None:
        """The case that is looked at was decided."""
        self._decisions += 1
        self._spent += min(_LONGEST, time.monotonic() - self._begun)

    def seconds_for(self, count: int) -> float | None:
        """How long so many cases will take; None where the pace is not known yet."""
        if self._decisions < _SURE:
            return None
        return self._spent / self._decisions * count

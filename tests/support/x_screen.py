"""An X server of our own, to press real keys on."""

from __future__ import annotations

import os
import subprocess


class Screen:
    """Xvfb on the first number that is free; `environment` is for what is to run on it."""

    def __init__(self) -> None:
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24"]
        self._server = subprocess.Popen(
            [*command, "-nolisten", "tcp", "-noreset"],
            pass_fds=[write],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as stream:
            number = stream.readline().strip()
        assert number, "Xvfb does not start"
        self.environment = {**os.environ, "DISPLAY": f":{number}"}

    def run(self, *command: str) -> None:
        """Run a program on this screen."""
        subprocess.run(command, env=self.environment, check=True, capture_output=True)

    def close(self) -> None:
        self._server.terminate()
        self._server.wait()

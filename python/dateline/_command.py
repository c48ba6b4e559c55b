"""The command ``dateline``, the same as the program's."""

from __future__ import annotations

import signal
import sys

from . import _native


def main() -> None:
    """Does what the command line says, and leaves with its exit status."""
    # The program looks after Ctrl-C itself; Python would hear of it only when all is done.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(_native.run(["dateline", *sys.argv[1:]]))

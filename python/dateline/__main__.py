"""``python -m dateline``: the command line."""

from ._command import main

main()

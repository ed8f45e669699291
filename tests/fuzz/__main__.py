"""The command `python -m tests.fuzz`; what it runs stands elsewhere, since its processes cannot import this module."""

import sys

from .driver import main

if __name__ == "__main__":
    sys.exit(main())

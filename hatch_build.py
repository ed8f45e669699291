"""Refuses an old Python with a sentence: before anything else is fetched, and not by what the first dependency asks for."""

import sys

from hatchling.metadata.plugin.interface import MetadataHookInterface

OLDEST = (3, 10)


class Refusal(MetadataHookInterface):
    """Asked whenever the package is built, as `pip install .` does with the Python that it installs for."""

    def update(self, metadata: "dict[str, object]") -> None:
        del metadata
        if sys.version_info < OLDEST:
            oldest, found = (".".join(map(str, version[:2])) for version in (OLDEST, sys.version_info))
            other = "Choose another: python3.13 -m pip install ."
            # No traceback: pip shows what is printed.
            sys.exit(f"awesome-lint needs Python {oldest} or newer, and this is Python {found}. {other}")

"""Print what the changelog says of a version: `python .ci/notes.py 0.1.0`. A version without a date is not released."""

import re
import sys
from pathlib import Path

CHANGELOG = Path(__file__).parent.parent / "CHANGELOG.md"
HEADING = re.compile(r"^## (?P<version>\S+) - (?P<date>.+)$", re.MULTILINE)
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def notes(changelog: str, version: str) -> str:
    """Return the section of a version. Raises ValueError, which says what to do, where it is not there or has no date."""
    headings = [*HEADING.finditer(changelog)]
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        if heading["version"] == version:
            if not DATE.fullmatch(heading["date"]):
                raise ValueError(
                    f"CHANGELOG.md: {version} is {heading['date']}; write its date, as in `## {version} - 2026-12-31`"
                )
            return changelog[heading.end() : following.start() if following else None].strip() + "\n"
    raise ValueError(f"CHANGELOG.md: there is no section of {version}")


if __name__ == "__main__":
    try:
        print(notes(CHANGELOG.read_text(encoding="utf-8"), sys.argv[1]), end="")
    except ValueError as error:
        sys.exit(str(error))

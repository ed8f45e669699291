"""What a heading says of every entry below it: the year of `## 2019`, the venue of `### NeurIPS 2020`."""

import re
from collections.abc import Collection
from functools import lru_cache

from awesome_lint.parser.words.venues import VENUES
from awesome_lint.patterns import lazy

YEAR = lazy(r"(?<![\d.])(?:19[5-9]\d|20[0-4]\d)(?![\dX])")
# "2015-2018", "before 2015", "since 2020" and "the 2010s" are stretches of time.
STRETCH = lazy(
    r"\d{2}[\dXx]{2}\s*(?:[-–—~/&]|to|and|until)\s*(?:\d{2}[\dXx]{2}|\d{2}\b|now|present|today)|\d{4}\s*s\b|\d{4}\s*[-–—+~]\s*$"
    r"|\b(?:before|until|till|prior|pre|since|from|after|earlier|older|up\s+to|post)\b|[<>≤≥~]",
    re.IGNORECASE,
)
WORD = lazy(r"[^\W\d_][\w&+]*(?:@\w+)?")

# What may stand beside the name of a venue and belongs to it.
QUALIFIER_WORDS = """
and benchmark benchmarks dataset datasets demo demos demonstration findings industry industrial long main oral orals poster
posters short special spotlight spotlights track tracks tutorial tutorials workshop workshops program programs security
symposium multimedia europe asia of in at proceedings
"""
QUALIFIERS = frozenset(QUALIFIER_WORDS.split())
# What may stand beside it and says nothing.
FILLER_WORDS = "accepted awesome conference conferences list paper papers preprint preprints publications the"
FILLERS = frozenset(FILLER_WORDS.split())


@lru_cache(maxsize=1 << 12)
def year(text: str) -> str | None:
    """Return the one year that a heading states, or None where it states none, several, or a stretch of time."""
    found = YEAR.findall(text)
    return found[0] if len(set(found)) == 1 and not STRETCH.search(text) else None


def venue(text: str, own: Collection[str]) -> str | None:
    """Return the venue that a heading is named after, as written, or None where it is about something else.

    `own` are the venues, in lower case, that the entries of the list state themselves.
    """
    bare = " ".join(YEAR.sub(" ", text).replace("-", " ").split()).strip(" ,.:;()[]{}'’|")
    if len(bare) > 1 and bare.casefold() in own:
        return bare
    words = list(WORD.finditer(bare))
    kept = [word for word in words if word.group().casefold() not in FILLERS]
    names = [word for word in kept if word.group().casefold() in VENUES]
    if len(names) != 1 or any(word.group().casefold() not in VENUES | QUALIFIERS for word in kept):
        return None
    # What is plain prose in lower case ("nature", "science") names no venue.
    return bare[kept[0].start() : kept[-1].end()] if names[0].group() != names[0].group().lower() or "arxiv" in bare else None

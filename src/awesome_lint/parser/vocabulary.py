"""What a short text is by its words: a label of a link, a venue."""

import re
from functools import lru_cache

from awesome_lint.parser.words.dates import MONTHS
from awesome_lint.parser.words.labels import BESIDE_LABELS, LABELS
from awesome_lint.parser.words.venues import ALSO_SMALL_WORDS, ALSO_WORDS, PUBLISHERS, SHORTENED, VENUES
from awesome_lint.patterns import UPPER, lazy

LABEL_TOKEN = lazy(r"[^\W_]+(?:[+.-]+[^\W_]+)*\+*")
# `Paper-CVPR14`
PLACED_LABEL = lazy(r"([a-z]+)-([a-z&]+)(?:'?\d\d)?")
ADDRESS = lazy(r"\s*(?:https?://|www\.)\S+\s*$")
NUMBERED = lazy(r"^[\dIVX]+$")
# `Part 1`, `[Part II]`
NUMBERED_PART = lazy(r"[\[(]?[Pp]art (?:\d{1,2}|[IVX]{1,4})[\])]?")
# `Code (Ann Lee)`
OF_SOMEBODY = lazy(r"(\[?[^\W\d_]+) \((?!the\b)\w[\w.'’-]*(?: \w[\w.'’-]*){0,2}\)\]?$", re.IGNORECASE)
MAX_LABEL_WORDS = 4

VENUE_WORD = lazy(r"[A-Za-z][A-Za-z&/+-]*")
LINKING_WORDS = frozenset(["a", "an", "and", "at", "de", "for", "in", "of", "on", "the", "to", "und"])
MOST_SMALL_WORDS = 3
# What has more signs of a script without spaces says something.
SIGN = lazy("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
MOST_SIGNS = 3
# `The license is Attribution 4.0 International`
VERB = lazy(r"\b(?:is|are|was|were|has|have|can|will|should)\b")
VENUE_MARK = lazy(
    r"\b(?:conference|workshop|journal|transactions(?! in )|trans\.|proceedings|proc\.|findings|symposium|press|letters|"
    r"preprint|arxiv|biorxiv|medrxiv|nature|science|springer|elsevier|ieee|acm|magazine|review|reports?|publishers?|lncs|"
    r"technical|thesis|lecture notes|advances in|communications of|international|annual|conf\.)",
    re.IGNORECASE,
)
SHORT_FORM = lazy(r"[A-Za-z]+")
# A short form has a period, but for the last, which may have lost it.
SHORT_FORMS = lazy(r"(?:[A-Za-z]+\.(?: ?& ?| ?)|(?:of|the) ){1,8}[A-Za-z]*\.?")
LONGEST_SHORTENED = 60
MONTH = lazy(MONTHS, re.IGNORECASE)
# `NeurIPS`, `S&P`
ACRONYM = lazy(rf"(?<![\w&-])(?=[\w&-]*{UPPER}[\w&-]*{UPPER})[\w&-]+")


def is_label(text: str) -> bool:
    """Whether a link's text says what kind of thing it leads to, and not what the thing is called."""
    if text[-1:] in ")]" and (of := OF_SOMEBODY.match(text)):
        text = of[1]
    words = [word for word in LABEL_TOKEN.findall(text.lower()) if not NUMBERED.match(word)]
    if not words or len(words) > MAX_LABEL_WORDS:
        return not words and len(text.strip()) <= 2
    return any(_is_label_word(word) for word in words) and all(word in BESIDE_LABELS or _is_label_word(word) for word in words)


def is_label_behind(text: str) -> bool:
    """Whether a link behind a name says what kind of thing it leads to, or which part of it."""
    return is_label(text) or NUMBERED_PART.fullmatch(text) is not None


def _is_label_word(word: str) -> bool:
    if word in LABELS or word.rstrip("0123456789") in LABELS:
        return True
    placed = PLACED_LABEL.fullmatch(word) if "-" in word else None
    return placed is not None and placed.group(1) in LABELS and placed.group(2) in VENUES


def is_address(text: str) -> bool:
    """Whether a link's text is the address that it leads to."""
    return ADDRESS.match(text) is not None


@lru_cache(maxsize=1 << 12)
def is_venue(text: str) -> bool:
    """Whether a short text names a place where papers appear."""
    words = VENUE_WORD.findall(text)
    if any(word.lower() in VENUES and _is_written_as_venue(word) for word in words) or ("." in text and is_shortened(text)):
        return True
    if text.strip(" .,").casefold().replace(" ", "-").replace("’", "'") in PUBLISHERS:
        return True
    if (
        VENUE_MARK.search(text) is None
        or VERB.search(text) is not None
        or (not text.isascii() and len(SIGN.findall(text)) > MOST_SIGNS)
    ):
        return False
    # `Transactions on Graphics` is a name, "a review of what was done" a sentence.
    small = sum(word[0].islower() and word not in LINKING_WORDS for word in words)
    return small < MOST_SMALL_WORDS or len(words) <= MOST_SMALL_WORDS


def is_shortened(text: str) -> bool:
    """Whether a text is the name of a journal in short forms: `Phys. Rev. D`, `Nat. mach. intell.`"""
    if "." not in text or not text[:1].isupper() or len(text) > LONGEST_SHORTENED:
        return False
    words = [word for word in SHORT_FORM.findall(text) if not word.isupper()]
    return len(words) > 1 and SHORT_FORMS.fullmatch(text) is not None and all(word.lower() in SHORTENED for word in words)


def _is_written_as_venue(word: str) -> bool:
    """Whether a word that is in the list is written as a venue is: `FAST`, not `fast`; `Nature`, not `nature`."""
    lower = word.lower()
    if lower in ALSO_WORDS:
        return word.isupper()
    return lower not in ALSO_SMALL_WORDS or not word.islower()

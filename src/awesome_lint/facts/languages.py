"""Which language a page, or a text on it, is written in, as far as marks and spaces differ from language to language."""

import re
from collections import Counter

from awesome_lint.document import Document, of_page, summed
from awesome_lint.patterns import lazy

EASTERN = lazy(r"[\u3040-\u30ff\u3100-\u312f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
"""A letter of Chinese, Japanese or Korean."""
# The words of French, as far as they are no English ones, and what it elides and accents.
FRENCH_WORDS = """
alors au aussi aux avec bonjour ce ces cette chez comme dans de des donc du elle elles est et être il ils je la le les leur
leurs lui mais merci moi ne nos notre nous où oui ou par parce pas peu pour pourquoi quand que quel quelle quelles quels qui
quoi sans sont sous sur toi tous tout toute toutes trop tu très un une vers voilà vos votre vous
"""
FRENCH_LETTERS = "àâçèêîôœùû"
ENGLISH_WORDS = "an and are by for from in is of that the this to with you"
FRENCH = lazy(rf"\b(?:{'|'.join(FRENCH_WORDS.split())}|(?:[cdjlmnst]|qu)['’]\w{{2,}})\b|[{FRENCH_LETTERS}]", re.IGNORECASE)
ENGLISH = lazy(rf"\b(?:{'|'.join(ENGLISH_WORDS.split())})\b", re.IGNORECASE)
TELLING = frozenset([*FRENCH_WORDS.split(), *ENGLISH_WORDS.split()])
# What French elides, from its apostrophe on: `l'eau`, `qu'on`.
ELIDED = lazy(r"['’](?:(?<=\b[cdjlmnst]['’])|(?<=\bqu['’]))\w{2,}")
# So many French words make a page a French one, if it does not have as many English ones.
LEAST_FRENCH = 3
FRENCH_MARKS = "french"
ENGLISH_MARKS = "english"


@of_page
def is_french(document: Document) -> bool:
    """Whether the headings, titles and descriptions of a page are mostly French."""
    counts = _marks(document)
    return counts[FRENCH_MARKS] >= LEAST_FRENCH and counts[FRENCH_MARKS] > counts[ENGLISH_MARKS]


@summed
def _marks(document: Document) -> Counter[str]:
    """Return how many words, letters and elisions tell French, and how many words tell English."""
    words = [heading.text.value for heading in document.headings]
    for entry in document.entries:
        words += [text.value for text in (entry.title, entry.description) if text]
    prose = "\n".join(words).lower()
    # A pattern with all these words takes ten times as long, one for any word three times.
    counts = Counter(filter(TELLING.__contains__, prose.split()))
    french = sum(counts[word] for word in FRENCH_WORDS.split()) + sum(map(prose.count, FRENCH_LETTERS))
    french += sum(1 for _ in ELIDED.finditer(prose))
    return Counter({FRENCH_MARKS: french, ENGLISH_MARKS: sum(counts[word] for word in ENGLISH_WORDS.split())})

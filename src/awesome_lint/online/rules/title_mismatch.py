from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document, Entry
from awesome_lint.knowledge.identifiers import IdentifierKind
from awesome_lint.online.known import wanted_of
from awesome_lint.online.lookup_rule import LookupRule
from awesome_lint.online.matching import AGREE, Wanted, agreement, is_about_another, key, plain
from awesome_lint.online.records import Record
from awesome_lint.patterns import lazy
from awesome_lint.source import Span

WORD = lazy(r"[^\W_]+(?:['’][^\W_]+)*")
# A slip is that of a letter or two.
MOST_SLIPS = 2
LEAST_LETTERS = 4


class TitleMismatch(LookupRule, frozen=True):
    """A title with a slip of the pen: another letter or two than the paper that its link leads to has in its title.

    ## Why

    Who searches for the title does not find the paper. The words are compared one by one, but for capitals and punctuation;
    a title that has other words is that of another version, or of another paper, and not this rule's concern. Nothing is said
    of the names of people.

    ## Fix

    Unsafe: writes the word that the record has, in the capitals of the list. The author of the list may know better.
    """

    fixable = Applicability.UNSAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for entry in document.entries:
            wanted = wanted_of(entry)
            if wanted is None or entry.title is None:
                continue
            records = self._of(wanted)
            if not records or any(key(record.title) == key(wanted.title) for record in records):
                continue
            for span, found, expected in _slips(document, entry, records[0]):
                message = f"`{found}` in the title should be `{expected}`, as {records[0].service} has it."
                edit = Edit(span, expected)
                yield self.diagnostic(span, message, Fix((edit,), Applicability.UNSAFE))

    def _of(self, wanted: Wanted) -> list[Record]:
        """Return the records of what the links of an entry lead to, those with the number of arXiv first."""
        identifiers = sorted(wanted.identifiers, key=lambda each: (each.kind is not IdentifierKind.ARXIV, str(each)))
        records = [record for each in identifiers for record in self.known.identifiers.get(each, ())]
        return [record for record in records if not wanted.people or agreement(wanted.people, record.people) in AGREE]


def _slips(document: Document, entry: Entry, record: Record) -> Iterator[tuple[Span, str, str]]:
    """Yield the words of a title that the record has with other letters: where, what is written, and what is there."""
    from rapidfuzz.distance import OSA

    assert entry.title is not None
    source = document.source
    mine = list(WORD.finditer(source.slice(entry.title.span)))
    theirs = [match.group() for match in WORD.finditer(record.title)]
    if len(mine) != len(theirs) or is_about_another(source.slice(entry.title.span), record.title):
        return
    found: list[tuple[Span, str, str]] = []
    for match, word in zip(mine, theirs, strict=True):
        written = match.group()
        if plain(written) == plain(word):
            continue
        short = min(len(written), len(word))
        are_words = short >= LEAST_LETTERS and written.isalpha() and word.isalpha()
        if not are_words or OSA.distance(written.casefold(), word.casefold()) > MOST_SLIPS:
            return
        start = entry.title.span.start + match.start()
        found.append((Span(start, start + len(written)), written, _cased(word, written)))
    yield from found


def _cased(word: str, like: str) -> str:
    """Return a word in the capitals of another."""
    if like.islower():
        return word.lower()
    if like.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word

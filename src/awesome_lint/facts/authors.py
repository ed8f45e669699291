"""What the names of a page tell about one of its lists of authors."""

from collections import Counter

from awesome_lint.document import Document, of_page, summed
from awesome_lint.entries import Entry
from awesome_lint.knowledge import names
from awesome_lint.knowledge.spelling import lexicon


@of_page
def run_on(document: Document, name: str) -> tuple[str, str] | None:
    """Return the two people whose names run into one without a comma, by what others on the page are called, or None."""
    return names.run_on(name, _known(document))


@summed
def _known(document: Document) -> Counter[str]:
    """Return the names that authors have, spelled out."""
    return Counter(names.known(document.entries))


def in_doubt(document: Document, entry: Entry) -> bool:
    """Whether the last two authors of an entry may be words of a title: `Ants, Bees & Wasps`.

    That is where one of them is an English word alone that no other entry of the list has in a name.
    """
    last = {person.name for person in entry.authors.people[-2:]} if entry.authors else set()
    words = [word for word in last if len(word) > 1 and word.isalpha() and lexicon().lists(word.lower())]
    return any(not _names_another(document, word) for word in words)


@of_page
def _names_another(document: Document, word: str) -> bool:
    """Whether a word, which one entry has in a name, is in those of another."""
    return _words(document)[word] > 1


@summed
def _words(document: Document) -> Counter[str]:
    """Return how many entries have each word in a name."""
    return Counter(
        word
        for entry in document.entries
        if entry.authors
        for word in {word for person in entry.authors.people for word in person.name.split()}
    )

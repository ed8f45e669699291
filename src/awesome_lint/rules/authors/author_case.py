from collections import Counter
from collections.abc import Iterator, Sequence

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document, Entry, Text, of_page, remembered, summed
from awesome_lint.knowledge.names import PARTICLES
from awesome_lint.patterns import UPPER, lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

ODD, PEOPLE = "odd", "people"
# A list with a greater share of such names writes names so by habit.
MOST = 0.34
# A name that was not read as one: the rest of the list after it was not read either.
REST = lazy(r"\s*,\s*([^,;&*_()\[\]]+)")
CONJUNCTION = lazy(r"^and\s+|(?<!\s)\s+and\s.*$")
INITIAL = lazy(rf"(?:{UPPER}\.-?)+")
# Words that are no part of a name, and those of names of groups.
OTHER_WORDS = frozenset(
    [
        "and",
        "or",
        "the",
        "from",
        "with",
        "by",
        "for",
        "others",
        "more",
        "team",
        "group",
        "lab",
        "inc",
        "jr",
        "sr",
        "др",
        "соавт",
    ]
)
MOST_WORDS = 4
# The length of `.**`, what may follow the last name in emphasis.
MARKS = 3
LEAST_NAMES = 2
# So many large letters are no acronym.
LEAST_CAPITALS = 4


class AuthorCase(Rule, frozen=True):
    """An author's name in small or in capital letters, among others that are written as names are.

    ## Why

    `hao liu` and `LALIT R. BAHL` come from forms that people fill in in a hurry, and from scans. Among names that begin with
    capitals they look like a slip, and programs do not know them for names.

    ## Bad

    ```markdown
    - **One.** *Ann Lee, Bo chen, and Cy Dunn.* [paper](https://example.org/1)
    - **Two.** *Ann Lee, ED R. FOX, and Cy Dunn.* [paper](https://example.org/2)
    ```

    ## Good

    ```markdown
    - **One.** *Ann Lee, Bo Chen, and Cy Dunn.* [paper](https://example.org/1)
    - **Two.** *Ann Lee, Ed R. Fox, and Cy Dunn.* [paper](https://example.org/2)
    ```

    ## Fix

    None: how a name is written is for its bearer to say.
    """

    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        if not _counts(document)[ODD] or _are_usual(document):
            return
        for names in _found(document):
            first = names[0]
            yield self.diagnostic(
                first.span, f"`{first.value}` is not capitalised like a name: write it as in `Ann Lee`.", count=len(names)
            )


@remembered
def _found(document: Document) -> Sequence[Sequence[Text]]:
    """Return the odd names of each entry that has any."""
    return [odd for entry in document.entries if entry.authors is not None and (odd := _odd(document, entry))]


@of_page
def _are_usual(document: Document) -> bool:
    counts = _counts(document)
    return counts[ODD] > counts[PEOPLE] * MOST


@summed
def _counts(document: Document) -> Counter[str]:
    """Return how many people are named, and how many of them oddly."""
    people = sum(len(entry.authors.people) for entry in document.entries if entry.authors is not None)
    return Counter({PEOPLE: people, ODD: sum(map(len, _found(document)))})


def _odd(document: Document, entry: Entry) -> list[Text]:
    """Return the names of an entry with too few capitals or too many."""
    if not _may_be_odd(entry):
        return []
    names = list(_names(document, entry))
    if len(names) < LEAST_NAMES and (entry.authors is None or not entry.authors.people[-1].is_et_al):
        # A single one may be an account or a project.
        return []
    small = [name for name in names if _is_small(name.value)]
    large = [name for name in names if _is_large(name.value)]
    if len(large) == 1 and not any(INITIAL.fullmatch(word) for word in large[0].value.split()):
        # `MIT CSAIL`.
        large = []
    return sorted([*small, *large], key=lambda name: name.span)


def _may_be_odd(entry: Entry) -> bool:
    """Whether a name begins or ends with a small word, has capitals only, or was not read: most are told quickly."""
    authors, whole = entry.authors, entry.authors_span
    if authors is None or whole is None or whole.end - authors.span.end > MARKS:
        return True
    return any(
        not name[:1].isupper() or name[name.rfind(" ") + 1 :][:1].islower() or name.isupper()
        for name in [author.name for author in authors.people]
    )


def _names(document: Document, entry: Entry) -> Iterator[Text]:
    """Yield the names of an author list, those too that no name can be told from: a small letter ended the list there."""
    authors, marks = entry.authors, document.author_marks(entry)
    if authors is None or marks is None:
        return
    for author in authors.people:
        if not author.is_et_al:
            yield Text(author.name, author.span)
    if authors.people[-1].is_et_al:
        return
    rest, base = marks.closing.value, marks.closing.span.start
    position = 0
    while (match := REST.match(rest, position)) is not None:
        name = CONJUNCTION.sub("", match.group(1)).strip(" .\n")
        start = base + rest.find(name, match.start(1))
        yield Text(name, Span(start, start + len(name)))
        position = match.end()


def _is_small(name: str) -> bool:
    """Whether a name begins or ends with a word in small letters that is none of those that do: `Hao liu`, `daiyuan li`."""
    words = name.split()
    if not 2 <= len(words) <= MOST_WORDS or not all(word[0].isalpha() for word in words):
        return False
    if any(word.rstrip(".").lower() in OTHER_WORDS for word in words):
        return False
    return _is_small_word(words[-1]) or (_is_small_word(words[0]) and words[-1] not in PARTICLES)


def _is_small_word(word: str) -> bool:
    return len(word) > 1 and all(map(str.islower, word)) and word not in PARTICLES


def _is_large(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and name.isupper() and any(len(word) >= LEAST_CAPITALS and word.isalpha() for word in words)

from collections.abc import Hashable, Iterator, Sequence
from enum import Enum

from msgspec import Struct

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Container, Document, Heading
from awesome_lint.facts.folding import folded
from awesome_lint.habits.habit import Habit
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Span, within

WORD = lazy(r"(?<![\w.'’/@-])[A-Za-z]+(?:['’][a-z]+)?(?:-[A-Za-z]+)*(?![\w/@])")
# A question, a sentence, a list of names, or one that says more than what its section holds.
MORE = lazy(r"[?!:;,.()\[\]/&|`<>\d]")
# Titles have these in small letters.
SMALL_WORDS = """
a about across after against along among an and as at before behind below between beyond but by de down during en for from if in
inside into la le like near nor of off on once onto or our out over per so than that the their then this through to toward
towards under until up upon using versus via vs what when where which while who with within without yet your
"""
SMALL = frozenset(SMALL_WORDS.split())
LEAST_LETTERS, MOST_WORDS = 4, 5
LEAST, SHARE = 8, 0.85


class Case(Enum):
    """How the words of a heading begin, behind the first one."""

    TITLE = "title"
    SENTENCE = "sentence"


class _Cased(Struct, frozen=True):
    heading: Heading
    case: Case
    small: Sequence[Span]
    """The words in small letters that have a capital in titles."""


class HeadingCase(Rule, frozen=True):
    """A heading whose words are in small letters, among headings whose words have capitals.

    ## Why

    Headings are read one below the other, in the outline and in the table of contents, where another form stands out.

    ## Bad

    ```markdown
    # Awesome Tools

    ## Build Tools

    - [Make](https://example.org/make) - Builds.

    ## Text editors

    - [Vim](https://example.org/vim) - Edits.

    ## Web Servers

    - [Nginx](https://example.org/nginx) - Serves.

    ## Package Managers

    - [Apt](https://example.org/apt) - Packs.

    ## Version Control

    - [Git](https://example.org/git) - Keeps.

    ## Task Runners

    - [Just](https://example.org/just) - Runs.

    ## File Managers

    - [Ranger](https://example.org/ranger) - Lists.

    ## Screen Readers

    - [Orca](https://example.org/orca) - Reads.

    ## Shell Themes

    - [Pure](https://example.org/pure) - Prompts.
    ```

    ## Good

    ```markdown
    # Awesome Tools

    ## Build Tools

    - [Make](https://example.org/make) - Builds.

    ## Text Editors

    - [Vim](https://example.org/vim) - Edits.

    ## Web Servers

    - [Nginx](https://example.org/nginx) - Serves.

    ## Package Managers

    - [Apt](https://example.org/apt) - Packs.

    ## Version Control

    - [Git](https://example.org/git) - Keeps.

    ## Task Runners

    - [Just](https://example.org/just) - Runs.

    ## File Managers

    - [Ranger](https://example.org/ranger) - Lists.

    ## Screen Readers

    - [Orca](https://example.org/orca) - Reads.

    ## Shell Themes

    - [Pure](https://example.org/pure) - Prompts.
    ```

    ## Fix

    Safe: writes the capitals, in the table of contents as well. The anchor of the heading stays what it was.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._found(document))

    def _found(self, document: Document) -> Iterator[tuple[Hashable, Diagnostic]]:
        cased = list(_cased(document))
        titles = sum(1 for each in cased if each.case is Case.TITLE)
        habit = Habit(Case.TITLE.value, titles, len(cased))
        if titles == len(cased) or not habit.is_firm(LEAST, SHARE):
            return
        for each in cased:
            value = each.heading.text.value
            if each.case is Case.TITLE or len(value.split()) > MOST_WORDS:
                continue
            start = each.heading.text.span.start
            letters = [span.start - start for span in each.small]
            wanted = "".join(letter.upper() if at in letters else letter for at, letter in enumerate(value))
            labels = [link.label for contents in document.contents for _, link in contents.links if link.label.value == value]
            places = [start, *(label.span.start for label in labels if document.source.slice(label.span) == value)]
            edits = [Edit(Span(place + at, place + at + 1), value[at].upper()) for place in places for at in letters]
            message = f"`{value}` should be `{wanted}`, {habit.reason}."
            yield each.heading, self.diagnostic(each.heading.text.span, message, Fix.of(edits))


def _cased(document: Document) -> Iterator[_Cased]:
    """Yield the plain headings of several words below the title whose words begin all in one way."""
    entries = [entry.span for entry in document.entries if entry.container is Container.HEADING]
    for heading in document.headings[1:]:
        value, span = heading.text.value, heading.text.span
        if document.source.slice(span) != value or MORE.search(value) or within(entries, span):
            continue
        words = list(WORD.finditer(value))
        if not words or not words[0].group()[0].isupper():
            continue
        telling = [word for word in words[1:] if len(word.group()) >= LEAST_LETTERS and word.group().lower() not in SMALL]
        if telling and all(word.group()[0].isupper() for word in telling):
            yield _Cased(heading, Case.TITLE, ())
        elif telling and all(word.group().islower() and "-" not in word.group() for word in telling):
            small = [word for word in words[1:] if word.group().islower() and word.group() not in SMALL]
            yield _Cased(heading, Case.SENTENCE, [Span(span.start + word.start(), span.start + word.end()) for word in small])

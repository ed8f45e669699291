from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import AWESOME_TITLE, Document, Heading
from awesome_lint.facts.words import uses
from awesome_lint.knowledge.spelling import lexicon
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Span

WORD = lazy(r"[^\s/()\[\]:,]+")
SMALL = lazy(r"a|an|and|as|at|but|by|en|for|from|if|in|of|on|or|the|to|vs|via|with")
PLAIN_WORD = lazy(r"[a-z]+(?:[-'’][a-z]+)*")
# The name of a repository instead of a title.
SLUG = lazy(r"[a-z]+(?:-[a-z]+)+")


class AwesomeHeading(Rule, frozen=True):
    """The title of an awesome list that is not in title case, or not at the first level.

    Only lists that call themselves awesome are asked, by a badge or by a title that begins with the word. Small words such as
    `of` may be small, and words with capitals or digits of their own stay as
    they are, as do names that the list itself writes in small letters only, such as `npm`.

    ## Why

    The awesome lists ask for `# Awesome Name of List`. Other lists are free to do otherwise, so the rule is off unless turned
    on.

    ## Bad

    ```markdown
    # awesome-unix-shells
    ```

    ```markdown
    # Awesome history of shells
    ```

    ## Good

    ```markdown
    # Awesome Unix Shells
    ```

    ```markdown
    # Awesome History of Shells
    ```

    ## Fix

    Unsafe: writes the words with capitals. The anchor of the title stays the same.
    """

    default = False
    fixable = Applicability.UNSAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        if not document.is_awesome or not document.headings:
            return
        title = document.headings[0]
        name = title.text.value
        if title.marker and title.level > 1 and _is_title(document, title):
            yield self.diagnostic(title.span, f"The title is a heading of level {title.level}: make it one of level 1.")
        span = Span(title.text.span.start, title.text.span.start + len(name))
        expected = _title_case(document, name)
        # A title written with marks or inside a link does not stand there as it reads.
        if expected != name and document.source.slice(span) == name:
            fix = Fix.replace(span, expected, Applicability.UNSAFE)
            yield self.diagnostic(span, f"The title `{name}` should be `{expected}`.", fix)


def _is_title(document: Document, heading: Heading) -> bool:
    """Whether the first heading is that of the page, not that of a part below a logo: it is called awesome or has the badge."""
    has_badge = document.badge is not None and heading.span.contains(document.badge.span)
    return has_badge or AWESOME_TITLE.match(heading.text.value) is not None


def _title_case(document: Document, name: str) -> str:
    if SLUG.fullmatch(name):
        name = name.replace("-", " ")
    words = list(WORD.finditer(name))
    written = []
    position = 0
    for index, match in enumerate(words):
        word = match.group()
        is_kept = (SMALL.fullmatch(word) and 0 < index < len(words) - 1) or not PLAIN_WORD.fullmatch(word)
        is_kept = is_kept or _is_small_name(document, word)
        written += [name[position : match.start()], word if is_kept else word[0].upper() + word[1:]]
        position = match.end()
    return "".join((*written, name[position:]))


def _is_small_name(document: Document, word: str) -> bool:
    """Whether a word is no English one, and the page writes it with small letters only: `npm`."""
    return not lexicon().lists(word) and uses(document, word) > 1 and not uses(document, word.capitalize())

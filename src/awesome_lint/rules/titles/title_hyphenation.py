from collections import Counter
from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, Text, by_stretch, of_page, summed
from awesome_lint.facts.words import is_used
from awesome_lint.knowledge.spelling import lexicon
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

TORN = lazy(r"(?<![\w'’-])([^\W\d_]{2,})- ([^\W\d_]{2,})(?![\w'’])")
# A hyphen with spaces inside a word: `back - propagation`.
LOOSE = lazy(r"(?<![\w'’-])([^\W\d_]{3,}) - ([^\W\d_]{3,})(?![\w'’])")
# What follows the first of two words that share their second half: `pre- and post-training`, `time-, memory- and ...`.
SHARED_HALF = lazy(r"(?:and|or|to|und|oder|et|ou|y|e|o|en|of|och|og|vs|as|but|nor|versus|through)\Z")
# What begins a subtitle after a dash rather than the second half of a word.
BEGINNING = frozenset(
    ["the", "an", "from", "in", "on", "for", "with", "by", "of", "at", "is", "are", "how", "what", "why", "when"]
)
# A name and what it is. A list that writes this writes any subtitle so: `Rowing on Transactions- Hybrid is Better`.
DASH = lazy(r"(?=\w*[A-Z])\w+- [A-Z]")
# Beginnings of two letters that are written with a hyphen as well.
PREFIXES = frozenset(["bi", "by", "co", "de", "in", "no", "on", "re", "un", "up"])


class TitleHyphenation(Rule, frozen=True):
    """A word of a title with a space after its hyphen, or around it: `im- proving`, `Instruction- Following`.

    ## Why

    The word stood at the end of a line in the PDF that the title was copied from. Searching for the word or the title finds
    nothing. A hyphen between two spaces is taken for a dash, unless the list has the same two halves as one word.

    ## Bad

    ```markdown
    - **Rowing im- proved by self- supervised oars.** *Ann Lee and Bo Chen.* [paper](https://example.org/1)
    ```

    ## Good

    ```markdown
    - **Rowing improved by self-supervised oars.** *Ann Lee and Bo Chen.* [paper](https://example.org/1)
    ```

    ## Fix

    Joins the halves: without the hyphen where only that makes a word of them, else with it. It is unsafe, because the hyphen
    may stand for a dash.
    """

    fixable = Applicability.UNSAFE
    effect = Effect.TEXT
    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        found = _with_hyphens(document)
        has_dashes = bool(found) and _has_dashes(document)
        for title in found:
            yield from self._loose(document, title)
            for match in TORN.finditer(title.value):
                first, second = match.groups()
                if SHARED_HALF.fullmatch(second.lower()) or second.lower() in BEGINNING:
                    continue
                is_word = not second[0].isupper() and _is_one_word(first, second)
                if not is_word and (not title.value[: match.start()].strip() or title.value.startswith("-", match.end())):
                    # A name and what it is: `Oar- Rowing at night`; or a third that shares the second half.
                    continue
                if has_dashes and first[0].isupper() and second[0].isupper() and lexicon().lists(first.lower()):
                    continue
                expected = f"{first}{'' if is_word else '-'}{second}"
                span = Span(title.span.start + match.start(), title.span.start + match.end())
                joint = Span(span.start + len(first), span.end - len(second))
                fix = Fix.replace(joint, "" if is_word else "-", Applicability.UNSAFE)
                yield self.diagnostic(span, f"`{match.group()}` should be `{expected}`.", fix)

    def _loose(self, document: Document, title: Text) -> Iterator[Diagnostic]:
        """Yield the words with spaces around a hyphen that the list has without them."""
        for match in LOOSE.finditer(title.value) if " - " in title.value else ():
            first, second = match.groups()
            if is_used(document, (first + second).lower()):
                start = title.span.start + match.start()
                joint = Span(start + len(first), start + len(first) + len(" - "))
                fix = Fix.replace(joint, "-", Applicability.UNSAFE)
                place = Span(start, title.span.start + match.end())
                yield self.diagnostic(place, f"`{match.group()}` should be `{first}-{second}`.", fix)


@by_stretch
def _with_hyphens(document: Document) -> tuple[Text, ...]:
    """Return the titles in which a space follows a hyphen."""
    titles = [entry.title for entry in document.entries if entry.title and "- " in entry.title.value]
    return tuple([title for title in titles if title.span.end - title.span.start == len(title.value)])


@of_page
def _has_dashes(document: Document) -> bool:
    return _dashes(document)[True] > 0


@summed
def _dashes(document: Document) -> Counter[bool]:
    """Return how many titles have a dash between two parts, and how many have none."""
    return Counter(DASH.match(entry.title.value) is not None for entry in document.entries if entry.title)


def _is_one_word(first: str, second: str) -> bool:
    """Whether the halves make an English word, and the second is none or the first none that takes a hyphen."""
    known = lexicon()
    if not known.lists((first + second).lower()):
        return False
    return not known.lists(second.lower()) or (len(first) == 2 and first.lower() not in PREFIXES)

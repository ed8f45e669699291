from collections import Counter
from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, Link, LinkKind
from awesome_lint.rule import Rule

# Words that say what kind of link a link is.
WORDS = """
abstract annotation api appendix app article arxiv benchmark bibtex blog book bundle checkpoint chinese citation code colab
data dataset demo discussion doc docs documentation download english file forum github gitlab hackernews home homepage html
huggingface implementation interview keras leaderboard lecture link material media model news notebook notes official openreview
page paper pdf playlist post poster preprint presentation press proceedings project pub publication pytorch reddit
release repo repository report review site slide slides soon source summary supplement supplementary talk tensorflow thread
tool torch tutorial tweet twitter video website webpage weights wiki youtube
"""
KINDS = frozenset(WORDS.split())

# A label must be used so often, and a misspelt one so rarely, that the one cannot be a kind of its own.
LEAST = 10
MOST = 3
TIMES = 10
SLIPS = 1
SHORT = 3


class MisspeltLabel(Rule, frozen=True):
    """A link label one slip away from a label that the list uses often.

    `[papar]` among many `[paper]`: a letter left out, put in, taken for another, or swapped with its neighbour. Only words
    that say what kind of link it is are looked at, and no slip makes another word, a number or a plural.

    ## Why

    Readers stumble over it, and whoever searches the list for `[paper]` misses that one.

    ## Bad

    ```markdown
    - [Jay 1](https://example.org/1) [[paper](https://example.org/p/1)]
    …
    - [Jay 11](https://example.org/11) [[papre](https://example.org/p/11)]
    ```

    ## Good

    ```markdown
    - [Jay 1](https://example.org/1) [[paper](https://example.org/p/1)]
    …
    - [Jay 11](https://example.org/11) [[paper](https://example.org/p/11)]
    ```

    ## Fix

    Safe: writes the label that the list uses, in capitals where this one is.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        uses: Counter[str] = Counter()
        for key, habit in document.style.link_labels.items():
            uses[_name(key)] += habit.total
        often = {label: count for label, count in uses.items() if count >= LEAST and not KINDS.isdisjoint(label.split())}
        if not often:
            return
        rarely = {label for label, count in uses.items() if count <= MOST and label not in KINDS and _is_words(label)}
        meant = {label: found for label in rarely if (found := _meant(label, uses[label], often))}
        if not meant:
            return
        for entry in document.entries:
            for link in entry.labels:
                found = meant.get(_name(link.label.value.casefold()))
                if found and link.kind in (LinkKind.INLINE, LinkKind.REFERENCE, LinkKind.HTML):
                    yield self._misspelt(document, link, found)

    def _misspelt(self, document: Document, link: Link, meant: str) -> Diagnostic:
        written = _name(link.label.value)
        wanted = _in_case_of(written, meant)
        source = document.source.slice(link.label.span)
        at = source.find(written)
        span = link.label.span
        fix = None
        if at >= 0:
            span = span._replace(start=span.start + at, end=span.start + at + len(written))
            fix = Fix.replace(span, wanted)
        return self.diagnostic(span, f"Label `{written}` should be `{wanted}`.", fix)


def _name(label: str) -> str:
    """Return a label without the brackets in it."""
    return label[1:-1] if label.startswith("[") and label.endswith("]") else label


def _is_words(label: str) -> bool:
    return len(label) >= SHORT and all(map(str.isalpha, label.split(" ")))


def _meant(label: str, count: int, often: dict[str, int]) -> str | None:
    """Return the only frequent label that this one is a slip away from, or None."""
    from rapidfuzz.distance import OSA

    found = [
        other
        for other, times in often.items()
        if times >= TIMES * count
        and OSA.distance(label, other, score_cutoff=SLIPS) == SLIPS
        and not _is_other_form(label, other)
    ]
    if len(found) != 1:
        return None
    from awesome_lint.knowledge.spelling import lexicon

    known = lexicon()
    return None if all(map(known.lists, label.split())) else found[0]


def _is_other_form(label: str, other: str) -> bool:
    """Whether two labels are forms of one word, or may as well be two words of three letters."""
    if label + "s" == other or other + "s" == label or "".join(label.split()) == "".join(other.split()):
        return True
    return len(other) <= SHORT and sorted(label) != sorted(other)


def _in_case_of(written: str, label: str) -> str:
    if written.isupper():
        return label.upper()
    if written[:1].isupper():
        return label.title() if written.istitle() else label.capitalize()
    return label

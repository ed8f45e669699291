from collections import Counter
from collections.abc import Hashable, Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, Text, by_stretch, of_page, summed
from awesome_lint.facts import prose
from awesome_lint.facts.anchors import is_anchor
from awesome_lint.facts.fields import in_authors, in_label, in_title
from awesome_lint.facts.folding import folded
from awesome_lint.knowledge.spelling import lexicon
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

SMALL = lazy(r"\. (?<=[a-z]{3}\. )[a-z]{2,}(?=,? [A-Za-z(])")
CAPITAL = lazy(r"\. (?<=[a-z]{3}\. )[A-Z]")
LAST_WORD = lazy(r"(?<![^\s(\[/])[A-Za-z-]+\Z")
JOINING = frozenset(["and", "at", "by", "de", "for", "from", "in", "of", "on", "or", "the", "to", "van", "von", "with"])
FIRST_LETTER = lazy(r"[^\W\d_]")
LONGEST_WORD = 40
# What ends with a period of its own.
ABBREVIATED = """
abbr acad admin alt approx apps arch art assn asst ave avg bros calc cert chap chem comp conf config cont cor cos def demo
dept desc dev dict dir dist doc docs econ eds eng env esp est etc eval excl exec exp expl ext feat fig figs fin gen gov govt
hon ibid illus impl incl info init inst int intl jour lang lib libs lim ling mag math max mech med mgmt min misc mod mtg nat
nos num opt orig pap param params pert pkg pls pop pres prev prob proc prof prop prov soc symp assoc corp ltd lett intell
softw comput surv syst pub publ qty ref refs repo repos req res resp rev sci sec sep sig spec specs stat std str sub supp tech
tel temp trad trans ult univ var ver viz vol vols wrt jan feb mar apr jun jul aug sept oct nov dec mon tue wed thu fri sat sun
"""
ABBREVIATIONS = frozenset(ABBREVIATED.split())
# A page with more of them, and a greater share of sentences in small letters, writes them so by habit.
LEAST, MOST_SMALL = 3, 0.2


class SentenceCase(Rule, frozen=True):
    """A sentence that begins with a small letter, behind another one: `Rows boats. it dives, too`.

    Texts that begin with a small letter themselves are left alone, and so are titles, names, and lists that write sentences so.
    Abbreviations end no sentence.

    ## Why

    The period says that the sentence is over, and the small letter that it goes on: one of the two is a slip, and readers
    stumble over it.

    ## Bad

    ```markdown
    - [Oar](https://example.org/oar) - A library for rowing. it works on all seas.
    ```

    ## Good

    ```markdown
    - [Oar](https://example.org/oar) - A library for rowing. It works on all seas.
    ```

    ## Fix

    Unsafe: writes the capital. Where the period should be a comma, or nothing, it is the wrong one.
    """

    fixable = Applicability.UNSAFE
    effect = Effect.TEXT
    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._found(document))

    def _found(self, document: Document) -> Iterator[tuple[Hashable, Diagnostic]]:
        found = _small(document)
        if not found or _are_usual(document):
            return
        for span in found:
            place = Span(span.start + len(". "), span.end)
            word = document.source.slice(place)
            if _is_name(document, word):
                continue
            fix = None if is_anchor(document, place) else Fix.replace(place, word.capitalize(), Applicability.UNSAFE)
            yield (
                word,
                self.diagnostic(
                    place, f"`{word}` begins a sentence: write `{word.capitalize()}`, or no period before it.", fix
                ),
            )


@by_stretch
def _small(document: Document) -> tuple[Span, ...]:
    """Return where sentences begin with a small letter, with the period before."""
    return tuple([span for span, text in prose.matches(document, SMALL) if _begins_sentence(document, span, text)])


@of_page
def _are_usual(document: Document) -> bool:
    """Whether the page has so many of them that it is no slip."""
    counts = _beginnings(document)
    return counts[False] >= LEAST and counts[False] > MOST_SMALL * counts.total()


@summed
def _beginnings(document: Document) -> Counter[bool]:
    """Return how many sentences begin with a capital, and how many do not."""
    return Counter({True: sum(1 for _ in prose.matches(document, CAPITAL)), False: len(_small(document))})


def _begins_sentence(document: Document, span: Span, text: Text) -> bool:
    """Whether a period ends a sentence of plain words, and the next one begins with one."""
    at = span.start - text.span.start
    last = LAST_WORD.search(text.value, max(at - LONGEST_WORD, 0), at)
    word = document.source.slice(span)[len(". ") :]
    if last is None or last.group().lower() in ABBREVIATIONS or (last.group()[0].isupper() and word in JOINING):
        # `Univ. of`, `Conf. on`, `Super Mario Bros. or`.
        return False
    if not lexicon().knows(last.group().lower().rpartition("-")[2]):
        return False
    first = FIRST_LETTER.search(text.value)
    if word not in lexicon().common or first is None or first.group().islower():
        return False
    return not any(holds(document, span) for holds in (in_title, in_authors, in_label))


@of_page
def _is_name(document: Document, word: str) -> bool:
    """Whether something is called so: a project may be called `pass`."""
    return word in _names(document)


@summed
def _names(document: Document) -> Counter[str]:
    """Return the names and labels of one word, in small letters."""
    titles = (entry.title.value for entry in document.entries if entry.title)
    labels = (link.label.value for link in document.links)
    return Counter(name.lower() for name in (*titles, *labels) if name.isalpha())

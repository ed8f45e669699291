from collections import Counter
from collections.abc import Hashable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document, Entry, Text, by_stretch, of_page, summed
from awesome_lint.facts.anchors import is_anchor
from awesome_lint.facts.folding import folded
from awesome_lint.facts.languages import FRENCH, is_french
from awesome_lint.knowledge.spelling import lexicon
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

# A word that no sign belongs to, its sign, and the number that it was torn from. `Covid- 19` is another matter.
TORN_SIGN = lazy(r"\b(and|or|to|by|of|from|in|is|than|with|at)([+-]) (\d)")
GLUED_SIGN = lazy(r"\b(and|or|to)([+-])(\d)")
# One of these is in every title that has something to fix.
MARKS = lazy(r"[:\t]| [ ,?!.]|[+-] |[A-Z] s |_|[a-z] (?:and|by|for|from|in|of|on|to|using|via|with)[A-Z]")
# `Learning toPolicy Attacks`; not what programs and companies are called.
GLUED_WORD = lazy(
    r"(?<=[a-z] )(?:and|by|for|from|in|of|on|to|using|via|with)"
    r"(?=(?P<next>(?!Array|Click|Design|Drive|Each|Json|Mind|Star|String)[A-Z][a-z]{3,})(?: [A-Za-z]|\Z))"
)
LEAST_SPACES = 4
SPACE_BEFORE = lazy(r" [:,?!.]")
# `FlashBack:Efficient`, `LLM-PQ:A`, but neither `std::vector`, `MTA:SA`, `:fire:` nor `stun:example.org`.
GLUED_COLON = lazy(r"(?:(?<=[^\W\d_]{3})|(?<=-[A-Z]{2})):(?=(?:[A-Z][a-z-][\w-]*|[A-Z]{2,8}-[A-Z]?[a-z][\w-]*|[Aa]n?)\s)")
# Neither `Oar :fire:`, `Oar ...` nor `$x$ :`, where the space may be needed.
LOOSE_MARK = lazy(r"(?<=[\w)\]+])[ \t]+([:,?!](?=\s|\Z)|\.\Z)")
# A list that writes a greater share of its colons so does it by habit.
MOST_LOOSE, LEAST_LOOSE = 0.3, 2
# Where this stands, colons are signs of a language: `Ask :: Tell : a`.
SIGNS = "::"
TORN_PLURAL = lazy(r"\b([A-Z]{2,}) s\b(?= [a-z])")
# The name of a file: `A_Neuromorphic_Processing_System`.
UNDERSCORE = lazy("_")
UNDERSCORED = lazy(r"[A-Za-z][\w,.:()-]*")
CAPITALISED = lazy(r"(?:\b|_)[A-Z]")
LEAST_UNDERSCORES, LEAST_CAPITALISED = 4, 3
# So wide a gap sets something apart, and so does the name of a field.
GAP = 4
FIELD = lazy(r"[A-Z]\w*[:：]\s?\d")
SPACES = lazy(r"(?<=\S)[ \t]{2,}(?=\S)")


class TitleSpacing(Rule, frozen=True):
    """White space that is missing from a title, doubled in it, before a mark, or inside a signed number; underscores for it.

    ## Why

    A title that was copied from a page or a PDF brings its layout along: doubled spaces, a colon without a space after it,
    `and- 1` where the paper says `and -1`. Searching for the title then finds nothing.

    ## Bad

    ```markdown
    - **Network design using weights +1, 0, and- 1.** *Kyuyeon Hwang and Wonyong Sung.* [paper](https://example.org/1)
    ```

    ## Good

    ```markdown
    - **Network design using weights +1, 0, and -1.** *Kyuyeon Hwang and Wonyong Sung.* [paper](https://example.org/1)
    ```

    ## Bad

    ```markdown
    - [FlashBack:Efficient  retrieval , again](https://example.org/2) - Long context modelling.
    ```

    ## Good

    ```markdown
    - [FlashBack: Efficient retrieval, again](https://example.org/2) - Long context modelling.
    ```

    ## Fix

    Safe for spaces that are doubled, missing beside a mark or before one; unsafe inside numbers, where the meaning is at
    stake, between words that may be a name (`toPolicy`), and where underscores stand for spaces, as in the name of a file.
    None where a plural or an apostrophe was torn off: `GPU s`.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT
    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._found(document))

    def _found(self, document: Document) -> Iterator[tuple[Hashable, Diagnostic]]:
        titles = _with_marks(document)
        has_loose_colons = bool(titles) and _has_loose_colons(document)
        for title, is_address in titles:
            found = [*self._signs(title), *self._spaces(title), *self._plurals(title)]
            if SPACE_BEFORE.search(title.value):
                found += self._loose_marks(document, title, has_loose_colons=has_loose_colons)
            if title.value.count("_") >= LEAST_UNDERSCORES and not is_address:
                found += self._underscores(title)
            for diagnostic in found:
                # Links lead to a heading by its spaces, too.
                kept = replace(diagnostic, fix=None) if is_anchor(document, diagnostic.span) else diagnostic
                yield kept.message, kept

    def _signs(self, title: Text) -> Iterator[Diagnostic]:
        torn = list(TORN_SIGN.finditer(title.value)) if "+ " in title.value or "- " in title.value else ()
        if not torn:
            return
        glued = list(GLUED_SIGN.finditer(title.value))
        edits = [
            Edit(_span(title, match.start(2), match.end(3)), f" {match.group(2)}{match.group(3)}") for match in (*torn, *glued)
        ]
        first = torn[0]
        wanted = f"{first.group(1)} {first.group(2)}{first.group(3)}"
        message = f"`{first.group()}` should be `{wanted}`."
        yield self.diagnostic(_span(title, *first.span()), message, Fix.of(edits, Applicability.UNSAFE), count=len(edits))

    def _spaces(self, title: Text) -> Iterator[Diagnostic]:
        value = title.value
        for match in SPACES.finditer(value) if "  " in value or "\t" in value else ():
            if match.end() - match.start() >= GAP or FIELD.match(value, match.end()):
                # A date, or another field that stands there in columns: it is no matter of spaces.
                continue
            span = _span(title, *match.span())
            yield self.diagnostic(span, f"{len(match.group())} spaces in the title: write one.", Fix.replace(span, " "))
        for match in GLUED_COLON.finditer(value) if value.count(":") > value.count(": ") else ():
            span = _span(title, *match.span())
            yield self.diagnostic(span, "Missing space after `:` in the title: add one.", Fix.insert(span.end, " "))
        for match in GLUED_WORD.finditer(value) if value.count(" ") >= LEAST_SPACES else ():
            word, following = match.group(), match.group("next")
            if following.lower() in lexicon().common:
                span = _span(title, *match.span("next"))
                yield self.diagnostic(
                    Span(span.start - len(word), span.end),
                    f"Missing space in `{word}{following}`: write `{word} {following}`.",
                    Fix.insert(span.start, " ", Applicability.UNSAFE),
                )

    def _plurals(self, title: Text) -> Iterator[Diagnostic]:
        for match in TORN_PLURAL.finditer(title.value) if " s " in title.value else ():
            word = match.group(1)
            span = _span(title, *match.span())
            yield self.diagnostic(span, f"`{match.group()}` should be `{word}s` or `{word}'s`.")

    def _underscores(self, title: Text) -> Iterator[Diagnostic]:
        if not UNDERSCORED.fullmatch(title.value) or len(CAPITALISED.findall(title.value)) < LEAST_CAPITALISED:
            return
        edits = [Edit(_span(title, match.start(), match.end()), " ") for match in UNDERSCORE.finditer(title.value)]
        message = "Underscores between the words of the title: write spaces."
        yield self.diagnostic(title.span, message, Fix.of(edits, Applicability.UNSAFE))

    def _loose_marks(self, document: Document, title: Text, *, has_loose_colons: bool) -> Iterator[Diagnostic]:
        for match in LOOSE_MARK.finditer(title.value):
            mark = match.group(1)
            is_sign = mark == ":" and (has_loose_colons or SIGNS in title.value)
            if is_sign or FRENCH.search(title.value) or is_french(document):
                continue
            space = _span(title, match.start(), match.start(1))
            yield self.diagnostic(space, f"Space before `{mark}` in the title: remove it.", Fix.delete(space))


def _is_address(entry: Entry, title: Text) -> bool:
    """Whether a link of the entry leads to what the title names: a repository is called so."""
    return any(title.value in link.url for link in entry.links)


def _span(title: Text, start: int, end: int) -> Span:
    return Span(title.span.start + start, title.span.start + end)


class _Title(NamedTuple):
    """A title, and whether it names what a link of its entry leads to."""

    text: Text
    is_address: bool

    def moved(self, by: int) -> "_Title":
        return _Title(self.text.moved(by), self.is_address)


@of_page
def _has_loose_colons(document: Document) -> bool:
    """Whether the titles mostly have a space before a colon."""
    colons = _colons(document)
    return colons[True] >= LEAST_LOOSE and colons[True] > MOST_LOOSE * colons.total()


@summed
def _colons(document: Document) -> Counter[bool]:
    """Return how many titles have a space before a colon, and how many have none."""
    return Counter(" : " in title.value for title, _ in _with_marks(document) if ":" in title.value)


@by_stretch
def _with_marks(document: Document) -> tuple[_Title, ...]:
    """Return the titles in which stand marks beside which spaces may be wrong."""
    return tuple(
        [
            _Title(title, _is_address(entry, title))
            for entry in document.entries
            if (title := entry.title) is not None
            and MARKS.search(title.value)
            and title.span.end - title.span.start == len(title.value)
            and document.source.slice(title.span) == title.value
        ]
    )

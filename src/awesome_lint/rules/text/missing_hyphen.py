from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, Text
from awesome_lint.facts import prose
from awesome_lint.facts.anchors import is_anchor
from awesome_lint.facts.fields import in_authors, in_label, in_title
from awesome_lint.facts.folding import folded
from awesome_lint.facts.languages import ENGLISH
from awesome_lint.facts.words import phrases_of, places_of
from awesome_lint.knowledge.spelling import lexicon
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

# Words that are one where they stand before a noun.
COMPOUNDS = """
battle tested
built in
client side
coarse grained
cross browser
cross platform
cutting edge
drop in
easy to use
end to end
fault tolerant
feature rich
few shot
fine grained
first class
full featured
full stack
full text
general purpose
hand picked
high definition
high dimensional
high fidelity
high level
high performance
high quality
high resolution
high speed
high throughput
human readable
in depth
large scale
lock free
long range
long running
long term
low code
low cost
low latency
low level
low power
low rank
low resource
machine readable
memory safe
one click
open ended
paired end
production ready
purpose built
ready to use
real time
real world
server side
short term
single file
single header
single page
special purpose
state of the art
step by step
third party
thread safe
top notch
type safe
up to date
user friendly
well documented
well known
well tested
whole body
world class
zero copy
zero shot
"""
WHOLE = tuple(COMPOUNDS.strip().splitlines())
# What stands before it and belongs to the same noun: `a fast and high level`, or nothing, where a description begins.
LEADS = lazy(r"(?<!\S)\(?(?:[Aa]n?|[Tt]he|[Yy]our|[Aa]nother|[Tt]his) (?:[a-z-]{1,30},? ){0,3}\Z")
# A verb, or what else may stand there for the noun: `a high level of`, `a real time saver`.
NO_NOUN = frozenset(["ago", "down", "later", "of", "old", "saver", "savers", "up"])
# What one file, header or page has: `a single header value`.
SINGLE, PARTS = "single ", frozenset(["extension", "field", "line", "link", "name", "number", "path", "size", "title", "value"])
# What makes one word of itself and the noun before it.
JOINING = (" based ", " driven ", " inspired ", " like ", " oriented ", " powered ")
# What only goes with a noun before it, or makes sense by itself: `a platform specific API`, `a more specific API`.
# `Takes advantage of accelerated decoding` is about no advantage.
QUALIFYING = (
    *(" accelerated ", " agnostic ", " aware ", " centric ", " compatible ", " friendly ", " independent ", " related "),
    " specific ",
)
QUALIFIED = """
beginner browser code context crypto data database design developer device domain framework game hardware health image language
location machine math music network newbie performance platform privacy programming project research security software system
task test time touch user vendor video web
"""
QUALIFIED_NOUNS = frozenset(QUALIFIED.split())
# Behind an acronym, these go with a name as well: `a GPU accelerated Python library`. Others may be verbs there: `IBM inspired
# Apple`.
BEFORE_NAMES = (" accelerated ", " based ", " driven ", " oriented ", " powered ")
NAME = lazy(r"[A-Z][A-Za-z]+(?![\w@/'’])")
# What is no word by itself, and what it belongs to.
SMALL_PREFIXES = (" multi ", " non ", " pre ", " self ", " semi ")
PREFIXES = (*SMALL_PREFIXES, *(f" {prefix.strip().capitalize()} " for prefix in SMALL_PREFIXES))
# Oneself: `a better self for`; what is done to oneself ends so, or is this.
OF_SELF = lazy(r"[a-z]{3,}(?:able|ed|ing)\Z|(?:attention|care|defense|play|service|study)\Z")
# Of several things one says `many kinds`, and `libcurl's multi interface` is a name.
NO_PREFIX = lazy(r"(?:['’]s|\b(?:qua|grata|your|my|their|our)) \Z")
# Of so many days or pages.
UNITS = (
    " bit ",
    " day ",
    " dimensional ",
    " hour ",
    " minute ",
    " month ",
    " page ",
    " part ",
    " player ",
    " step ",
    " week ",
    " year ",
)
NUMBER = lazy(
    r"(?:^|[\s(])(?:[Aa]n?|[Tt]he) (?:[a-z]{1,30} )?"
    r"(?P<number>\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\Z"
)
# Before this, only what `a` or `an` stands before is a name that something resembles: `a Unix like system`.
LIKE, BEFORE_LIKE = " like ", lazy(r"(?:^|[\s(])[Aa]n? \Z")
# Where a cell begins with such a name, no other thing does: `JavaScript like collections`, unlike `Tools like Oar`.
CAMEL = lazy(r"[A-Z][a-z]+[A-Z][A-Za-z]*[A-Za-rt-z]")
# These say what a thing is: `an API like express`.
KINDS = frozenset(["API", "CLI", "CMS", "DB", "DBMS", "DSL", "GUI", "IDE", "LLM", "OS", "SDK", "TUI", "UI", "UX", "VM"])
FIRST = lazy(r"(?<![\w/.@#+*'’`&-])[A-Za-z](?:[\w+#]|\.(?=\w))*\Z")
LONGEST_WORD, LONGEST_LEAD = 30, 80
BEHIND, BEGINS = lazy(r" ([a-z]{3,})(?![\w@/])"), lazy(r"(?: [-–—:]|[.!?]|\|) +\Z")
NEXT = lazy(r"[a-z]{3,}(?![\w@/])")
# What is no noun before it: `is based heavily`, `and powered speakers`.
NO_NOUNS = """
all also and any are be been being both but can each else etc even every few for from has have here into is it its itself just
many more most much nor not now often once one only onto or other our own self still such than that the their them then there
these they this those thus very via was were what when where which while who will with you your
"""
NO_FIRST = frozenset(NO_NOUNS.split())
# What goes on with it rather than naming what it belongs to: `a library based around`, `a company based outside`.
GOING_ON = """
across after all along among and anywhere are around before behind but can can't each either for from has have here how inside
instead into is its like more near nearby not off only onto out outside over part primarily rather since solely than that the
their then there these this those though through throughout together toward towards under until upon using via was were when
where which while who will with within without worldwide you your
"""
NO_NEXT = frozenset(GOING_ON.split())
# Abstracts are the words of others.
LONGEST_TEXT = 600
PLURAL_ENDINGS = ("ss", "us", "is", "js")


class MissingHyphen(Rule, frozen=True):
    """Words that are one before a noun: `a web based editor`, `a Unix like system`, `an easy to use library`.

    So are what is no word by itself and the one behind it: `non profit`, `multi core`. Titles and names are left alone, where
    others decide.

    ## Why

    Without the hyphen readers take the first of them for what is meant, and have to go back.

    ## Bad

    ```markdown
    - [Oar](https://example.org/oar) - A cloud based log for boats, with event driven alarms.
    ```

    ## Good

    ```markdown
    - [Oar](https://example.org/oar) - A cloud-based log for boats, with event-driven alarms.
    ```

    ## Fix

    Unsafe: writes the hyphen, since more than one word may belong before it. None in a heading that links of the page lead to,
    since its anchor would change.
    """

    looks_at = Looks.SECTION
    fixable = Applicability.UNSAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded((diagnostic.message, diagnostic) for diagnostic in self._found(document))

    def _found(self, document: Document) -> Iterator[Diagnostic]:
        yield from self._before_nouns(document)
        for span, text in prose.stretches(document, _apart(document)):
            if _is_of_others(document, span, text) or in_authors(document, span):
                continue
            found = document.source.slice(span)
            first, _, second = found.partition(" ")
            place = Span(span.start + len(first), span.end - len(second))
            fix = None if is_anchor(document, span) else Fix.replace(place, "-", Applicability.UNSAFE)
            yield self.diagnostic(span, f"`{found}` should be `{first}-{second}`.", fix)

    def _before_nouns(self, document: Document) -> Iterator[Diagnostic]:
        for span, text in prose.stretches(document, phrases_of(document, WHOLE)):
            if _is_of_others(document, span, text) or in_authors(document, span):
                continue
            beside, found = document.source.beside(span), document.source.slice(span)
            behind = BEHIND.match(beside.after)
            begins = span.start == text.span.start or BEGINS.search(beside.before)
            if behind is None or behind[1] in NO_NOUN or not _is_thing(behind[1]) or found[1:] != found[1:].lower():
                continue
            if found.lower().startswith(SINGLE) and behind[1].removesuffix("s") in PARTS:
                continue
            if not (begins if found[0].isupper() else LEADS.search(beside.before[-LONGEST_LEAD:])):
                continue
            yield self._hyphenated(document, span)
        for span, text in prose.stretches(document, places_of(document, UNITS)):
            beside = document.source.beside(span)
            number, behind = NUMBER.search(beside.before[-LONGEST_LEAD:]), NEXT.match(beside.after)
            if number is None or behind is None or behind.group() in NO_NOUN | NO_NEXT or behind.group().endswith("ly"):
                continue
            if _is_of_others(document, span, text):
                continue
            yield self._hyphenated(document, Span(span.start - len(number["number"]), span.end - 1))
        yield from self._behind_prefixes(document)

    def _behind_prefixes(self, document: Document) -> Iterator[Diagnostic]:
        places = {
            Span(place.start + 1, place.end): word.group()
            for place in places_of(document, PREFIXES)
            if (word := NEXT.match(document.source.slice(Span(place.end, place.end + LONGEST_WORD))))
        }
        for span, text in prose.stretches(document, places):
            beside, prefix, behind = document.source.beside(span), document.source.slice(span), places[span]
            if NO_PREFIX.search(beside.before) or not _takes_prefix(behind, prefix.strip()):
                continue
            if prefix[0].isupper() and span.start != text.span.start and not BEGINS.search(beside.before):
                continue
            if ENGLISH.search(text.value) and not _is_of_others(document, span, text) and not in_authors(document, span):
                yield self._hyphenated(document, Span(span.start, span.end + len(behind)), where="")

    def _hyphenated(self, document: Document, span: Span, where: str = " before a noun") -> Diagnostic:
        found = document.source.slice(span)
        wanted = found.replace(" ", "-")
        fix = None if is_anchor(document, span) else Fix.replace(span, wanted, Applicability.UNSAFE)
        return self.diagnostic(span, f"`{found}` should be `{wanted}`{where}.", fix)


def _takes_prefix(word: str, prefix: str) -> bool:
    """Whether a word goes with one of the prefixes: `non profit`, but neither `non troppo` nor `with multi kinds of`."""
    if word in NO_NEXT or word in NO_FIRST or not lexicon().lists(word):
        return False
    if prefix.lower() == "self":
        return bool(OF_SELF.match(word))
    return prefix.lower() != "multi" or not word.endswith("s") or word.endswith(PLURAL_ENDINGS)


def _is_of_others(document: Document, span: Span, text: Text) -> bool:
    """Whether it is a part of what others wrote or called so: of a long text, a title, or the label of a link."""
    return len(text.value) > LONGEST_TEXT or in_title(document, span) or in_label(document, span)


def _apart(document: Document) -> Iterator[Span]:
    """Yield where a noun and what belongs to it stand before another noun, with a space between them."""
    for place in places_of(document, (*JOINING, *QUALIFYING)):
        beside = document.source.beside(place)
        first = FIRST.search(beside.before[-LONGEST_WORD:])
        if (
            first is None
            or not _is_noun(first.group())
            or not _goes_with(document.source.slice(place), first.group(), beside.after)
        ):
            continue
        start = place.start - len(first.group())
        word = first.group()
        if (
            document.source.slice(place) in QUALIFYING
            and word not in QUALIFIED_NOUNS
            and not (len(word) > 1 and word.isupper())
        ):
            continue
        if document.source.slice(place) == LIKE:
            before = beside.before[: -len(first.group())]
            is_led = BEFORE_LIKE.search(before) or (CAMEL.fullmatch(word) and BEGINS.search(before))
            if not word[0].isupper() or word in KINDS or not is_led:
                continue
        yield Span(start, place.end - len(" "))


def _goes_with(joining: str, word: str, after: str) -> bool:
    """Whether what follows may be what the two before it say something of."""
    behind = NEXT.match(after)
    if behind is not None:
        return _is_thing(behind.group())
    return joining in BEFORE_NAMES and len(word) > 1 and word.isupper() and NAME.match(after) is not None


def _is_noun(word: str) -> bool:
    """Whether a word may stand before `based`; of several things one says otherwise, as `tools based entirely on Go`."""
    small = word.lower()
    if len(small) < 2 or small in NO_FIRST or small.endswith("ly"):
        return False
    is_plural = word.islower() and small.endswith("s") and not small.endswith(PLURAL_ENDINGS) and lexicon().lists(small[:-1])
    return not is_plural


def _is_thing(word: str) -> bool:
    """Whether a word may be what the two before it say something of."""
    return word not in NO_NEXT and not word.endswith("ly") and word in lexicon().usual

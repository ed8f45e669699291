import re
from collections.abc import Iterator, Sequence

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.facts import prose
from awesome_lint.facts.anchors import is_anchor
from awesome_lint.facts.fields import in_authors, in_label, in_title
from awesome_lint.facts.languages import ENGLISH
from awesome_lint.facts.words import phrases_of
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

# What people write, and what they mean. Nothing is here that may be right somewhere.
PHRASES = """
a another -> another
a bunches of -> a bunch of
a collections of -> a collection of
a curated collections of -> a curated collection of
a curated lists of -> a curated list of
a large collections of -> a large collection of
a lists of -> a list of
a lots of -> lots of
a selected readings -> selected readings
advices -> advice
all kind of -> all kinds of
all sort of -> all sorts of
all type of -> all types of
alongwith -> along with
alot of -> a lot of
an another -> another
and etc -> etc
are use to -> are used to
as follow: -> as follows:
aswell -> as well
atleast -> at least
bare in mind -> bear in mind
benchmark suit of -> benchmark suite of
better then -> better than
capable to -> able to
compatible to -> compatible with
comprises of -> comprises
consists in of -> consists of
could of been -> could have been
couldnt -> couldn't
course grained -> coarse grained
course-grained -> coarse-grained
despite of -> despite
didnt -> didn't
discuss about -> discuss
documentations -> documentation
doesnt -> doesn't
don not -> do not
dont -> don't
each others -> each other
eachother -> each other
equipments -> equipment
faster then -> faster than
general-propose -> general-purpose
general-proposed -> general-purpose
hadnt -> hadn't
hardwares -> hardware
hasnt -> hasn't
havent -> haven't
heres -> here's
higher then -> higher than
in contrary to -> contrary to
in other to -> in order to
in recent year -> in recent years
in the other hand -> on the other hand
informations -> information
inorder to -> in order to
is base on -> is based on
is compose of -> is composed of
is consist of -> consists of
is consists of -> consists of
is use to -> is used to
isnt -> isn't
it's own -> its own
its a -> it's a
its an -> it's an
knowledges -> knowledge
larger then -> larger than
less then -> less than
let's you -> lets you
let’s you -> lets you
longer then -> longer than
manipulating with -> manipulating
many kind of -> many kinds of
many type of -> many types of
more better -> better
more easier -> easier
more faster -> faster
more then -> more than
on other hand -> on the other hand
opensource -> open-source
peace of code -> piece of code
proof of concepts of -> proofs of concept of
prove of concept -> proof of concept
pull request are welcome -> pull requests are welcome
rather then -> rather than
should of been -> should have been
shouldnt -> shouldn't
smaller then -> smaller than
softwares -> software
state of art -> state of the art
state-of-art -> state-of-the-art
step by steps -> step by step
such us -> such as
table of content -> table of contents
tables of content -> tables of contents
teh -> the
test suit for -> test suite for
thats -> that's
the emerging of -> the emergence of
their are -> there are
their is -> there is
there is many -> there are many
there is several -> there are several
there is various -> there are various
there own -> their own
theres -> there's
theyre -> they're
to be update soon -> to be updated soon
up-to date -> up to date
upto -> up to
various kind of -> various kinds of
various type of -> various types of
wasnt -> wasn't
welcome to contributing -> welcome to contribute
well-know -> well-known
werent -> weren't
whats -> what's
will be update -> will be updated
worse then -> worse than
wouldnt -> wouldn't
youre -> you're
"""
MEANT = dict(line.split(" -> ") for line in PHRASES.strip().splitlines())
# What tells that there are several of what follows.
SEVERAL = (
    *("a few", "many", "numerous", "several", "various"),
    *("collection of", "compilation of", "list of", "lists of", "number of", "range of", "selection of", "series of", "set of"),
    "variety of",
)
THINGS = """
algorithm app application approach article blog book challenge component dataset example extension feature framework function
implementation library link method model module package paper plugin post problem project question repo repository resource
script service site technique tool topic tutorial website
"""
# No description of a thing that there are several of.
OTHERS = """
a all an and any at both by each every find for from how in like my no of on one or our per that the this to use what which with
your
"""
# Before anything else it may belong to what follows: `a collection of paper boats`.
ONE = lazy(
    rf" (?:(?!(?:{'|'.join(OTHERS.split())})\b)[A-Za-z][\w+#-]*(?<!s) ){{0,3}}(?:{'|'.join(THINGS.split())})"
    r"(?= (?:about|for|from|in|on|that|using|which)\b|[.;:!?]?(?:\s*\n|\Z)|[.;!?] )",
    re.IGNORECASE,
)
# What ends with a period of its own.
ABBREVIATION = lazy(r"(?<![\w.&])(?:e\.g|i\.e)(?=,|[ ][\w\"'`]|\)|:)")
JOINS_BEFORE, JOINS_AFTER = lazy(r"(?:[^\W_]|['’./@#-])\Z"), lazy(r"[^\W_]|['’/@-]|\.\w")
THATS = "thats"
# In Malay it is tea.
TEH, TEA = "teh", lazy(r" (?:botol|halia|o|peng|tarik)\b")
VERB_AFTER = lazy(r" (?!its\b|this\b|always\b|perhaps\b|plus\b)[a-z]{3,}(?<![isu])s\b")


class WrongPhrase(Rule, frozen=True):
    """Words that are right by themselves and wrong together (`table of content`, `more then`), and `e.g` without its period.

    So is one thing where words tell of several: `many tool for`, `a list of paper`. Titles and names are left alone there.

    ## Why

    They are slips that no dictionary finds, since each word is in it.

    ## Bad

    ```markdown
    ## Table of Content

    - [Oar](https://example.org/oar) - A course-grained library that is faster then rowing.
    ```

    ## Good

    ```markdown
    ## Table of Contents

    - [Oar](https://example.org/oar) - A coarse-grained library that is faster than rowing.
    ```

    ## Fix

    Unsafe: writes what is meant. None in a heading that links of the page lead to, since its anchor would change.
    """

    fixable = Applicability.UNSAFE
    effect = Effect.TEXT
    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for span, _ in prose.matches(document, ABBREVIATION):
            found = document.source.slice(span)
            fix = None if is_anchor(document, span) else Fix.insert(span.end, ".", Applicability.UNSAFE)
            yield self.diagnostic(span, f"`{found}` should be `{found}.`.", fix)
        places = [(span, document.source.slice(span).lower()) for span in phrases_of(document, (*MEANT, *SEVERAL))]
        yield from self._meant(document, [span for span, phrase in places if phrase in MEANT])
        yield from self._of_several(document, [span for span, phrase in places if phrase in SEVERAL])

    def _meant(self, document: Document, places: Sequence[Span]) -> Iterator[Diagnostic]:
        """Yield where one of the phrases stands, and what is meant by it."""
        for span, text in prose.stretches(document, places):
            found, beside = document.source.slice(span), document.source.beside(span)
            if found.isupper() or JOINS_BEFORE.search(beside.before) or JOINS_AFTER.match(beside.after):
                continue
            if found.lower() == TEH and (not found.islower() or not ENGLISH.search(text.value) or TEA.match(beside.after)):
                continue
            expected = _in_case_of(found, MEANT[found.lower()])
            if found.lower() == THATS and VERB_AFTER.match(beside.after):
                # `a tool thats supports boats`.
                expected = expected[: -len("'s")]
            if found[0].isupper() and expected.replace("'", "") == found and in_title(document, span):
                # Papers have been published under such titles.
                continue
            fix = None if is_anchor(document, span) else Fix.replace(span, expected, Applicability.UNSAFE)
            yield self.diagnostic(span, f"`{found}` should be `{expected}`.", fix)

    def _of_several(self, document: Document, places: Sequence[Span]) -> Iterator[Diagnostic]:
        """Yield where one thing stands behind words for several: `many tool for`, `a list of paper.`."""
        for span, _ in prose.stretches(document, places):
            if in_title(document, span) or in_label(document, span) or in_authors(document, span):
                continue
            beside = document.source.beside(span)
            one = ONE.match(beside.after)
            if one is None or beside.before[-1:].isalnum() or beside.before.endswith("-"):
                continue
            whole = Span(span.start, span.end + one.end())
            found = document.source.slice(whole)
            several = f"{found[:-1]}ies" if found.endswith("y") else f"{found}s"
            fix = None if is_anchor(document, whole) else Fix.replace(whole, several, Applicability.UNSAFE)
            yield self.diagnostic(whole, f"`{found}` should be `{several}`.", fix)


def _in_case_of(found: str, meant: str) -> str:
    """Return what is meant with the capitals of what was found: `Table of Content`, `Course-Grained`."""
    words = found.split()
    if len(words) > 1 and words[-1][0].isupper():
        return " ".join(word if word in ("a", "of", "the", "in") else word.capitalize() for word in meant.split())
    if found[0].isupper():
        capital = "-".join(map(str.capitalize, meant.split("-"))) if found.count("-") and found.istitle() else ""
        return capital or meant[0].upper() + meant[1:]
    return meant

from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.facts import prose
from awesome_lint.facts.anchors import is_anchor
from awesome_lint.facts.fields import in_title
from awesome_lint.facts.words import phrases_of
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule

# What people write, and what they mean. Nothing is here that may be right somewhere.
PHRASES = """
a bunches of -> a bunch of
a collections of -> a collection of
a large collections of -> a large collection of
a lists of -> a list of
a lots of -> lots of
all kind of -> all kinds of
alot of -> a lot of
a another -> another
an another -> another
and etc -> etc
as follow: -> as follows:
bare in mind -> bear in mind
better then -> better than
capable to -> able to
could of been -> could have been
course grained -> coarse grained
course-grained -> coarse-grained
couldnt -> couldn't
didnt -> didn't
doesnt -> doesn't
don not -> do not
dont -> don't
each others -> each other
faster then -> faster than
general-propose -> general-purpose
general-proposed -> general-purpose
hadnt -> hadn't
hasnt -> hasn't
havent -> haven't
heres -> here's
higher then -> higher than
in recent year -> in recent years
in contrary to -> contrary to
in other to -> in order to
isnt -> isn't
it's own -> its own
larger then -> larger than
less then -> less than
let's you -> lets you
let’s you -> lets you
longer then -> longer than
more easier -> easier
more faster -> faster
more then -> more than
peace of code -> piece of code
proof of concepts of -> proofs of concept of
pull request are welcome -> pull requests are welcome
prove of concept -> proof of concept
rather then -> rather than
shouldnt -> shouldn't
should of been -> should have been
smaller then -> smaller than
state of art -> state of the art
state-of-art -> state-of-the-art
table of content -> table of contents
tables of content -> tables of contents
thats -> that's
theres -> there's
theyre -> they're
wasnt -> wasn't
werent -> weren't
worse then -> worse than
wouldnt -> wouldn't
to be update soon -> to be updated soon
welcome to contributing -> welcome to contribute
whats -> what's
will be update -> will be updated
youre -> you're
"""
MEANT = dict(line.split(" -> ") for line in PHRASES.strip().splitlines())
# What ends with a period of its own.
ABBREVIATION = lazy(r"(?<![\w.&])(?:e\.g|i\.e)(?=,|[ ][\w\"'`]|\)|:)")
JOINS_BEFORE, JOINS_AFTER = lazy(r"(?:[^\W_]|['’./@#-])\Z"), lazy(r"[^\W_]|['’/@-]|\.\w")


class WrongPhrase(Rule, frozen=True):
    """Words that are right by themselves and wrong together (`table of content`, `more then`), and `e.g` without its period.

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

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for span, _ in prose.matches(document, ABBREVIATION):
            found = document.source.slice(span)
            fix = None if is_anchor(document, span) else Fix.insert(span.end, ".", Applicability.UNSAFE)
            yield self.diagnostic(span, f"`{found}` should be `{found}.`.", fix)
        for span, _ in prose.stretches(document, phrases_of(document, MEANT)):
            found, beside = document.source.slice(span), document.source.beside(span)
            if found.isupper() or JOINS_BEFORE.search(beside.before) or JOINS_AFTER.match(beside.after):
                continue
            expected = _in_case_of(found, MEANT[found.lower()])
            if found[0].isupper() and expected.replace("'", "") == found and in_title(document, span):
                # Papers have been published under such titles.
                continue
            fix = None if is_anchor(document, span) else Fix.replace(span, expected, Applicability.UNSAFE)
            yield self.diagnostic(span, f"`{found}` should be `{expected}`.", fix)


def _in_case_of(found: str, meant: str) -> str:
    """Return what is meant with the capitals of what was found: `Table of Content`, `Course-Grained`."""
    words = found.split()
    if len(words) > 1 and words[-1][0].isupper():
        return " ".join(word if word in ("a", "of", "the", "in") else word.capitalize() for word in meant.split())
    if found[0].isupper():
        capital = "-".join(map(str.capitalize, meant.split("-"))) if found.count("-") and found.istitle() else ""
        return capital or meant[0].upper() + meant[1:]
    return meant

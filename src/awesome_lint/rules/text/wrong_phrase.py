from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.facts import prose
from awesome_lint.facts.anchors import is_anchor
from awesome_lint.facts.fields import in_title
from awesome_lint.facts.languages import ENGLISH
from awesome_lint.facts.words import phrases_of
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule

# What people write, and what they mean. Nothing is here that may be right somewhere.
PHRASES = """
a another -> another
a bunches of -> a bunch of
a collections of -> a collection of
a large collections of -> a large collection of
a lists of -> a list of
a lots of -> lots of
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
could of been -> could have been
couldnt -> couldn't
course grained -> coarse grained
course-grained -> coarse-grained
didnt -> didn't
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
hasnt -> hasn't
havent -> haven't
heres -> here's
higher then -> higher than
in contrary to -> contrary to
in other to -> in order to
in recent year -> in recent years
informations -> information
inorder to -> in order to
is base on -> is based on
is compose of -> is composed of
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
many kind of -> many kinds of
many type of -> many types of
more better -> better
more easier -> easier
more faster -> faster
more then -> more than
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
such us -> such as
table of content -> table of contents
tables of content -> tables of contents
test suit for -> test suite for
teh -> the
thats -> that's
their are -> there are
their is -> there is
there own -> their own
theres -> there's
theyre -> they're
to be update soon -> to be updated soon
upto -> up to
various kind of -> various kinds of
various type of -> various types of
wasnt -> wasn't
welcome to contributing -> welcome to contribute
werent -> weren't
whats -> what's
will be update -> will be updated
worse then -> worse than
wouldnt -> wouldn't
youre -> you're
"""
MEANT = dict(line.split(" -> ") for line in PHRASES.strip().splitlines())
# What ends with a period of its own.
ABBREVIATION = lazy(r"(?<![\w.&])(?:e\.g|i\.e)(?=,|[ ][\w\"'`]|\)|:)")
JOINS_BEFORE, JOINS_AFTER = lazy(r"(?:[^\W_]|['’./@#-])\Z"), lazy(r"[^\W_]|['’/@-]|\.\w")
THATS = "thats"
# In Malay it is tea.
TEH, TEA = "teh", lazy(r" (?:botol|halia|o|peng|tarik)\b")
VERB_AFTER = lazy(r" (?!its\b|this\b|always\b|perhaps\b|plus\b)[a-z]{3,}(?<![isu])s\b")


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
    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for span, _ in prose.matches(document, ABBREVIATION):
            found = document.source.slice(span)
            fix = None if is_anchor(document, span) else Fix.insert(span.end, ".", Applicability.UNSAFE)
            yield self.diagnostic(span, f"`{found}` should be `{found}.`.", fix)
        for span, text in prose.stretches(document, phrases_of(document, MEANT)):
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


def _in_case_of(found: str, meant: str) -> str:
    """Return what is meant with the capitals of what was found: `Table of Content`, `Course-Grained`."""
    words = found.split()
    if len(words) > 1 and words[-1][0].isupper():
        return " ".join(word if word in ("a", "of", "the", "in") else word.capitalize() for word in meant.split())
    if found[0].isupper():
        capital = "-".join(map(str.capitalize, meant.split("-"))) if found.count("-") and found.istitle() else ""
        return capital or meant[0].upper() + meant[1:]
    return meant

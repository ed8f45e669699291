import re
from collections.abc import Callable, Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.facts import prose
from awesome_lint.facts.anchors import is_anchor
from awesome_lint.facts.fields import in_authors, in_title
from awesome_lint.knowledge.spelling import lexicon
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

# None is the plural of a noun, as in `link to works`.
NO_NOUNS = """
achieves adds allows becomes contains creates enables ensures gets gives improves includes keeps makes manages performs provides
removes sends solves writes
"""
NOUNS_AS_WELL = "builds has helps requires runs supports uses works"
CREATED = """
add convert create detect develop evaluate generate get handle implement improve learn make manage parse provide send show solve
write
"""
THINGS = """
app application client editor extension framework generator implementation library middleware module package parser platform
plugin program project script server service system tool toolbox toolkit utility website wrapper
"""
PARTICIPLES = {"create": "created", "define": "defined", "find": "found", "install": "installed", "see": "seen", "use": "used"}
APART = {
    "backup": "back up",
    "checkout": "check out",
    "cleanup": "clean up",
    "login": "log in",
    "lookup": "look up",
    "rollback": "roll back",
    "setup": "set up",
    "shutdown": "shut down",
    "signup": "sign up",
}
DETERMINERS = r"(?:a|an|any|my|our|some|the|their|your) [A-Za-z]"
# `helps you during`, `allow people anything`.
OTHER_WORDS = "anything bring during everything king nothing ping ring sing something spring sting string swing thing"
NO_FORMS = frozenset(OTHER_WORDS.split())
SHORT_FORMS = {"doing": "do", "going": "go", "using": "use"}
LEAST_LETTERS = 6


def _any(words: str) -> str:
    return "|".join(words.split())


def _plain(verb: str) -> str:
    return "have" if verb == "has" else verb[:-1]


def _with_s(verb: str) -> str:
    return f"{verb}s"


def _with_ing(verb: str) -> str:
    if verb == "get":
        return "getting"
    return f"{verb.removesuffix('e')}ing"


def _without_ing(form: str) -> str:
    """Return the verb of a form in `ing`, or nothing where it is not clear."""
    if form in NO_FORMS or len(form) < LEAST_LETTERS:
        return SHORT_FORMS.get(form, "")
    stem = form.removesuffix("ing")
    stems = [f"{stem}e", stem, *([stem[:-1]] if stem[-1] == stem[-2] else [])]
    return next((each for each in stems if each in lexicon().common), "")


def _to_do(form: str) -> str:
    verb = _without_ing(form)
    return f"to {verb}" if verb else ""


THING = _any(THINGS)
DO = lazy(r"(?:can|could|do|does|did|will|would)\Z")
WOULD = lazy(r"\b(?:c|sh|w)\Z")
IS = lazy(r"(?:\b(?:is|are|was|were|been))\Z")
OF_THINGS = lazy(rf"(?:{THING})\Z")
OF_METHODS = lazy(rf"(?:\b(?:is|are)|algorithm|approach|method|model|{THING})\Z")
# Software has no plural.
ONE_THING = lazy(rf"(?:\b[Aa]n? (?:[\w-]+ ){{0,3}}(?:{THING})|\b[Ss]oftware)\Z")
WITH_EASE = lazy(r"(?:easy|simple|easier|how|able|want|need|helps?|used)\Z")
LINE_BEGINNING = lazy(r"(?<![\w-])\Z")
OTHER_VERBS = "allow|contain|create|enable|generate|give|include|make|provide|support"
LONGEST_BEFORE = 80

# What is looked for, which begins with plain letters, because these are found in a fraction of the time; what has to stand
# before it; and what is written in the place of the group.
PATTERNS: tuple[tuple[re.Pattern[str], re.Pattern[str] | None, Callable[[str], str]], ...] = (
    (lazy(rf" to (?P<verb>{_any(NO_NOUNS)})(?= [a-z])"), None, _plain),
    (lazy(rf" can (?P<verb>{_any(NO_NOUNS)}|{_any(NOUNS_AS_WELL)})(?= [a-z])"), None, _plain),
    (lazy(rf"ould (?P<verb>{_any(NO_NOUNS)}|{_any(NOUNS_AS_WELL)})(?= [a-z])"), WOULD, _plain),
    (lazy(rf" not (?P<verb>{_any(NO_NOUNS)}|{_any(NOUNS_AS_WELL)})(?= [a-z])"), DO, _plain),
    (lazy(rf"n't (?P<verb>{_any(NO_NOUNS)}|{_any(NOUNS_AS_WELL)})(?= [a-z])"), None, _plain),
    (lazy(rf" for (?P<verb>{_any(CREATED)})(?= {DETERMINERS})"), None, _with_ing),
    (lazy(r"llow(?<=\b[Aa]llow)s? (?P<verb>to)(?= (?!be\b)[a-z])"), None, lambda _: "you to"),
    (lazy(r"llow(?<=\b[Aa]llow)s? (?:you|users|developers) (?P<verb>[a-z]{2,}ing)(?= [a-z]{2})"), None, _to_do),
    (lazy(r"elp(?<=\b[Hh]elp)s? (?:you|users|developers) (?P<verb>[a-z]{2,}ing)(?= (?:with )?[a-z]{3})"), None, _without_ing),
    (lazy(r" (?P<verb>build)(?= (?:by|for|from|in|on|upon|using|with) )"), IS, lambda _: "built"),
    (lazy(r" (?P<verb>build)(?= (?:on top|upon|on [A-Z]))"), OF_THINGS, lambda _: "built"),
    (lazy(r" (?P<verb>focus)(?= on )"), IS, lambda _: "focused"),
    (lazy(r" (?P<verb>base)(?= on )"), OF_METHODS, lambda _: "based"),
    (
        lazy(rf" be (?P<verb>{'|'.join(PARTICIPLES)})(?= (?:as|at|by|for|from|here|in|on|to|with)\b|[.,;])"),
        None,
        PARTICIPLES.__getitem__,
    ),
    (lazy(rf" that (?P<verb>{OTHER_VERBS})(?= [a-z])"), ONE_THING, _with_s),
    (lazy(rf" which (?P<verb>{OTHER_VERBS})(?= [a-z])"), ONE_THING, _with_s),
    (lazy(r"It (?P<verb>allow|contain|enable|include|provide)(?= (?:a|all|an|many|the|to|you) )"), LINE_BEGINNING, _with_s),
    (
        lazy(rf"his (?:{THING}) (?P<verb>allow|contain|enable|include|provide)(?= (?:a|all|an|many|the|to|you) )"),
        None,
        _with_s,
    ),
    (
        lazy(rf" to (?P<verb>{'|'.join(APART)})(?=[.,;]| (?:a|an|and|any|for|in|my|on|our|some|the|their|with|your)\b)"),
        WITH_EASE,
        APART.__getitem__,
    ),
    (lazy(rf" to (?P<verb>{'|'.join(APART)})(?= {DETERMINERS})"), None, APART.__getitem__),
)


class VerbForm(Rule, frozen=True):
    """A verb in a form that English does not have there: `can works`, `for create a list`, `is build on`, `easy to setup`.

    So are `allows to row` and `allows you rowing` for `allows you to row`, and `a tool that provide oars`. Titles are left
    alone, since others wrote them.

    ## Why

    Each word is right by itself, so no dictionary finds these slips, and readers stumble over them.

    ## Bad

    ```markdown
    - [Oar](https://example.org/oar) - A library for create a boat that can works on all seas, and is easy to setup.
    - [Sail](https://example.org/sail) - It is build on top of Oar and allows to row by night.
    ```

    ## Good

    ```markdown
    - [Oar](https://example.org/oar) - A library for creating a boat that can work on all seas, and is easy to set up.
    - [Sail](https://example.org/sail) - It is built on top of Oar and allows you to row by night.
    ```

    ## Fix

    Unsafe: writes the verb in the form that is likely meant. None in a heading that links of the page lead to, since its anchor
    would change.
    """

    fixable = Applicability.UNSAFE
    effect = Effect.TEXT
    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        told: set[int] = set()
        for pattern, before, form in PATTERNS:
            for span, text in prose.matches(document, pattern):
                match = pattern.match(text.value, span.start - text.span.start)
                if match is None:
                    # What has to stand behind it is a mark, or behind one.
                    continue
                place = Span(*match.span("verb")).moved(text.span.start)
                if place.start in told or (before and not before.search(document.source.beside(span).before[-LONGEST_BEFORE:])):
                    continue
                found = document.source.slice(place)
                expected = form(found)
                if not expected or in_title(document, span) or in_authors(document, span):
                    continue
                told.add(place.start)
                fix = None if is_anchor(document, place) else Fix.replace(place, expected, Applicability.UNSAFE)
                word = document.source.beside(place).before.split()[-1]
                yield self.diagnostic(place, f"`{word} {found}` should be `{word} {expected}`.", fix)

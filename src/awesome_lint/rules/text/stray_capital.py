from collections.abc import Hashable, Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.facts import prose
from awesome_lint.facts.anchors import is_anchor
from awesome_lint.facts.fields import in_authors, in_label, in_title
from awesome_lint.facts.folding import folded
from awesome_lint.facts.languages import ENGLISH
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

# What things are like, and nothing is called behind `a`.
ADJECTIVES = """
advanced alternative automatic basic beautiful beginner clean collaborative compact complete complex comprehensive convenient
cool cryptographic cumulative curated custom customizable declarative dedicated detailed different distributed dynamic easy
effective efficient elegant embeddable excellent experimental extensible extensive fantastic fast featured flexible free
full fun functional general generic good graphical great handy helpful high huge hybrid incredible independent innovative
interactive interesting introductory intuitive large light lightweight little local long low minimal minimalist minimalistic
modern modular multilingual neat new nice novel official online optional personal popular portable powerful practical pretty
private productive professional programmable progressive pure quick realistic reliable responsive reusable rich robust
scalable secure short simple simplified single sleek slick small smart sophisticated standalone static straightforward strong
stylish super tiny transparent unified unique universal unofficial unopinionated useful usable versatile visual weekly
"""
# What things are, before what says which.
NOUNS = """
application bundle client collection command compilation compiler component converter database editor extension framework
function generator implementation interface library linter list manager middleware module package parser plugin program project
repository script selection server set tool toolbox toolkit utility wrapper
"""
WHICH = "by for from in inspired of on that to using which with written"
NOUN_FORMS = frozenset(word.capitalize() for word in NOUNS.split())
FORMS = "|".join(word.capitalize() for word in sorted({*ADJECTIVES.split(), *NOUNS.split()}))
BEHIND_ARTICLE = lazy(rf"[Aa](?<![\w'’.-][Aa])n? (?:fairly |really |relatively |very )?(?P<word>{FORMS})(?=[ ,])")
# `a Simple plugin`, `a Library for parsing`; in a title, more words have capitals: `A Simple plugin for Busy People`.
AFTER_ADJECTIVE = lazy(r",? (?!and\b|or\b)[a-z]{2,}(?:[ ,.;:!?)]|-[a-z]|\Z)")
AFTER_NOUN = lazy(rf" (?:{'|'.join(WHICH.split())}) [a-z]{{2,}}(?:[ ,.;:!?)]|-[a-z]|\Z)")


class StrayCapital(Rule, frozen=True):
    """A plain word with a capital behind `a` or `an`: `A Simple library`, `a Collection of tools`.

    Titles, names and labels are left alone, and so is what may be a title: `a Collection of Great Boats`.

    ## Why

    Readers take a word with a capital for a name, and look for what is called so.

    ## Bad

    ```markdown
    - [Oar](https://example.org/oar) - A Simple library for rowing.
    ```

    ## Good

    ```markdown
    - [Oar](https://example.org/oar) - A simple library for rowing.
    ```

    ## Fix

    Safe: writes the word in small letters. None in a heading that links of the page lead to.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT
    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._found(document))

    def _found(self, document: Document) -> Iterator[tuple[Hashable, Diagnostic]]:
        for whole, text in prose.matches(document, BEHIND_ARTICLE):
            word = document.source.slice(whole).rpartition(" ")[2]
            span = Span(whole.end - len(word), whole.end)
            beside = document.source.beside(span)
            after = AFTER_NOUN if word in NOUN_FORMS else AFTER_ADJECTIVE
            if not after.match(beside.after) or not ENGLISH.search(text.value):
                continue
            if in_title(document, span) or in_label(document, span) or in_authors(document, span):
                continue
            small = word.lower()
            fix = None if is_anchor(document, span) else Fix.replace(span, small, Applicability.SAFE)
            yield word, self.diagnostic(span, f"`{word}` is no name: write `{small}`.", fix)

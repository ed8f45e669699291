import re
from collections.abc import Iterator
from html.entities import html5

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, Text
from awesome_lint.facts.folding import folded
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span, occurrences

# The elements of HTML, obsolete ones too, and those of pictures and formulas.
NAMES = """
a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button
canvas caption center cite code col colgroup command content data datalist dd del details dfn dialog dir div dl dt element em
embed fieldset figcaption figure font footer form frame frameset g-emoji h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe
image img input ins isindex kbd keygen label legend li link listing main map mark marquee math menu menuitem meta meter
multicol nav nobr noembed noframes noscript object ol optgroup option output p param picture plaintext portal pre progress q
rb rbc rp rt rtc ruby s samp script search section select shadow slot small source spacer span strike strong style sub
summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp
animate circle clippath defs desc ellipse filter foreignobject g line lineargradient marker mask path pattern polygon polyline
radialgradient rect stop symbol text textpath tspan use
annotation maction menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mroot mrow ms mspace msqrt mstyle
msub msubsup msup mtable mtd mtext mtr munder munderover semantics
"""
KNOWN = frozenset(NAMES.split())
TAG = lazy(r"</?([A-Za-z][A-Za-z0-9-]*)")
ENTITY = lazy(r"&([A-Za-z][A-Za-z0-9]{1,30});")
# What is meant by a tag that is one letter away from `<br>` and says nothing else.
BREAK = lazy(r"<(?:b[a-z]|[a-z]r|br[a-z]|b[a-z]r)\s*/?>", re.IGNORECASE)
# Letters one of which is wrong, missing or one too many, for `&nbps;` and `&ammp;`.
COMMON_ENTITIES = ("nbsp", "amp", "lt", "gt", "quot", "copy", "middot", "mdash", "ndash", "hellip", "emsp", "ensp")


class UnknownHtml(Rule, frozen=True):
    """A tag that HTML does not have, or an entity.

    ## Why

    GitHub takes a tag that it does not know off the page: of `Replace <Name> by yours`, a reader sees `Replace by yours`. What
    was meant for a line break is none. An entity that is misspelt is shown as it is written: `&nbps;`.

    ## Bad

    ```markdown
    - [One](https://example.org/1) - Writes files for <name>.
    ```

    ## Good

    ```markdown
    - [One](https://example.org/1) - Writes files for \\<name>.
    ```

    ## Fix

    Unsafe, since words appear: puts a backslash before what is no tag, so that readers see it. There is none for a pair of
    tags. One that is a letter away from `<br>` becomes that, and an entity the one that is meant.
    """

    looks_at = Looks.SECTION
    fixable = Applicability.UNSAFE
    effect = Effect.TEXT | Effect.BLOCKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._tags(document))
        yield from self._entities(document)

    def _tags(self, document: Document) -> Iterator[tuple[str, Diagnostic]]:
        for tags in document.tags:
            names = [_name(tag) for tag in tags]
            closed = {name for name, tag in zip(names, tags, strict=True) if tag.value.startswith("</")}
            for name, tag in zip(names, tags, strict=True):
                if name in KNOWN or tag.value.startswith("</"):
                    continue
                fix = _fix(tag) if name not in closed else None
                message = f"`{tag.value}` is read as HTML and not shown: write it between backticks."
                yield tag.value, self.diagnostic(tag.span, message, fix)

    def _entities(self, document: Document) -> Iterator[Diagnostic]:
        left_alone = [*document.code, *(link.url_span for link in document.links if link.url_span)]
        for span in document.texts:
            text = document.source.slice(span)
            for offset in occurrences(text, "&"):
                match = ENTITY.match(text, offset)
                if match is None or f"{match.group(1)};" in html5 or text.endswith("\\", 0, offset):
                    continue
                place = Span(span.start + offset, span.start + match.end())
                meant = _meant(match.group(1))
                if meant and not any(other.overlaps(place) for other in left_alone):
                    fix = Fix.replace(place, f"&{meant};", Applicability.UNSAFE)
                    yield self.diagnostic(place, f"`{match.group()}` should be `&{meant};`.", fix)


def _name(tag: Text) -> str:
    match = TAG.match(tag.value)
    return match.group(1).lower() if match else ""


def _fix(tag: Text) -> Fix:
    if BREAK.fullmatch(tag.value):
        return Fix.replace(tag.span, "<br>", Applicability.UNSAFE)
    return Fix.replace(tag.span, f"\\{tag.value}", Applicability.UNSAFE)


def _meant(name: str) -> str | None:
    from rapidfuzz.distance import OSA

    found = [known for known in COMMON_ENTITIES if OSA.distance(name.lower(), known, score_cutoff=1) <= 1]
    return found[0] if len(found) == 1 else None

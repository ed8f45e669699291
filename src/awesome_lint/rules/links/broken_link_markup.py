import re
from collections.abc import Iterator, Sequence

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix, shortened
from awesome_lint.document import BrokenLink, Document, Fault, Link, LinkKind, LoneBracket, by_stretch
from awesome_lint.facts.folding import folded
from awesome_lint.knowledge.identifiers import identify
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span, occurrences

# A link that an editor wrapped in a link: `[label]([url](https://example.org))`.
NESTED = lazy(r"\[(?P<label>[^\[\]]*)\]\((?P<url>[a-z]+://[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)", re.IGNORECASE)
ADDRESS_BEGINS = lazy(r"[\W_]*(?:[a-z][a-z0-9+.-]*://|www\.|mailto:)", re.IGNORECASE)
ADDRESS = lazy(r"(?:[a-z]+://|www\.|\.{0,2}/)\S+|[\w.-]+\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
# Behind a link that lacks its bracket, these show that nothing else belongs into the brackets.
AFTER_BRACKET = ("\n", "\\", "[[", "<br", "|")
NO_LABELS = frozenset({"url", "link", ""})
SHOWN = 40

# Behind a link that was none, these would become markup that they were no part of.
MARKUP = frozenset("*_~`[")
# What ends an address in text.
WORD_END = lazy(r"[ \t\n<]|$")
# A target has the character that it names, and what a backslash escapes; a bare address has its letters.
ENTITY = lazy(r"&#?\w+;")
CONTROL = lazy(r"[\x00-\x1f\x7f]")

# The middle of a link whose label has no bracket before it: `sails with oars](https://example.org)`.
MIDDLE = "]("

# How the parentheses of a link begin, or end, that hold more than a target.
BEGINNINGS = ("]([", "](<[", "]( ", "](\t", "](\n")
ENDINGS = (" )", "\t)")


class BrokenLinkMarkup(Rule, frozen=True):
    """Markup of a link that is not quite one.

    A space between label and target (`[paper] (url)`), other brackets (`(paper)[url]`, `[paper][url]`,
    `([paper])(url)`), a bracket that is
    missing or one too many (`[[paper](url)`, `[paper](url))`, `[paper](url/]`, `paper](url)`), a link in the place of a target
    (`[paper]([url](url))`), and white space beside a target. Brackets are looked at only beside links.

    ## Why

    Most of these show readers a line of markup instead of a link. The rest look right by luck, or leave a bracket behind.

    ## Bad

    ```markdown
    - **Optimal brain damage.** *Yann LeCun and Sara A Solla.* [paper] (https://example.org/1)
    - **Deep compression.** *Song Han and William J Dally.* [[paper](https://example.org/2)] [[code](https://example.org/2/code)
    - **Ternary weight networks.** *Fengfu Li and Bin Liu.* [[paper](https://example.org/3)] [[code](https://example.org/3/code)]
    ```

    ## Good

    ```markdown
    - **Optimal brain damage.** *Yann LeCun and Sara A Solla.* [paper](https://example.org/1)
    - **Deep compression.** *Song Han and William J Dally.* [[paper](https://example.org/2)] [[code](https://example.org/2/code)]
    - **Ternary weight networks.** *Fengfu Li and Bin Liu.* [[paper](https://example.org/3)] [[code](https://example.org/3/code)]
    ```

    ## Fix

    Safe: writes the link that was meant. A bracket without a partner gets one where the list's other links of that label stand
    in brackets, and goes where they do not. A target with spaces is escaped only by an unsafe fix, since a word in it may be
    none of its own. Two addresses in one target, a link without a label, and a link inside a link that leads elsewhere, are
    left to a person.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT | Effect.LINKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        source = document.source
        # A reference that nothing defines is the business of `undefined-reference`.
        broken_links = [broken for broken in document.broken_links if broken.fault is not Fault.UNDEFINED]
        yield from folded((broken.fault, self._broken(source, broken)) for broken in broken_links)
        yield from self._lone(document)
        yield from folded(found for link in _suspects(document) if (found := self._target(source, link)))
        for span in _unopened(document):
            message = "`](` before an address that is no target: put `[` before the words that lead there."
            yield self.diagnostic(span, message)

    def _broken(self, source: Source, broken: BrokenLink) -> Diagnostic:
        label, url = source.slice(broken.label), source.slice(broken.url)
        mark = "!" if _is_image(source, broken.span) else ""
        span = Span(broken.span.start - len(mark), broken.span.end)
        written = source.slice(span)
        found = written.replace(url, _short(url))
        if broken.fault is Fault.NO_LABEL:
            return self.diagnostic(
                broken.span, f"`{found}` is no link: put a label before the address, as in `[label](address)`."
            )
        if broken.fault is Fault.SPACE_IN_TARGET:
            escaped = Fix.replace(span, f"{mark}[{label}]({'%20'.join(url.split(' '))})", Applicability.UNSAFE)
            # Of several addresses each is a link by itself; together they lead nowhere.
            is_one = not any(map(ADDRESS_BEGINS.match, url.split()[1:]))
            is_plain = (
                is_one
                and "\\" not in url
                and not CONTROL.search(url)
                and not ENTITY.search(url)
                and _stands_alone(source, span)
            )
            message = f"`{found}` is no link: its target has a space in it; write `%20`, or correct the address."
            return self.diagnostic(broken.url, message, escaped if is_plain else None)
        message = f"`{found}` is no link: write `{mark}[{label}]({_short(url)})`."
        is_free = _stands_alone(source, span) and not ENTITY.search(url) and "\\" not in url
        fix = Fix.replace(span, f"{mark}[{label}]({url})") if is_free else None
        return self.diagnostic(span, message, fix)

    def _lone(self, document: Document) -> Iterator[Diagnostic]:
        """Yield one diagnostic for the lone brackets beside each link."""
        beside: dict[Link, list[LoneBracket]] = {}
        for bracket in document.lone_brackets:
            beside.setdefault(bracket.link, []).append(bracket)
        for link, brackets in beside.items():
            is_wrapped = _is_wrapped(document, link)
            yield self._beside(document.source, link, brackets, is_wrapped=is_wrapped)

    def _beside(self, source: Source, link: Link, brackets: Sequence[LoneBracket], *, is_wrapped: bool) -> Diagnostic:
        first = brackets[0]
        mark = source.slice(first.span)
        text = source.text
        if text[max(first.span.start - 1, 0) : first.span.start] == "!":
            # An image would begin there.
            return self.diagnostic(first.span, f"Stray `!{mark}` before the link: remove it.")
        if len(brackets) == 1 and first.expected:
            return self.diagnostic(
                first.span,
                f"`{mark}` behind the link should be `{first.expected}`.",
                Fix.replace(first.span, first.expected),
            )
        if first.span.end == link.span.start:
            if is_wrapped:
                rest = text[link.span.end :][:200].lstrip(" \t")
                is_alone = not rest or rest.startswith(AFTER_BRACKET)
                fix = Fix.insert(link.span.end, "]") if is_alone else None
                return self.diagnostic(first.span, "Missing `]` behind the link that follows: add it.", fix)
            return self.diagnostic(first.span, f"Stray `{mark}` before the link: remove it.", Fix.delete(first.span))
        if mark == "]" and is_wrapped and len(brackets) == 1 and first.span.start == link.span.end:
            return self.diagnostic(first.span, "Missing `[` before the link: add it.", Fix.insert(link.span.start, "["))
        fix = Fix.of(Edit(bracket.span, "") for bracket in brackets)
        marks = "".join(source.slice(bracket.span) for bracket in brackets)
        return self.diagnostic(first.span, f"Stray `{marks}` behind the link: remove it.", fix)

    def _target(self, source: Source, link: Link) -> tuple[str, Diagnostic] | None:
        """Return the cause and what is wrong in the parentheses of a link that works."""
        span = link.url_span
        if span is None or link.kind not in (LinkKind.INLINE, LinkKind.IMAGE):
            return None
        if link.url.startswith("[") and source.slice(span) == link.url and (nested := NESTED.fullmatch(link.url)):
            return "nested", self._nested(span, nested.group("label"), nested.group("url"))
        text = source.text
        # An image may be written in HTML, and most targets fill their parentheses.
        if text[link.span.end - 1] != ")" or (text[span.start - 1] in "(<" and text[link.span.end - 2] not in " \t"):
            return None
        paddings = _paddings(text, link, span)
        if not paddings or link.url.count("(") != link.url.count(")"):
            return None
        where = (
            "before" if len(paddings) == 1 and paddings[0].end == span.start else "behind" if len(paddings) == 1 else "around"
        )
        message = f"Space {where} the target `{_short(link.url)}`: remove it."
        return "padded", self.diagnostic(paddings[0], message, Fix.of(Edit(padding, "") for padding in paddings))

    def _nested(self, span: Span, label: str, url: str) -> Diagnostic:
        message = f"Link `[{_short(label)}]({_short(url)})` inside a target: write its address alone, `{_short(url)}`."
        if label.casefold() in NO_LABELS or _names(label, url):
            return self.diagnostic(span, message, Fix.replace(span, url))
        # Of two addresses, which one was meant is not known.
        fix = None if ADDRESS.fullmatch(label) else Fix.replace(span, url, Applicability.UNSAFE)
        return self.diagnostic(span, message, fix)


def _is_image(source: Source, span: Span) -> bool:
    """Whether what is written there would be an image."""
    before = source.text[max(span.start - 2, 0) : span.start]
    return before.endswith("!") and before != "\\!"


def _stands_alone(source: Source, span: Span) -> bool:
    """Whether nothing that GitHub takes for the end of the address now becomes markup once a link ends there."""
    end = WORD_END.search(source.text, span.end)
    rest = source.text[span.end : end.start() if end else span.end]
    return MARKUP.isdisjoint(rest) and CONTROL.search(rest) is None


def _is_wrapped(document: Document, link: Link) -> bool:
    """Whether most links of this label stand in brackets of their own: `[[label](url)]`."""
    label = link.label.value
    if label.startswith("[") and label.endswith("]"):
        return False
    others = [other for other in document.links if other.label.value.casefold() == label.casefold() and other != link]
    return sum(map(document.is_wrapped, others)) * 2 > len(others)


def _paddings(text: str, link: Link, span: Span) -> list[Span]:
    """Return the white space between the parentheses of a link and its target, where it is not in angle brackets."""
    start = span.start
    while text[start - 1] in " \t":
        start -= 1
    end = link.span.end - 1
    while text[end - 1] in " \t":
        end -= 1
    found: list[Span] = []
    if start < span.start and text[start - 1] == "(":
        found.append(Span(start, span.start))
    # A title may stand between the target and the parenthesis.
    if end == span.end and end < link.span.end - 1:
        found.append(Span(end, link.span.end - 1))
    return found


def _names(label: str, url: str) -> bool:
    """Whether a label that is an address is that of the target, or its host."""
    address = label if "://" in label else f"https://{label}"
    return (
        identify(address) == identify(url) or url.partition("://")[2].partition("/")[0].removeprefix("www.") == label.casefold()
    )


def _short(text: str) -> str:
    return shortened(" ".join(text.split()), SHOWN)


@by_stretch
def _unopened(document: Document) -> tuple[Span, ...]:
    """Return where the middle of a link stands before an address, and no label before it."""
    source = document.source
    starts = [link.span.start for link in document.links if link.kind is LinkKind.BARE]
    middles = [Span(start - len(MIDDLE), start) for start in starts if source.text.endswith(MIDDLE, 0, start)]
    return tuple([span for span in middles if _is_unopened(source.beside(span).before)])


def _is_unopened(before: str) -> bool:
    """Whether words stand before the end of a label, and no bracket begins it."""
    last = before.rfind("]")
    return before.rfind("[") <= last and any(map(str.isalpha, before[last + 1 :]))


@by_stretch
def _suspects(document: Document) -> tuple[Link, ...]:
    """Return the links in whose parentheses more may stand than the target: all where one begins so, else those that end so."""
    text = document.source.text
    if any(beginning in text for beginning in BEGINNINGS):
        return document.links
    ends = {place + len(ending) for ending in ENDINGS for place in occurrences(text, ending)}
    return tuple([link for link in document.links if link.span.end in ends]) if ends else ()

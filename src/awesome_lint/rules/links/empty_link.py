import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Container, Document, Entry, Link, LinkKind
from awesome_lint.facts.folding import folded
from awesome_lint.knowledge.addresses import is_filler
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

# Links of one label to this many targets show that the label says what kind of link it is, and is no name.
LABEL_TARGETS = 2

# The top of the page, or a target that is still to come.
TOP = "#"
TO_THE_TOP = lazy(r"\b(?:back|begin|beginning|contents|home|index|return|start|top|up)\b|[↑⬆⏫]", re.IGNORECASE)
# So many titles show that they lead to what they name.
LEAST_TITLES = 5

ONLY_MARKER = lazy(r"[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s*(?:\[[ xX]\]\s*)?)?")
BLOCK = lazy(r"(?:[-+*]|\d{1,9}[.)])(?:\s|$)|[#>=~`<|:\s]|-+[ \t]*$|(?:[*_][ \t]*){3,}$")
MARKS = lazy(r"[\s>]*(?:[-+*]+|\d{1,9}[.)])")
EMPHASIS = "*_~"
EMPHASIS_AND_SPACE = "*_~ \t"
BRACKETS = frozenset({"[]", "()"})
# Before these, or the end of the line, the space before a dropped link is one too many.
AFTER_SPACE = frozenset({"", *" \t.,;:)]|"})


class EmptyLink(Rule, frozen=True):
    """A link that leads nowhere: `[paper]()`, `[paper](-)`, `[paper](TODO)`, `[paper](https://)`.

    ## Why

    It looks like a link, and whoever clicks on it stays where they are. Often it is a slot to be filled once the paper or
    its code is out. A link to the top of the page, `(#)`, is none, unless its label is that of papers or code elsewhere in the
    list, or the title of an entry among others that lead to their pages.

    ## Bad

    ```markdown
    - **Optimal brain damage.** *Yann LeCun and Sara A Solla.* [paper]()
    - **Deep compression.** *Song Han and William J Dally.* [paper](https://example.org/2)
    - **Ternary weight networks.** *Fengfu Li and Bin Liu.* [paper](https://example.org/3)
    ```

    ## Good

    ```markdown
    - **Optimal brain damage.** *Yann LeCun and Sara A Solla.*
    - **Deep compression.** *Song Han and William J Dally.* [paper](https://example.org/2)
    - **Ternary weight networks.** *Fengfu Li and Bin Liu.* [paper](https://example.org/3)
    ```

    ## Fix

    Unsafe, since only a person can supply the target: drops a link whose label says what kind of link it is, as the list's
    other links of that label show, and leaves the words of any other. There is none where nothing would be left, nor in a
    heading without anything below it, which is what it lists.
    """

    fixable = Applicability.UNSAFE
    effect = Effect.TEXT | Effect.LINKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        empty = [link for link in document.links if _is_empty(link)]
        tops = [link for link in document.links if link.url == TOP]
        if not empty and not tops:
            return
        targets = _targets(document.links)
        if tops:
            labels = {link.span for entry in document.entries for link in entry.labels}
            empty += [link for link in tops if link.span in labels and _is_kind(link, targets)]
            empty += _titles(document, tops)
        listed = [section.heading.span for section in document.walk() if section.heading and section.is_empty]
        listed += [entry.span for entry in document.entries if entry.container is Container.HEADING and _is_alone(entry)]
        listed.sort()
        yield from folded(self._at(document.source, link, targets, listed) for link in empty)

    def _at(
        self, source: Source, link: Link, targets: Mapping[str, set[str]], listed: Sequence[Span]
    ) -> tuple[str, Diagnostic]:
        """Return what is written, by which links of one cause are alike, and what is wrong with it."""
        what = "Image" if link.kind is LinkKind.IMAGE else "Link"
        written = " ".join(source.slice(link.span).split())
        at = bisect_right(listed, link.span.start, key=lambda span: span.start) - 1
        is_listed = at >= 0 and listed[at].contains(link.span)
        fix = None if is_listed else _fix(source, link, is_kind=_is_kind(link, targets))
        return written, self.diagnostic(
            link.span, f"{what} `{written}` has no target: add one, or remove the {what.lower()}.", fix
        )


def _titles(document: Document, tops: Sequence[Link]) -> list[Link]:
    """Return which of the links to the top are titles of what is listed, where other titles lead to other pages."""
    titled = [(entry, link) for entry in document.entries for link in entry.links if entry.is_of_title(link)]
    if sum(not link.is_fragment for _, link in titled) < LEAST_TITLES:
        return []
    top = {link.span for link in tops if not TO_THE_TOP.search(link.label.value)}
    return [link for entry, link in titled if link.span in top and entry.container is Container.LIST_ITEM]


def _is_alone(entry: Entry) -> bool:
    """Whether all that is known of an entry stands in its heading."""
    return entry.description is None and all(entry.text_span.contains(link.span) for link in entry.links)


def _is_empty(link: Link) -> bool:
    """Whether a link has no target, or only something in its place; what its label repeats may be the name of a file."""
    return not link.url.strip() or (is_filler(link.url) and link.label.value.casefold() != link.url.strip().casefold())


def _is_kind(link: Link, targets: Mapping[str, set[str]]) -> bool:
    """Whether the label says what kind of link it is, as other links show."""
    return len(targets.get(link.label.value.casefold(), ())) >= LABEL_TARGETS


def _targets(links: Sequence[Link]) -> Mapping[str, set[str]]:
    targets: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.url.strip() and link.url != TOP and link.kind is not LinkKind.IMAGE and not is_filler(link.url):
            targets[link.label.value.casefold()].add(link.url)
    return targets


def _fix(source: Source, link: Link, *, is_kind: bool) -> Fix | None:
    if link.kind is not LinkKind.INLINE:
        return None
    span = link.span if not is_kind else _dropped(source, link.span)
    beside = source.beside(span)
    before, after = beside.before, beside.after if "\n" not in source.slice(span) else ""
    if not is_kind:
        label = source.slice(link.label.span)
        if ONLY_MARKER.fullmatch(before) and (BLOCK.match(label) or MARKS.fullmatch(before + label + after)):
            # Without its brackets, the label would begin an entry, a heading or a quotation, or nothing stand in an entry.
            return None
        return None if _touches_emphasis(before, after) else Fix.replace(span, label, Applicability.UNSAFE)
    if ONLY_MARKER.fullmatch(before.rstrip(EMPHASIS)) and not after.strip(EMPHASIS_AND_SPACE):
        # Without the link nothing would be left of the entry.
        return None
    return Fix((Edit(span, ""),), Applicability.UNSAFE)


def _touches_emphasis(before: str, after: str) -> bool:
    """Whether only marks of emphasis stand between the link and a letter; they mean another thing beside two letters."""
    outer = before.rstrip(EMPHASIS), after.lstrip(EMPHASIS)
    return (outer[0] != before and outer[0][-1:].isalnum()) or (outer[1] != after and outer[1][:1].isalnum())


def _dropped(source: Source, span: Span) -> Span:
    """Return the link with the brackets that hold nothing else, and with the space before or after it."""
    start, end = span
    beside = source.beside(span)
    before, after = beside.before, beside.after
    while before[-1:] + after[:1] in BRACKETS:
        before, after = before[:-1], after[1:]
        start, end = start - 1, end + 1
    kept = before.rstrip(" \t")
    if kept and kept != before:
        # The space after it, which may be a line break at the end of the line, stays.
        return Span(start - len(before) + len(kept) if after[:1] in AFTER_SPACE else start, end)
    return Span(start, end + len(after) - len(after.lstrip(" \t")))

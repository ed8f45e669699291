from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from msgspec import Struct

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import BlockKind, Contents, Document, Heading, Link, Section
from awesome_lint.facts.anchors import fragment_of, fragments
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

# What a line of prose ends with, and the name of a section does not; a URL, an emoji code or a link that was meant to be
# one makes it a banner or a line of contents too.
PROSE = lazy(r"[.!?~。！？…](?:(?![.!?~。！？…])\W)*$|://|:[a-z_]+:|\]\(")
# A longer heading is a note in large letters.
MOST_WORDS = 12
# What no reader sees, and links or programs look for.
KEPT = lazy(r"<!--|<[^<>]*\s(?i:id|name)\s*=")
# Without its line, a numbered list may count otherwise.
BULLET = lazy(r"[ \t]*[-*+][ \t]+")


# What somebody noted for later, and what tells about the page.
PROMISE = lazy(r"(?i)<!--[^<>]*\b(?:add|added|to ?do|coming|placeholder|fill)\b")
ABOUT_THE_PAGE = lazy(
    r"(?i)contribut|licen[cs]e|about|introduc|citation|cite|contact|acknowledg|overview|goal|motivat|author|disclaimer|usage|notes?\b"
    r"|faq|support|star|news|update|maintain|thank|credit|sponsor|legend|how|what|why|background|feedback|todo|content|abstract"
)
LONGEST_INTRODUCTION = 30
LEAST_INTRODUCED = 3
# A heading is no line of contents where so many of filled sections lead to the same place.
LEAST_LINKED = 3


class EmptySection(Rule, frozen=True):
    """A section that holds nothing.

    ## Why

    A heading promises a reader something. Where nothing follows it, or only slots that nobody filled, it is better added
    once there is something to list.

    Headings that stand for lines of contents or banners are left alone: those with a link, a URL or a sentence, and those
    that come before the first section of their level with something in it. A link back to the contents does not excuse a
    heading, where those of three other sections have it, too. A section with a few words alone is empty where
    three others of its level list things below such words, or where a comment says that something is to be added.

    ## Bad

    ```markdown
    ## Pruning

    - **Optimal brain damage.** *Yann LeCun and Sara A Solla.*

    ## Dynamic computation

    ## Surveys

    - **A survey of model compression.** *Yu Cheng and Duo Wang.*
    ```

    ## Good

    ```markdown
    ## Pruning

    - **Optimal brain damage.** *Yann LeCun and Sara A Solla.*

    ## Surveys

    - **A survey of model compression.** *Yu Cheng and Duo Wang.*
    ```

    ## Fix

    Unsafe, since the heading's words go: removes the heading and the empty slots under it, but no anchor or comment, and the
    line of the contents that leads to it. There is none where another link of the page leads to it, or where that line holds
    more or has others nested in it.
    """

    fixable = Applicability.UNSAFE
    effect = Effect.TEXT | Effect.BLOCKS | Effect.LINKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        starts = [link.span.start for link in document.links]
        slots = [span for run in document.placeholders for span in run.spans]
        filled: set[int] = set()
        lines: _Lines | None = None
        for section in _outermost(document.sections, filled):
            heading = section.heading
            if heading is None or heading.level not in filled or PROSE.search(heading.text.value):
                continue
            following = bisect_left(starts, heading.span.start)
            is_linked = following < len(starts) and starts[following] < heading.span.end
            if is_linked and not _leads_back(document, starts, document.links[following]):
                continue
            name = " ".join(heading.text.value.split())
            if name and name.count(" ") < MOST_WORDS:
                lines = lines or _Lines.of(document)
                fix = _removal(document, section, slots, lines)
                yield self.diagnostic(heading.span, f"Section `{name}` is empty: add entries, or remove it.", fix)
        for heading, span in _introduced(document):
            name = " ".join(heading.text.value.split())
            yield self.diagnostic(span, f"Section `{name}` has an introduction and no entries: add some, or remove it.")


def _leads_back(document: Document, starts: Sequence[int], link: Link) -> bool:
    """Whether a heading is a link to the place that those of sections with something in them lead to, such as the contents."""
    if not link.is_fragment:
        return False
    found = 0
    for section in document.walk():
        if section.heading is not None and not section.is_empty:
            following = bisect_left(starts, section.heading.span.start)
            is_linked = following < len(starts) and starts[following] < section.heading.span.end
            found += is_linked and document.links[following].url == link.url
    return found >= LEAST_LINKED


def _introduced(document: Document) -> Iterator[tuple[Heading, Span]]:
    """Yield the headings below which nothing follows what introduces a section, and where to say so.

    That is where somebody noted that something is to be added, or where others of the level list things below such words.
    """
    candidates = [
        (section, section.heading)
        for section in document.walk()
        if section.heading is not None and section.heading.level > 1 and not section.sections
    ]
    if all(section.entries for section, _ in candidates):
        return
    source, outermost = document.source, document.outermost
    starts = [block.span.start for block in outermost]
    links = [link.span.start for link in document.links if not link.is_fragment]
    listed: Counter[int] = Counter()
    bare: list[tuple[Heading, Span | None]] = []
    for section, heading in candidates:
        here = outermost[bisect_left(starts, heading.span.end) : bisect_left(starts, section.span.end)]
        if section.entries:
            listed[heading.level] += bool(here) and here[0].kind is BlockKind.PARAGRAPH
            continue
        if not here or bisect_left(links, heading.span.start) < bisect_left(links, section.span.end):
            continue
        texts = [
            source.slice(block.span)
            for block in here
            if block.kind is BlockKind.PARAGRAPH or (block.kind is BlockKind.TABLE and "](#" in source.slice(block.span))
        ]
        # A link back to the top stands at the end of many sections.
        words = [len(text.split()) for text in texts if "](#" not in text]
        comments = [block.span for block in here if source.slice(block.span).startswith("<!--")]
        lines = sum(block.kind is BlockKind.LINE for block in here)
        is_short = len(words) == 1 and words[0] <= LONGEST_INTRODUCTION
        if len(texts) + len(comments) + lines == len(here) and is_short and not ABOUT_THE_PAGE.search(heading.text.value):
            bare.append((heading, next((span for span in comments if PROMISE.match(source.slice(span))), None)))
    for heading, promise in bare:
        if promise or listed[heading.level] >= LEAST_INTRODUCED:
            yield heading, Span(promise.start, promise.end - 1) if promise else heading.span


def _outermost(sections: Sequence[Section], filled: set[int]) -> Iterator[Section]:
    """Yield each empty section that is not inside another, noting meanwhile the levels of those that hold something."""
    for section in sections:
        if section.is_empty:
            yield section
            continue
        if section.heading:
            filled.add(section.heading.level)
        yield from _outermost(section.sections, filled)


def _removal(document: Document, section: Section, slots: Sequence[Span], contents: "_Lines") -> Fix | None:
    source = document.source
    headings = [inner.heading for inner in section.walk() if inner.heading]
    if any(document.is_html(heading) or KEPT.search(source.slice(heading.span)) for heading in headings):
        return None
    listed = _listed(source, contents, {heading.slug.casefold() for heading in headings})
    if listed is None:
        return None
    lines = [source.whole_lines(heading.span) for heading in headings]
    first = bisect_left(slots, section.span)
    while first < len(slots) and slots[first].start < section.span.end:
        lines.append(slots[first])
        first += 1
    edits = [*_deletions(source, sorted(lines)), *(Edit(line, "") for line in listed)]
    return Fix.of(edits, Applicability.UNSAFE)


def _listed(source: Source, lines: "_Lines", slugs: set[str]) -> Sequence[Span] | None:
    """Return the lines of the contents that lead to these headings; None where one has to stay, or another link leads there."""
    found: list[Span] = []
    for slug in slugs:
        places = lines.listed.get(slug, ())
        if len(places) < lines.leading[slug]:
            return None
        for contents, index in places:
            link = contents.links[index][1]
            line = source.whole_lines(link.span)
            beside = source.beside(link.span)
            is_on_line = "\n" not in source.slice(link.span)
            is_alone = (
                is_on_line
                and BULLET.fullmatch(beside.before)
                and not beside.after.strip()
                and not KEPT.search(source.slice(line))
            )
            if not is_alone or any(_target(inner) not in slugs for inner in _nested(contents, index)):
                return None
            found.append(line)
    return found


def _nested(contents: Contents, index: int) -> Iterator[Link]:
    depth = contents.links[index][0]
    for inner, link in islice(contents.links, index + 1, None):
        if inner <= depth:
            return
        yield link


def _target(link: Link) -> str:
    return fragment_of(link).casefold()


def _deletions(source: Source, lines: Sequence[Span]) -> Iterator[Edit]:
    """Yield edits that delete these lines with the blank ones after them, and keep what is around them apart."""
    removed = 0
    for start, last in lines:
        end = source.newlines(last).end
        follows_text = start > 0 and removed != start and start - source.newlines(start).start < len("\n\n")
        yield Edit(Span(start, end), "\n" if follows_text and end < source.end else "")
        removed = end


class _Lines(Struct, frozen=True):
    """How many links lead to each fragment, and those of them that stand in tables of contents."""

    leading: Counter[str]
    listed: Mapping[str, Sequence[tuple[Contents, int]]]

    @classmethod
    def of(cls, document: Document) -> "_Lines":
        listed: defaultdict[str, list[tuple[Contents, int]]] = defaultdict(list)
        for contents in document.contents:
            for index, (_, link) in enumerate(contents.links):
                listed[_target(link)].append((contents, index))
        return cls(Counter(map(_target, fragments(document))), listed)

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix, Related
from awesome_lint.document import Contents, Document, Heading, Link, LinkKind, Section
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span
from awesome_lint.values import dataclass

# What every page has, whatever its headings.
EVERYWHERE = frozenset({"top", "readme"})

# A target this many characters away from one heading's anchor was meant for it, if it is long enough to tell.
NEAR = 2
LEAST_NEAR = 6
# With more headings that nothing leads to, the contents are not what is nearly right, and comparing would take long.
MOST_COMPARED = 500

# A level of headings is listed when this many of a section's headings of that level are, and this share of them.
LEAST_LISTED = 3
LISTED_SHARE = 0.75

NAMES_SHOWN = 3
MARKERS = frozenset("-*+")


class StaleContents(Rule):
    """A table of contents that disagrees with the headings of the page.

    ## Why

    A line of the contents that leads nowhere is a heading renamed or removed since, and a heading that the contents do not
    name is one that readers will not find. Capitals do not matter to GitHub, and an anchor written in HTML counts as well as
    a heading. Another order or another wording than that of the headings is left alone, and so is a heading before the first
    or after the last one listed.

    ## Bad

    ```markdown
    - [Shells](#shels)
    - [Editors](#editors)

    ## Shells

    ## Editors
    ```

    ```markdown
    - [Shells](#shells)
    - [Editors](#editors)
    - [Terminals](#terminals)

    ## Shells

    - [Fish](https://example.org/fish) - A shell.

    ## Prompts

    - [Starship](https://example.org/starship) - A prompt.

    ## Editors

    - [Vim](https://example.org/vim) - An editor.

    ## Terminals

    - [Kitty](https://example.org/kitty) - A terminal.
    ```

    ## Good

    ```markdown
    - [Shells](#shells)
    - [Editors](#editors)

    ## Shells

    ## Editors
    ```

    ```markdown
    - [Shells](#shells)
    - [Prompts](#prompts)
    - [Editors](#editors)
    - [Terminals](#terminals)

    ## Shells

    - [Fish](https://example.org/fish) - A shell.

    ## Prompts

    - [Starship](https://example.org/starship) - A prompt.

    ## Editors

    - [Vim](https://example.org/vim) - An editor.

    ## Terminals

    - [Kitty](https://example.org/kitty) - A terminal.
    ```

    ## Fix

    Safe: mends a target where one heading has the name of the line, or an anchor one or two characters away; adds a line
    for a heading between those of the headings before and after it. Where that is not clear there is no fix.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT | Effect.LINKS | Effect.BLOCKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        if not document.contents:
            return
        targets = {_key(heading.slug): heading for heading in reversed(document.headings)}
        anchors = {_key(anchor) for anchor in document.anchors} | EVERYWHERE
        linked = {_key(_fragment(link)) for link in document.links if link.is_fragment}
        dead = [
            link
            for contents in document.contents
            for _, link in contents.links
            if (key := _key(_fragment(link))) and key not in targets and key not in anchors
        ]
        mended: dict[int, Heading] = {}
        if dead:
            candidates = _Candidates.of(document.headings, linked)
            for link in dead:
                meant = candidates.meant_by(link)
                if meant:
                    mended[link.span.start] = meant
                yield self._dead(document.source, link, meant)
        yield from self._missing(document, targets, anchors, linked, mended)

    def _dead(self, source: Source, link: Link, meant: Heading | None) -> Diagnostic:
        span = link.url_span or link.span
        found = source.slice(span)
        if meant is None:
            return self.diagnostic(span, f"Expected the anchor of a heading on this page, found `{found}`.")
        fix = Fix.replace(span, f"#{meant.slug}") if link.kind is LinkKind.INLINE and link.url_span else None
        related = Related(meant.span, "the heading of that name")
        return self.diagnostic(span, f"Expected `#{meant.slug}`, found `{found}`.", fix, [related])

    def _missing(
        self,
        document: Document,
        targets: Mapping[str, Heading],
        anchors: set[str],
        linked: set[str],
        mended: Mapping[int, Heading],
    ) -> Iterator[Diagnostic]:
        """Yield one diagnostic for the contents of the page, where headings are missing from it."""
        contents = max(document.contents, key=lambda each: len(each.links))
        # A line whose target is a slip lists the heading that it was meant for.
        lines = {
            _key(meant.slug if (meant := mended.get(link.span.start)) else _fragment(link)): index
            for index, (_, link) in enumerate(contents.links)
        }
        # Where links lead to anchors of the list's own, which heading they are meant for is not known.
        if len(document.contents) > 1 or any(key in anchors and key not in targets for key in lines):
            return
        named = {_letters(link.label.value) for _, link in contents.links}
        edits: list[Edit] = []
        names: list[str] = []
        for before, missing, after in _between(document.sections, lines, contents):
            if _key(missing.slug) in linked or _letters(missing.text.value) in named:
                continue
            names.append(missing.text.value)
            edit = _line(document.source, contents, lines, before, missing, after)
            if edit:
                edits.append(edit)
        if not names:
            return
        fix = Fix.of(edits) if len(edits) == len(names) else None
        shown = ", ".join(f"`{name}`" for name in names[:NAMES_SHOWN])
        more = f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
        first = contents.links[0][1].span
        message = f"Expected the contents to list each heading of a level they list, found {shown}{more} missing."
        yield self.diagnostic(first, message, fix, count=len(names))


def _fragment(link: Link) -> str:
    return unquote(link.fragment).removeprefix("user-content-")


def _key(anchor: str) -> str:
    """Return what two anchors share that a reader would call the same.

    GitHub does not tell capitals apart; hyphens at either end are what images and emoji leave behind.
    """
    return anchor.casefold().replace("\ufe0f", "").strip("-")


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The headings that a dead link may be meant for: those that nothing leads to yet."""

    by_letters: Mapping[str, Sequence[Heading]]
    by_digits: Mapping[str, Sequence[Heading]]
    linked: set[str]

    @classmethod
    def of(cls, headings: Sequence[Heading], linked: set[str]) -> "_Candidates":
        by_letters: defaultdict[str, list[Heading]] = defaultdict(list)
        by_digits: defaultdict[str, list[Heading]] = defaultdict(list)
        for heading in headings:
            by_letters[_letters(heading.text.value)].append(heading)
            if _key(heading.slug) not in linked:
                by_digits[_digits(heading.slug)].append(heading)
        return cls(by_letters, by_digits, linked)

    def meant_by(self, link: Link) -> Heading | None:
        """Return the only heading of the same words, or else the only one whose anchor is a slip away."""
        label = _letters(link.label.value)
        found = self.by_letters.get(label, ()) if label else ()
        if not found:
            found = self._near(_key(_fragment(link)))
        return found[0] if len(found) == 1 and _key(found[0].slug) not in self.linked else None

    def _near(self, key: str) -> Sequence[Heading]:
        # Another number is another heading, however near.
        compared = self.by_digits.get(_digits(key), ())
        if len(key) < LEAST_NEAR or len(compared) > MOST_COMPARED:
            return ()
        from rapidfuzz.distance import Levenshtein

        return [each for each in compared if Levenshtein.distance(_key(each.slug), key, score_cutoff=NEAR) <= NEAR]


def _between(
    sections: Sequence[Section], lines: Mapping[str, int], contents: Contents
) -> Iterator[tuple[Heading, Heading, Heading]]:
    """Yield each heading that is not listed among siblings that are, with the listed ones before and after it."""
    by_level: dict[int, list[Section]] = {}
    for section in sections:
        if section.heading:
            by_level.setdefault(section.heading.level, []).append(section)
        yield from _between(section.sections, lines, contents)
    for level in by_level.values():
        # The contents do not list their own heading.
        siblings = [section for section in level if section.heading != contents.heading]
        headings = [section.heading for section in siblings if section.heading]
        listed = [_key(heading.slug) in lines for heading in headings]
        if sum(listed) < LEAST_LISTED or sum(listed) < LISTED_SHARE * len(listed):
            continue
        for index in range(1, len(headings) - 1):
            if listed[index] or siblings[index].is_empty:
                continue
            if listed[index - 1] and listed[index + 1]:
                yield headings[index - 1], headings[index], headings[index + 1]


def _line(
    source: Source, contents: Contents, lines: Mapping[str, int], before: Heading, missing: Heading, after: Heading
) -> Edit | None:
    """Return the edit that adds a line to the contents, in the form of its neighbours', or None where it is not clear."""
    first, last = lines[_key(before.slug)], lines[_key(after.slug)]
    depth, lower = contents.links[last]
    if (
        contents.links[first][0] != depth
        or any(inner <= depth for inner, _ in contents.links[first + 1 : last])
        or first > last
    ):
        return None
    line = source.line_span(source.line_number(lower.span.start))
    marker = source.text[line.start : lower.span.start]
    name = source.slice(missing.text.span)
    is_plain = name == missing.text.value and not set("[]<>`*_\\") & set(name) and lower.label.value == after.text.value
    if not is_plain or marker.strip() not in MARKERS or source.text[lower.span.end : line.end].strip():
        return None
    return Edit(Span(line.start, line.start), f"{marker}[{name}](#{missing.slug})\n")

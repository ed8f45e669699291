import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix, Related
from awesome_lint.document import Contents, Document, Heading, Link, LinkKind, Section
from awesome_lint.facts.anchors import EVERYWHERE, MOST_KEPT, Near, fragment_of, fragments, key_of
from awesome_lint.facts.contents_list import Line, Wanted, unreadable, wanted, written
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

# A level of headings is listed when this many of a section's headings of that level are, and this share of them.
LEAST_LISTED = 3
LISTED_SHARE = 0.75
# Or when so many of the whole page's are, and for each of them no more than this are not.
LEAST_COMPLETE = 10
UNLISTED_SHARE = 0.1

# A depth of the contents is that of a level which so many of its lines lead to.
SAME_LEVEL = 0.6

# Contents that repeat so many headings letter by letter, and this share of those that they name, mean to.
LEAST_REPEATED = 5
REPEATED_SHARE = 0.8

# Of several tables, this share of all their lines makes one the page's own.
MAIN_SHARE = 0.8
NAMES_SHOWN = 3
MARKER = lazy(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
ABOUT_THE_PAGE = lazy(
    r"contribut|licen[cs]e|acknowledge?ment|credit|thank|citation|citing|\bcite|sponsor|\bstars?\b|contact|support|changelog"
    r"|to-?do|maintain|author|disclaimer|reference|footnote|\babout|related|see also|other lists|feedback|community|follow"
    r"|translat|\bnews|update|\bfaq\b|donat|backer|partner|newsletter|更新|翻译|贡献|许可|致谢|感谢|引用|参考|联系|关于",
    re.IGNORECASE,
)
# A list that begins in the next line of text, so far away at most.
LONGEST_LOOKED_AT = 1000
BULLETED = lazy(r"\s*\n[ \t>]*[-*+][ \t]")


class StaleContents(Rule, frozen=True):
    """A table of contents that disagrees with the headings of the page.

    ## Why

    A line of the contents that leads nowhere is a heading renamed or removed since, and a heading that the contents do not
    name is one that readers will not find. A heading whose level is not that of those that the contents list beside it
    stands in another section than they say. Of two headings with the same words, the second has an anchor with a number, and
    a line without that number leads to the first. Capitals in anchors do not matter to GitHub, and an anchor written in HTML
    counts as well as a heading. Another order or another wording than that of the headings is left alone, and so are headings
    that introduce the page or tell about it, at its beginning and end; a name with other capitals than its heading has is not,
    where the other lines repeat their headings.

    A comment asks for contents and keeps them complete: all headings below it, two levels deep or as many as it says, in
    their order and with their words. Fixing writes them.

    ```markdown
    <!-- awesome-lint: contents -->
    <!-- awesome-lint: contents depth=3 -->
    ```

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

    Safe: fixes a target where one heading has the name of the line, or an anchor one or two characters away; adds a line
    for a heading next to those of its neighbours; writes what a comment asks for. Where a target or the form of a line is not
    clear there is no fix.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT | Effect.LINKS | Effect.BLOCKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        asked = list(wanted(document))
        asked_for = [found.contents for found in asked if found.contents]
        yield from self._wanted(document, asked)
        own = tuple(contents for contents in document.contents if contents not in asked_for)
        if own:
            yield from self._own(document, own)

    def _wanted(self, document: Document, asked: Iterable[Wanted]) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each table that a comment asks for and that is not as it should be."""
        for argument in unreadable(document):
            yield self.diagnostic(argument.span, f"`{argument.value}` is no depth: write one from 1 to 6, as in `depth=2`.")
        for found in asked:
            lines, present = found.lines, found.found
            if lines == present:
                continue
            if found.contents is None:
                message = f"No table of contents below the comment: it should have {len(lines)} lines."
                yield self.diagnostic(found.directive.span, message, _inserted(document, found))
                continue
            different = [*_without(lines, present), *_without(present, lines)]
            first = f"`{different[0].label}`" if different else "another order"
            more = f" and {len(different) - 1} more" if len(different) > 1 else ""
            message = f"The contents differ from the headings at {first}{more}: write them anew."
            # What somebody noted there is not written anew.
            has_comment = "<!--" in document.source.slice(found.contents.span)
            fix = None if has_comment else Fix.replace(found.contents.span, written(document, lines))
            yield self.diagnostic(found.directive.span, message, fix, count=max(len(different), 1))

    def _own(self, document: Document, tables: Sequence[Contents]) -> Iterator[Diagnostic]:
        targets = {key_of(heading.slug): heading for heading in reversed(document.headings)}
        anchors = {key_of(anchor) for anchor in document.anchors} | EVERYWHERE
        linked = {key_of(fragment_of(link)) for link in fragments(document)}
        dead = [
            link
            for contents in tables
            for _, link in contents.links
            if (key := key_of(fragment_of(link))) and key not in targets and key not in anchors
        ]
        mended: dict[int, Heading] = {}
        if dead:
            candidates = _Candidates.of(document.headings, linked)
            for link in dead:
                meant = candidates.meant_by(link)
                if meant:
                    mended[link.span.start] = meant
                yield self._dead(document.source, link, meant)
        for contents in tables:
            yield from self._repeated(document, contents)
            yield from self._capitals(contents, targets)
        listing = _Listing.of(tables, mended, targets, anchors)
        if listing:
            yield from self._missing(document, listing, linked)
            yield from self._nested(listing, targets)

    def _dead(self, source: Source, link: Link, meant: Heading | None) -> Diagnostic:
        span = link.url_span or link.span
        found = source.slice(span)
        if meant is None:
            return self.diagnostic(span, f"`{found}` leads to no heading of this page: correct it, or remove the line.")
        fix = Fix.replace(span, f"#{meant.slug}") if link.kind is LinkKind.INLINE and link.url_span else None
        related = Related(meant.span, "the heading of that name")
        return self.diagnostic(span, f"`{found}` leads to no heading of this page: write `#{meant.slug}`.", fix, [related])

    def _repeated(self, document: Document, contents: Contents) -> Iterator[Diagnostic]:
        """Yield the lines that lead to the first of several headings with their name, though another line does already."""
        lines: defaultdict[str, list[Link]] = defaultdict(list)
        for _, link in contents.links:
            lines[key_of(fragment_of(link))].append(link)
        named: defaultdict[str, list[Heading]] = defaultdict(list)
        for heading in document.headings if any(len(links) > 1 for links in lines.values()) else ():
            named[_letters(heading.text.value)].append(heading)
        for key, links in lines.items():
            letters = _letters(links[0].label.value)
            headings = named.get(letters, [])
            is_listed = len(links) == len(headings) and all(_letters(link.label.value) == letters for link in links)
            if len(links) < 2 or not is_listed or key != key_of(headings[0].slug):
                continue
            if any(key_of(heading.slug) in lines for heading in headings[1:]):
                # One of these lines is too many, and nothing tells which.
                continue
            for link, meant in zip(links[1:], headings[1:], strict=True):
                span = link.url_span or link.span
                message = (
                    f"`{document.source.slice(span)}` leads to the first of {len(headings)} headings `{meant.text.value}`: "
                    f"write `#{meant.slug}`."
                )
                fix = Fix.replace(span, f"#{meant.slug}") if link.kind is LinkKind.INLINE and link.url_span else None
                yield self.diagnostic(span, message, fix, [Related(meant.span, "the heading that is meant")])

    def _capitals(self, contents: Contents, targets: Mapping[str, Heading]) -> Iterator[Diagnostic]:
        """Yield the lines that name a heading in other capitals, where nearly all repeat theirs."""
        named = [(link, heading) for _, link in contents.links if (heading := targets.get(key_of(fragment_of(link))))]
        words = [(" ".join(link.label.value.split()), " ".join(heading.text.value.split())) for link, heading in named]
        repeated = sum(label == name for label, name in words)
        if repeated < max(LEAST_REPEATED, REPEATED_SHARE * len(named)) or repeated == len(named):
            return
        for (link, heading), (label, name) in zip(named, words, strict=True):
            if label != name and label.casefold() == name.casefold():
                message = f"`{label}` in the contents, and `{name}` in the heading: write both alike."
                yield self.diagnostic(link.label.span, message, related=[Related(heading.span, "the heading")])

    def _missing(self, document: Document, listing: "_Listing", linked: set[str]) -> Iterator[Diagnostic]:
        """Yield one diagnostic for the contents of the page, where headings are missing from it."""
        named = {_letters(link.label.value) for _, link in listing.links}
        texts: defaultdict[int, str] = defaultdict(str)
        names: list[str] = []
        written = 0
        for before, missing, after in listing.unlisted(document.sections, listing.complete(document.headings)):
            is_named = key_of(missing.slug) in linked or _letters(missing.text.value) in named
            if is_named or not listing.is_clear(before, after):
                continue
            names.append(missing.text.value)
            edit = listing.line(document.source, before, missing, after)
            if edit:
                texts[edit.span.start] += edit.text
                written += 1
        if not names:
            return
        edits = [Edit(Span(offset, offset), text) for offset, text in texts.items()]
        fix = Fix.of(edits) if written == len(names) else None
        shown = ", ".join(f"`{name}`" for name in names[:NAMES_SHOWN])
        more = f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
        message = f"The contents lack {shown}{more}: add {'a line' if len(names) == 1 else 'a line for each'}."
        yield self.diagnostic(listing.links[0][1].span, message, fix, count=len(names))

    def _nested(self, listing: "_Listing", targets: Mapping[str, Heading]) -> Iterator[Diagnostic]:
        """Yield one diagnostic for the headings of each level that are not nested as the contents nest them."""
        found = [(depth, link, heading) for depth, link in listing.links if (heading := targets.get(key_of(fragment_of(link))))]
        usual = _usual_levels((depth, heading.level) for depth, _, heading in found)
        wrong: defaultdict[str, list[tuple[Link, Heading]]] = defaultdict(list)
        for depth, link, heading in found:
            # Of the first level, another rule speaks.
            if heading.level == 1 or depth not in usual:
                continue
            above = max((other for other in usual if other < depth), default=None)
            if above is not None and usual[depth] == usual[above] == heading.level:
                wrong[f"below level {usual[above]}"].append((link, heading))
            elif abs(heading.level - usual[depth]) == 1:
                wrong[f"at level {usual[depth]}"].append((link, heading))
        for expected, pairs in wrong.items():
            link, first = pairs[0]
            message = (
                f"`{first.text.value}` is a heading of level {first.level}, and the contents have it {expected}: "
                "change one of the two."
            )
            diagnostic = self.diagnostic(first.span, message, related=[Related(link.span, "listed here")])
            run = tuple(heading.span for _, heading in pairs)
            yield replace(diagnostic, count=len(run), run=run) if len(run) > 1 else diagnostic


def _usual_levels(found: Iterable[tuple[int, int]]) -> Mapping[int, int]:
    """Return, for each depth of contents that mostly lists headings of one level, that level."""
    counts: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for depth, level in found:
        counts[depth][level] += 1
    usual = {depth: levels.most_common(1)[0] for depth, levels in counts.items()}
    return {
        depth: level
        for depth, (level, count) in usual.items()
        if count >= LEAST_LISTED and count >= SAME_LEVEL * counts[depth].total()
    }


def _without(lines: Sequence[Line], others: Sequence[Line]) -> Iterator[Line]:
    known = set(others)
    return (line for line in lines if line not in known)


def _inserted(document: Document, found: Wanted) -> Fix | None:
    """Return the fix that writes the contents below their comment; with a list right below that, they would be one."""
    source = document.source
    end = source.line_span(source.line_number(found.directive.span.end)).end
    after = source.written(end, min(end + LONGEST_LOOKED_AT, source.end)).value
    if BULLETED.match(after):
        return None
    blank = "\n" if after[:2].strip("\n") else ""
    return Fix.insert(end, f"\n\n{written(document, found.lines)[:-1]}{blank}")


@lru_cache(MOST_KEPT)
def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


class _Candidates(Struct, frozen=True):
    """The headings that a dead link may be meant for: those that nothing leads to yet."""

    by_letters: Mapping[str, Sequence[Heading]]
    unlinked: Near
    linked: set[str]

    @classmethod
    def of(cls, headings: Sequence[Heading], linked: set[str]) -> "_Candidates":
        by_letters: defaultdict[str, list[Heading]] = defaultdict(list)
        for heading in headings:
            by_letters[_letters(heading.text.value)].append(heading)
        return cls(by_letters, Near(heading for heading in headings if key_of(heading.slug) not in linked), linked)

    def meant_by(self, link: Link) -> Heading | None:
        """Return the only heading of the same words, or else the only one whose anchor is a slip away."""
        label = _letters(link.label.value)
        found = self.by_letters.get(label, ()) if label else ()
        if not found:
            found = self.unlinked.to(key_of(fragment_of(link)))
        return found[0] if len(found) == 1 and key_of(found[0].slug) not in self.linked else None


Neighbours = tuple[Heading | None, Heading, Heading | None]


class _Listing(Struct, frozen=True):
    """The page's own contents: its lines, and which of them lists the heading of an anchor."""

    contents: Contents
    lines: Mapping[str, int]
    unclear: set[int]
    """The depths of lines that lead to anchors of the list's own: which heading these are meant for is not known."""
    lost: Sequence[int]
    """The lines that lead nowhere."""

    @classmethod
    def of(
        cls, tables: Sequence[Contents], mended: Mapping[int, Heading], targets: Mapping[str, Heading], anchors: set[str]
    ) -> "_Listing | None":
        """Return the largest of the tables; None beside another of the same size, where none is the page's own."""
        contents = max(tables, key=lambda each: len(each.links))
        if len(contents.links) < MAIN_SHARE * sum(len(each.links) for each in tables):
            return None
        # A line whose target is a slip lists the heading that it was meant for.
        lines = {
            key_of(meant.slug if (meant := mended.get(link.span.start)) else fragment_of(link)): index
            for index, (_, link) in enumerate(contents.links)
        }
        unclear = {contents.links[index][0] for key, index in lines.items() if key in anchors and key not in targets}
        lost = [index for key, index in lines.items() if key not in targets and key not in anchors]
        return cls(contents, lines, unclear, lost)

    @property
    def links(self) -> Sequence[tuple[int, Link]]:
        return self.contents.links

    def place(self, heading: Heading) -> int | None:
        """Return the index of the line that lists a heading."""
        return self.lines.get(key_of(heading.slug))

    def complete(self, headings: Sequence[Heading]) -> set[int]:
        """Return the levels of which nearly all headings of the page below the contents are listed."""
        below = (heading for heading in headings if heading.span.start >= self.contents.span.end)
        counts = Counter((heading.level, self.place(heading) is not None) for heading in below)
        return {
            level
            for level in {level for level, _ in counts}
            if counts[level, True] >= LEAST_COMPLETE and counts[level, False] <= counts[level, True] * UNLISTED_SHARE
        }

    def unlisted(self, sections: Sequence[Section], complete: set[int]) -> Iterator[Neighbours]:
        """Yield each heading that is not listed among siblings that are, with the nearest listed ones before and after it.

        Of a `complete` level, one listed sibling is enough.
        """
        by_level: dict[int, list[Section]] = {}
        for section in sections:
            # The contents do not list their own heading.
            if section.heading and section.heading != self.contents.heading:
                by_level.setdefault(section.heading.level, []).append(section)
            yield from self.unlisted(section.sections, complete)
        for level, siblings in by_level.items():
            headings = [section.heading for section in siblings if section.heading]
            listed = [index for index, heading in enumerate(headings) if self.place(heading) is not None]
            is_listed = len(listed) >= LEAST_LISTED and len(listed) >= LISTED_SHARE * len(headings)
            if listed and (is_listed or level in complete):
                yield from self._among(siblings, headings, listed)

    def _among(self, siblings: Sequence[Section], headings: Sequence[Heading], listed: Sequence[int]) -> Iterator[Neighbours]:
        is_top = any(self.links[self.place(headings[index]) or 0][0] == 0 for index in listed)
        for index, heading in enumerate(headings):
            # Nor do they list what stands above them.
            at = bisect_left(listed, index)
            is_listed = at < len(listed) and listed[at] == index
            if is_listed or heading.span.start < self.contents.span.start:
                continue
            before = headings[listed[at - 1]] if at else None
            after = headings[listed[at]] if at < len(listed) else None
            if _is_listable(siblings[index], is_first=before is None, is_last=after is None, is_top=is_top):
                yield before, heading, after

    def is_clear(self, before: Heading | None, after: Heading | None) -> bool:
        """Whether no line at the place between two listed headings could be meant for the one that seems missing."""
        first = self.place(before) if before else None
        last = self.place(after) if after else None
        model = last if first is None else first
        if model is None or self.links[model][0] in self.unclear:
            return False
        return not any((first is None or first < index) and (last is None or index < last) for index in self.lost)

    def line(self, source: Source, before: Heading | None, missing: Heading, after: Heading | None) -> Edit | None:
        """Return the edit that adds a line to the contents, in the form of its neighbours', or None where it is not clear."""
        links = self.links
        places = [place for heading in (before, after) if heading and (place := self.place(heading)) is not None]
        model = before or after
        if model is None or len({links[place][0] for place in places}) != 1:
            return None
        depth, link = links[places[0]]
        # Behind what is nested in the line before it.
        end = places[0]
        if before:
            end = next((at for at in range(end + 1, len(links)) if links[at][0] <= depth), len(links))
        beside = source.beside(link.span)
        name = source.slice(missing.text.span)
        is_plain = name == missing.text.value and not set("[]<>`*_\\") & set(name) and link.label.value == model.text.value
        if not is_plain or not MARKER.fullmatch(beside.before) or beside.after.strip():
            return None
        offset = self.contents.span.end
        if end < len(links):
            offset = source.line_span(source.line_number(links[end][1].span.start)).start
        newline = "\n" if source.beside(Span(offset, offset)).before else ""
        return Edit(Span(offset, offset), f"{newline}{beside.before}[{name}](#{missing.slug})\n")


def _is_listable(section: Section, *, is_first: bool, is_last: bool, is_top: bool) -> bool:
    """Whether readers would look for a section in the contents.

    What comes first or last on a page introduces it or says who made it; there, only lists that are named as such count.
    """
    if not (is_first or is_last):
        return not section.is_empty
    if is_first and is_top:
        return False
    name = section.heading.text.value if section.heading else ""
    return any(inner.entries for inner in section.walk()) and not ABOUT_THE_PAGE.search(name)

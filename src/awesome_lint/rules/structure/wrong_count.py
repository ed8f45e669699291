import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document, Heading, Link, Section
from awesome_lint.facts.anchors import fragment_of
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

# The last number of a text, in brackets: `Papers (23)`, `Tools [7 projects]`, `论文（23篇）`.
COUNT = lazy(
    r"[(（\[]\s*(\d{1,5})\s*(?:(?:papers?|entries|items?|projects?|tools?|resources?|links?|lists?|[篇个項项本])\s*)?[)）\]]\W*$"
)
BRACKETED = lazy(r"\s*[(（\[](\d{1,5})[)）\]]\s*")
YEARS = range(1900, 2101)

# So many counts have to be right, and this share of all, to show what is counted.
LEAST_RIGHT = 3
RIGHT_SHARE = 0.6


class WrongCount(Rule, frozen=True):
    """A number of entries, in a heading or the contents, that is not the number of entries.

    ## Why

    A count tells readers how much to expect, and nobody remembers it when adding an entry. What is counted, with or without
    the sections inside or the entries nested in others, shows where most counts are right; where they are not, they count
    something else.

    ## Bad

    ```markdown
    ## Shells (1)

    - [Fish](https://example.org/fish) - A shell.

    ## Editors (2)

    - [Vim](https://example.org/vim) - An editor.
    - [Helix](https://example.org/helix) - An editor.

    ## Terminals (1)

    - [Kitty](https://example.org/kitty) - A terminal.

    ## Fonts (1)

    - [Hack](https://example.org/hack) - A font.
    - [Iosevka](https://example.org/iosevka) - A font.
    ```

    ## Good

    ```markdown
    ## Shells (1)

    - [Fish](https://example.org/fish) - A shell.

    ## Editors (2)

    - [Vim](https://example.org/vim) - An editor.
    - [Helix](https://example.org/helix) - An editor.

    ## Terminals (1)

    - [Kitty](https://example.org/kitty) - A terminal.

    ## Fonts (2)

    - [Hack](https://example.org/hack) - A font.
    - [Iosevka](https://example.org/iosevka) - A font.
    ```

    ## Fix

    Safe in the contents: writes the number. Unsafe in a heading, where it is a part of the anchor: the links of the page that
    lead there are changed with it, those of other pages cannot be. There is none where a link of the page does not end in the
    number.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT | Effect.LINKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        counts = [*_in_headings(document), *_in_contents(document)]
        if len(counts) < LEAST_RIGHT:
            return
        right, of = max(
            ((sum(of(count.section) == count.number for count in counts), of) for of in WAYS), key=lambda way: way[0]
        )
        if right < LEAST_RIGHT or right < RIGHT_SHARE * len(counts):
            return
        leading: defaultdict[str, list[Link]] = defaultdict(list)
        for link in document.links:
            if link.is_fragment:
                leading[_target(link)].append(link)
        for count in counts:
            number = of(count.section)
            if number == count.number or not number:
                continue
            heading = count.section.heading
            name = " ".join(heading.text.value.split()) if heading else ""
            edits = _edits(document.source, count, str(number), leading)
            message = f"`{name}` has {number} entries, not `{count.number}`: write `{number}`."
            applicability = Applicability.UNSAFE if count.heading else Applicability.SAFE
            yield self.diagnostic(count.place, message, Fix.of(edits, applicability) if edits else None)


class _Count(Struct, frozen=True):
    """A number that a page states, and the section whose entries it counts; `heading` where it is a part of one."""

    number: int
    place: Span
    section: Section
    heading: Heading | None


def _own(section: Section) -> int:
    return len(section.entries)


def _with_sections(section: Section) -> int:
    return sum(len(inner.entries) for inner in section.walk())


def _with_nested(section: Section) -> int:
    return sum(1 for inner in section.walk() for entry in inner.entries for _ in entry.walk())


WAYS: Sequence[Callable[[Section], int]] = (_with_sections, _own, _with_nested)


def _in_headings(document: Document) -> Iterator[_Count]:
    for section in document.walk():
        heading = section.heading
        if heading and (match := _stated(heading.text.value)):
            count = _count(document.source, heading.text.span, match.group(1), section, heading)
            if count:
                yield count


def _in_contents(document: Document) -> Iterator[_Count]:
    if not document.contents:
        return
    sections = {section.heading.slug.casefold(): section for section in document.walk() if section.heading}
    for contents in document.contents:
        for _, link in contents.links:
            section = sections.get(_target(link))
            if section is None:
                continue
            if match := _stated(link.label.value):
                count = _count(document.source, link.label.span, match.group(1), section, None)
            else:
                after = BRACKETED.fullmatch(document.source.beside(link.span).after)
                count = _Count(int(after.group(1)), Span(*after.span(1)).moved(link.span.end), section, None) if after else None
            if count and count.number not in YEARS:
                yield count


def _stated(text: str) -> "re.Match[str] | None":
    """Return the number in brackets that a text ends with; most end with a letter."""
    return None if text[-1:].isalnum() else COUNT.search(text)


def _count(source: Source, text: Span, digits: str, section: Section, heading: Heading | None) -> _Count | None:
    at = source.slice(text).rfind(digits)
    if at < 0 or int(digits) in YEARS:
        return None
    return _Count(int(digits), Span(at, at + len(digits)).moved(text.start), section, heading)


def _edits(source: Source, count: _Count, number: str, leading: Mapping[str, Sequence[Link]]) -> list[Edit]:
    """Return the edits that write another number and lead the links to a heading of that name; nothing where one cannot be."""
    edits = [Edit(count.place, number)]
    if count.heading is None:
        return edits
    slug, old = count.heading.slug, str(count.number)
    for link in leading.get(slug.casefold(), ()):
        written = source.slice(link.url_span) if link.url_span else ""
        if link.url_span is None or not slug.endswith(old) or not written.endswith(old):
            return []
        edits.append(Edit(Span(link.url_span.end - len(old), link.url_span.end), number))
    return edits


def _target(link: Link) -> str:
    return fragment_of(link).casefold()

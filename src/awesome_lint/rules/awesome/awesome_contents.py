from collections.abc import Iterator, Sequence

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Contents, Document, Heading, Section
from awesome_lint.facts.anchors import fragment_of, is_led_to
from awesome_lint.rule import Rule

NAME = "Contents"
# Where the text is about the list instead of being a part of it.
APART = frozenset({"contributing", "contribute", "contribution", "footnotes", "license", "licence"})
NAMES = frozenset({"table of contents", "table of content", "content", "contents", "toc", "index"})
DEEPEST = 1
# With fewer sections a reader sees them all.
LEAST_SECTIONS = 3
# So many of them that a page has contents if links lead there, whatever they are written in.
LED_SHARE = 0.5


class AwesomeContents(Rule, frozen=True):
    """The contents of an awesome list: missing, under another name, too deep, or with what is no part of the list.

    Only lists that call themselves awesome are asked, by a badge or by a title that begins with the word. Whether the lines
    lead to the headings is checked in every list, by `stale-contents`.

    ## Why

    The awesome lists ask for a section `Contents` that is the first one, has one level of nested lines at most, and leaves
    out `Contributing` and `Footnotes`. Other lists are free to do otherwise, so the rule is off unless turned on.

    ## Bad

    ```markdown
    # Awesome Shells

    ## Table of Contents

    - [Unix](#unix)
    - [Windows](#windows)

    ## Unix

    ## Windows
    ```

    ```markdown
    # Awesome Shells

    ## Unix

    - [Fish](https://example.org/fish) - A shell.

    ## Windows

    - [PowerShell](https://example.org/powershell) - A shell.

    ## Prompts

    - [Starship](https://example.org/starship) - A prompt.
    ```

    ## Good

    ```markdown
    # Awesome Shells

    ## Contents

    - [Unix](#unix)
    - [Windows](#windows)

    ## Unix

    ## Windows
    ```

    ```markdown
    # Awesome Shells

    ## Contents

    - [Unix](#unix)
    - [Windows](#windows)
    - [Prompts](#prompts)

    ## Unix

    - [Fish](https://example.org/fish) - A shell.

    ## Windows

    - [PowerShell](https://example.org/powershell) - A shell.

    ## Prompts

    - [Starship](https://example.org/starship) - A prompt.
    ```

    ## Fix

    Safe: renames the section, unless something leads to its anchor, or adds it before the first one with a line for each
    section. The rest is for a person.
    """

    default = False
    fixable = Applicability.SAFE
    effect = Effect.TEXT | Effect.LINKS | Effect.BLOCKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        if not document.is_awesome:
            return
        contents = document.contents[0] if document.contents else None
        if contents is None:
            yield from self._missing(document)
            return
        yield from self._named(document, contents)
        deep = [link for depth, link in contents.links if depth > DEEPEST]
        if deep:
            message = f"`{deep[0].label.value}` is nested too deep: the contents may have one nested level."
            run = [link.span for link in deep]
            yield self.diagnostic(deep[0].span, message, count=len(deep), run=run)
        for depth, link in contents.links:
            if depth == 0 and link.label.value.casefold().strip() in APART:
                yield self.diagnostic(link.span, f"`{link.label.value}` lists nothing: remove it from the contents.")

    def _named(self, document: Document, contents: Contents) -> Iterator[Diagnostic]:
        heading = contents.heading
        if heading is None or heading == document.headings[0]:
            yield self.diagnostic(contents.links[0][1].span, f"The contents have no heading: add `{NAME}` above them.")
            return
        if heading.text.value != NAME:
            # The name of a part of the list is none of the contents.
            is_name = heading.text.value.casefold().strip(" :") in NAMES
            fix = _renaming(document, heading) if is_name else None
            yield self.diagnostic(heading.text.span, f"The heading `{heading.text.value}` should be `{NAME}`.", fix)
        earlier = next((each for each in document.headings[1:] if each.span.start < heading.span.start), None)
        if earlier:
            yield self.diagnostic(heading.text.span, f"The contents stand after `{earlier.text.value}`: move them before it.")

    def _missing(self, document: Document) -> Iterator[Diagnostic]:
        sections = _parts(document)
        if len(sections) < LEAST_SECTIONS or _are_led_to(document, sections):
            return
        first = sections[0].heading
        if first is not None:
            fix = _added(document, sections)
            yield self.diagnostic(first.text.span, f"Missing section `{NAME}`: add it before `{first.text.value}`.", fix)


def _parts(document: Document) -> list[Section]:
    """Return the sections below the title that hold something, in their order."""
    titles = [section for section in document.sections if section.heading and section.heading.level == 1]
    inner = titles[0].sections if len(titles) == 1 else ()
    return [section for section in inner if not section.is_empty and section.heading and section.heading.text.value]


def _are_led_to(document: Document, sections: Sequence[Section]) -> bool:
    """Whether something leads a reader to the sections, if in another form than a list of links to their anchors."""
    if any(heading.text.value.casefold().strip(" :：") in NAMES for heading in document.headings):
        return True
    slugs = {section.heading.slug for section in sections if section.heading}
    return len(slugs & {fragment_of(link) for link in document.links if "#" in link.url}) >= len(slugs) * LED_SHARE


def _renaming(document: Document, heading: Heading) -> Fix | None:
    span = heading.text.span
    return (
        Fix.replace(span, NAME)
        if not is_led_to(document, heading) and document.source.slice(span) == heading.text.value
        else None
    )


def _added(document: Document, sections: list[Section]) -> Fix | None:
    """Return the fix that adds the section, where each heading can be a label as it is written."""
    headings = [section.heading for section in sections if section.heading]
    first = headings[0]
    level = "#" * first.level
    if any(heading.marker is None or set("[]<>`*_\\") & set(document.source.slice(heading.text.span)) for heading in headings):
        return None
    lines = [f"- [{heading.text.value}](#{heading.slug})" for heading in headings if heading.text.value.casefold() not in APART]
    return Fix.insert(first.span.start, f"{level} {NAME}\n\n" + "\n".join(lines) + "\n\n")

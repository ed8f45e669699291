import unicodedata
from collections.abc import Iterator, Sequence, Set

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix, shortened
from awesome_lint.document import Document
from awesome_lint.parser.swallowed import Joined, Slip, Swallowed, joined, swallowed
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

MOST_SHOWN = 40
# Behind a marker, this would become the definition of a link or a footnote, which nobody reads.
DEFINITION = lazy(r"\A(\S+[ \t]+)(\[(?:[^\[\]\\]|\\[^\n])+\]:)")
ESCAPED = lazy(r"\S+[ \t]+\\\[((?:[^\[\]\\]|\\[^\n])+)\]:")
# Nor is this an entry behind a marker, but raw HTML, code or another block.
BLOCK = lazy(r"\S+[ \t]+(?:<|>|\||```|~~~|#{1,6}(?:[ \t\n]|$)|(?:[-*+]|\d{1,9}[.)])(?:[ \t\n]|$)|(?:[-_*][ \t]*){3,}(?:\n|$))")

# Nor is a line that goes with it one of its words then, or it may underline the words above.
NESTED = lazy(r"\n[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])(?:[ \t\n]|$)|[-=|:][-=|: \t]*(?:\n|$))")

# What looks like an entry below a line is one or a word, depending on what the line is: without text, or with another number
# than 1, it cannot follow words of the entry that it is in, nor where it is indented by as much as code. So is what underlines
# a heading or the header of a table.
FOLLOWS = lazy(
    r"\n[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]*(?=\n|\Z)|(?<=[ \t])(?!0*1[.)])\d{1,9}[.)][ \t]|(?!---)[-=|:][-=|: \t]*(?=\n|\Z))"
    r"|\n(?=[ >]*(?:[ ]{4}|\t))[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]"
)
LONGEST = 4000
# What makes code of a line behind the marks of quotes.
INDENTED = lazy(r"[ >]*(?:\t|[ ]{4})")

# Nor is a box to tick without words, which is none everywhere.
EMPTY_BOX = lazy(r"\S+[ \t]+\[[ xX]\][ \t]*\Z")
# Behind a marker, a reference with this label would become a box to tick.
TICKED = lazy(r"\S+[ \t]+\[[xX]\](?:\s|$)")


class SwallowedEntry(Rule, frozen=True):
    """A line that was meant as an entry, and that Markdown takes for a part of the text before it.

    ## Why

    A marker without a space after it is no marker: GitHub shows `-[name](url)` as the last words of the entry above, or as
    a paragraph. So it does where the space is a no-break space (Option and the space bar, on a Mac), where the marker is
    missing, or a bullet that Markdown does not know, such as `•`, and where two entries came together on one line.

    ## Bad

    ```markdown
    - [One](https://example.org/1) - Does this.
    -[Two](https://example.org/2) - Does that.
    ```

    ## Good

    ```markdown
    - [One](https://example.org/1) - Does this.
    - [Two](https://example.org/2) - Does that.
    ```

    ## Bad

    ```markdown
    • [One](https://example.org/1) - Does this.
    • [Two](https://example.org/2) - Does that.
    ```

    ## Good

    ```markdown
    - [One](https://example.org/1) - Does this.
    - [Two](https://example.org/2) - Does that.
    ```

    ## Bad

    ```markdown
    - [One](https://example.org/1) - Does this.
    [Two](https://example.org/2) - Does that.
    - [Three](https://example.org/3) - Does more.- [Four](https://example.org/4) - Does all.
    ```

    ## Good

    ```markdown
    - [One](https://example.org/1) - Does this.
    - [Two](https://example.org/2) - Does that.
    - [Three](https://example.org/3) - Does more.
    - [Four](https://example.org/4) - Does all.
    ```

    ## Fix

    Safe: puts a space after the marker, or writes the marker. There is none where the line would stay a part of the paragraph,
    because it is indented too far or its number is not 1. A line without a marker is an entry only where it has the form of
    others. Nor is there one where it would become another block, or a link a box to tick, or code below it text; what would
    become the definition of a link or a footnote gets a backslash, so that it is read as before. To break a line between two
    entries is unsafe.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT | Effect.BLOCKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        source = document.source
        found = [each for each in swallowed(document) if not _ends_comment(source.slice(each.text))]
        labels = {definition.label.value.casefold() for definition in document.definitions} if found else set()
        if found and max(source.last(mark, source.end) for mark in ("[x]:", "[X]:")) >= 0:
            # In the middle of a paragraph it is none, and may become one.
            labels.add("x")
        code = {place.start for place in document.code if INDENTED.match(source.slice(place))} if found else set()
        for run in _runs(source, found):
            first = run[0]
            edits = tuple(_edit(source, each) for each in run)
            end = run[-1].text.end
            is_other = any(_is_other(edit.text, labels) for edit in edits) or _is_followed(source, end)
            # What is indented by as much as code would be text of the entry.
            is_other = is_other or _next_line(source, end) in code
            fix = Fix(edits) if all(each.can_begin for each in run) and not is_other else None
            yield self.diagnostic(_line(source, first.marker.start), _message(source, first, len(run)), fix, count=len(run))
        for entry in joined(document):
            span = _line(source, entry.marker.start)
            message = f"`{shortened(source.slice(span), MOST_SHOWN)}` stands behind another entry: put it on a line of its own."
            yield self.diagnostic(span, message, _broken(source, entry))


def _line(source: Source, start: int) -> Span:
    """Return the rest of a line."""
    return Span(start, source.line_span(source.line_number(start)).end)


def _message(source: Source, first: Swallowed, count: int) -> str:
    shown = shortened(source.slice(_line(source, first.marker.start)), MOST_SHOWN)
    match first.slip:
        case Slip.NO_SPACE:
            remedy = "put a space after the marker"
        case Slip.OTHER_SPACE:
            character = source.beside(first.marker).after[0]
            name = unicodedata.name(character, "another character").lower()
            remedy = f"put a space after the marker, where {name} (U+{ord(character):04X}) is"
        case Slip.OTHER_BULLET | Slip.NO_MARKER:
            remedy = f"begin with `{first.written}`"
    return (
        f"{f'`{shown}` is no entry' if count == 1 else f'{count} lines like `{shown}` are no entries'} of the list: {remedy}."
    )


def _runs(source: Source, found: Sequence[Swallowed]) -> list[list[Swallowed]]:
    """Return the lines in groups between which nothing stands but blank lines."""
    runs: list[list[Swallowed]] = []
    for each in found:
        if runs and not source.written(runs[-1][-1].text.end, source.line_starts[each.line]).value.strip(" \t>\n"):
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs


def _edit(source: Source, entry: Swallowed) -> Edit:
    """Return the edit that makes an entry of the line; it covers all of it, for all of it becomes a block.

    What would be a definition there is none behind a backslash.
    """
    written = f"{entry.written} {source.slice(entry.text)}"
    if DEFINITION.match(written):
        written = DEFINITION.sub(r"\1\\\2", written, count=1)
    return Edit(Span(entry.marker.start, entry.text.end), written)


def _is_other(written: str, labels: Set[str]) -> bool:
    """Whether what is written as an entry would be another block, or lose the reference that it begins with."""
    escaped = ESCAPED.match(written)
    if escaped and escaped.group(1).casefold() in labels:
        return True
    if NESTED.search(written) or EMPTY_BOX.match(written):
        return True
    return BLOCK.match(written) is not None or ("x" in labels and TICKED.match(written) is not None)


def _is_followed(source: Source, end: int) -> bool:
    """Whether something stands below a line, with no blank line between, that would be a word or an entry because of it."""
    return FOLLOWS.search(source.slice(Span(end, end + LONGEST)).partition("\n\n")[0]) is not None


def _next_line(source: Source, end: int) -> int:
    """Return where the first line begins, below the one that ends there, that is not blank."""
    line = source.line_number(end)
    last = len(source.line_starts)
    while line < last and not source.line(line + 1).strip(" \t>"):
        line += 1
    return source.line_starts[line] if line < last else source.end


def _broken(source: Source, entry: Joined) -> Fix | None:
    """Return the fix that breaks the line before an entry; the marks of a quote would have to be repeated."""
    if entry.indentation.strip():
        return None
    ending = source.slice(entry.before).rstrip()
    marker = source.slice(entry.marker)
    if marker == "*" and not source.slice(entry.before)[-1:].isspace():
        # It may end an emphasis.
        return None
    # After a line of text only the number 1 begins an entry for certain; which number is shown, the first of the list decides.
    marker = f"1{marker[-1]}" if marker[0].isdigit() else marker
    written = f"{ending}\n{entry.indentation}{marker} {source.slice(entry.text)}"
    return Fix.replace(Span(entry.before.start, entry.text.end), written, Applicability.UNSAFE)


def _ends_comment(text: str) -> bool:
    """Whether a comment that began before a text ends in it."""
    return "-->" in text.partition("<!--")[0]

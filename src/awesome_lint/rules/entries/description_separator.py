from collections.abc import Hashable, Iterator

from msgspec.structs import replace

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Container, Document, Entry, EntryKind, Habit, Link, Text
from awesome_lint.facts.folding import folded
from awesome_lint.habits import inferred as style
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

MARKS = frozenset({"-", "--", "–", "—", ":", "->", "-->"})
# A sentence that follows a name at once and says what it is.
SENTENCE = lazy(r"[ \t]+(?=[A-Z])(?:\S+[ \t]+){3,}\S*[\w)`][.!][ \t]*$")


class DescriptionSeparator(Rule, frozen=True):
    """A name and its description set apart otherwise than in the rest of the list.

    ## Why

    One colon or long dash among hundreds of hyphens catches the eye without saying anything, and programs that read the list
    by its separator lose the description. Entries of one group that agree with each other are left alone.

    ## Bad

    ```markdown
    - [One](https://example.org/1) - Does this.
    - [Two](https://example.org/2) - Does that.
    - [Three](https://example.org/3) - Does those.
    - [Four](https://example.org/4) - Does these.
    - [Five](https://example.org/5) - Does it.
    - [Six](https://example.org/6) - Does much.
    - [Seven](https://example.org/7) - Does more.
    - [Eight](https://example.org/8) - Does less.
    - [Nine](https://example.org/9) - Does nothing.
    - [Ten](https://example.org/10) - Does all.
    - [Eleven](https://example.org/11) – Does some.
    - [Twelve](https://example.org/12)- Does others.
    ```

    ## Good

    ```markdown
    - [One](https://example.org/1) - Does this.
    - [Two](https://example.org/2) - Does that.
    - [Three](https://example.org/3) - Does those.
    - [Four](https://example.org/4) - Does these.
    - [Five](https://example.org/5) - Does it.
    - [Six](https://example.org/6) - Does much.
    - [Seven](https://example.org/7) - Does more.
    - [Eight](https://example.org/8) - Does less.
    - [Nine](https://example.org/9) - Does nothing.
    - [Ten](https://example.org/10) - Does all.
    - [Eleven](https://example.org/11) - Does some.
    - [Twelve](https://example.org/12) - Does others.
    ```

    ## Fix

    Safe: writes what the list mostly writes, or what the settings say.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._found(document))

    def _found(self, document: Document) -> Iterator[tuple[Hashable, Diagnostic]]:
        habit = document.style.description_separator
        if not habit.is_firm():
            return
        mark = replace(habit, value=habit.value.strip())
        for group in document.groups():
            if all(
                entry.separator and entry.separator.value == habit.value for entry in group if entry.kind is EntryKind.NAMED
            ):
                continue
            found = [(entry, text) for entry in group if (text := _separator(document.source, entry)) is not None]
            own = style.own((text.value.strip() for _, text in found), mark)
            for entry, separator in found:
                value, span = separator.value, separator.span
                if value == habit.value or value.strip() == own or _says_more(entry, value, habit):
                    continue
                message = f"Expected `{habit.value}` before the description, found `{value}`."
                yield value, self.diagnostic(span, message, Fix.replace(span, habit.value))


def _separator(source: Source, entry: Entry) -> Text | None:
    """Return what stands between a name and its description, white space alone included; None where nothing is described."""
    if entry.kind is not EntryKind.NAMED or entry.title_span is None:
        return None
    if entry.separator:
        value, span = entry.separator.value, entry.separator.span
        if value.strip() not in MARKS or not entry.description or not _is_on_line(source, span):
            return None
        before = source.beside(span).before
        start = span.start - (len(before) - len(before.rstrip(" \t")))
        return source.written(start, span.end)
    if entry.container is not Container.LIST_ITEM or not entry.links or not _leads_away(entry.links[0], entry.title_span):
        return None
    start = entry.title_span.end
    after = source.beside(entry.title_span).after
    space = len(after) - len(after.lstrip(" \t"))
    if not space or not _begins_description(source, entry, start):
        return None
    return source.written(start, start + space)


def _is_on_line(source: Source, span: Span) -> bool:
    """Whether what a separator sets apart stands on the line of it: a line break is a space that no rule has to write."""
    beside = source.beside(span)
    return "\n" not in source.slice(span) and bool(beside.before.strip(" \t")) and bool(beside.after.strip(" \t"))


def _leads_away(link: Link, title: Span) -> bool:
    """Whether a title is a link to another site, which a remark on the list itself is not."""
    return link.span.overlaps(title) and "://" in link.url


def _begins_description(source: Source, entry: Entry, start: int) -> bool:
    """Whether words that follow a name without a separator describe it in a sentence; others go on with the name."""
    is_bare = not (entry.authors or entry.venue or entry.year or entry.tags or entry.badges)
    return is_bare and SENTENCE.match(source.written(start, entry.text_span.end).value) is not None


def _says_more(entry: Entry, value: str, habit: Habit) -> bool:
    """Whether the habit's own separator comes later, so that this one parts something else."""
    is_within = entry.description is not None and habit.value in entry.description.value
    return is_within and value.strip() != habit.value.strip()

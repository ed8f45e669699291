"""What may come next: labels and venues that the list uses, anchors, names of rules."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import takewhile

from lsprotocol import types

from awesome_lint.document import Document
from awesome_lint.engine.ignores import VERBS
from awesome_lint.facts.ordering import SAID
from awesome_lint.patterns import lazy
from awesome_lint.registry.discovery import discover
from awesome_lint.registry.manual import summary
from awesome_lint.server.library import Listed
from awesome_lint.source import Span

OPENING = "<!--"
COMMENT = lazy(r"<!--\s*(?:awesome-lint:(?P<said>[^>]*))?$")
FRAGMENT = lazy(r"(?:\]\(<?|href=[\"'])\.?/?#(?P<begun>[^\s()\"'>]*)$")
NAME = lazy(r"\]\[(?P<begun>[^\[\]]*)$")
LABEL = lazy(r"(?<![\]\\!])\[(?P<begun>[^\[\]()]*)$")
# A line of a list or a table, up to a word of text.
LINE = lazy(r"[ \t>]*(?:[-*+]|\d{1,9}[.)]|\|)[ \t]")
VENUE = lazy(r"(?<![\w&+'/.#:@-])(?P<begun>[A-Z][\w&+'-]*(?:[ ][\w&+'-]+){0,3})$")
TRIGGERS = ["[", "#", ":", ","]

LISTED = ("contents", *SAID)


def completions(listed: Listed, offset: int) -> list[types.CompletionItem]:
    """Return what may be written at an offset."""
    source = listed.document.source
    line = source.line_span(source.line_number(offset))
    before = source.text[line.start : offset]
    opening = before.rfind(OPENING)
    comment = COMMENT.match(before, opening) if opening >= 0 else None
    if comment is not None:
        return list(_in_comment(listed, offset, comment["said"]))
    for pattern, offered in ((FRAGMENT, _anchors), (NAME, _names), (LABEL, _labels)):
        if match := pattern.search(before):
            return [_item(listed, offset, match["begun"], *each) for each in offered(listed.document)]
    word = before.rpartition(" ")[2]
    is_in_address = "://" in word or "](" in word
    if LINE.match(before) and not is_in_address and (match := VENUE.search(before)):
        return list(_venues(listed, offset, match["begun"]))
    return []


def _in_comment(listed: Listed, offset: int, said: str | None) -> Iterator[types.CompletionItem]:
    if said is None:
        yield _item(listed, offset, "", "awesome-lint: ignore ", "ignores rules here", types.CompletionItemKind.Keyword)
        return
    said = said.lstrip()
    verb, space, _ = said.partition(" ")
    if not space:
        for each in (*VERBS, *LISTED):
            yield _item(listed, offset, verb, each, "a comment to awesome-lint", types.CompletionItemKind.Keyword)
        return
    begun = last_word(said)
    if verb in VERBS and "(" not in said:
        for name, about in selectors():
            yield _item(listed, offset, begun, name, about, types.CompletionItemKind.Value)
    elif verb not in VERBS:
        for each in SAID:
            if each.startswith(f"{verb} "):
                yield _item(listed, offset, said, each, "what lists are sorted by", types.CompletionItemKind.Keyword)


def last_word(text: str) -> str:
    """Return the letters, digits and hyphens that a text ends with."""
    return "".join(takewhile(lambda letter: letter.isalnum() or letter in "-_", reversed(text)))[::-1]


def selectors() -> Iterator[tuple[str, str]]:
    """Yield the name of each rule with what it reports, and that of each group with its rules."""
    rules = discover()
    for name, rule in rules.items():
        yield name, summary(rule)
    for group in sorted({rule.group for rule in rules.values()}):
        yield group, "a group of rules"


Offered = tuple[str, str, types.CompletionItemKind]


def _anchors(document: Document) -> Iterator[Offered]:
    for heading in document.headings:
        if heading.slug:
            yield heading.slug, " ".join(heading.text.value.split()), types.CompletionItemKind.Reference


def _names(document: Document) -> Iterator[Offered]:
    for each in document.definitions:
        if not each.is_repeated:
            yield each.label.value, each.url, types.CompletionItemKind.Reference


def _labels(document: Document) -> Iterator[Offered]:
    """Yield the labels of links, the most frequent first; one that is met once is a title, or a slip."""
    counts = Counter(link.label.value for entry in document.entries for link in entry.labels)
    for label, count in _most(counts):
        yield label, f"{count} times in this list", types.CompletionItemKind.Text


def _venues(listed: Listed, offset: int, begun: str) -> Iterator[types.CompletionItem]:
    """Yield the venues of the list of which something has been written, in words that may be more than those of the venue."""
    counts = Counter(" ".join(entry.venue.value.split()) for entry in listed.document.entries if entry.venue)
    words = begun.split(" ")
    for venue, count in _most(counts):
        for first in range(len(words)):
            written = " ".join(words[first:])
            if venue.casefold().startswith(written.casefold()) and venue != written:
                yield _item(listed, offset, written, venue, f"{count} times in this list", types.CompletionItemKind.Value)
                break


def _most(counts: Counter[str]) -> Iterable[tuple[str, int]]:
    return ((value, count) for value, count in counts.most_common() if count > 1 and value.strip() and "\n" not in value)


def _item(
    listed: Listed, offset: int, begun: str, text: str, detail: str, kind: types.CompletionItemKind
) -> types.CompletionItem:
    """Return what stands in the place of what was begun before an offset."""
    edit = types.TextEdit(listed.places.range(Span(offset - len(begun), offset)), text)
    return types.CompletionItem(text, kind=kind, detail=detail, filter_text=text, text_edit=edit)

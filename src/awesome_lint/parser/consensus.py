"""What the entries of a page agree on, where one of them was read otherwise: what one cannot tell the others do."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from awesome_lint.document import Author, Authors, EntryKind, Text
from awesome_lint.knowledge import people
from awesome_lint.knowledge.institutions import is_institution
from awesome_lint.parser import bibliography, vocabulary
from awesome_lint.parser.entries.fields import Fields
from awesome_lint.parser.entries.pieces import INITIAL, Kind, kind_of
from awesome_lint.parser.inlines import Node, NodeKind, Visible, has_word, plain, visible
from awesome_lint.parser.words.dates import MONTHS
from awesome_lint.patterns import UPPER, lazy
from awesome_lint.source import Span

# `A Processor for Cats(CatNet)`: the short name that a list gives to what it lists.
NICK = lazy(r"(?<=[A-Za-z0-9])\(([A-Za-z][A-Za-z0-9.+-]{1,24})\)$")
# The same behind a space, where nearly all have one: `Nets for Cats (CatNet)`.
SPACED_NICK = lazy(r"(?<=[A-Za-z0-9?!])\s{1,2}\(((?=[^()]*[A-Z][^()]*[A-Z])[A-Za-z][\w.+-]{1,24})\)$")
NICKED_SHARE = 0.6
# `Nets for Cats (Lee et al.)`: what a title may end with, the place of what stands in its parentheses.
HELD = lazy(r"\s{0,2}\(([^()\d]{3,80}?)\)\s?$")
SIGNED_SHARE = 0.5
# `Lee, Ann & Chen, Bo - Nets for cats`
NAMES_AND_TITLE = lazy(r"([^\n:()\d]{4,200}?)\s[-–—―]\s(\S[^\n]{2,300})")
AMONG_INVERTED = lazy(r"\s?;\s|,?\s(?:&|and|und|et|y|e)\s")
SURNAME_FIRST = lazy(
    rf"(?:[^\W\d_]+ ){{0,2}}{UPPER}[^\W\d_]+(?:[-'’][^\W\d_]+)*, {UPPER}[^\s,]{{0,20}}(?: {UPPER}[^\s,]{{0,20}}){{0,2}}"
)
NUMBERED = lazy(r"(\d{1,3})[.)]\s+(?=\S)")
# So many entries agree, and so many times as many as those that say something else.
LEAST_AGREED = 3
TIMES_AGREED = 3
# `Nets for cats: A survey, FGCS`
PLACED = lazy(r"(?<=\w)[?!]?(?:[.,]|\s(?:--?|–|—|\|))\s+([A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,4})\.?$")
# A name, words between, and a link.
LEAST_SAID = 3
PAIR = 2
DESCRIBED_SHARE = 0.6
TITLED_SHARE = 0.7
# What a link is called has no more words.
MOST_CALLED = 3
# `CatNet - It sees cats.`
DASHED = lazy(r"([^\n]{0,40}?\w[^\w\s]?)\s[-–—―]\s(\w[^\n]{9,400})$")
DASHES = (" - ", " – ", " — ")
LEAST_DASHED = 5
PAPER_LABELS = frozenset(["abs", "arxiv", "paper", "pdf"])
# What parts a sentence from the link before it.
TO_SENTENCE = lazy(r"(?:[\])]{0,2}\s?[.;,:|–—―-]{0,2}\s{1,8})(?=\S)")
LEAST_SENTENCE = 5
SENTENCE_END = lazy(r"[.!?。！？]\s*$")
# `Ann Lee, July 24, 2015`
SIGNED_AND_DATED = lazy(
    rf"([^\W\d_][^\d\n()]{{3,120}}?),\s+(?:{MONTHS}\.?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?|\d{{1,2}}\.?\s+{MONTHS}\s+)?((?:19|20)\d\d)\.?"
)
# `Nets for cats, CRYPTO'95`
DATED_END = lazy(r"(\S[^\n]{3,250}?),\s{1,3}([A-Z][\w&@./-]*(?: [A-Z&][\w&@./-]*){0,3}) ?['’‘](\d\d)")
PLACE_AND_SHORT_YEAR = lazy(r"([A-Z][\w&.-]*(?: [\w&.-]+){0,6}?) ([0-3]\d)")
SHORT = 2
AS_PUBLISHED = ("Published ", "Accepted ", "Presented ", "Appeared ")
PUBLISHED = lazy(
    r"(?:Published|Accepted|Presented|Appeared) (?:in|at|by) (?:the )?([A-Za-z][^\n.()]{1,80}?)(?:,? (?:19|20)\d\d(?=\s?\())?"
    r"(?:,? | ?\()((?:19|20)\d\d)\)?[.:;,]\s{1,3}(?=\S)"
)
KEYED = lazy(r"(?<![^\W\d_])[^\W\d_]{1,20}\s?[:：]\s{0,3}$")
# `Turing, (1950)`
BESIDE = 3


class _Signed(NamedTuple):
    """A title without the people at its end, these, and where they stand with their parentheses."""

    title: Text
    names: Authors
    span: Span
    is_sure: bool
    """Whether there are several, or one who is known or in italics."""


def settle(listed: Sequence[tuple[Sequence[Node], Fields]]) -> None:
    """Read what is doubtful as the others have it; each entry stands with the nodes that it was read from."""
    read = [fields for _, fields in listed]
    _settle_numbers(read)
    settle_nicks(read)
    _settle_signed(listed)
    _settle_inverted(read)
    _settle_venues(read)
    _settle_cited(read)
    _settle_italics(listed)
    _settle_placed(read)
    _settle_dated_ends(read)
    _settle_short_years(read)
    _settle_published(read)
    _settle_said(listed)
    _settle_short_names(listed)
    _settle_remarks(listed)
    _settle_sentences(listed)
    _settle_labels(read)
    _settle_ends(listed)
    _settle_dashed(read)
    _settle_dated(read)


def _settle_numbers(read: Sequence[Fields]) -> None:
    """Take the number off titles that count: `**1. Nets for cats**`, and the next one has a 2."""
    found = [(fields, match) for fields in read if fields.title and (match := NUMBERED.match(fields.title.value))]
    if len({match.group(1) for _, match in found}) < LEAST_AGREED:
        return
    for fields, match in found:
        title = fields.title
        if title is not None and title.span.end - title.span.start >= len(title.value):
            fields.title = Text(title.value[match.end() :], Span(title.span.start + match.end(), title.span.end))


def settle_nicks(read: Sequence[Fields]) -> None:
    """Take what stands in parentheses right at the end of titles for short names, where several have one, or most of them."""
    ended = [(fields, fields.title) for fields in read if fields.title and fields.title.value[-1:] == ")"]
    titles = [(fields, title) for fields, title in ended if _is_as_written(title)]
    found = [(fields, title, match) for fields, title in titles if (match := NICK.search(title.value))]
    spaced = [(fields, title, match) for fields, title in titles if (match := SPACED_NICK.search(title.value))]
    if len(found) < LEAST_AGREED:
        found = []
    if len(spaced) >= max(LEAST_AGREED, sum(fields.title is not None for fields in read) * NICKED_SHARE):
        found += [(fields, title, match) for fields, title, match in spaced if not vocabulary.is_venue(match.group(1))]
    for fields, title, match in found:
        start = title.span.start
        fields.title = Text(title.value[: match.start()], Span(start, start + match.start()))
        fields.tags.append(Text(match.group(1), Span(start + match.start(1), start + match.end(1))))


def _is_as_written(title: Text) -> bool:
    """Whether a title has no marks in it, so that its letters are where it is written."""
    return title.span.end - title.span.start == len(title.value)


def _settle_signed(listed: Sequence[tuple[Sequence[Node], Fields]]) -> None:
    """Take the people in parentheses at the end of titles for who wrote them, where the page does it so: `Nets (*Lee et al.*)`.

    One who is named so again and again is a place: `(*Wikipedia*)`.
    """
    titled = [
        (nodes, fields) for nodes, fields in listed if fields.title and fields.authors is None and ")" in fields.title.value
    ]
    found = [(nodes, fields, signed) for nodes, fields in titled if (signed := _signed(nodes, fields)) is not None]
    several = sum(len(signed.names.people) > 1 for _, _, signed in found)
    sure = sum(signed.is_sure for _, _, signed in found)
    if several < LEAST_AGREED - 1 or sure < max(LEAST_AGREED, len(listed) * SIGNED_SHARE):
        return
    times = Counter([signed.names.people[0].name for _, _, signed in found if len(signed.names.people) == 1])
    for _, fields, signed in found:
        name = signed.names.people[0].name
        if len(signed.names.people) == 1 and (times[name] > LEAST_AGREED or kind_of(name) is Kind.VENUE):
            continue
        fields.title = signed.title
        fields.authors, fields.authors_span = signed.names, signed.span
        fields.kind = EntryKind.PAPER


def _settle_inverted(read: Sequence[Fields]) -> None:
    """Take people surname first before a dash for who wrote it, where several titles begin so: `Lee, Ann & Chen, Bo - Nets`."""
    found = [
        (fields, match, names)
        for fields in read
        if fields.authors is None and fields.title and "," in fields.title.value and _is_as_written(fields.title)
        if (match := NAMES_AND_TITLE.fullmatch(fields.title.value))
        if (names := _inverted(fields.title, match)) is not None
    ]
    if len(found) < LEAST_AGREED:
        return
    for fields, match, names in found:
        start = fields.title.span.start if fields.title else 0
        fields.title = Text(match[2], Span(start + match.start(2), start + match.end(2)))
        fields.authors, fields.authors_span = names, names.span
        fields.kind = EntryKind.PAPER


def _inverted(title: Text, match: "re.Match[str]") -> Authors | None:
    """Return the people before a dash, should all of them be named surname first."""
    start, text = title.span.start, match[1]
    marks = list(AMONG_INVERTED.finditer(text))
    begins, ends = [0, *(mark.end() for mark in marks)], [*(mark.start() for mark in marks), len(text)]
    if not all(SURNAME_FIRST.fullmatch(text, begin, end) for begin, end in zip(begins, ends, strict=True)):
        return None
    end = Span(start + len(text), start + len(text))
    return Authors(
        tuple([Author(text[begin:stop], Span(start + begin, start + stop)) for begin, stop in zip(begins, ends, strict=True)]),
        tuple([Text(mark.group(), Span(start + mark.start(), start + mark.end())) for mark in marks]),
        Text("", end),
        Span(start, end.end),
    )


def _signed(nodes: Sequence[Node], fields: Fields) -> _Signed | None:
    """Return a title without the people that its last parentheses name by their surnames."""
    title = fields.title
    if title is None:
        return None
    holder = next((node for node in nodes if node.start <= title.span.start and title.span.end <= node.end), None)
    if holder is None:
        return None
    text = visible(holder.children or [holder])
    match = HELD.search(text.value)
    bare = text.trimmed(0, match.start()) if match else None
    if match is None or bare is None or bare.span.start != title.span.start or not title.value.endswith(")"):
        return None
    names = bibliography.authors(text.part(match.start(1), match.end(1)))
    if names is None or not bibliography.are_cited(names) or any(is_institution(person.name) for person in names.people):
        return None
    start, end = match.start() + match.group().index("("), match.start() + match.group().rindex(")") + 1
    is_marked = any(node.kind is NodeKind.EMPHASIS and node.span.contains(names.span) for node in holder.children)
    is_sure = is_marked or len(names.people) > 1 or people.is_known(names.people[0].name)
    return _Signed(bare, names, text.span(start, end), is_sure)


def _settle_venues(read: Sequence[Fields]) -> None:
    """Take the only person beside a year for a venue, where the entries of the page say that and name nobody."""
    dated = [fields for fields in read if fields.year is not None]
    placed = sum(fields.venue is not None and fields.authors is None for fields in dated)
    doubtful = [fields for fields in dated if fields.venue is None and (person := _only(fields)) and _may_be_venue(person)]
    others = sum(fields.authors is not None for fields in dated) - len(doubtful)
    if not doubtful or placed < LEAST_AGREED or placed < (len(doubtful) + others) * TIMES_AGREED:
        return
    for fields in doubtful:
        person = _only(fields)
        if person is None:
            continue
        fields.venue = Text(person.name, person.span)
        fields.authors = fields.authors_span = None
        fields.kind = EntryKind.NAMED


def _settle_cited(read: Sequence[Fields]) -> None:
    """Take a word right before a year for who wrote it, where the others say that: `Turing (1950)`."""
    cited = sum(_is_beside(fields.authors_span, fields.year) for fields in read)
    if cited < LEAST_AGREED:
        return
    doubtful = [
        fields for fields in read if fields.authors is None and fields.venue and _is_beside(fields.venue.span, fields.year)
    ]
    named = [(fields, names) for fields in doubtful if fields.venue and (names := _cited(fields.venue)) is not None]
    placed = sum(fields.venue is not None for fields in read) - len(named)
    if cited < placed * TIMES_AGREED:
        return
    for fields, names in named:
        fields.authors, fields.authors_span = names, names.span
        fields.venue = None
        fields.kind = EntryKind.PAPER


def _settle_italics(listed: Sequence[tuple[Sequence[Node], Fields]]) -> None:
    """Take what stands alone in italics for a tag, be it called as a venue is, where the others have tags there: `*DAC*`."""
    marked = [
        (italics, fields)
        for nodes, fields in listed
        if (italics := [node for node in nodes if node.kind is NodeKind.EMPHASIS]) and (fields.venue or fields.tags)
    ]
    tagged = sum(any(_is_all(node, tag) for node in italics for tag in fields.tags) for italics, fields in marked)
    placed = [fields for italics, fields in marked if fields.venue and any(_is_all(node, fields.venue) for node in italics)]
    if tagged < LEAST_AGREED or tagged < len(placed) * TIMES_AGREED:
        return
    for fields in placed:
        if fields.venue is not None:
            fields.tags = sorted([*fields.tags, fields.venue], key=lambda tag: tag.span)
        fields.venue = None


def _is_all(node: Node, text: Text) -> bool:
    """Whether a text is all that the marks of a node hold."""
    return node.start < text.span.start and text.span.end < node.end and visible(node.children).value.strip() == text.value


def _settle_placed(read: Sequence[Fields]) -> None:
    """Take the end of a title for where it appeared, where other entries appeared there: `Nets for cats: A survey, FGCS`."""
    places = Counter(_folded(fields.venue.value) for fields in read if fields.venue)
    for fields in read:
        title = fields.title
        match = PLACED.search(title.value) if places and fields.venue is None and title is not None else None
        if match is None or title is None or title.span.end - title.span.start != len(title.value):
            continue
        name = match.group(1)
        if places[_folded(name)] >= (1 if vocabulary.ACRONYM.fullmatch(name) else LEAST_AGREED):
            start = title.span.start
            fields.venue = Text(name, Span(start + match.start(1), start + match.end(1)))
            fields.title = Text(title.value[: match.start()], Span(start, start + match.start()))


def _settle_dated_ends(read: Sequence[Fields]) -> None:
    """Take a place and a short year at the end of titles for where and when, where several end so: `Nets for cats, CCS'13`."""
    found = [
        (fields, fields.title, match)
        for fields in read
        if fields.title and fields.title.value[-2:].isdigit() and fields.venue is None and fields.year is None
        if _is_as_written(fields.title) and (match := DATED_END.fullmatch(fields.title.value)) is not None
    ]
    if len(found) < LEAST_AGREED:
        return
    for fields, title, match in found:
        start = title.span.start
        fields.title = Text(match[1], Span(start, start + match.end(1)))
        fields.venue = Text(match[2], Span(start + match.start(2), start + match.end(2)))
        fields.year = Text(match[3], Span(start + match.start(3), start + match.end(3)))


def _settle_short_years(read: Sequence[Fields]) -> None:
    """Take two digits behind places for years, where several have years of two digits: `IEEE Access 22`."""
    found = [(fields, place) for fields in read if fields.year is None and (place := _shortly_dated(fields)) is not None]
    full = sum(fields.year is not None and len(fields.year.value) > SHORT for fields in read)
    if len(found) < max(LEAST_AGREED, full * TIMES_AGREED):
        return
    for fields, place in found:
        match = PLACE_AND_SHORT_YEAR.fullmatch(place.value)
        start = place.span.start
        if match is not None:
            fields.tags = [tag for tag in fields.tags if tag is not place]
            fields.venue = Text(match[1], Span(start, start + match.end(1)))
            fields.year = Text(match[2], Span(start + match.start(2), start + match.end(2)))


def _shortly_dated(fields: Fields) -> Text | None:
    """Return the place, or the one mark of an entry without a place, that ends with two digits."""
    marks = [fields.venue] if fields.venue is not None else fields.tags
    ended = [mark for mark in marks if mark.value[-2:].isdigit()]
    dated = [mark for mark in ended if _is_as_written(mark) and PLACE_AND_SHORT_YEAR.fullmatch(mark.value)]
    return dated[0] if len(dated) == 1 else None


def _settle_published(read: Sequence[Fields]) -> None:
    """Take where and when it appeared off the beginnings of descriptions: `Published in arXiv (2026). It sees cats.`"""
    for fields in read:
        said = fields.description
        if said is None or not said.value.startswith(AS_PUBLISHED) or fields.venue or fields.year or not _is_as_written(said):
            continue
        match = PUBLISHED.match(said.value)
        if match is None:
            continue
        start = said.span.start
        fields.venue = Text(match[1], Span(start + match.start(1), start + match.end(1)))
        fields.year = Text(match[2], Span(start + match.start(2), start + match.end(2)))
        fields.description = Text(said.value[match.end() :], Span(start + match.end(), said.span.end))
        if fields.separator is not None:
            fields.separator = None


def _settle_said(listed: Sequence[tuple[Sequence[Node], Fields]]) -> None:
    """Take for no description what a link is called that says before a colon what it leads to: `--- Notes: [blog](url)`."""
    for nodes, fields in listed:
        said = fields.description
        if said is None or len(nodes) < LEAST_SAID or not any(map(_is_keyed, nodes[1:-1], nodes[2:])):
            continue
        held = [node for node in nodes if node.start < said.span.end and node.end > said.span.start]
        if held and not any(_is_said(node, said.span) for node in held):
            fields.description = fields.separator = None


def _settle_short_names(listed: Sequence[tuple[Sequence[Node], Fields]]) -> None:
    """Take for titles what stands behind bold names and a colon, written as titles are: `**CatNet**: Nets for Cats`."""
    bold = [(nodes, fields) for nodes, fields in listed if nodes and nodes[0].kind is NodeKind.STRONG]
    told = [fields for nodes, fields in bold if _is_told_of_bold(nodes, fields)]
    titled = [fields for fields in told if fields.description is not None and _is_titled(fields.description.value)]
    if len(titled) < LEAST_AGREED or len(titled) * 2 < len(told):
        return
    for fields in titled:
        if fields.title is not None and fields.description is not None:
            fields.tags = sorted([*fields.tags, fields.title], key=lambda tag: tag.span)
            fields.title, fields.title_span = fields.description, fields.description.span
            fields.description = fields.separator = None


def _is_told_of_bold(nodes: Sequence[Node], fields: Fields) -> bool:
    """Whether words without marks stand behind a short bold name and a colon, and links with labels behind them."""
    title, said = fields.title, fields.description
    if title is None or said is None or fields.authors is not None or len(nodes) < LEAST_SAID:
        return False
    if not nodes[0].start <= title.span.start < nodes[0].end:
        return False
    words = nodes[1]
    is_plain = words.kind is NodeKind.TEXT and words.start < said.span.start and said.span.end <= words.end
    is_led = (
        is_plain
        and said.span.end - said.span.start == len(said.value)
        and ":" in visible(nodes[:2]).value[: len(title.value) + 2]
    )
    return is_led and len(title.value.split()) <= MOST_CALLED and any(link.span.start > said.span.end for link in fields.links)


def _is_titled(text: str) -> bool:
    """Whether several words are written as those of a title are, and close no sentence."""
    long = [word for word in text.split() if len(word) > MOST_CALLED]
    return (
        len(long) >= LEAST_AGREED
        and text[-1] not in ".!。"
        and sum(word[0].isupper() for word in long) >= len(long) * TITLED_SHARE
    )


def _settle_remarks(listed: Sequence[tuple[Sequence[Node], Fields]]) -> None:
    """Take a word or two right behind a link for what is said of it, where most are described: `[Ann Lee](url) Go blog`."""
    described = sum(fields.description is not None for _, fields in listed)
    if described < LEAST_AGREED or described < len(listed) * DESCRIBED_SHARE:
        return
    unparted = sum(fields.description is not None and fields.separator is None for _, fields in listed)
    may_be_tagged = unparted >= len(listed) * DESCRIBED_SHARE
    for nodes, fields in listed:
        if len(nodes) == PAIR and _is_bare(fields) and (may_be_tagged or not fields.tags):
            said = _behind_link(nodes, is_tagged=bool(fields.tags))
            if said is not None:
                fields.description = said
                fields.tags = [tag for tag in fields.tags if not said.span.contains(tag.span)]


def _behind_link(nodes: Sequence[Node], *, is_tagged: bool) -> Text | None:
    """Return the words right behind a link, of which some may have been taken for tags: `[aliens](url) Space Aliens`."""
    link, said = nodes
    if link.kind is not NodeKind.LINK or said.kind is not NodeKind.TEXT or said.end - said.start != len(said.value):
        return None
    text = said.value.strip()
    is_said = has_word(text) and said.value[:1] == " " and text[0].isalpha() and (text[-1].isalnum() or is_tagged)
    is_said = is_said and not text.startswith(("by ", "By ")) and (" " in text or not text.isascii())
    is_words = kind_of(text) is Kind.WORDS or (is_tagged and kind_of(text) is Kind.PERSON)
    if not (is_said and is_words and len(text) > MOST_CALLED):
        return None
    start = said.start + said.value.index(text)
    return Text(text, Span(start, start + len(text)))


def _settle_sentences(listed: Sequence[tuple[Sequence[Node], Fields]]) -> None:
    """Take a sentence behind the last label for what is said of a thing: `Nets for cats. [pdf](url). They learn to see.`"""
    for nodes, fields in listed:
        if fields.title is None or (fields.description is not None and fields.authors is None):
            continue
        said = _sentence_behind_links(nodes)
        if said is None or said.span.start < fields.title.span.end:
            continue
        inside = [text.span for text in (fields.venue, fields.year, *fields.tags) if text and said.span.contains(text.span)]
        people = fields.authors_span
        if people is not None and people.start >= said.span.start:
            # `[pdf](url). Propose CatNet, which sees cats.`
            if fields.description is None or _only(fields) is None or not said.span.contains(people):
                continue
            fields.authors = fields.authors_span = None
            fields.kind = EntryKind.NAMED
        elif fields.description is not None:
            continue
        if not inside:
            fields.description = said


def _sentence_behind_links(nodes: Sequence[Node]) -> Text | None:
    """Return the sentence that all behind the last link makes, should that be called by a label or its address."""
    if len(nodes) < LEAST_SAID or nodes[-1].kind is not NodeKind.TEXT or len(nodes[-1].value) < LEAST_SENTENCE:
        return None
    last = next((index for index in range(len(nodes) - 1, 0, -1) if nodes[index].kind is NodeKind.LINK), 0)
    if not last:
        return None
    label = visible([nodes[last]]).value
    if has_word(label) and not (vocabulary.is_label(label) or vocabulary.is_address(label)):
        return None
    rest = nodes[last + 1 :]
    # What parts two lines stands alone.
    is_line = rest[0].kind is NodeKind.BREAK or not rest[0].value.strip()
    text = visible(rest)
    lead = TO_SENTENCE.match(text.value)
    said = text.trimmed(lead.end()) if lead else None
    if said is None:
        return None
    words = said.value.split()
    is_closed = (is_line and len(rest) > 1) or said.value[-1] in ".!?。"
    small = sum(word.islower() for word in words)
    is_sentence = words[0][:1].isupper() and len(words) >= LEAST_SENTENCE and small * 2 >= len(words)
    return said if is_closed and is_sentence else None


def _settle_labels(read: Sequence[Fields]) -> None:
    """Take for no description what is all that links are called again and again: `[Breeze](url) - [Feed](url)`."""
    called: list[tuple[Fields, str]] = []
    for fields in read:
        said = fields.description
        if said is not None and len(fields.links) > 1 and fields.links[1].label.span == said.span:
            called.append((fields, said.value.casefold()))
    counted = Counter(label for _, label in called)
    for fields, label in called:
        if counted[label] >= LEAST_AGREED:
            fields.description = fields.separator = None


def _settle_ends(listed: Sequence[tuple[Sequence[Node], Fields]]) -> None:
    """Take for no words of a description the label that others end with, or the address of what has no other link."""
    ends = [(nodes, fields) for nodes, fields in listed if len(nodes) > 1 and nodes[-1].kind is NodeKind.LINK]
    doubtful = [
        (nodes, fields, fields.description)
        for nodes, fields in ends
        if fields.description and fields.description.span.end > nodes[-1].start and nodes[-2].kind is NodeKind.TEXT
    ]
    labels = Counter(plain(nodes[-1:]).casefold() for nodes, _ in ends) if doubtful else Counter()
    for nodes, fields, said in doubtful:
        words, label = nodes[-2], plain(nodes[-1:])
        if not label or not said.value.endswith(label):
            continue
        # Behind a sentence, what many lead to by one word is no part of it: `It sees cats. [details](url)`.
        is_behind = SENTENCE_END.search(words.value) is not None and " " not in label
        is_label = (is_behind or vocabulary.is_label_behind(label)) and labels[label.casefold()] >= LEAST_AGREED
        is_address = vocabulary.is_address(label) and len(fields.links) == 1
        bare = said.value[: -len(label)].rstrip(" :(,-–—―")
        cut = len(words.value) - len(words.value.rstrip(" :(,-–—―"))
        if (is_label or is_address) and has_word(bare) and said.span.start < words.end - cut:
            fields.description = Text(bare, Span(said.span.start, words.end - cut))


def _settle_dashed(read: Sequence[Fields]) -> None:
    """Take what a dash parts from a name for its description, where most have one: `CatNet - It sees cats. [link](url)`.

    That a dash parts the names that are links says the same.
    """
    bare = [
        fields
        for fields in read
        if fields.description is None and fields.title and fields.title_span == fields.title.span
        if not vocabulary.is_address(fields.title.value)
    ]
    found = [
        (fields, match)
        for fields in bare
        if fields.title and any(mark in fields.title.value for mark in DASHES) and (match := DASHED.match(fields.title.value))
        if _is_name_alone(fields)
    ]
    names = {match.group(1) for _, match in found}
    said = sum(_is_said_of(match.group(2)) for _, match in found)
    are_dashed = len(names) >= LEAST_DASHED and len(found) >= len(bare) * TITLED_SHARE
    parted = sum(fields.separator is not None and fields.separator.value in DASHES for fields in read)
    if not (are_dashed or parted >= max(LEAST_DASHED, len(read) * TITLED_SHARE)) or said < len(found) * TITLED_SHARE:
        return
    for fields, match in found:
        title = fields.title
        if title is None or title.span.end - title.span.start != len(title.value):
            continue
        start = title.span.start
        fields.title = Text(match.group(1), Span(start, start + match.end(1)))
        fields.title_span = fields.title.span
        fields.separator = Text(title.value[match.end(1) : match.start(2)], Span(start + match.end(1), start + match.start(2)))
        fields.description = Text(match.group(2), Span(start + match.start(2), start + match.end(2)))


def _settle_dated(read: Sequence[Fields]) -> None:
    """Take people and a date for who wrote it and when, where most descriptions are that: `[Nets](url) - Ann Lee, May 2015`."""
    described = [(fields, fields.description) for fields in read if fields.description is not None]
    found = [
        (fields, said, match, names)
        for fields, said in described
        if fields.authors is None and said.value.rstrip(".")[-4:].isdigit() and _is_as_written(said)
        if (match := SIGNED_AND_DATED.fullmatch(said.value)) and (names := _dated_names(said, match)) is not None
    ]
    if len(found) < LEAST_AGREED or len(found) < len(described) * DESCRIBED_SHARE:
        return
    for fields, said, match, names in found:
        start = said.span.start
        fields.authors, fields.authors_span = names, names.span
        fields.year = fields.year or Text(match[2], Span(start + match.start(2), start + match.end(2)))
        fields.description = fields.separator = None
        fields.kind = EntryKind.PAPER


def _dated_names(said: Text, match: "re.Match[str]") -> Authors | None:
    """Return the people before a date, of whom each has several names, or is known."""
    start = said.span.start
    text = Visible(match[1], (0,), (start,), (start + len(match[1]),))
    names = bibliography.authors(text)
    if names is None or any(is_institution(person.name) for person in names.people):
        return None
    are_named = all(person.is_et_al or " " in person.name or people.is_known(person.name) for person in names.people)
    return names if are_named else None


def _is_name_alone(fields: Fields) -> bool:
    """Whether nothing was read but a name, and links of which none says that a paper is listed."""
    labels = [link.label.value.casefold() for link in fields.links]
    return _is_bare(fields) and not any(label in PAPER_LABELS for label in labels)


def _is_said_of(text: str) -> bool:
    """Whether words say something of a thing, and are not written as titles are."""
    words = text.split()
    return len(words) >= LEAST_SAID and not _is_titled(text) and sum(word.islower() for word in words) * 2 >= len(words)


def _is_bare(fields: Fields) -> bool:
    """Whether nothing was read but a name, and tags."""
    return not (fields.description or fields.venue or fields.year or fields.authors)


def _is_keyed(node: Node, following: Node) -> bool:
    return node.kind is NodeKind.TEXT and following.kind is NodeKind.LINK and KEYED.search(node.value) is not None


def _is_said(node: Node, said: Span) -> bool:
    """Whether a part of a description is more than what a link is called, and what stands before a colon before one."""
    if node.kind is NodeKind.LINK:
        return len(visible(node.children).value.split()) > MOST_CALLED
    if node.kind is not NodeKind.TEXT or node.end - node.start != len(node.value):
        return has_word(visible([node]).value)
    bare = KEYED.sub(lambda match: " " * len(match.group()), node.value)
    return has_word(bare[max(said.start - node.start, 0) : said.end - node.start])


def _folded(venue: str) -> str:
    """Return a venue as it is compared with others."""
    return venue.casefold().rstrip(".")


def _cited(venue: Text) -> Authors | None:
    """Return the people that what was read as a venue may be."""
    start, end = venue.span
    if vocabulary.is_venue(venue.value) or end - start != len(venue.value):
        return None
    names = bibliography.authors(Visible(venue.value, (0,), (start,), (end,)))
    return names if names is not None and bibliography.are_cited(names) else None


def _is_beside(span: Span | None, year: Text | None) -> bool:
    return span is not None and year is not None and 0 < year.span.start - span.end <= BESIDE


def _only(fields: Fields) -> Author | None:
    people = fields.authors.people if fields.authors else ()
    return people[0] if len(people) == 1 and fields.authors_span == (fields.authors and fields.authors.span) else None


def _may_be_venue(person: Author) -> bool:
    """Whether nothing in the name says that it is one: initials do, and marks of its own."""
    return (
        INITIAL.search(person.name) is None
        and not bibliography.ends_in_initial(person.name)
        and bool(vocabulary.ACRONYM.search(person.name))
    )

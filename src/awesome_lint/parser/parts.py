"""Bullets and paragraphs that are fields of the entry above them: `- Authors: ...`, `- Code: [official](url)`."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.document import Authors, Link, Text
from awesome_lint.knowledge import people as known_people
from awesome_lint.knowledge.institutions import is_institution
from awesome_lint.parser import bibliography, vocabulary
from awesome_lint.parser.entries.atoms import may_have_pictures, picture_at, with_blank_pictures, without_pictures
from awesome_lint.parser.entries.fields import Fields
from awesome_lint.parser.entries.pieces import Kind, kind_of, names_venue_alone
from awesome_lint.parser.inlines import Node, NodeKind, Visible, has_word, plain, visible
from awesome_lint.parser.words.keys import AUTHOR_KEYS, DESCRIPTION_KEYS, KEYS, KEYWORD_KEYS, TITLE_KEYS, VENUE_KEYS
from awesome_lint.patterns import GAP, lazy

# No list has more marks around a name, and nothing longer in parentheses behind it.
KEY = lazy(GAP + r"(?!\s)[*_(\[]{0,5}(?!_)([\w;/&.'’ -]{2,28}?)(?:\([^)]{0,80}\))?[*_)\]]{0,5}\s*[:：]+\s*")
URL = lazy(r"\s*(?:https?://|www\.)\S+\s*$")
BRACKETS = lazy(r"(?<!\s)\s*\([^()]{1,30}\)$")
# A venue that nobody knows, and a year.
PLACED = lazy(r"[A-Z][\w&/.,'’ -]{2,60}\s(?:19|20)\d\d|[a-z][\w&/.'’ -]{2,60},\s(?:19|20)\d\d")
MOST_PLACE_WORDS = 6
CITED_STOP = lazy(r"\.\s+")
DIGITS = "0123456789. -"
MAX_GROUP_NAME_WORDS = 3
MANY_AUTHORS = 2
MAX_KEYED_WORDS = 3
MAX_LABEL_WORDS = 4
MAX_BESIDE_WORDS = 4
LEAST_TITLE_WORDS = 2
SAYING_KEYS = frozenset(["comment", "comments", "note", "notes", "topic", "topics"])
LEAST_SAYING = 5


class Part(Enum):
    """What a block tells of the entry above it."""

    AUTHORS = "authors"
    DESCRIPTION = "description"
    VENUE = "venue"
    LINKS = "links"
    NOTE = "note"
    """A description without a key."""
    OTHER = "other"


class Told(Struct, frozen=True):
    """A block, and what it tells of the entry above it."""

    nodes: Sequence[Node]
    kind: Part


def part(nodes: Sequence[Node], known: Container[str] = ()) -> Part | None:
    """Return what a block tells of the entry above it, or None where it may be an entry or prose of its own.

    `known` are names of fields that the page gives to bullets below its entries, again and again.
    """
    text = visible(nodes)
    value = text.value.strip()
    labels = list(_labels(nodes))
    if not labels and (not has_word(value) or _is_code(nodes)):
        return Part.OTHER
    match = _key(value)
    if match and not _is_in_title(nodes, value, match.end()):
        key = without_pictures(match.group(1)).strip(" .").lower()
        words = len(value[match.end() :].split())
        if key in AUTHOR_KEYS:
            return Part.AUTHORS
        if key in DESCRIPTION_KEYS:
            return Part.DESCRIPTION
        if key in VENUE_KEYS:
            return Part.VENUE
        if labels and URL.match(value[match.end() :].strip("<> ")):
            return Part.LINKS
        # `arXiv 2023: Nets for cats [pdf](url)` says where and when.
        is_label = vocabulary.is_label(key) and bibliography.FULL_YEAR.search(key) is None
        if is_label or all(word in KEYS for word in key.split()):
            if not labels:
                return Part.OTHER
            # `Code Researcher: finding what is lost [paper](url)` is an entry, unless `Code` stands so again and again.
            beside = KEY.sub("", without_pictures(_outside_links(nodes)), count=1)
            is_entry = key not in known and len(beside.split()) > MAX_BESIDE_WORDS and all(map(vocabulary.is_label, labels))
            return None if is_entry or _numbers_title(value[: match.end() + 1], labels) else Part.LINKS
        if key in known:
            return Part.OTHER
        if nodes[0].kind is NodeKind.TEXT and len(nodes) == 1 and len(key.split()) == 1 and 0 < words <= MAX_KEYED_WORDS:
            # `Licence: MIT`
            return Part.OTHER
    if labels:
        outside = without_pictures(_outside_links(nodes))
        if vocabulary.is_label(outside.strip()) and all(map(URL.match, labels)):
            # `Paper https://example.org`
            return Part.LINKS
        if not all(vocabulary.is_label(label) or URL.match(label) for label in labels):
            # `Somewhere Days, 2021. [conference](url)`
            is_placed = all(label.islower() and label.isalpha() for label in labels) and _place_end(nodes) is not None
            return Part.VENUE if is_placed else None
        if has_word(outside):
            if _cited(_before_links(nodes)) is not None:
                return Part.AUTHORS
            return Part.VENUE if _place_end(nodes) is not None else None
        return Part.LINKS
    if _cited(text) is not None or _titled(nodes, text) is not None:
        return Part.AUTHORS
    if match is None and ";" not in value and names_venue_alone(BRACKETS.sub("", value)):
        # `NeurIPS 2021 (Spotlight)`
        return Part.VENUE
    names = bibliography.authors(text)
    if (
        names
        and not vocabulary.is_venue(value)
        and (len(names.people) > 1 or len(names.people[0].name.split()) <= MAX_GROUP_NAME_WORDS)
        and not _is_pair_of_words(names)
        and not _is_common(names)
    ):
        return Part.AUTHORS
    return None


def _is_code(nodes: Sequence[Node]) -> bool:
    """Whether all words of a text are code, such as the path of a file."""
    words = [node for node in nodes if node.kind is not NodeKind.CODE]
    return len(words) < len(nodes) and not has_word(without_pictures(plain(words)))


def _titled(nodes: Sequence[Node], text: Visible, start: int = 0) -> tuple[int, int] | None:
    """Return where a title in italics stands behind people: `Ann Lee and Bo Chen, *Nets for cats*, Neural Computation 1997`."""
    at = next((index for index, node in enumerate(nodes) if node.kind is NodeKind.EMPHASIS), 0)
    if not at:
        return None
    begin = len(visible(nodes[:at]).value)
    end = begin + len(visible([nodes[at]]).value)
    title = text.value[begin:end]
    if begin <= start or known_people.is_known(title) or len(title.split()) < LEAST_TITLE_WORDS:
        return None
    if vocabulary.is_venue(title) or names_venue_alone(title):
        # `Ann Lee, Bo Chen. *ICLR 2019*`
        return None
    names = bibliography.authors(text.part(start, begin)) if text.value[:begin].rstrip().endswith((",", ".")) else None
    return (begin, end) if names and any(known_people.is_known(person.name) for person in names.people) else None


def _before_links(nodes: Sequence[Node]) -> Visible:
    """Return what stands before the links of a block."""
    index = next((index for index, node in enumerate(nodes) if node.kind is NodeKind.LINK), len(nodes))
    text = visible(nodes[:index])
    return text.part(0, len(text.value.rstrip(" [(|·-")))


def _place_end(nodes: Sequence[Node]) -> int | None:
    """Return where the words end that say where and when, before links with labels: `ICSE Companion 2023 [PDF](url)`."""
    index = next((index for index, node in enumerate(nodes) if node.kind is NodeKind.LINK), 0)
    place = visible(nodes[:index]).value if index else ""
    bare = place.strip(" .,:;|-([")
    if ": " in bare or any(has_word(visible([node]).value) for node in nodes[index:] if node.kind is not NodeKind.LINK):
        # `arXiv 2020: Nets for cats [pdf](url)`
        return None
    is_place = kind_of(bare) in (Kind.VENUE, Kind.YEAR) or (PLACED.fullmatch(bare) and len(bare.split()) <= MOST_PLACE_WORDS)
    return len(place) if is_place else None


def _is_pair_of_words(names: Authors) -> bool:
    """Whether two are named of whom one has a single name, and nobody is called so: `Content Extractor and Miner`."""
    people = [person.name for person in names.people]
    has_single = any(" " not in name and "." not in name for name in people)
    return (
        len(people) == MANY_AUTHORS
        and has_single
        and not any(map(known_people.is_known, people))
        and not names.people[-1].is_et_al
    )


def _is_common(names: Authors) -> bool:
    """Whether what is named is one word for several things, and no surname: `Optics`, `Effects`."""
    name = names.people[0].name
    is_plain = len(names.people) == 1 and name.isascii() and name.isalpha() and name[1:].islower()
    # Many surnames end with `as`, `is`, `os` and `us`.
    is_plural = name.endswith("s") and name[-2] not in "aious"
    return is_plain and is_plural and name not in known_people.surnames() and not is_institution(name)


def is_word(nodes: Sequence[Node]) -> bool:
    """Whether a block is one word that is no surname: `Windows` names somebody only where others do."""
    word = without_pictures(plain(nodes)).strip(" .*_()")
    return word.isascii() and word.isalpha() and word not in known_people.surnames()


def _cited(text: Visible, start: int = 0) -> int | None:
    """Return where people end whom a venue or a year follows, `Ann Lee, Bo Chen. ICLR 2019`, or None."""
    for stop in CITED_STOP.finditer(text.value, start):
        if kind_of(text.value[stop.end() :].strip(" .")) in (Kind.VENUE, Kind.YEAR):
            names = bibliography.authors(text.part(start, stop.start() + 1))
            is_signed = names is not None and (len(names.people) > 1 or _signs(names.people[0].name))
            return stop.start() + 1 if is_signed else None
    return None


def _signs(name: str) -> bool:
    """Whether one person stands before a place: `Ann Lee`, but not `Ann L.`, of whom there is more to come."""
    return known_people.is_called(name) and not bibliography.ends_in_initial(name)


def _is_in_title(nodes: Sequence[Node], value: str, end: int) -> bool:
    """Whether the colon before `end` is one of a title, `**Data: The new oil**`, or of an emoji, `:trophy:`."""
    colon = value.rfind(":", 0, end)
    if value[colon - 1 : colon].isspace() and picture_at(value, colon):
        return True
    first = nodes[0]
    marked = plain(first.children) if first.kind is NodeKind.STRONG or first.kind is NodeKind.EMPHASIS else ""
    return bool(marked) and not KEY.fullmatch(marked) and has_word(marked.partition(":")[2])


def _numbers_title(beginning: str, labels: Sequence[str]) -> bool:
    """Whether what begins so, up to behind its colon, numbers a title: `arXiv:2403.00003 [Robots that walk](url)`."""
    is_number = beginning[-2:-1] in ":：" and beginning[-1:].isdigit()
    return is_number and any(" " in label.strip() and not vocabulary.is_label(label) for label in labels)


def _key(value: str) -> "re.Match[str] | None":
    """Return where the name of a field stands before a colon; `[arXiv:2403.00003]` has its colon in brackets."""
    match = KEY.match(value) or (KEY.match(with_blank_pictures(value)) if may_have_pictures(value[:1]) else None)
    if match is None or match.group().count("[") != match.group().count("]"):
        return None
    # `[11] : Nets for cats` is numbered.
    return match if has_word(match.group(1).strip(DIGITS)) else None


def settled(told: Sequence[Told]) -> list[Told]:
    """Return what blocks tell, where several could each be a person: none of them is, unless one names more people.

    Of several that could describe it, what has more to say than keywords does.
    """
    said = [each for each in told if each.kind is Part.DESCRIPTION]
    if len(said) > 1 and any(key_of(each.nodes) not in KEYWORD_KEYS for each in said):
        told = [
            replace(each, kind=Part.OTHER) if each in said and key_of(each.nodes) in KEYWORD_KEYS else each for each in told
        ]
    if sum(each.kind is Part.AUTHORS for each in told) < MANY_AUTHORS:
        return _with_note(told)
    return [replace(each, kind=Part.OTHER) if each.kind is Part.AUTHORS and _is_alone(each.nodes) else each for each in told]


def _with_note(told: Sequence[Told]) -> list[Told]:
    """Return what blocks tell, the only one that says something besides links and known fields as the description."""
    said = [each for each in told if each.kind is Part.OTHER and _says_something(each.nodes) and not _is_code(each.nodes)]
    if len(said) != 1 or any(each.kind in (Part.DESCRIPTION, Part.NOTE) for each in told):
        return list(told)
    return [replace(each, kind=Part.NOTE) if each is said[0] else each for each in told]


def _says_something(nodes: Sequence[Node]) -> bool:
    """Whether a block has words and no link, and is no field that has a place of its own or describes nothing."""
    key = key_of(nodes)
    is_known = key is not None and (any(word in KEYS for word in key.split()) or is_value(nodes))
    if key in SAYING_KEYS and len(plain(nodes).split()) > LEAST_SAYING:
        # `Topic: How sheep see in fog at night`
        is_known = False
    return has_word(visible(nodes).value) and not (is_known or any(True for _ in _labels(nodes)))


def is_value(nodes: Sequence[Node]) -> bool:
    """Whether a block has a field that describes nothing: a label or nobody but people behind it, `Leader: Ann`, or nothing."""
    text = visible(nodes)
    match = _key(text.value)
    if match is None or len(match.group(1).split()) > 1:
        return False
    value = text.part(match.end(), len(text.value))
    is_short = len(value.value.split()) <= MAX_KEYED_WORDS
    return is_short and (
        not has_word(value.value)
        or bibliography.is_date(value.value.strip())
        or vocabulary.is_label(match.group(1).lower())
        or bibliography.authors(value) is not None
    )


def _is_alone(nodes: Sequence[Node]) -> bool:
    text = visible(nodes)
    names = bibliography.authors(text) if _key(text.value) is None else None
    return names is not None and len(names.people) == 1


def names_field(key: str) -> bool:
    """Whether a word or two before a colon are the name of a field of works."""
    last = key.rpartition(" ")[2]
    if any(name in known for name in (key, last) for known in (AUTHOR_KEYS, DESCRIPTION_KEYS)):
        return True
    if key in VENUE_KEYS or key in TITLE_KEYS:
        return True
    return vocabulary.is_label(key) or all(word in KEYS for word in key.split())


def key_of(nodes: Sequence[Node]) -> str | None:
    """Return what stands before the first colon of a block, where that may be the name of a field."""
    text = visible(nodes[:3]).value if nodes else ""
    match = _key(text) if ":" in text or "：" in text else None
    return without_pictures(match.group(1)).strip(" .").lower() if match else None


def is_keyed(nodes: Sequence[Node]) -> bool:
    """Whether a block begins with the name of a field and a colon: `Paper: https://...`."""
    if not nodes or nodes[0].kind not in (NodeKind.TEXT, NodeKind.STRONG, NodeKind.EMPHASIS):
        return False
    return _key(visible(nodes[:3]).value) is not None and part(nodes) is not None


def names_thing(nodes: Sequence[Node]) -> bool:
    """Whether what stands before the colon is no name of a field, so that it may be the name of a thing."""
    key = key_of(nodes) or ""
    known = AUTHOR_KEYS | DESCRIPTION_KEYS | VENUE_KEYS | KEYS
    return bool(key) and not vocabulary.is_label(key) and not any(word in known for word in key.split()) and has_link(nodes)


def is_short_link(nodes: Sequence[Node]) -> bool:
    """Whether there is one link of few words and nothing else to read: what is no label elsewhere is one beside labels."""
    said = [visible([node]).value for node in nodes if node.kind is not NodeKind.LINK]
    links = [visible([node]).value for node in nodes if node.kind is NodeKind.LINK]
    return len(links) == 1 and len(links[0].split()) <= MAX_LABEL_WORDS and not any(map(has_word, said))


def has_link(nodes: Iterable[Node]) -> bool:
    """Whether there is a link with a word in it."""
    return any(
        (node.kind is NodeKind.LINK and (not node.children or has_word(plain(node.children)))) or has_link(node.children)
        for node in nodes
    )


def take(fields: Fields, nodes: Sequence[Node], kind: Part) -> None:
    """Add what a block tells to the fields of the entry above it."""
    text = visible(nodes)
    match = _key(text.value)
    start = match.end() if match else 0
    fields.links.extend(_links(nodes))
    if kind is Part.AUTHORS and fields.authors is None:
        text = _before_links(nodes) if match is None else text
        titled = _titled(nodes, text, start)
        cited = _cited(text, start) if titled is None else None
        end, behind = titled or (cited, cited)
        fields.authors = bibliography.authors(text.part(start, len(text.value) if end is None else end))
        if behind is not None:
            _take_venue(fields, text.part(behind, len(text.value)))
        whole = [node for node in nodes if node.kind is NodeKind.EMPHASIS]
        if fields.authors:
            fields.authors_span = whole[0].span if len(whole) == 1 and not start else fields.authors.span
    elif kind is Part.DESCRIPTION and fields.description is None:
        fields.description = text.trimmed(start)
    elif kind is Part.NOTE and fields.description is None:
        fields.description = note(nodes)
    elif kind is Part.VENUE:
        bare = BRACKETS.search(text.value) if not start else None
        end = _place_end(nodes) if bare is None and fields.links else None
        place = text.part(start, bare.start() if bare else end or len(text.value))
        if start and not has_word(place.value):
            # `Conference: [NeurIPS 2019](url)`
            place = text.part(start, len(text.value))
        _take_venue(fields, place)


def note(nodes: Sequence[Node]) -> Text | None:
    """Return what a block says, without the name of a field that is set apart by marks before it: `**Relevance:** Fast.`"""
    text = visible(nodes)
    match = _key(text.value) if nodes[0].kind in (NodeKind.STRONG, NodeKind.EMPHASIS) else None
    is_apart = match is not None and match.end() >= len(visible(nodes[:1]).value.rstrip())
    return text.trimmed(match.end() if match is not None and is_apart and has_word(text.value[match.end() :]) else 0)


def _take_venue(fields: Fields, text: Visible) -> None:
    fields.year = fields.year or bibliography.year_in(text)
    fields.venue = fields.venue or bibliography.venue_in(text)


def _labels(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if node.kind is NodeKind.LINK:
            label = plain(node.children)
            if label or not node.children:
                yield label or node.value
        elif node.children:
            yield from _labels(node.children)


def _links(nodes: Iterable[Node]) -> Iterator[Link]:
    for node in nodes:
        if node.kind is NodeKind.LINK and node.link is not None:
            if has_word(node.link.label.value) or not any(child.kind is NodeKind.IMAGE for child in node.children):
                yield node.link
        elif node.children:
            yield from _links(node.children)


def _outside_links(nodes: Iterable[Node]) -> str:
    return "".join(
        "" if node.kind is NodeKind.LINK else _outside_links(node.children) if node.children else node.value
        for node in nodes
        if node.kind not in (NodeKind.IMAGE, NodeKind.HTML)
    )

"""What may be listed: the items of lists, rows of tables and paragraphs that a reader of entries is asked about.

Nothing is read here but what tells a thing from its fields, a table of contents and a placeholder.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.document import Contents, Heading, Link, LinkKind, Placeholders, Text
from awesome_lint.knowledge.people import is_known
from awesome_lint.parser import entries, field_lines, parts, signs
from awesome_lint.parser.blocks import Block, Item, List, Paragraph, Part, Table
from awesome_lint.parser.entries.atoms import without_pictures
from awesome_lint.parser.entries.pieces import Kind, kind_of
from awesome_lint.parser.inlines import Node, NodeKind, has_word, plain
from awesome_lint.parser.parts import Told
from awesome_lint.parser.tokens.token import Token
from awesome_lint.parser.vocabulary import is_label
from awesome_lint.patterns import UPPER, lazy
from awesome_lint.source import Source, Span

# A list is a table of contents when it has two links, and all its links lead to headings of the same page.
LEAST_CONTENTS = 2
# A link on a line of its own, and the end of the one above.
LEAST_LINES = 3
# A name before a colon is that of a field where so many entries have it.
LEAST_KEYS = 3
# No thing has more links below the heading that names it.
MOST_LABELLED = 8
# So many links, and this share, are called as headings of the page in contents that lead elsewhere.
LEAST_LED = 3
LED_SHARE = 0.8
# Contents of other files name them by so many words.
MOST_LED_WORDS = 3
PAGE = lazy(r"https?://github\.com/([^/]+/[^/]+)/(?:tree|blob)/[^#]*(?:\.md$|#.)")
CONTENTS = lazy(
    r"\W*(?:(?:table of )?contents?|toc|menu|目录|目錄|inhalt|contenido|sommaire|índice|оглавление|содержание|目次|목차)\W*",
    re.IGNORECASE,
)
WORD = lazy(r"[^\W_]+")
NEWS = lazy(r"^\W*(?:\w+ )?(?:news|updates?|what'?s new|change ?log|release notes)\W*$|更新|新闻|动态", re.IGNORECASE)
DATED = lazy(r"[\W_]*(?:(?:19|20)\d\d[-/.年]\s?\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d|\d{1,2}[-/.](?:19|20)\d\d)")

PEOPLE = lazy(
    r"\b(?:researchers|people|contributors|maintainers|team members|who to follow|influencers|authors)\b", re.IGNORECASE
)


# What parts the name at the beginning of a line from what is said about it; words right behind a link are prose.
MAX_CITATION = 400
# `Nets for Cats by Ann Lee`, `Nets for Cats - Ann Lee and Bo Chen`, no sentence.
MAX_SIGNED = 160
SIGNED = lazy(
    rf"\s*[\"“«]?[^\W_a-z][^\n.!?]{{1,110}}[?!]?[\"”»]?(?:\s[-–—―]|,|\sby|\spor|\sde|\svon)\s{UPPER}[\w.'’-]*"
    rf"(?:(?:,|\s(?:and|&|y|et|und))?\s[\w.'’-]+){{1,12}}\s*"
)
LEAST_NAME_WORDS = 2
MOST_NAME_WORDS = 24
YEAR = lazy(r"(?:19|20)\d\d|['’‘`]\d\d|\b\d\d\b")
MOST_ASKED = 3
FULL_YEAR = lazy(r"\b(?:19|20)\d\d\b")
# No heading that says when something appeared has more words.
MOST_PLACED = 4
AFTER_NAME = lazy(r"(?:[,;(\[]|\s(?:and|&)(?=\s))\s?")
QUOTED = lazy(r'"[^"]{12,}"|“[^”]{12,}”')
APART = lazy(r"\s*(?:$|(?:--?|–|—|[:：/])(?=\s)|[\[(])")
DASH = lazy(r"\s*(?:-|–|—|:)\s+")
# A mark and what parts it from the link behind it.
MARKED = 2
TAGGED = lazy(r"\[[\w -]{1,12}\]\s*")


class Names(Protocol):
    """Names that can be asked for, such as those of the headings of a page."""

    def __contains__(self, name: object, /) -> bool: ...


class Candidate(Struct, frozen=True):
    """What may be an entry: a list item, or a paragraph with what stands below it."""

    nodes: list[Node]
    span: Span
    text_span: Span
    told: list[Told] | None = None
    """What the blocks below it say, where all of them may be its fields."""
    lists: Sequence[List] = ()
    """The lists in it, which hold entries of their own unless they are its fields."""
    marker: Text | None = None
    said: Sequence[Node] = ()
    """The first of the paragraphs below it that is none of its fields."""
    is_keyed: bool = False
    """Whether lines of its own tell its fields, so that what stands above them is a name however it is written."""
    signed: Sequence[list[Node]] = ()
    """The paragraphs below it that list things behind signs for bullets."""

    @property
    def text(self) -> str:
        """What a reader sees of it, the lists in it aside."""
        return plain(self.nodes)


class Named(Struct, frozen=True):
    """A bold paragraph that names an entry, and what the blocks below it tell of that."""

    nodes: list[Node]
    told: list[Told]
    span: Span
    text_span: Span
    is_keyed: bool = False
    """Whether lines tell its fields, so that what stands above them is a name however it is written."""


class Noted(Struct, frozen=True):
    """A paragraph that may name an entry, and what the list right below it tells of that."""

    nodes: list[Node]
    told: list[Told]
    end: int


class Candidates(Struct, frozen=True):
    """What may be listed by one list; the lists in its items have theirs."""

    items: list[Candidate]
    placeholders: list[Placeholders]
    has_content: bool
    """Whether it holds more than placeholders."""


# --- lists ------------------------------------------------------------------------------------------------------------


def repeated_keys(lists: Iterable[List]) -> frozenset[str]:
    """Return the names that bullets below items have before their colons in several places: fields, whatever they mean."""
    counted: Counter[str] = Counter()
    for found in lists:
        for item in found.items:
            if not item.lists:
                continue
            keys = {parts.key_of(inner.nodes) for below in item.lists for inner in below.items if inner.nodes}
            counted.update(key for key in keys if key is not None)
            counted.update(repeated_keys(item.lists))
    return frozenset(key for key, count in counted.items() if count >= LEAST_KEYS)


def repeated_labels(parts: Iterable[Part]) -> frozenset[str]:
    """Return what links below several headings are called that lead elsewhere each time, as `Java` does below many tools."""
    led: dict[str, set[str]] = {}
    for part in parts:
        lists = [block for block in part.blocks if isinstance(block, List)]
        items = [item for found in lists for item in found.items] if not part.parts else []
        if len(items) > MOST_LABELLED:
            continue
        alone = [item.nodes for item in items if item.nodes and len(item.nodes) == 1]
        texts = [block.nodes for block in part.blocks if isinstance(block, Paragraph)] if not part.parts else []
        alone += [nodes[-1:] for nodes in texts if _ends_with_link(nodes)]
        for nodes in alone:
            link = nodes[0].link
            if link is not None:
                led.setdefault(link.label.value.casefold(), set()).add(link.url)
    return frozenset(label for label, urls in led.items() if len(urls) >= LEAST_KEYS)


def _ends_with_link(nodes: Sequence[Node]) -> bool:
    """Whether the last line of several is nothing but a link."""
    if len(nodes) < LEAST_LINES or nodes[-1].kind is not NodeKind.LINK:
        return False
    # A space alone may be the end of a line.
    return nodes[-2].kind is NodeKind.BREAK or nodes[-2].value == " "


def repeated_line_keys(parts: Iterable[Part]) -> frozenset[str]:
    """Return the names that lines of paragraphs have before their colons in several places."""
    return field_lines.repeated(
        (part.source, block.nodes) for part in parts for block in part.blocks if isinstance(block, Paragraph) and block.nodes
    )


def candidates(source: Source, found: List, depth: int = 0, keys: frozenset[str] = frozenset()) -> Candidates:
    """Return what may be listed by a list, and its items that nobody filled in."""
    flags = [_is_placeholder(item) for item in found.items]
    runs = list(_placeholders(source, found, flags)) if True in flags else []
    kept = [item for item, is_placeholder in zip(found.items, flags, strict=True) if not is_placeholder]
    has_content = any(item.nodes or item.has_more or item.lists for item in kept)
    repeated = signs.repeated(nodes for item in kept for nodes in item.paragraphs)
    return Candidates([_candidate(source, item, depth, keys, repeated) for item in kept], runs, has_content)


def _candidate(source: Source, item: Item, depth: int, keys: frozenset[str], repeated: frozenset[str]) -> Candidate:
    nodes = item.nodes or []
    listed = [paragraph for paragraph in item.paragraphs if repeated and signs.sign_of(paragraph) in repeated]
    if parts.has_link(nodes):
        listed = []
    said: list[Node] = []
    told = parts_of(item.lists, keys) if item.lists and nodes else None
    # Lines are fields, too, unless other things are listed below them.
    may_be_keyed = told is not None or not any(map(has_links, item.lists))
    own = field_lines.read(source, nodes, keys) if may_be_keyed else None
    is_keyed = own is not None and own.names
    if own is not None and own.names:
        nodes, told = own.title, [*own.fields, *(told or ())]
    for paragraph in item.paragraphs if nodes else ():
        if paragraph in listed:
            continue
        below = field_lines.read(source, paragraph, keys) if may_be_keyed else None
        if below is not None and not below.names:
            is_keyed, told = True, [*(told or ()), *below.told]
            continue
        is_field = bool(paragraph) and (parts.part(paragraph) is not None or parts.is_short_link(paragraph))
        if paragraph and (is_field or paragraph[0].kind is NodeKind.EMPHASIS or _goes_on(nodes, paragraph)):
            line_break = Node(NodeKind.BREAK, paragraph[0].start, paragraph[0].start, "\n")
            nodes = [*nodes, line_break, *paragraph]
        else:
            said = said or paragraph
    # `Awesome-RL: https://...` names a thing, unless it stands below one.
    is_field = bool(item.nodes) and not is_keyed and parts.is_keyed(item.nodes or [])
    if item.text is None or (is_field and (depth or not parts.names_thing(item.nodes or []))):
        nodes = []
    return Candidate(
        nodes,
        Span(item.token.start, item.end or lines_of(source, item.token).end),
        Span(item.text.start, item.text.end) if item.text else Span(item.token.start, item.token.start),
        told if nodes else None,
        item.lists,
        _marker(item.token),
        said,
        is_keyed,
        listed,
    )


def _goes_on(nodes: Sequence[Node], paragraph: Sequence[Node]) -> bool:
    """Whether the title stands below the people, or the people below the title.

    That is where a line ends with a colon, where a quotation stands below names, and where somebody is named below a name.
    """
    first = paragraph[0].value.lstrip() if paragraph[0].kind is NodeKind.TEXT else ""
    if plain(nodes[-1:]).rstrip().endswith((":", "：")) or QUOTED.match(first) is not None:
        return True
    is_name = nodes[0].kind in (NodeKind.STRONG, NodeKind.LINK) and nodes[-1].kind is nodes[0].kind
    return is_name and any(map(is_known, AFTER_NAME.split(first, MOST_ASKED)[:MOST_ASKED]))


def _is_placeholder(item: Item) -> bool:
    """Whether an item holds markup without a word; a bare marker is a separator, not a placeholder."""
    if item.lists or item.has_more or item.paragraphs:
        return False
    if item.rules:
        # `- ---` draws a line on purpose; `1. **** **` draws one because nobody filled in the emphasis.
        return item.text is None and all(rule.markup[:1] in "*_" for rule in item.rules)
    return item.text is not None and not has_word(item.text.content) and entries.is_wordless(item.nodes or [])


def _placeholders(source: Source, found: List, flags: Sequence[bool]) -> Iterator[Placeholders]:
    index = 0
    for is_placeholder, group in groupby(flags):
        first = index
        index += len(list(group))
        if not is_placeholder:
            continue
        items = found.items[first:index]
        spans = tuple(lines_of(source, item.token) for item in items)
        is_alone = all(
            not source.text[span.start : item.token.start].strip(" \t>") for span, item in zip(spans, items, strict=True)
        )
        starts, ends = first == 0, index == len(flags)
        joins = starts and ends and found.is_between_lists
        yield Placeholders(spans, starts, ends, is_alone and not joins)


def _marker(token: Token) -> Text:
    value = token.info + token.markup if token.info else token.markup
    return Text(value, Span(token.start, token.start + len(value)))


def lines_of(source: Source, token: Token) -> Span:
    """Return the whole lines of a block, with their newlines, without blank lines at its end."""
    first, last = token.map or (0, 1)
    text, starts = source.text, source.line_starts
    end = starts[last] if last < len(starts) else len(text)
    while last > first + 1 and not text[starts[last - 1] : end].strip():
        last -= 1
        end = starts[last]
    return Span(starts[first], end)


def parts_of(lists: Sequence[List], keys: frozenset[str] = frozenset()) -> list[Told] | None:
    """Return the bullets of some lists and what each tells of the entry above them, or None unless all of them may be fields.

    Words and short links that are nothing by themselves may stand among fields, as long as they are not the most of it.
    """
    told: list[Told] = []
    doubtful = 0
    has_keys = False
    for inner in lists:
        for item in inner.items:
            if not item.nodes or item.lists or item.has_more:
                return None
            kind = parts.part(item.nodes, keys)
            is_key = kind in (parts.Part.LINKS, parts.Part.DESCRIPTION, parts.Part.VENUE)
            has_keys = has_keys or is_key or (bool(keys) and parts.key_of(item.nodes) in keys)
            if kind is None:
                if parts.has_link(item.nodes) and not parts.is_short_link(item.nodes):
                    return None
                kind = parts.Part.LINKS if parts.has_link(item.nodes) else parts.Part.OTHER
                doubtful += 1
            told.append(Told(item.nodes, kind))
    return parts.settled(told) if not doubtful or (has_keys and doubtful * 2 <= len(told)) else None


# --- lists of other things --------------------------------------------------------------------------------------------


def lists_people(heading: Heading | None) -> bool:
    """Whether people stand below a heading, not things."""
    return heading is not None and PEOPLE.search(heading.text.value) is not None


def leads_through(found: List, headings: Names) -> bool:
    """Whether a list is contents whose links are no fragments: nearly all of them are called as the headings of the page."""
    first = (node.link for node in islice(_links_of(found), LEAST_LED))
    if not any(link and (link.is_fragment or name_of(link.label.value) in headings) for link in first):
        return False
    links = [node.link for node in _links_of(found) if node.link]
    named = [name for link in links if (name := name_of(link.label.value)) in headings or link.is_fragment]
    return len(set(named)) >= LEAST_LED and len(named) >= len(links) * LED_SHARE


def leads_on(found: List, heading: Heading | None) -> bool:
    """Whether a list is contents by its heading, or leads nowhere but to other files, by a word or two each."""
    names = list(_names_of(found))
    if not names or None in names:
        return False
    if heading is not None and CONTENTS.fullmatch(heading.text.value):
        return True
    urls = [node.link.url for node in _links_of(found) if node.link]
    is_inside = all("://" not in url and not url.startswith(("#", "mailto:")) for url in urls) or _lead_into_one(urls)
    words = sum(len(WORD.findall(name)) for name in names if name is not None)
    return is_inside and len(urls) >= LEAST_LED and words <= len(names) * MOST_LED_WORDS


def _lead_into_one(urls: Sequence[str]) -> bool:
    """Whether all addresses are those of pages in Markdown in one repository, or of places on them."""
    pages = [PAGE.match(url) for url in urls]
    return all(pages) and len({page.group(1) for page in pages if page}) == 1


def _names_of(found: List) -> Iterator[str | None]:
    """Yield what the items of a list are called, those in them included; None for one that says more than its link.

    A name above other items is that of a group of them.
    """
    for item in found.items:
        kept = _without_blanks(item.nodes or [])
        is_only = len(kept) == 1 and kept[0].kind is NodeKind.LINK and not item.has_more and not item.paragraphs
        is_group = bool(item.lists) and len(plain(kept).split()) <= MOST_LED_WORDS and not _link_nodes(kept)
        if not is_group:
            yield plain(kept) if is_only else None
        for below in item.lists:
            yield from _names_of(below)


def name_of(heading: str) -> str:
    """Return the words of a heading as its contents have them: small, without pictures and marks."""
    return " ".join(WORD.findall(without_pictures(heading).casefold()))


def has_links(found: List) -> bool:
    """Whether a list holds any link."""
    return any(True for _ in _links_of(found))


def _links_of(found: List) -> Iterator[Node]:
    for item in found.items:
        yield from _link_nodes(item.nodes or [])
        for below in item.lists:
            yield from _links_of(below)


def leads_away(heading: Sequence[Node]) -> bool:
    """Whether a heading is a link to something that is not on the page."""
    return any(node.link is not None and not node.link.is_fragment for node in _link_nodes(heading))


def says_where(heading: str) -> bool:
    """Whether a heading says where or when, so that what stands below it is what appeared there: `[NSDI 2025](url)`."""
    return kind_of(heading) in (Kind.VENUE, Kind.YEAR) or (
        FULL_YEAR.search(heading) is not None and len(heading.split()) <= MOST_PLACED
    )


def is_news(heading: Heading | None) -> bool:
    """Whether below a heading stands what is new about the page, not what it lists."""
    return heading is not None and NEWS.search(heading.text.value) is not None


def is_dated(nodes: Sequence[Node]) -> bool:
    """Whether a text begins with a day or month, as news do."""
    return DATED.match(plain(nodes[:3])) is not None


def contents_of(source: Source, found: List) -> Contents | None:
    """Return the table of contents that a list is, or None for a list of other things."""
    links: list[tuple[int, Link]] = []
    if not _gather_contents(found, 0, links, ("#", "./#")) or len(links) < LEAST_CONTENTS:
        return None
    return Contents(lines_of(source, found.token), tuple(links), found.heading)


def addressed_contents(source: Source, found: List, headings: Names) -> Contents | None:
    """Return the table of contents whose links have the whole address of the page before the `#`."""
    first = next((node.link for node in _links_of(found)), None)
    page, mark, _ = first.url.partition("#") if first else ("", "", "")
    if not mark or "://" not in page or not leads_through(found, headings):
        return None
    links: list[tuple[int, Link]] = []
    if not _gather_contents(found, 0, links, (f"{page}#",)):
        return None
    return Contents(lines_of(source, found.token), tuple(links), found.heading)


def _gather_contents(found: List, depth: int, links: list[tuple[int, Link]], beginnings: tuple[str, ...]) -> bool:
    """Append the links of the list with their depth; return whether it holds nothing but links that begin so."""
    for item in found.items:
        own = [node.link for node in _link_nodes(item.nodes or []) if node.link]
        if (
            item.has_more
            or item.paragraphs
            or (not own and not item.lists)
            or any(not link.url.startswith(beginnings) for link in own)
        ):
            return False
        links.extend((depth, link) for link in own)
        if not all(_gather_contents(nested, depth + 1, links, beginnings) for nested in item.lists):
            return False
    return True


def _link_nodes(children: Sequence[Node]) -> list[Node]:
    found = [node for node in children if node.kind is NodeKind.LINK]
    for node in children:
        if node.kind is not NodeKind.LINK:
            found.extend(_link_nodes(node.children))
    return found


# --- paragraphs -------------------------------------------------------------------------------------------------------


def with_named(source: Source, part: Part, keys: frozenset[str] = frozenset()) -> Iterator[Block | Named | Noted]:
    """Yield the blocks of a part, but those that tell the fields of a name above them as what they make with it."""
    named: Named | None = None
    for index, block in enumerate(part.blocks):
        if named is not None:
            told, end = _told(source, block, part.heading, keys)
            if told:
                named = replace(named, told=[*named.told, *told], span=Span(named.span.start, end))
                continue
            if named.told:
                yield named
            named = None
        above = part.blocks[index - 1] if index else None
        if isinstance(block, Paragraph) and block.is_quoted and index and _quoted(part.blocks, index - 1) is not None:
            continue
        own = field_lines.read(source, block.nodes, keys) if isinstance(block, Paragraph) else None
        if own is not None and own.names and isinstance(block, Paragraph):
            span = extent(block.nodes)
            named = Named(own.title, own.fields, span, extent(own.title), True)
            continue
        if isinstance(block, Paragraph) and _is_bold(block.nodes):
            span = extent(block.nodes)
            named = Named(block.nodes, [], span, span)
        elif isinstance(block, Paragraph) and index + 1 < len(part.blocks):
            following = part.blocks[index + 1]
            noted = _notes(source, block.nodes, following) if isinstance(following, List) else _quoted(part.blocks, index)
            if noted is not None:
                yield noted
                continue
        elif isinstance(block, List) and isinstance(above, Paragraph) and _notes(source, above.nodes, block) is not None:
            continue
        yield block
    if named is not None and named.told:
        yield named


def _notes(source: Source, paragraph: list[Node], below: List) -> Noted | None:
    """Return a paragraph that a linked or bold name begins, with the bullets below it, where these are about that alone."""
    kept = _without_blanks(paragraph)
    if not kept or _is_bold(kept) or not (_begins_with_link(kept) or kept[0].kind is NodeKind.STRONG):
        return None
    told: list[Told] = []
    linked = 0
    for item in below.items:
        if not item.nodes or item.lists or item.has_more or item.paragraphs:
            return None
        kind = parts.part(item.nodes)
        linked += kind is None and parts.has_link(item.nodes)
        told.append(Told(item.nodes, kind or (parts.Part.OTHER if len(below.items) > 1 else parts.Part.NOTE)))
    if linked * 2 >= len(below.items):
        return None
    is_linked = any(each.kind is parts.Part.LINKS for each in told)
    if not (is_linked or kept[0].kind is NodeKind.LINK) or contents_of(source, below) is not None:
        return None
    return Noted(paragraph, parts.settled(told), lines_of(source, below.token).end)


def _quoted(blocks: Sequence[Block], index: int) -> Noted | None:
    """Return a paragraph that may name an entry with the one quote below it, which says what that is."""
    block, quote, after = (*blocks[index : index + 3], None)[:3]
    if not (isinstance(block, Paragraph) and isinstance(quote, Paragraph) and quote.is_quoted) or block.is_quoted:
        return None
    if isinstance(after, Paragraph) and after.is_quoted:
        return None
    if not entries.may_begin(block.nodes) or entries.may_begin(quote.nodes) or parts.part(quote.nodes) is not None:
        return None
    return Noted(block.nodes, [Told(quote.nodes, parts.Part.NOTE)], extent(quote.nodes).end)


def _told(source: Source, block: Block, heading: Heading | None, keys: frozenset[str]) -> tuple[list[Told], int]:
    """Return what a block tells of the bold name above it, and where it ends."""
    if isinstance(block, Paragraph):
        own = field_lines.read(source, block.nodes, keys)
        if own is not None:
            return ([] if own.names else own.told), extent(block.nodes).end
        kept = _without_blanks(block.nodes)
        kind = parts.part(block.nodes) if kept and not _is_bold(kept) else None
        return ([Told(block.nodes, kind)], extent(block.nodes).end) if kind else ([], 0)
    if isinstance(block, Table) or lists_people(heading) or contents_of(source, block) is not None:
        return [], 0
    told = parts_of([block]) or []
    names = any(each.kind in (parts.Part.LINKS, parts.Part.AUTHORS) for each in told)
    return (told if names else []), lines_of(source, block.token).end


def _is_bold(paragraph: Sequence[Node]) -> bool:
    """Whether a paragraph is nothing but bold words."""
    kept = _without_blanks(paragraph)
    return bool(kept) and all(node.kind is NodeKind.STRONG for node in kept)


def _without_blanks(paragraph: Sequence[Node]) -> list[Node]:
    # A tag that shows nothing, `<a id="fast"></a>`, is no more than a blank.
    return [
        node
        for node in paragraph
        if (node.kind is not NodeKind.TEXT or node.value.strip()) and (node.kind is not NodeKind.HTML or node.children)
    ]


def noted(found: list[Candidate], note: Noted) -> list[Candidate]:
    """Return what a paragraph may list with what stands below it, where that is one thing."""
    if len(found) != 1:
        return found
    return [replace(found[0], told=note.told, span=Span(found[0].span.start, note.end))]


def laid_out(paragraph: list[Node]) -> Iterator[Candidate]:
    """Yield what of a paragraph begins as entries do; two line breaks together stand between two of them."""
    for group in _split(paragraph):
        if entries.may_begin(group) and not parts.is_keyed(group):
            span = extent(group)
            yield Candidate(group, span, span)


def lines(source: Source, paragraph: Sequence[Node]) -> list[Candidate]:
    """Return the lines of a paragraph as what they may list, each with the lines below it that begin otherwise.

    `[Name](url)` alone on its line, `https://example.org what it is`, `**[Name](url)**` with words below it, a name above its
    address. There are none where the paragraph begins otherwise.
    """
    found: list[list[Node]] = []
    parted = list(field_lines.lines(source, paragraph))
    is_named = len(parted) > 1 and (_is_named_address(*parted[:2]) or _is_above_labels(*parted[:2]))
    for index, line in enumerate(parted):
        if (is_named and index == 0) or (_begins_with_link(line) and not (is_named and index == 1)):
            found.append(line)
        elif found:
            start = line[0].start
            found[-1] += [Node(NodeKind.BREAK, start, start, "\n"), *line]
        else:
            return []
    return [Candidate(line, span, span) for line in found for span in (extent(line),)]


def whole(paragraph: Sequence[Node]) -> Candidate | None:
    """Return a paragraph as what it may list, or None where it is too long to be no prose."""
    text = plain(paragraph)
    if len(text) > MAX_CITATION or not (YEAR.search(text) or (len(text) <= MAX_SIGNED and SIGNED.fullmatch(text))):
        return None
    span = extent(paragraph)
    return Candidate(list(paragraph), span, span)


def _is_named_address(line: Sequence[Node], below: Sequence[Node]) -> bool:
    """Whether a line without a link stands above one that is nothing but an address."""
    links = _without_blanks(below)
    is_address = len(links) == 1 and links[0].link is not None and links[0].link.kind in (LinkKind.BARE, LinkKind.AUTOLINK)
    words = plain(line).split()
    is_name = LEAST_NAME_WORDS <= len(words) <= MOST_NAME_WORDS and not words[-1].endswith((":", "：", "."))
    return is_address and is_name and not _link_nodes(line)


def _is_above_labels(line: Sequence[Node], below: Sequence[Node]) -> bool:
    """Whether a line without a link stands above one that labels begin: `Nets for cats`, then `[[pdf](url)] ICML 2019`."""
    first = next((node for node in below if node.kind is not NodeKind.TEXT or node.value.strip(" [(|")), None)
    is_label_line = first is not None and first.link is not None and is_label(first.link.label.value)
    words = plain(line).split()
    is_name = LEAST_NAME_WORDS <= len(words) <= MOST_NAME_WORDS and not words[-1].endswith((":", "："))
    return is_label_line and is_name and not _link_nodes(line)


def _begins_with_link(line: Sequence[Node]) -> bool:
    """Whether a line is led by a link, bare or bold, that nothing but a separator, labels or a description stands behind."""
    if len(line) > 1 and line[0].kind is NodeKind.TEXT and TAGGED.fullmatch(line[0].value):
        # `[EN] [Name](url)`
        return _begins_with_link(line[1:])
    if (
        len(line) > MARKED
        and line[0].kind is NodeKind.EMPHASIS
        and line[1].kind is NodeKind.TEXT
        and DASH.fullmatch(line[1].value)
    ):
        # `*Book* - [Name](url)`
        return _begins_with_link(line[MARKED:])
    first = line[0]
    inside = first.children[0] if first.kind is NodeKind.STRONG and len(first.children) == 1 else first
    if inside.kind is not NodeKind.LINK or inside.link is None or inside.link.is_fragment:
        return False
    if inside.link.kind in (LinkKind.BARE, LinkKind.AUTOLINK):
        return True
    if not has_word(inside.link.label.value) or is_label(inside.link.label.value):
        return False
    return len(line) == 1 or (line[1].kind is NodeKind.TEXT and APART.match(line[1].value) is not None)


def extent(group: Sequence[Node]) -> Span:
    """Return where the nodes begin and end, line breaks around them left out."""
    kept = [
        node for node in group if node.kind is not NodeKind.BREAK and (node.kind is not NodeKind.TEXT or node.value.strip())
    ]
    return Span(kept[0].start, kept[-1].end)


def _split(children: list[Node]) -> list[list[Node]]:
    """Return the nodes in groups, parted where two line breaks stand together."""
    groups: list[list[Node]] = [[]]
    breaks = 0
    for node in children:
        if node.kind is NodeKind.BREAK:
            breaks += 1
        elif node.kind is not NodeKind.TEXT or node.value.strip():
            if breaks > 1 and groups[-1]:
                groups.append([])
            breaks = 0
        groups[-1].append(node)
    return groups if len(groups) > 1 else [children]

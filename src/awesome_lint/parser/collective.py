"""What the candidates of a page have in common: how those are read that leave a doubt, and which without a link are entries.

A list is written by somebody who puts the same things in the same order, again and again. What an entry does not tell by itself
its neighbours tell: that `Future Internet` is where it appeared, since they say `NDSS` there; that `Vector Runahead, 2021` is a
paper, since all beside it are.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.document import Container, EntryKind, LinkKind, Text, UnreadItems
from awesome_lint.parser import consensus, entries, moving, parts, vocabulary, writers
from awesome_lint.parser.entries import slots
from awesome_lint.parser.entries.atoms import with_blank_pictures
from awesome_lint.parser.entries.cursor import Cursor
from awesome_lint.parser.entries.fields import Fields
from awesome_lint.parser.entries.pieces import Form, Kind, kind_of
from awesome_lint.parser.entries.prefix import skip_number
from awesome_lint.parser.entries.slots import Role, Taken
from awesome_lint.parser.inlines import Node, NodeKind, has_word, plain, visible
from awesome_lint.parser.listing import leads_away
from awesome_lint.parser.reading import Reading, leads_nowhere_else
from awesome_lint.parser.words.dates import MONTHS
from awesome_lint.parser.words.sections import BESIDE_OTHER, OTHER
from awesome_lint.patterns import lazy
from awesome_lint.source import Span, within

WORD = lazy(r"[^\W_]{2,}")
# A word that says something: the numbers and months of a date do not.
SAYING = lazy(rf"\b(?!(?:\d+|{MONTHS})\b)[^\W_]{{2,}}")
NUMBERED = lazy(rf"\W*(?!{MONTHS}\b)[^\W\d_]{{2,12}}[ '’-]{{0,2}}\d{{2,4}}\W*")
# A title that holds more than a title: a year at its start or end, "et al.", a bar, a quotation behind names, `Title. In`.
MORE_THAN_TITLE = lazy(
    r"^\W*(?:19|20)\d\d\b|(?:^|\n)[^(\n]*\(.*(?:19|20)\d\d\)$|\bet\.? al\b|\s\|\s|^[^\"“]{4,}[\"“][^\"”]{12,}[\"”]|[,.] [Ii]n$"
    r"|[.,]\s[^.,]{2,60}[.,]?\s(?:19|20)\d\d\.?$|^[^\w\[]*\[.*\]$|^[\w. ,&-]{3,60} (?:\(?(?:19|20)\d\d\)?\s)?: "
    r"|\b(?:19|20)\d\d\.?$|\bby [A-Z][\w.]* [A-Z]|, ?[A-Z]{2,}[\w&]*$|^[A-Za-z&]{2,12}[ '’-]{0,2}\d{2,4}\s?[,:|]"
)
# What such a title has at least, and is found in no time.
SIGNS = lazy(r"[\d|\"“\[]")
# What parts names from a bold title.
DASHED = lazy(r"\w\.?\s+[-–—―]{1,2}\s+$")
BRACKETED = lazy(r"\[.*\]")
# A link that was not meant so: `[Title] (https://...)`.
BROKEN = lazy(r"\]\s?\((?:https?:|www\.)")
# So many words of an entry must be in none of its fields to make its reading doubtful.
LEAST_UNREAD = 2
# A template is one when so many entries of the page have it, and this share of the doubtful ones.
LEAST_ALIKE = 2
# No more words stand before a title of which nothing is known, or where its layout is a habit.
MOST_BEFORE = 2
MOST_BESIDE = 6
# Publishers, towns and pages stand behind all that a citation says.
MOST_BEHIND = 12
# What stands in other sections is no list of things: what is new, how to take part, what a project can do.
WORDS_OF_HEADING = lazy(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
OTHER_SECTIONS = lazy(
    r"^\W*(?:how (?:to|do|can)\b(?=.*\b(?:add|cite|contribute|install|run|submit|use)\b)|contribut(?:e|ing|ions?)\b"
    r"|install(?:ing|ation)?\b|(?:getting|get) started\b|quick ?start\b|acknowledge?ments?\b|table of contents\b"
    r"|what(?:'?s new| is| makes)\b|about this\b|important notes?\b)"
    r"|目录|更新|贡献|致谢|简介|安装|使用|许可",
    re.IGNORECASE,
)
SENTENCE = lazy(
    r"\b(?:is|are|was|were|can|will|should|must|may|have|has|we|you|your|this paper|please|i'm|i am)\b|[.!]\s+[A-Z]|"
    r"^(?:add|make|please|read|see|use)\b",
    re.IGNORECASE,
)
CREDIT = lazy(r"\s*(?:collected|compiled|contributed|created|curated|maintained|summari[sz]ed|written) by\b", re.IGNORECASE)
SHORT_TITLE = 20
# No citation is longer.
LONGEST = 2000
LEAST_WORDS = 3
LEAST_BESIDE = 2
# A word alone is a name where so many beside it have links, and this share.
LEAST_LISTED = 3
LISTED_SHARE = 0.75
# So many items that were not read make a list that was not.
LEAST_LEFT = 3
# A page that calls itself a list, and has more than so many times as many items that were not read as entries, was not read.
MOST_UNREAD_SHARE = 2
LIST = lazy(
    r"\b(?:awesome\b(?!-lint)|lists?\b|papers?\b|reading\b|resources?\b|curat|collection\b|bibliograph|survey)|[列书論论]|清单|汇总",
    re.IGNORECASE,
)
SENTENCE_END = lazy(r"[.!?。！？…][\s*_)\]]{0,6}\Z")
LEAST_BOLD = 10
# So many names have their one link in a bullet below, and this share of all that have links there.
LEAST_LINKED_BELOW = 3
LINKED_BELOW_SHARE = 0.6
MOST_BELOW = 5
# Names are so many times as long as the marks before them.
TIMES_LONGER = 1.8
LEAST_CITED = 3
CITED_SHARE = 0.5
TITLED_SHARE = 0.7
LEAST_TITLED = 5
LONG_TITLE = 5
SHORT_WORD = 3
PAPERS = lazy(
    r"\b(?:papers?|publications?|reading|books?|bibliography|literature|articles?|surveys?|references)\b|论文|文献|阅读",
    re.IGNORECASE,
)


UNFINISHED = lazy(r"\[[^\[\]]*\]?")
# What says of all below it that it is books, or else to be read.
BOOKS = lazy(
    r"\b(?:books?(?:shelf|list)?|fiction|literature|memoirs?|novels?|readings?(?: ?list)?|textbooks?|to[- ]read"
    r"|libros?|livres|livros|b[üu]cher|lektüre|книг[аи]?|книги)\b|书单|书籍|图书|读书",
    re.IGNORECASE,
)
# What words end with that lead to an address, or begin with that say when.
LEADING = lazy(
    r"(?:^|\s)(?:and|are|at|by|for|from|in|is|of|on|or|the|to|use|via|visit|with)$"
    r"|^(?:If|Once|When|Whenever)\s.*\b(?:at|see|to|visit)$"
)
# A box before a name: `[ ] Name`.
TICKED = lazy(r"^\[.?\]\s*")


class Listing(Struct, frozen=True):
    """What was read of the lists and paragraphs of a section."""

    above: tuple[str, ...]
    """The headings that it stands under, its own the last."""
    is_named: bool
    """Whether its heading is the name of a thing, so that what stands below it is about that."""
    readings: list[Reading]
    by: int
    """Where their places count from."""


class _Unlinked(Struct, frozen=True):
    """What the pieces of a candidate without a link tell, whether they cite a work, and whether they say by whom it is."""

    fields: Fields
    is_cited: bool
    is_signed: bool


class _Doubtful(Struct, frozen=True):
    """A candidate whose reading leaves a doubt, its text in pieces, and how many of its words were not read."""

    reading: Reading
    taken: Taken
    unread: int


def settle(sections: Sequence[Listing]) -> None:
    """Read again what leaves a doubt, by what the page does; and find the entries among what has no link."""
    lists = [
        (listing, reading)
        for listing in sections
        for top in listing.readings
        for reading in (top.walk() if top.inner else (top,))
    ]
    _settle_linked_below(lists)
    _settle_linked_behind([reading for _, reading in lists if reading.is_entry and not reading.is_pinned])
    _settle_labelled([reading for _, reading in lists if reading.is_entry and not reading.is_pinned])
    below = {id(inner) for _, reading in lists if reading.is_entry for inner in reading.inner}
    for listing, reading in lists:
        if reading.is_pinned and reading.fields and not reading.fields.links:
            # Steps and notes may happen to be written as entries are.
            reading.is_entry = reading.is_entry and not (id(reading) in below or listing.is_named or is_other(listing.above))
        elif reading.is_entry and (_is_credit(reading) or (_begins_in_words(reading) and is_other(listing.above))):
            reading.is_entry = False
    asked = [
        reading
        for listing, reading in lists
        if not (reading.is_pinned and reading.is_entry)
        and ((reading.fields and reading.fields.links) or not (id(reading) in below or is_other(listing.above)))
    ]
    called = slots.people_of(
        reading.fields.title.value
        for reading in asked
        if reading.fields and reading.fields.title and reading.fields.authors is None
    )
    doubtful = _settled([found for reading in asked if (found := _doubt(reading, called)) is not None])
    shapes = Counter(slots.shape(each.taken) for each in doubtful)
    unlinked: dict[int, _Unlinked] = {}
    for each in doubtful:
        fields = slots.fields(each.taken)
        reading = each.reading
        _keep_description(fields, reading.fields)
        if fields.title is None:
            continue
        if reading.container is Container.PARAGRAPH and not reading.is_line:
            if _is_citation(each, fields) or _is_signed(each, fields):
                reading.fields = _with_place(fields, reading.candidate.nodes)
                reading.is_entry = True
        elif not (fields.links or _is_linked(reading)):
            before = reading.fields
            if reading.is_entry and before and _names_people(reading.candidate.nodes, before) and fields.authors:
                reading.fields = fields
            elif reading.is_entry and before and fields.authors and reading.is_whole and _is_left(fields, before, called):
                reading.fields = fields
                reading.take_parts()
            elif not slots.before(each.taken):
                is_signed = slots.is_signed(each.taken)
                unlinked[id(reading)] = _Unlinked(fields, is_signed or slots.is_cited(each.taken), is_signed)
        elif _is_better(each, fields, shapes, called):
            reading.fields = fields
            reading.take_parts()
            reading.is_entry = True
    _settle_unlinked(lists, unlinked)
    _settle_remarks([reading for _, reading in lists if reading.is_entry and not reading.is_pinned])
    for _, reading in lists:
        if reading.inner:
            _settle_inner(reading)
        _describe(reading)
    read = [(each.candidate.nodes, each.fields) for _, each in lists if each.is_entry and each.fields and not each.is_pinned]
    writers.settle(read)
    consensus.settle(read)


def unread(sections: Sequence[Listing], title: str) -> Iterator[UnreadItems]:
    """Yield the items of lists of which most were not read, though nothing says that these list no things.

    `title` is the first heading of the page.
    """
    left: list[tuple[Listing, _Left]] = []
    for listing in sections:
        items = [reading for reading in listing.readings if reading.container is Container.LIST_ITEM]
        if not (all(reading.is_entry for reading in items) or listing.is_named or is_other(listing.above)):
            left += [(listing, found) for found in _left(items)]
    entries = sum(reading.is_entry for listing in sections for reading in listing.readings)
    is_list = LIST.search(title) is not None and sum(len(found.readings) for _, found in left) > entries * MOST_UNREAD_SHARE
    for listing, found in left:
        linked = sum(leads_away(reading.candidate.nodes) for reading in found.readings)
        said = sum(SENTENCE_END.search(reading.candidate.text) is not None for reading in found.readings)
        told = UnreadItems(
            listing.above[-1] if listing.above else "",
            tuple([reading.candidate.text_span for reading in found.readings]),
            found.size,
            linked * 2 >= len(found.readings) or (is_list and said * 2 < len(found.readings)),
        )
        yield moving.unread_items(told, listing.by)


class _Left(Struct, frozen=True):
    """What was not read of a list, and how many items it has."""

    readings: list[Reading]
    size: int


def _left(readings: Sequence[Reading]) -> Iterator[_Left]:
    lists: dict[int, list[Reading]] = {}
    for reading in readings:
        lists.setdefault(id(reading.siblings), []).append(reading)
        if not reading.is_entry:
            yield from _left(reading.inner)
    for siblings in lists.values():
        said = [each for each in siblings if each.candidate.nodes and not any(inner.is_entry for inner in each.inner)]
        left = [each for each in said if not each.is_entry and not each.candidate.text.rstrip().endswith((":", "："))]
        if len(left) >= LEAST_LEFT and len(left) * 2 > len(said):
            yield _Left(left, len(said))


def _settled(doubtful: Sequence[_Doubtful]) -> list[_Doubtful]:
    """Return what leaves a doubt with the roles that its pieces have in the others."""
    titled = slots.titled([each.taken for each in doubtful])
    counted = slots.votes(titled)
    return [replace(each, taken=slots.voted(taken, counted)) for each, taken in zip(doubtful, titled, strict=True)]


def _settle_inner(reading: Reading) -> None:
    """Take what stands among entries below another and is none: links with labels are its own, and remarks lead anywhere."""
    fields = reading.fields
    if not reading.is_entry or reading.is_whole or fields is None or not fields.is_read:
        return
    for inner in reading.inner:
        if not inner.is_entry or inner.is_pinned or inner.inner:
            continue
        nodes = inner.candidate.nodes
        if parts.part(nodes) is parts.Part.LINKS and not parts.is_keyed(nodes):
            parts.take(fields, nodes, parts.Part.LINKS)
            inner.is_entry = False
        elif _is_linked_remark(inner.candidate.nodes, inner.fields):
            inner.is_entry = False


def _is_linked_remark(nodes: Sequence[Node], fields: Fields | None) -> bool:
    """Whether a sentence with a link in it cites nothing."""
    is_cited = fields is not None and (fields.authors is not None or fields.year is not None)
    return not is_cited and parts.has_link(nodes) and _is_remark(nodes)


def _describe(reading: Reading) -> None:
    """Take for what describes an entry the paragraph below it, or the one item that is no entry and may cite it."""
    fields = reading.fields
    if not reading.is_entry or fields is None or fields.description is not None:
        return
    items = [item for below in reading.candidate.lists for item in below.items]
    if reading.candidate.said and not items:
        fields.description = visible(reading.candidate.said).trimmed()
        return
    if len(items) != 1:
        return
    nodes = items[0].nodes
    if not nodes or items[0].lists or items[0].has_more or any(inner.is_entry for inner in reading.inner):
        return
    if _is_linked_remark(nodes, reading.inner[0].fields if reading.inner else None):
        parts.take(fields, nodes, parts.Part.NOTE)
        return
    if parts.is_keyed(nodes) or parts.is_value(nodes) or parts.has_link(nodes) or parts.part(nodes) is not None:
        return
    taken = slots.taken(Cursor(nodes, Fields(EntryKind.UNPARSED)))
    if taken is None or not slots.is_cited(taken):
        fields.description = parts.note(nodes)
        return
    cited = slots.fields(taken)
    if fields.authors is None and cited.authors is not None:
        fields.authors, fields.authors_span = cited.authors, cited.authors_span
    fields.venue = fields.venue or cited.venue
    fields.year = fields.year or cited.year
    fields.settle()


def _is_remark(nodes: Sequence[Node]) -> bool:
    """Whether a text is a sentence that begins with words, wherever it leads to: `Please read the [guide](url).`"""
    if not nodes or nodes[0].kind is not NodeKind.TEXT or not has_word(nodes[0].value):
        return False
    text = plain(nodes)
    return SENTENCE_END.search(text) is not None and SENTENCE.search(text) is not None


def _begins_in_words(reading: Reading) -> bool:
    """Whether an item is a remark, or what was not told apart has its link behind words: `To add a talk, edit [it](url)`."""
    nodes, fields = reading.candidate.nodes, reading.fields
    if _is_remark(nodes):
        return True
    is_told_apart = fields is None or fields.is_read
    if is_told_apart or not nodes or nodes[0].kind is not NodeKind.TEXT or not parts.has_link(nodes):
        return False
    return len(WORD.findall(nodes[0].value)) >= LEAST_WORDS and nodes[0].value[-1:] == " "


def _is_credit(reading: Reading) -> bool:
    """Whether an item that is no more than kept whole says who made the page: `Contributed by **[Ann Lee](url)**`."""
    fields, nodes = reading.fields, reading.candidate.nodes
    is_whole = fields is not None and fields.title is None and bool(nodes) and nodes[0].kind is NodeKind.TEXT
    return is_whole and CREDIT.match(nodes[0].value) is not None


def _leads_by_sentence(reading: Reading) -> bool:
    """Whether what is read as a name is how a sentence begins that holds an address: `If you like it, see https://...`."""
    fields, nodes = reading.fields, reading.candidate.nodes
    if fields is None or fields.title is None or fields.authors or fields.year or not nodes:
        return False
    is_first = fields.title.span.start <= nodes[0].start + len(nodes[0].value)
    return is_first and LEADING.search(fields.title.value) is not None


# --- what leaves a doubt ----------------------------------------------------------------------------------------------


def _doubt(reading: Reading, called: frozenset[str]) -> _Doubtful | None:
    known = reading.by_itself
    if known is None or known.candidate is not reading.candidate:
        return _doubtful(reading, called)
    if known.doubt is None or known.doubt[0] != called:
        known.doubt = called, _doubtful(reading, called)
    found = known.doubt[1]
    return found and replace(found, reading=reading)


def _doubtful(reading: Reading, called: frozenset[str]) -> _Doubtful | None:
    nodes = reading.candidate.nodes
    fields = reading.fields
    if not nodes or (fields is not None and fields.broken_title is not None):
        return None
    unread = 0
    if fields is not None and fields.title is not None and (fields.links or _names_people(reading.candidate.nodes, fields)):
        if leads_nowhere_else(fields):
            return None
        # `[Name](url) - Description.` leaves nothing.
        is_simple = len(nodes) <= 2 and nodes[0].kind is NodeKind.LINK and (len(nodes) == 1 or fields.description is not None)
        unread = 0 if is_simple else _unread(nodes, fields)
        if (
            unread < LEAST_UNREAD
            and not _holds_more(
                fields.title.value, called if fields.authors is None else None, is_told=is_simple and len(nodes) > 1
            )
            and not _names_people(nodes, fields)
            and not _ends_bold(nodes, fields)
        ):
            return None
    cursor = Cursor(entries.unfolded(nodes), Fields(EntryKind.UNPARSED))
    if len(cursor.text.value) > LONGEST or (BROKEN.search(cursor.text.value) and not (fields and fields.title)):
        return None
    skip_number(cursor)
    taken = slots.taken(cursor, called)
    return _Doubtful(reading, taken, unread) if taken is not None else None


def _holds_more(title: str, called: frozenset[str] | None, *, is_told: bool = False) -> bool:
    """Whether a title is or holds something else: a venue, a year, and people unless they are known already (None).

    One that is told by what stands behind it, `[NIPS](url) - A conference.`, is no venue of something else.
    """
    may_hold = (
        SIGNS.search(title) is not None
        or " al" in title
        or "by " in title
        or " : " in title
        or title.endswith((" in", " In"))
        or title.rpartition(",")[2].lstrip()[:2].isupper()
    )
    has_more = may_hold and MORE_THAN_TITLE.search(title) is not None
    has_more = has_more or (called is not None and slots.holds_people(title, called))
    return has_more or (not is_told and len(title) < SHORT_TITLE and kind_of(title) in (Kind.VENUE, Kind.YEAR))


def _names_people(nodes: Sequence[Node], fields: Fields) -> bool:
    """Whether what is read as the title is bold and names several people: the title is what stands behind."""
    if fields.title is None or fields.authors is not None or not any(node.kind is NodeKind.STRONG for node in nodes[:2]):
        return False
    return slots.names_people(fields.title.value)


def _ends_bold(nodes: Sequence[Node], fields: Fields) -> bool:
    """Whether what is read as the title ends with bold words behind a dash: `Lee and Chen - **Nets for cats**`."""
    title = fields.title
    if title is None or fields.authors is not None or not nodes or nodes[0].kind is not NodeKind.TEXT:
        return False
    second = nodes[1] if len(nodes) > 1 else None
    if second is None or second.kind is not NodeKind.STRONG or not second.start < title.span.end <= second.end:
        return False
    return title.span.start < second.start and DASHED.search(nodes[0].value) is not None


def _unread(nodes: Sequence[Node], fields: Fields) -> int:
    """Return how many words of an entry stand in none of its fields."""
    read = [text.span for text in (fields.title, fields.venue, fields.year, fields.description) if text]
    # All that stands in italics is where it appeared, unless the others have notes there.
    italic = [Span(node.start, node.end) for node in nodes if node.kind is NodeKind.EMPHASIS]
    read += [text.span for text in fields.tags if not within(italic, text.span)]
    read += [span for span in (fields.title_span, fields.authors_span) if span]
    read += [link.span for link in fields.links]
    apart = _apart(sorted(read))
    return sum(_outside(node, apart) for node in nodes)


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Return the same places, which are in order, each once, where some of them overlap or meet."""
    found: list[Span] = []
    for span in spans:
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _outside(node: Node, read: Sequence[Span]) -> int:
    if node.kind is NodeKind.LINK or node.end - node.start < LEAST_UNREAD:
        # Every link is one of the fields.
        return 0
    if node.children:
        return sum(_outside(child, read) for child in node.children)
    if node.kind is not NodeKind.TEXT and node.kind is not NodeKind.CODE:
        return 0
    if node.kind is NodeKind.TEXT and ":" in node.value:
        node = Node(node.kind, node.start, node.end, with_blank_pictures(node.value))
    count = 0
    position = node.start
    for index in range(bisect_right(read, node.start, key=lambda span: span.end), len(read)):
        start, end = read[index]
        if start >= node.end:
            break
        if start > position:
            count += _saying(node.value[position - node.start : start - node.start])
        position = max(position, end)
    if position < node.end:
        count += _saying(node.value[position - node.start :])
    return count


def _saying(text: str) -> int:
    """Return how many words of a text say something; a number does behind the name that it belongs to, as in `SoCC 16`."""
    return len(SAYING.findall(text)) + (NUMBERED.fullmatch(text) is not None)


def _is_better(found: _Doubtful, fields: Fields, shapes: "Counter[str]", called: frozenset[str]) -> bool:
    """Whether what the pieces tell says more than what was read of the entry alone, and contradicts nothing of it."""
    before = found.reading.fields
    taken = found.taken
    title = fields.title.value if fields.title else ""
    if before is not None and _names_people(found.reading.candidate.nodes, before) and fields.authors is not None:
        return before.title is not None and before.title.value not in title
    form = taken.pieces[taken.first].form
    alike = shapes[slots.shape(taken)]
    says_more = bool(fields.authors or fields.year or fields.venue)
    if slots.is_led(taken) and not (says_more and alike >= LEAST_ALIKE):
        return False
    people = fields.authors.people if fields.authors else ()
    # `2021 | Application to SNN: Zenke, F., and Neftci, E. (2021). Title. Proceedings of the IEEE`
    is_whole = len(people) > 1 and fields.year is not None and fields.venue is not None
    if slots.before(taken) > (MOST_BESIDE if is_whole or (says_more and alike >= LEAST_ALIKE) else MOST_BEFORE):
        return False
    if before is None or before.title is None:
        is_set_apart = form in (Form.LINK, Form.QUOTED, Form.STRONG)
        return says_more or is_set_apart or alike > LEAST_ALIKE
    is_cited = bool(people) and bool(fields.year or fields.venue or len(people) > 1)
    bracketed = BRACKETED.fullmatch(before.title.value)
    holds_people = slots.holds_people(before.title.value, called) and slots.names_known(taken)
    is_bold = _ends_bold(found.reading.candidate.nodes, before)
    holds_more = bracketed is not None or is_bold or _holds_more(before.title.value, called)
    if (alike < LEAST_ALIKE and not (is_cited or holds_people)) or (
        _lacks(fields, before) and not (holds_more and fields.authors)
    ):
        return False
    unread = _unread(found.reading.candidate.nodes, fields)
    is_other = before.title.value not in title and Role.NAME not in taken.roles
    is_left = is_cited and _is_left(fields, before, called)
    if bracketed or (holds_more and (is_left or not _holds_more(title, called))):
        names_them = is_whole and people[0].name in before.title.value
        return (_gains(fields, before) or names_them) and unread < found.unread + (MOST_BESIDE if is_whole else LEAST_UNREAD)
    return not is_other and unread < found.unread and len(title.split()) >= len(before.title.value.split())


def _with_place(fields: Fields, nodes: Sequence[Node]) -> Fields:
    """Return the fields of a citation, or those that are read of it alone where only these say where it appeared."""
    alone = entries.read(nodes) if fields.venue is None and fields.authors is not None else None
    if alone is None or alone.venue is None or alone.title is None or alone.authors is None or fields.title is None:
        return fields
    return alone if alone.title.span == fields.title.span else fields


def _is_left(fields: Fields, before: Fields, called: frozenset[str]) -> bool:
    """Whether a title is what is left of another without the people in that: `Lee et al. - 2014 - **Nets by Joint Search**`."""
    if fields.title is None or before.title is None or fields.authors is None:
        return False
    are_named = slots.holds_people(before.title.value, called) or any(person.is_et_al for person in fields.authors.people)
    return are_named and fields.title.value in before.title.value and _gains(fields, before)


def _keep_description(fields: Fields, before: Fields | None) -> None:
    """Keep the description that was read before where nothing else is read of its words now."""
    text = before.description if before is not None and fields.description is None else None
    if text is None or before is None:
        return
    taken = [part.span for part in (fields.title, fields.venue, fields.year, *fields.tags) if part]
    taken += [fields.authors_span] if fields.authors_span else []
    if not any(span.start < text.span.end and text.span.start < span.end for span in taken):
        fields.description, fields.separator = text, before.separator


def _is_citation(found: _Doubtful, fields: Fields) -> bool:
    """Whether a paragraph says nothing but what a citation does: who wrote it, where and when it appeared."""
    people = fields.authors.people if fields.authors else ()
    form = found.taken.pieces[found.taken.first].form
    # `[Title](url), 2016`
    is_dated = form is Form.LINK and not found.unread
    is_cited = bool(fields.year) and (is_dated or bool(fields.venue or people))
    is_parted = bool(people) or form in (Form.LINK, Form.QUOTED)
    return (
        is_cited
        and is_parted
        and not slots.before(found.taken)
        and _unread(found.reading.candidate.nodes, fields) <= (MOST_BEHIND if people and fields.venue else MOST_BESIDE)
    )


def _is_signed(found: _Doubtful, fields: Fields) -> bool:
    """Whether a paragraph says nothing but what a book is called, and by whom it is, who is called as people are."""
    known = fields.authors.people if fields.authors else ()
    if not known or fields.links or slots.before(found.taken) or not slots.names_known(found.taken):
        return False
    title = fields.title.value if fields.title else ""
    # `The Moon is a Harsh Mistress` is no sentence, nor does the period of an initial end one.
    long = [word for word in title.split() if len(word) > SHORT_WORD]
    is_titled = sum(word[:1].isupper() for word in long) >= len(long) * TITLED_SHARE
    is_said = SENTENCE.search(title) is not None and not is_titled
    return not is_said and _unread(found.reading.candidate.nodes, fields) < LEAST_UNREAD


# --- entries whose link stands below --------------------------------------------------------------------------------------


def _settle_linked_below(lists: Sequence[tuple[Listing, Reading]]) -> None:
    """Take names for entries whose one link is a bullet below them, where the page has it so again and again.

    A group has more than one link below it, or links that are called otherwise.
    """
    above = [each for _, each in lists if not (each.is_entry or each.is_pinned) and any(map(_is_linked, each.inner))]
    single = [reading for reading in above if _has_link_below(reading)]
    if len(single) < LEAST_LINKED_BELOW or len(single) < len(above) * LINKED_BELOW_SHARE:
        return
    called = Counter(next(inner for inner in reading.inner if _is_linked(inner)).candidate.text for reading in single)
    if max(sum(map(_is_called_alike, single)), *called.values()) * 2 < len(single):
        return
    for reading in single:
        taken = slots.taken(Cursor(reading.candidate.nodes, Fields(EntryKind.UNPARSED)))
        fields = slots.fields(taken) if taken is not None else None
        if fields is None or fields.title is None:
            continue
        reading.fields = fields
        reading.candidate = replace(reading.candidate, told=list(_told_below(reading)))
        reading.take_parts()
        reading.is_entry = True
        reading.inner = []


def _is_link_alone(reading: Reading) -> bool:
    """Whether an item is nothing but a link."""
    return all(node.kind is NodeKind.LINK or not has_word(visible([node]).value) for node in reading.candidate.nodes)


def _is_linked(reading: Reading) -> bool:
    return reading.is_entry and bool(reading.fields and reading.fields.links)


def _has_link_below(reading: Reading) -> bool:
    linked = [inner for inner in reading.inner if _is_linked(inner)]
    if len(linked) != 1 or not _is_link_alone(linked[0]):
        return False
    text = reading.candidate.text.rstrip()
    items = [item for below in reading.candidate.lists for item in below.items]
    has_no_more = all(item.nodes and not (item.lists or item.has_more) for item in items)
    return bool(text) and not text.endswith((":", "：")) and len(items) <= MOST_BELOW and has_no_more


def _is_called_alike(reading: Reading) -> bool:
    """Whether the link below a name is an address, a label, or has a word of the name."""
    link = next(inner for inner in reading.inner if _is_linked(inner)).candidate.text
    words = {word.casefold() for word in WORD.findall(reading.candidate.text) if len(word) > SHORT_WORD}
    return (
        vocabulary.is_address(link) or vocabulary.is_label(link) or any(word.casefold() in words for word in WORD.findall(link))
    )


def _told_below(reading: Reading) -> Iterator[parts.Told]:
    items = [item.nodes for below in reading.candidate.lists for item in below.items if item.nodes]
    notes = [nodes for nodes in items if not parts.has_link(nodes) and parts.part(nodes) is None]
    for nodes in items:
        kind = parts.part(nodes) or (parts.Part.LINKS if parts.has_link(nodes) else parts.Part.OTHER)
        yield parts.Told(nodes, parts.Part.NOTE if notes == [nodes] else kind)


# --- entries whose link stands behind a mark ------------------------------------------------------------------------------


class _Behind(Struct, frozen=True):
    """What stands in bold before a linked name and a dash, and what is read of all that stands from the link on."""

    mark: Text
    fields: Fields


def _settle_linked_behind(readings: Sequence[Reading]) -> None:
    """Take links behind bold words and a dash for what is listed, where they are longer: `**Monday** - [Nets](url) - Fast.`"""
    bold = [each for each in readings if each.fields and each.fields.description and _begins_bold(each.candidate.nodes)]
    found = [(each, behind) for each in bold if (behind := _behind(each.candidate.nodes, each.fields)) is not None]
    if len(found) < LEAST_LINKED_BELOW or len(found) < len(bold) * LINKED_BELOW_SHARE:
        return
    marks = sum(_words(behind.mark.value) for _, behind in found)
    if sum(_words(behind.fields.title.value) for _, behind in found if behind.fields.title) < marks * TIMES_LONGER:
        return
    for reading, behind in found:
        fields = behind.fields
        kind = kind_of(behind.mark.value)
        if kind is Kind.YEAR and fields.year is None:
            fields.year = behind.mark
        else:
            fields.tags.insert(0, behind.mark)
        reading.fields = fields
        reading.take_parts()


def _begins_bold(nodes: Sequence[Node]) -> bool:
    return bool(nodes) and nodes[0].kind is NodeKind.STRONG


def _behind(nodes: Sequence[Node], before: Fields | None) -> _Behind | None:
    """Return the bold words that an entry begins with, and what is read behind them where a link is described."""
    linked = [index for index, node in enumerate(nodes) if node.kind is NodeKind.LINK]
    if before is None or before.title is None or before.description is None or len(linked) != 1:
        return None
    link = nodes[linked[0]]
    if not link.start <= before.description.span.start < link.end or vocabulary.is_label(visible([link]).value):
        return None
    fields = entries.read(nodes[linked[0] :])
    if fields is None or fields.title is None or fields.description is None or fields.title_span != link.span:
        return None
    return _Behind(before.title, fields)


# --- entries whose label stands first --------------------------------------------------------------------------------


def _settle_labelled(readings: Sequence[Reading]) -> None:
    """Take what stands behind links that are called alike for what is listed: `[pdf](url) Nets for cats. ICML 2020`."""
    found: dict[str, list[Reading]] = {}
    for reading in readings:
        title = reading.fields.title if reading.fields and _begins_labelled(reading.candidate.nodes) else None
        if title is not None and vocabulary.is_label(title.value):
            found.setdefault(title.value.casefold(), []).append(reading)
    for labelled in found.values():
        for reading in labelled if len(labelled) >= LEAST_LINKED_BELOW else ():
            taken = slots.taken(Cursor(reading.candidate.nodes, Fields(EntryKind.UNPARSED)))
            fields = slots.fields(taken) if taken is not None else None
            if fields is not None and fields.title is not None:
                reading.fields = fields
                reading.take_parts()


def _begins_labelled(nodes: Sequence[Node]) -> bool:
    """Whether words follow the link that a text begins with, as many as a title has."""
    if len(nodes) < LEAST_BESIDE or nodes[0].kind is not NodeKind.LINK or nodes[1].kind is not NodeKind.TEXT:
        return False
    words = nodes[1].value
    is_behind = words[:1] in " .,:" and words[1:].lstrip()[:1].isalnum()
    return is_behind and len(nodes[0].children) == 1 and len(plain(nodes[1:]).split()) >= LEAST_WORDS


# --- remarks that lead somewhere --------------------------------------------------------------------------------------


def _settle_remarks(readings: Sequence[Reading]) -> None:
    """Take no remark for an entry that has a link in its words, where most beside it have none: `**Fast**: as [CatNet](u)`.

    A sentence that leads to an address is none wherever it stands.
    """
    remarks = [reading for reading in readings if len(reading.siblings) > 1 and _leads_in_words(reading)]
    for reading in readings:
        nodes, fields = reading.candidate.nodes, reading.fields
        is_bare = fields is not None and fields.links and fields.links[0].kind in (LinkKind.BARE, LinkKind.AUTOLINK)
        if is_bare and nodes and nodes[0].kind is NodeKind.TEXT and _leads_by_sentence(reading):
            reading.is_entry = False
    for reading in remarks:
        others = sum(not other.is_entry and not _has_links(other) for other in reading.siblings)
        if others * 2 >= len(reading.siblings):
            reading.is_entry = False


def _leads_in_words(reading: Reading) -> bool:
    """Whether what is told of a name that is no link holds all links, and none of them is a label."""
    fields = reading.fields
    if fields is None or not fields.links or fields.authors or fields.venue or fields.year or fields.title_span is None:
        return False
    title = fields.title_span
    if fields.links[0].span == title:
        return False
    return not any(
        link.span.overlaps(title) or vocabulary.is_label(link.label.value) or vocabulary.is_address(link.label.value)
        for link in fields.links
    )


# --- entries without a link -------------------------------------------------------------------------------------------


def _settle_unlinked(lists: Sequence[tuple[Listing, Reading]], unlinked: "dict[int, _Unlinked]") -> None:
    """Take for entries what has no link where a reader sees works listed: by what it says, and by what stands beside it."""
    named = _named(lists, unlinked)
    cited = {key for key in named if unlinked[key].is_cited}
    has_citations = len(cited) >= LEAST_CITED
    has_titles = len(named) >= LEAST_TITLED and (
        has_citations or any(map(PAPERS.search, lists[0][0].above)) if lists else False
    )
    is_bare = bool(lists) and _lists_nothing_else(lists)
    books = _books(lists, unlinked, has_citations=has_citations)
    has_bold_titles = _has_bold_titles([reading for _, reading in lists if id(reading) in named])
    for listing, reading in lists:
        key = id(reading)
        if key not in named:
            continue
        listed = sum(other.is_entry or id(other) in named for other in reading.siblings)
        is_list = listed >= len(reading.siblings) * CITED_SHARE
        is_titled = has_titles or (has_bold_titles and _is_bold(reading))
        is_known = (key in cited and has_citations) or _stands_among(reading, listing, cited)
        is_known = is_known or (is_bare and _are_titles(reading.siblings, unlinked))
        if _has_links(reading) or (is_list and (is_known or (is_titled and _is_title(reading, unlinked[key].fields)))):
            _take(reading, unlinked[key].fields)
    for _, reading in lists:
        if id(reading) in books and not reading.is_entry:
            _take(reading, unlinked[id(reading)].fields)
    for listing, reading in lists:
        if id(reading) not in unlinked or listing.is_named or is_other(listing.above):
            continue
        if _is_left_over(reading) and _says_all(reading, unlinked[id(reading)].fields):
            _take(reading, unlinked[id(reading)].fields)


def _books(lists: Sequence[tuple[Listing, Reading]], unlinked: "dict[int, _Unlinked]", *, has_citations: bool) -> set[int]:
    """Return what stands below a heading that says that works are listed, by their names alone: `Effective Java`.

    That the page is about books is enough where it names who wrote some, or where there are entries in the same list.
    """
    found: set[int] = set()
    known: Listing | None = None
    seen: set[int] = set()
    for listing, reading in lists:
        if listing is not known:
            known = listing
            above = listing.above
            is_about = bool(above) and (BOOKS.search(above[-1]) or BOOKS.search(above[0])) is not None
            is_about = is_about and not (listing.is_named or is_other(above))
        if not is_about or id(reading.siblings) in seen:
            continue
        siblings = reading.siblings
        seen.add(id(siblings))
        entries = sum(each.is_entry for each in siblings)
        if not (BOOKS.search(above[-1]) or has_citations or entries >= LEAST_BESIDE):
            continue
        names = [each for each in siblings if id(each) in unlinked and not each.is_entry and _is_bare_name(each)]
        if len(names) + entries >= max(LEAST_LISTED, len(siblings) * LISTED_SHARE) and not _are_headings(names, lists):
            found.update(map(id, names))
    return found


def _are_headings(names: Sequence[Reading], lists: Sequence[tuple[Listing, Reading]]) -> bool:
    """Whether any of some names is a heading of the page, so that they are its contents."""
    headings = {listing.above[-1].strip().casefold() for listing, _ in lists if listing.above} if names else set()
    return any(each.candidate.text.strip().casefold() in headings for each in names)


def _is_bare_name(reading: Reading) -> bool:
    """Whether an item holds nothing but a name, or what is said of it below."""
    text = TICKED.sub("", reading.candidate.text.strip()).lstrip('"“«《「')
    is_name = text[:1].isalnum() and not text[:1].islower() and not text.endswith((":", "：", "."))
    return is_name and not (SENTENCE.search(text) or parts.has_link(reading.candidate.nodes) or reading.inner)


def _lists_nothing_else(lists: Sequence[tuple[Listing, Reading]]) -> bool:
    """Whether a page calls itself a list, and has no entry yet."""
    return any(map(LIST.search, lists[0][0].above[:1])) and not any(reading.is_entry for _, reading in lists)


def _are_titles(siblings: Sequence[Reading], unlinked: "dict[int, _Unlinked]") -> bool:
    """Whether most of a list is written as titles are."""
    titles = sum(id(each) in unlinked and _is_title(each, unlinked[id(each)].fields) for each in siblings)
    return titles >= LEAST_TITLED and titles * 2 >= len(siblings)


def _is_left_over(reading: Reading) -> bool:
    """Whether an item that says nothing but a name is the only kind in its list that is no entry: `Highway Networks`."""
    text = reading.candidate.text.strip()
    if reading.is_entry or reading.candidate.lists or (SENTENCE_END.search(text) and not text.endswith("?")):
        return False
    beside = [other for other in reading.siblings if other.candidate.nodes and not other.candidate.lists]
    entries = sum(other.is_entry for other in beside)
    # Brackets of a link that nobody finished.
    text = text.lstrip("[") if UNFINISHED.fullmatch(text) else text
    is_name = text[:1].isalnum() and not text[:1].islower() and not text.endswith((":", "："))
    return is_name and entries >= LEAST_LISTED and entries >= len(beside) * LISTED_SHARE


def _says_all(reading: Reading, fields: Fields) -> bool:
    """Whether the name is not but the beginning of what an item says: `13 bands, a resolution of 10 m, and 5 days`."""
    is_told = fields.description or fields.authors or fields.venue or fields.year or fields.title is None
    return bool(is_told) or (fields.title is not None and _words(fields.title.value) * 2 >= _words(reading.candidate.text))


def _named(lists: Sequence[tuple[Listing, Reading]], unlinked: "dict[int, _Unlinked]") -> set[int]:
    """Return what reads like the name of a thing, and stands neither below another nor where no things are listed."""
    named = {
        id(reading)
        for listing, reading in lists
        if id(reading) in unlinked
        and not (reading.is_entry or listing.is_named or is_other(listing.above))
        and not _names_group(reading, unlinked)
        and _may_name(reading, unlinked[id(reading)])
    }
    return named - {id(inner) for _, reading in lists for inner in reading.inner if reading.is_entry or id(reading) in named}


def _names_group(reading: Reading, unlinked: "dict[int, _Unlinked]") -> bool:
    """Whether several works stand below a name, none of which is a field of it."""
    cited = sum(id(inner) in unlinked and unlinked[id(inner)].is_cited for inner in reading.inner)
    return cited >= LEAST_BESIDE and reading.candidate.told is None


def is_other(above: Sequence[str]) -> bool:
    """Whether the section says by its heading that it lists no things."""
    if not above:
        return False
    words = WORDS_OF_HEADING.findall(above[-1].lower().replace("’", "'"))
    is_named_so = any(word in OTHER for word in words) and all(word in OTHER or word in BESIDE_OTHER for word in words)
    return is_named_so or OTHER_SECTIONS.search(above[-1]) is not None


def _may_name(reading: Reading, unlinked: _Unlinked) -> bool:
    """Whether a text without a link reads like the name of a thing, not like a remark or a group."""
    title = unlinked.fields.title.value if unlinked.fields.title else ""
    text = reading.candidate.text
    if _has_links(reading):
        return True
    is_small = title[:1].islower() and not (unlinked.fields.description and _words(title) <= LEAST_WORDS)
    if not unlinked.is_cited and (is_small or (SENTENCE.search(text) and not _is_title(reading, unlinked.fields))):
        return False
    if text.rstrip().endswith((":", "：", "...", "…")) or _words(title) > slots.MOST_TITLE_WORDS:
        return False
    if any(inner.is_entry for inner in reading.inner):
        return False
    is_told = unlinked.fields.description is not None or unlinked.is_signed or (unlinked.is_cited and _words(title) > 1)
    return _words(title) >= LEAST_WORDS or is_told or _is_only_name(reading)


def _is_only_name(reading: Reading) -> bool:
    """Whether a few words are all that an item holds, and all beside it are entries: it has no link yet."""
    beside = [other for other in reading.siblings if other is not reading and other.candidate.nodes]
    is_alone = not reading.candidate.lists and reading.candidate.text.strip()[:1].isalnum()
    return (
        is_alone and sum(map(_is_linked, beside)) >= LEAST_LISTED and sum(map(_is_linked, beside)) >= len(beside) * LISTED_SHARE
    )


def _stands_among(reading: Reading, listing: Listing, cited: set[int]) -> bool:
    """Whether most of what stands beside it in its list are entries, or in its section where a note parts the list."""
    is_parted = id(reading) in cited and len(reading.siblings) <= LEAST_BESIDE and reading in listing.readings
    beside = [other for other in (listing.readings if is_parted else reading.siblings) if other is not reading]
    entries = sum(_is_linked(other) or _names_authors(other) or id(other) in cited for other in beside)
    return entries >= LEAST_BESIDE and entries * 2 >= len(beside)


def _names_authors(reading: Reading) -> bool:
    return reading.is_entry and reading.fields is not None and reading.fields.authors is not None


def _has_bold_titles(named: Sequence[Reading]) -> bool:
    """Whether the page names things by lines that are bold from end to end, and as long as titles are."""
    bold = [reading for reading in named if _is_bold(reading)]
    return len(bold) >= LEAST_BOLD and sum(_words(each.candidate.text) for each in bold) >= len(bold) * LONG_TITLE


def _is_title(reading: Reading, fields: Fields) -> bool:
    """Whether it is long, and bold or written with capitals: a remark has as many words, and few of them."""
    if fields.title is None or _words(fields.title.value) < LONG_TITLE:
        return False
    long = [word for word in fields.title.value.split() if len(word) > SHORT_WORD]
    return _is_bold(reading) or sum(word[:1].isupper() for word in long) >= len(long) * TITLED_SHARE


def _words(text: str) -> int:
    """Return how many words a text has; two signs of a script without spaces count as one."""
    return len(text.replace("_", " ").split()) + sum(1 for letter in text if "\u3400" <= letter <= "\u9fff") // 2


def _has_links(reading: Reading) -> bool:
    """Whether the list below it says where it is found, by whom or what it is: `- [Paper](url)`, `- Authors: Ann Lee`."""
    told = reading.candidate.told or ()
    keyed = (parts.Part.AUTHORS, parts.Part.DESCRIPTION)
    return any(each.kind is parts.Part.LINKS or (each.kind in keyed and parts.key_of(each.nodes)) for each in told)


def _is_bold(reading: Reading) -> bool:
    """Whether all of its words are bold."""
    return all(node.kind is NodeKind.STRONG for node in reading.candidate.nodes if node.children or has_word(node.value))


def _take(reading: Reading, fields: Fields) -> None:
    """Make an entry of what has no link, by the reading that says more."""
    before = reading.fields
    is_kept = before is not None and before.title is not None and before.is_read
    if not reading.is_pinned and (before is None or not is_kept or not _lacks(fields, before)):
        reading.fields = fields
        reading.take_parts()
    reading.is_entry = True


def _gains(fields: Fields, before: Fields) -> bool:
    """Whether something was read now that was not read before."""
    return _lacks(before, fields)


def _lacks(fields: Fields, before: Fields) -> bool:
    """Whether something was read before that was not read now."""
    return bool(
        (before.authors and not (fields.authors or before.may_be_nobody))
        or (before.venue and not fields.venue)
        or (before.year and not fields.year)
    )

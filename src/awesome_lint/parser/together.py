"""What the candidates of a page have in common: how those are read that leave a doubt, and which without a link are entries.

A list is written by somebody who puts the same things in the same order, again and again. What an entry does not tell by itself
its neighbours tell: that `Future Internet` is where it appeared, since they say `NDSS` there; that `Vector Runahead, 2021` is a
paper, since all beside it are.
"""

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.document import EntryKind
from awesome_lint.parser import parts
from awesome_lint.parser.entries import slots
from awesome_lint.parser.entries.atoms import EMOJI
from awesome_lint.parser.entries.cursor import Cursor
from awesome_lint.parser.entries.fields import Fields
from awesome_lint.parser.entries.pieces import Form
from awesome_lint.parser.entries.prefix import skip_number
from awesome_lint.parser.entries.slots import Role, Taken
from awesome_lint.parser.inlines import Node, NodeKind, has_word, visible
from awesome_lint.parser.reading import Reading
from awesome_lint.patterns import lazy
from awesome_lint.source import Span

WORD = lazy(r"[^\W_]{2,}")
# A title that holds more than a title: a year at its start or end, "et al.", a bar, a quotation behind names, `Title. In`.
MORE_THAN_TITLE = lazy(
    r"^\W*(?:19|20)\d\d\b|\(.*(?:19|20)\d\d\)$|\bet\.? al\b|\s\|\s|^[^\"“]{4,}[\"“][^\"”]{12,}[\"”]|[,.] [Ii]n$"
    r"|[.,]\s[^.,]{2,60}[.,]?\s(?:19|20)\d\d\.?$|^\W*\[.*\]$|^[\w. ,&-]{3,60} (?:\(?(?:19|20)\d\d\)?\s)?: |\b(?:19|20)\d\d\.?$"
    r"|\bby [A-Z][\w.]* [A-Z]"
)
# So many words of an entry must be in none of its fields to make its reading doubtful.
LEAST_UNREAD = 2
# A template is one when so many entries of the page have it, and this share of the doubtful ones.
LEAST_ALIKE = 2
# No more words stand before a title of which nothing is known, or where its layout is a habit.
MOST_BEFORE = 2
MOST_BESIDE = 6
# What stands in other sections is no list of things: what is new, how to take part, what a project can do.
OTHER_SECTIONS = lazy(
    r"\b(?:news|updates?|what'?s new|change ?log|changes|history|release notes|contents?|toc|contribut\w+|guidelines?|"
    r"acknowledge?ments?|credits|thanks|sponsors?|license|licence|citation|citing|install\w*|usage|getting started|"
    r"quick ?start|requirements?|features?|roadmap|to-?do|faq|about|overview|introduction|background|motivation|criteria|"
    r"contact|disclaimer|legend|notation|notes?|how to|format|rules|maintainers?|authors?|community|support|config\w*|settings|"
    r"options|dependencies|prerequisites|organization|scope|terminology|definitions?|focus)\b|目录|更新|贡献|致谢|简介|安装|使用|许可",
    re.IGNORECASE,
)
SENTENCE = lazy(
    r"\b(?:is|are|was|were|can|will|should|must|may|have|has|we|you|your|this paper|please|i'm|i am)\b|[.!]\s+[A-Z]|"
    r"^(?:add|see|use|read|make)\b",
    re.IGNORECASE,
)
LEAST_WORDS = 3
LEAST_BESIDE = 2
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


class _Doubtful(Struct, frozen=True):
    """A candidate whose reading leaves a doubt, its text in pieces, and how many of its words were not read."""

    reading: Reading
    taken: Taken
    unread: int


def settle(sections: Sequence[tuple[tuple[str, ...], list[Reading]]]) -> None:
    """Read again what leaves a doubt, by what the page does; and find the entries among what has no link."""
    lists = [(above, reading) for above, readings in sections for top in readings for reading in top.walk()]
    doubtful = [found for _, reading in lists if (found := _doubt(reading)) is not None]
    doubtful = [
        replace(each, taken=taken)
        for each, taken in zip(doubtful, slots.titled([each.taken for each in doubtful]), strict=True)
    ]
    counted = slots.votes(each.taken for each in doubtful)
    shapes = Counter(slots.shape(each.taken) for each in doubtful)
    linkless: dict[int, Fields] = {}
    for each in doubtful:
        fields = slots.fields(each.taken, counted)
        if fields.title is None:
            continue
        if not fields.links:
            linkless[id(each.reading)] = fields
        elif _is_better(each, fields, shapes):
            each.reading.fields = fields
            each.reading.take_parts()
            each.reading.is_entry = True
    _settle_linkless(lists, linkless)
    _describe(lists)


def _describe(lists: Sequence[tuple[tuple[str, ...], Reading]]) -> None:
    """Take the one item below an entry that is no entry for what describes it; of several it is not known which does."""
    for _, reading in lists:
        fields = reading.fields
        items = [item for below in reading.candidate.lists for item in below.items]
        if not reading.is_entry or fields is None or fields.description is not None or len(items) != 1:
            continue
        item = items[0]
        if not item.nodes:
            continue
        is_entry = not reading.is_whole and any(inner.is_entry for inner in reading.inner)
        if is_entry or item.lists or item.has_more or parts.is_keyed(item.nodes) or parts.has_link(item.nodes):
            continue
        if parts.part(item.nodes) is None:
            fields.description = visible(item.nodes).trimmed()


# --- what leaves a doubt ----------------------------------------------------------------------------------------------


def _doubt(reading: Reading) -> _Doubtful | None:
    candidate = reading.candidate
    if not candidate.nodes:
        return None
    fields = reading.fields
    if fields is not None and fields.broken_title is not None:
        return None
    unread = 0
    if fields is not None and fields.title is not None and fields.links:
        if all(link.is_fragment for link in fields.links):
            return None
        unread = _unread(candidate.nodes, fields)
        if unread < LEAST_UNREAD and not _holds_more(fields.title.value):
            return None
    cursor = Cursor(candidate.nodes, Fields(EntryKind.UNPARSED))
    skip_number(cursor)
    taken = slots.taken(cursor)
    return _Doubtful(reading, taken, unread) if taken is not None else None


def _holds_more(title: str) -> bool:
    return MORE_THAN_TITLE.search(title) is not None


def _unread(nodes: Sequence[Node], fields: Fields) -> int:
    """Return how many words of an entry stand in none of its fields."""
    read = [text.span for text in (fields.title, fields.venue, fields.year, fields.description, *fields.tags) if text]
    read += [span for span in (fields.title_span, fields.authors_span) if span]
    read += [link.span for link in fields.links]
    read.sort()
    return sum(_outside(node, read) for node in nodes)


def _outside(node: Node, read: Sequence[Span]) -> int:
    if node.children:
        return sum(_outside(child, read) for child in node.children)
    if node.kind is not NodeKind.TEXT and node.kind is not NodeKind.CODE:
        return 0
    if node.kind is NodeKind.TEXT and ":" in node.value:
        node = Node(node.kind, node.start, node.end, EMOJI.sub(lambda match: " " * len(match.group()), node.value))
    count = 0
    position = node.start
    for start, end in read:
        if end <= position or start >= node.end:
            continue
        if start > position:
            count += len(WORD.findall(node.value[position - node.start : start - node.start]))
        position = max(position, end)
    if position < node.end:
        count += len(WORD.findall(node.value[position - node.start :]))
    return count


def _is_better(found: _Doubtful, fields: Fields, shapes: "Counter[str]") -> bool:
    """Whether what the pieces tell says more than what was read of the entry alone, and contradicts nothing of it."""
    before = found.reading.fields
    taken = found.taken
    title = fields.title.value if fields.title else ""
    form = taken.pieces[taken.first].form
    alike = shapes[slots.shape(taken)]
    says_more = bool(fields.authors or fields.year or fields.venue)
    if slots.before(taken) > (MOST_BESIDE if says_more and alike >= LEAST_ALIKE else MOST_BEFORE):
        return False
    if before is None or before.title is None:
        is_set_apart = form in (Form.LINK, Form.QUOTED, Form.STRONG)
        return says_more or is_set_apart or alike > LEAST_ALIKE
    is_cited = fields.authors is not None and bool(fields.year or fields.venue or len(fields.authors.people) > 1)
    if (alike < LEAST_ALIKE and not is_cited) or _lacks(fields, before):
        return False
    unread = _unread(found.reading.candidate.nodes, fields)
    is_other = before.title.value not in title and Role.NAME not in taken.roles
    if _holds_more(before.title.value) and not _holds_more(title):
        return says_more and unread < found.unread + LEAST_UNREAD
    return not is_other and unread < found.unread and len(title.split()) >= len(before.title.value.split())


# --- entries without a link -------------------------------------------------------------------------------------------


def _settle_linkless(lists: Sequence[tuple[tuple[str, ...], Reading]], linkless: "dict[int, Fields]") -> None:
    """Take for entries what has no link where a reader sees works listed: by what it says, and by what stands beside it."""
    cited = {key for key, fields in linkless.items() if fields.year or fields.venue or fields.authors}
    named = {
        id(reading)
        for above, reading in lists
        if not reading.is_entry and not is_other(above) and _may_name(reading, linkless.get(id(reading)))
    }
    below = {id(inner) for _, reading in lists for inner in reading.inner if reading.is_entry or id(reading) in named}
    named -= below
    known = named & cited
    total = len(known)
    about_papers = any(PAPERS.search(heading) for above, _ in lists[:1] for heading in above)
    titled = sum(1 for _, reading in lists if id(reading) in named)
    bold = [reading for _, reading in lists if id(reading) in named and _is_bold(reading)]
    has_bold_titles = len(bold) >= LEAST_TITLED and sum(_words(each.candidate.text) for each in bold) >= len(bold) * LONG_TITLE
    for _, reading in lists:
        key = id(reading)
        if key not in named:
            continue
        beside = [other for other in reading.siblings if other is not reading]
        listed = [other for other in reading.siblings if other.is_entry or id(other) in named]
        entries = sum(1 for other in beside if (other.is_entry and other.fields and other.fields.links) or id(other) in known)
        is_list = len(listed) >= len(reading.siblings) * CITED_SHARE
        fields = linkless[key]
        has_evidence = (key in cited and total >= LEAST_CITED) or _has_links(reading)
        if not is_list and not _has_links(reading):
            continue
        if (
            has_evidence
            or (entries >= LEAST_BESIDE and entries * 2 >= len(beside))
            or (
                (about_papers or total >= LEAST_CITED or (has_bold_titles and _is_bold(reading)))
                and titled >= LEAST_TITLED
                and _is_title(fields, is_bold=_is_bold(reading))
            )
        ):
            _take(reading, fields)


def is_other(above: Sequence[str]) -> bool:
    """Whether the section says by its heading that it lists no things."""
    return bool(above) and any(OTHER_SECTIONS.search(heading) for heading in above[-1:])


def _may_name(reading: Reading, fields: Fields | None) -> bool:
    """Whether a text without a link reads like the name of a thing, not like a remark or a group."""
    if fields is None or fields.title is None:
        return False
    title = fields.title.value
    is_cited = bool(fields.year or fields.venue or fields.authors)
    if _has_links(reading):
        return True
    if (not is_cited and SENTENCE.search(reading.candidate.text)) or len(title.split()) > slots.MOST_TITLE_WORDS:
        return False
    if reading.candidate.text.rstrip().endswith((":", "：")) or (title[:1].islower() and not is_cited):
        return False
    if any(inner.is_entry for inner in reading.inner):
        return False
    return _words(title) >= LEAST_WORDS or bool(fields.description) or (is_cited and _words(title) > 1)


def _words(text: str) -> int:
    """Return how many words a text has; two signs of a script without spaces count as one."""
    return len(text.replace("_", " ").split()) + sum(1 for letter in text if "\u3400" <= letter <= "\u9fff") // 2


def _has_links(reading: Reading) -> bool:
    """Whether the list below it says where it is found: `- [Paper](url)`."""
    return any(each.kind is parts.Part.LINKS for each in reading.candidate.told or ())


def _is_title(fields: Fields, *, is_bold: bool) -> bool:
    """Whether it is long and bold or written with capitals: a remark has as many words, and few of them."""
    if fields.title is None or _words(fields.title.value) < LONG_TITLE:
        return False
    long = [word for word in fields.title.value.split() if len(word) > SHORT_WORD]
    return is_bold or sum(word[:1].isupper() for word in long) >= len(long) * TITLED_SHARE


def _is_bold(reading: Reading) -> bool:
    """Whether all of its words are bold."""
    return all(node.kind is NodeKind.STRONG for node in reading.candidate.nodes if node.children or has_word(node.value))


def _take(reading: Reading, fields: Fields) -> None:
    before = reading.fields
    is_kept = before is not None and before.title is not None and before.is_read
    if before is None or not is_kept or not _lacks(fields, before):
        reading.fields = fields
        reading.take_parts()
    reading.is_entry = True


def _lacks(fields: Fields, before: Fields) -> bool:
    """Whether something was read before that was not read now."""
    return bool(
        (before.authors and not fields.authors) or (before.venue and not fields.venue) or (before.year and not fields.year)
    )

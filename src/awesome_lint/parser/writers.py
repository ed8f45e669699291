"""Who wrote what a page lists, where one entry does not tell: what stands in the place of its people does in the others."""

from collections.abc import Iterator, Sequence

from awesome_lint.document import Author, Authors, Text
from awesome_lint.knowledge.people import is_known
from awesome_lint.parser import bibliography
from awesome_lint.parser.entries.fields import Fields
from awesome_lint.parser.entries.pieces import INITIAL, STRICT_NAME
from awesome_lint.parser.inlines import Node, NodeKind, Visible, has_word
from awesome_lint.patterns import lazy
from awesome_lint.source import Span

# `by Ann Lee`, and `> by Ann Lee` behind a link in angle brackets.
BY = lazy(r"[^\w\n]{0,6}\s?\b[Bb]y:?\s+|\s?[,–—―-]?\s(?:de|di|par|por|von)\s+(?=[^\W\da-z])")
BY_WORD = lazy(r"\b(?:[Bb]y|de|di|par|por|von)\b")
# To look for a word with its space is quicker than for all of them.
OTHER_WORDS = ("de ", "di ", "par ", "por ", "von ")
# What ends the people behind `by`; no initial does.
PEOPLE_END = lazy(r"\s(?:by|[-–—―|·])\s|,\s(?=[a-zà-ÿ]{4,}\s)|\s?[(（\[]|(?<=[^\W\d_]{2})[.;:](?=\s|$)")
TITLE_AND_PERSON = lazy(rf"(?<!\s)\s+by\s+({STRICT_NAME.pattern})$")
IN_PARENTHESES = lazy(r"\S\s[(\[]([^()\[\]]{3,120})[)\]]$")
NOT_LATIN = lazy(r"[\u0370-\u052f]")
TRAILING = " \t\n,.;:-–—―|"
MOST_NAME_WORDS = 5
# So many entries say by whom, and so many times as many as those that leave a doubt.
LEAST_BY = 3
TIMES_BY = 3
# Of names that are written as such, twice as many may be known to nobody.
WRITTEN_SHARE = 0.5

Read = tuple[Sequence[Node], Fields]


def settle(read: Sequence[Read]) -> None:
    """Read the people of entries that leave a doubt as the others have theirs."""
    _settle_by(read)
    _settle_in_parentheses([fields for _, fields in read])
    _settle_behind(read)
    _settle_alone([fields for _, fields in read])


def _settle_by(read: Sequence[Read]) -> None:
    """Take for people whatever stands behind `by`, where the page says so again and again: `by christensen`, `by Plato`."""
    told: dict[str, list[tuple[Node, Fields]]] = {}
    for nodes, fields in read:
        for node in _texts(nodes) if fields.authors else nodes:
            # Nobody else is told by it than whoever is read there, or stands right behind the title.
            begin = fields.authors.span.start if fields.authors else fields.title_span.end if fields.title_span else -1
            if node.kind is not NodeKind.TEXT or not node.start - 1 <= begin < node.end:
                continue
            value = node.value
            may_say = "by" in value or "By" in value or any(word in value for word in OTHER_WORDS)
            said = BY_WORD.search(value) if may_say else None
            if said is not None:
                told.setdefault(said.group().lower(), []).append((node, fields))
    for word, found in told.items():
        _settle_behind_word(found, [fields for _, fields in read] if word == "by" else ())


def _settle_behind_word(told: Sequence[tuple[Node, Fields]], read: Sequence[Fields]) -> None:
    """Take for people whatever stands behind one word for `by` in some texts; `read` may have it in their titles."""
    sure = sum(_is_told_by(node, fields) for node, fields in told)
    if sure < LEAST_BY:
        return
    doubtful = [(fields, found) for node, fields in told if (found := _people_by(node, fields)) is not None]
    titled = [fields for fields in read if fields.authors is None and _person_in_title(fields) is not None]
    if sure < sum(WRITTEN_SHARE if _are_written(names) else TIMES_BY for _, (names, _) in doubtful) + len(titled) * TIMES_BY:
        return
    for fields, (names, rest) in doubtful:
        _take(fields, names, rest)
    for fields in titled:
        person = _person_in_title(fields)
        if person is not None and fields.title is not None and fields.authors is None:
            begin = fields.title.value.rindex(" by ")
            value = fields.title.value[:begin].rstrip()
            fields.title = Text(value, Span(fields.title.span.start, fields.title.span.start + len(value)))
            _take(fields, person, None)


def _are_written(names: Authors) -> bool:
    """Whether people are written as names are, with capitals, and by several each."""
    return all(author.is_et_al or STRICT_NAME.fullmatch(author.name) for author in names.people)


def _texts(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield the text of an entry, that of its links included: `[Nets for cats by Ann Lee](url)`."""
    for node in nodes:
        if node.kind is NodeKind.TEXT:
            yield node
        elif node.kind is NodeKind.LINK:
            yield from (child for child in node.children if child.kind is NodeKind.TEXT)


def _take(fields: Fields, names: Authors, rest: Text | None) -> None:
    fields.authors, fields.authors_span = names, names.span
    fields.tags = [tag for tag in fields.tags if not tag.span.overlaps(names.span)]
    if fields.venue is not None and fields.venue.span.overlaps(names.span):
        fields.venue = None
    if fields.description is not None and fields.description.span.start <= names.span.start < fields.description.span.end:
        fields.description = rest
        fields.separator = None
    fields.settle()


def _is_told_by(node: Node, fields: Fields) -> bool:
    """Whether the people of an entry stand right behind `by`."""
    names = fields.authors
    if names is None or not node.start <= names.span.start < node.end:
        return False
    return node.value[: names.span.start - node.start].rstrip().lower().endswith(("by", " de", " di", " par", " por", " von"))


def _people_by(node: Node, fields: Fields) -> tuple[Authors, Text | None] | None:
    """Return the people whom words right behind the name have behind `by`, and what is said behind them."""
    if fields.authors is not None or fields.title_span is None or not 0 <= node.start - fields.title_span.end <= 1:
        return None
    match = BY.match(node.value)
    if match is None or node.end - node.start != len(node.value):
        return None
    begin = match.end()
    others = [text.span.start for text in (fields.venue, fields.year, *fields.tags) if text is not None]
    limit = min([start - node.start for start in others if start >= node.start + begin] or [len(node.value)])
    end = PEOPLE_END.search(node.value, begin, limit)
    stop = len(node.value[: end.start() if end else limit].rstrip(TRAILING))
    names = bibliography.authors(_written(node, begin, stop), is_certain=True) if stop > begin else None
    if names is None or not all(author.is_et_al or _may_be_called(author.name) for author in names.people):
        return None
    value = node.value[stop:limit].strip(f"{TRAILING}()[]（）")
    if not has_word(value) or BY.match(node.value, stop):
        return names, None
    at = node.value.index(value, stop)
    said = fields.description
    if said is not None and said.span.end > node.end and said.value[node.start + at - said.span.start :].startswith(value):
        # It goes on behind the words of this text: `by Ann Lee, told by [Bo](url)`.
        return names, Text(said.value[node.start + at - said.span.start :], Span(node.start + at, said.span.end))
    return names, Text(value, Span(node.start + at, node.start + at + len(value)))


def _may_be_called(name: str) -> bool:
    """Whether somebody may be called so, with capitals or without; no sentence goes on so."""
    words = name.split()
    is_short = 0 < len(words) <= MOST_NAME_WORDS and name[:1].isalpha() and not any(map(str.isdigit, name))
    small = bibliography.NOT_IN_NAMES | bibliography.IN_GROUPS
    return is_short and not any(word in small for word in words) and (len(words) > 1 or name[0].isupper())


def _person_in_title(fields: Fields) -> Authors | None:
    """Return who ends a title behind `by`: `How to win friends by Dale Carnegie`."""
    title = fields.title
    if title is None or " by " not in title.value or title.span.end - title.span.start != len(title.value):
        return None
    match = TITLE_AND_PERSON.search(title.value)
    if match is None:
        return None
    start, end = match.span(1)
    span = Span(title.span.start + start, title.span.start + end)
    return bibliography.authors(Visible(match.group(1), (0,), (span.start,), (span.end,)))


def _written(node: Node, start: int, end: int) -> Visible:
    return Visible(node.value[start:end], (0,), (node.start + start,), (node.start + end,))


def _settle_in_parentheses(read: Sequence[Fields]) -> None:
    """Take the people in parentheses at the end of titles, where most of what stands there is: `Nets for cats (Ann Lee)`."""
    found = [
        (fields, match)
        for fields in read
        if fields.title and fields.title.value[-1] in ")]" and (match := IN_PARENTHESES.search(fields.title.value))
    ]
    named = [(fields, people) for fields, match in found if (people := _people_in(fields, match.span(1))) is not None]
    sure = sum(any(map(_is_sure, people.people)) for _, people in named)
    if len(named) < LEAST_BY or sure * 2 < len(found):
        return
    for fields, people in named:
        title = fields.title
        if title is not None and fields.authors is None:
            value = title.value[: max(title.value.rfind("("), title.value.rfind("["))].rstrip()
            fields.title = Text(value, Span(title.span.start, title.span.start + len(value)))
            _take(fields, people, None)


def _settle_behind(read: Sequence[Read]) -> None:
    """Take whom parentheses right behind titles name, where most of what stands there is people: `Dune (Frank Herbert)`."""
    found = [
        (fields, tag)
        for nodes, fields in read
        if fields.tags and fields.authors is None and (tag := _tag_behind(nodes, fields))
    ]
    named = [(fields, people) for fields, tag in found if (people := _signed(tag)) is not None]
    sure = sum(any(map(_is_sure, people.people)) for _, people in named)
    if sure < LEAST_BY or sure * 2 < len(found):
        return
    for fields, people in named:
        _take(fields, people, fields.description)


def _tag_behind(nodes: Sequence[Node], fields: Fields) -> Text | None:
    """Return the tag that stands in parentheses right behind the title."""
    title = fields.title_span or (fields.title.span if fields.title else None)
    tag = fields.tags[0]
    if title is None or not title.end < tag.span.start <= title.end + len(" ("):
        return None
    for node in nodes:
        if node.kind is NodeKind.TEXT and node.start < tag.span.start < node.end and node.end - node.start == len(node.value):
            return tag if node.value[tag.span.start - node.start - 1] == "(" else None
    return None


def _signed(tag: Text) -> Authors | None:
    """Return the people whom a tag names."""
    start, end = tag.span
    if end - start != len(tag.value):
        return None
    names = bibliography.authors(Visible(tag.value, (0,), (start,), (end,)))
    return names if names is not None and all(map(_is_called_so, names.people)) else None


def _is_called_so(person: Author) -> bool:
    return person.is_et_al or " " in person.name.replace(".", " ")


def _is_sure(person: Author) -> bool:
    return person.is_et_al or _is_somebody(person.name)


def _people_in(fields: Fields, place: tuple[int, int]) -> Authors | None:
    """Return the people whom a part of a title names, each by more than a word or with initials."""
    title = fields.title
    if title is None or fields.authors is not None or title.span.end - title.span.start != len(title.value):
        return None
    start, end = place
    base = title.span.start
    names = bibliography.authors(Visible(title.value[start:end], (0,), (base + start,), (base + end,)))
    if names is None:
        return None
    is_cited = names.people[-1].is_et_al
    return names if is_cited or all(map(_is_called_so, names.people)) else None


def _is_somebody(name: str) -> bool:
    """Whether a name is one of people: known for such, with initials, or capitalised in a script whose titles are not."""
    return is_known(name) or INITIAL.search(name) is not None or (NOT_LATIN.match(name) is not None and " " in name)


def _settle_alone(read: Sequence[Fields]) -> None:
    """Take a name that nothing but capitals says is somebody's for a tag, unless the others name people there."""
    for is_marked in (True, False):
        named = [fields for fields in read if fields.authors is not None and _is_marked(fields) is is_marked]
        alone = [fields for fields in named if fields.may_be_nobody]
        others = sum(not (fields.may_be_nobody or _is_in_title(fields)) for fields in named)
        if len(alone) <= others:
            continue
        for fields in alone:
            person = fields.authors.people[0] if fields.authors else None
            fields.authors = fields.authors_span = None
            if person is not None:
                fields.tags = sorted([*fields.tags, Text(person.name, person.span)], key=lambda tag: tag.span)
            fields.settle()


def _is_marked(fields: Fields) -> bool:
    """Whether the people have marks of their own."""
    return fields.authors is not None and fields.authors_span != fields.authors.span


def _is_in_title(fields: Fields) -> bool:
    """Whether the people stand in the link of the title."""
    span = fields.authors_span
    return span is not None and any(link.span.contains(span) for link in fields.links)

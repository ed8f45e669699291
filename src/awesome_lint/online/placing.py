"""Where a field that an entry lacks is written: where its neighbours have it, and in what they put around it. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from awesome_lint.adding import dates
from awesome_lint.adding.draft import Draft, DraftLink
from awesome_lint.adding.moulds import NEAR
from awesome_lint.adding.wording import Words
from awesome_lint.diagnostic import Edit
from awesome_lint.document import Container, Document, Entry, EntryKind, Link, LinkKind, remembered
from awesome_lint.habits.field_joints import Field, fields_of
from awesome_lint.knowledge.addresses import is_filler
from awesome_lint.knowledge.identifiers import Identifier, IdentifierKind, identify
from awesome_lint.patterns import lazy
from awesome_lint.source import Span

LINK, VENUE, YEAR = "link", "venue", "year"
# Both, one beside the other.
CITED = "venue and year"
# Forms of dates that a year is all of.
YEARS_ALONE = ("YYYY", "'YY", "’YY", "YY")
# What may be written beside a field: punctuation, brackets, marks of emphasis, white space, one break of a line.
BESIDE = lazy(r"(?:[ \t.,;:|·()\[\]*_/–—-]|<br\s*/?>)*(?:\\?\n[ \t>]*(?:[.,;:|·()\[\]*_/–—-][ \t.,;:|·()\[\]*_/–—-]*)?)?")
LIST_MARKER = lazy(r"\n[ \t>]*[-*+][ \t]")
CLOSERS = {"(": ")", "[": "]", "（": "）"}
NOT_IN_LABEL = lazy(r"[\[\]\n\\]")
# Of an address, what would end the link that it is written in, or be a mark of Markdown.
UNSAFE = lazy(r"[\s()<>\\]")


_VENUE_SLOT, _YEAR_SLOT = "\0", "\1"


class _Way(Struct, frozen=True):
    """How a field is written in an entry: between which two others, and with what before and after it."""

    before_kind: str
    after_kind: str
    """Empty at the end of the entry."""
    before: str
    after: str
    form: str = "{}"
    """What is written of the field itself: for a venue and its year, which comes first, and what stands between them."""


class _TitleWay(Struct, frozen=True):
    """How a title is a link: within its marks, or around them."""

    is_outside: bool


def link_edit(document: Document, entry: Entry, url: str) -> Edit | None:
    """Return the edit that gives an entry a link, as its neighbours have theirs, or None where no way is known."""
    if UNSAFE.search(url):
        url = UNSAFE.sub(lambda match: f"%{ord(match.group()):02X}", url)
    for link in entry.links:
        if is_empty(link.url):
            return _filled(document, link, url)
    if entry.links:
        return None
    if entry.container is Container.TABLE_ROW:
        return _cell_edit(document, entry, url)
    for way, _ in _ways(document, entry, LINK).most_common():
        if isinstance(way, _TitleWay):
            edit = _linked_title(document, entry, way, url)
        else:
            label = words(document, entry).label(DraftLink(url), is_work=True)
            edit = _inserted(document, entry, way, f"[{label}]({url})")
        if edit is not None:
            return edit
    return None


def _filled(document: Document, link: Link, url: str) -> Edit | None:
    """Return the edit that gives a link without a target one; the whole link is written anew, for nothing is a place in it."""
    if link.kind is not LinkKind.INLINE or link.span.contains(link.label.span) is False:
        return None
    return Edit(link.span, f"[{document.source.slice(link.label.span)}]({url})")


def field_edit(document: Document, entry: Entry, kind: str, value: str) -> Edit | None:
    """Return the edit that gives an entry a venue or a year, or None where no way is known."""
    if entry.container is Container.TABLE_ROW or "\n" in value:
        return None
    for way, _ in _ways(document, entry, kind).most_common():
        if isinstance(way, _Way) and (edit := _inserted(document, entry, way, value)) is not None:
            return edit
    return None


def cited_edit(document: Document, entry: Entry, venue: str, year: str) -> Edit | None:
    """Return the edit that gives an entry a venue with its year, or None where no way is known."""
    if entry.container is Container.TABLE_ROW or "\n" in venue + year:
        return None
    for way, _ in _ways(document, entry, CITED).most_common():
        if isinstance(way, _Way):
            edit = _inserted(document, entry, way, way.form.replace(_VENUE_SLOT, venue).replace(_YEAR_SLOT, year))
            if edit is not None:
                return edit
    return None


def year_of(document: Document, entry: Entry, draft: Draft) -> str | None:
    """Return the year as most years of the list are written, or None where they are written with more than a year."""
    form = _year_form(document)
    return words(document, entry).date(draft, form) if form in YEARS_ALONE else None


@remembered
def _year_form(document: Document) -> str:
    source = document.source
    years = [entry.year.span for entry in document.entries if entry.year]
    forms = Counter(dates.shape(source.slice(dates.around(source, span))) for span in years)
    return forms.most_common(1)[0][0] if forms else ""


def address(document: Document, entry: Entry, identifier: Identifier, url: str) -> str:
    """Return the address of what an identifier names, in the form that the list has for it."""
    if identifier.kind is IdentifierKind.ARXIV:
        return words(document, entry).address(DraftLink.of_arxiv(identifier.value))
    return url


def is_empty(url: str) -> bool:
    """Whether a link leads nowhere yet."""
    return not url.strip() or url.strip() == "#" or is_filler(url)


@remembered
def _words(document: Document) -> dict[int, Words]:
    """Return what the entries of a list do, by the identity of each, those of its group above the others."""
    found: dict[int, Words] = {}
    entries = document.entries
    for group in document.groups():
        inside = {id(entry) for entry in group}
        said = Words(document, group, tuple([entry for entry in entries if id(entry) not in inside]))
        found.update(dict.fromkeys(inside, said))
    return found


def words(document: Document, entry: Entry) -> Words:
    return _words(document).get(id(entry)) or Words(document, (), document.entries)


# --- ways -------------------------------------------------------------------------------------------------------------


@remembered
def _all_ways(document: Document) -> dict[tuple[int, str], Counter[_Way | _TitleWay]]:
    """Return how entries write each field, by the number of their group."""
    found: dict[tuple[int, str], Counter[_Way | _TitleWay]] = {}
    for number, group in enumerate(document.groups()):
        for entry in group:
            if not entry.is_read or entry.container is Container.TABLE_ROW:
                continue
            for kind, way in _ways_of(document, entry):
                found.setdefault((number, kind), Counter())[way] += 1
    return found


@remembered
def _numbers(document: Document) -> dict[int, int]:
    return {id(entry): number for number, group in enumerate(document.groups()) for entry in group}


def _ways(document: Document, entry: Entry, kind: str) -> Counter[_Way | _TitleWay]:
    """Return how the field is written, with how often, where the entries beside this one count more than others."""
    own = _numbers(document).get(id(entry))
    total: Counter[_Way | _TitleWay] = Counter()
    for (number, each), ways in _all_ways(document).items():
        if each == kind:
            for way, count in ways.items():
                total[way] += count * (NEAR if number == own else 1)
    return total


def _ways_of(document: Document, entry: Entry) -> Iterator[tuple[str, "_Way | _TitleWay"]]:
    source = document.source
    fields = fields_of(entry)
    kinds: set[str] = set()
    for link in entry.links:
        if entry.is_of_title(link) and not is_empty(link.url) and entry.title and entry.title_span:
            marks = document.title_marks(entry)
            is_whole = link.span.contains(entry.title.span)
            if is_whole and marks is not None:
                yield LINK, _TitleWay(marks.opening.value.startswith("["))
                kinds.add(LINK)
    yield from _cited(document, entry, fields)
    for index, each in enumerate(fields):
        if each.kind not in (LINK, VENUE, YEAR) or each.kind in kinds or not index:
            continue
        kinds.add(each.kind)
        before = source.slice(Span(fields[index - 1].span.end, each.span.start))
        end = fields[index + 1].span.start if index + 1 < len(fields) else entry.text_span.end
        after = source.slice(Span(each.span.end, max(end, each.span.end)))
        after_kind = fields[index + 1].kind if index + 1 < len(fields) else ""
        if not after_kind:
            after = after.rstrip()
        if all(BESIDE.fullmatch(text) and not LIST_MARKER.search(text) for text in (before, after)):
            yield each.kind, _Way(fields[index - 1].kind, after_kind, before, after)


def _cited(document: Document, entry: Entry, fields: Sequence[Field]) -> Iterator[tuple[str, "_Way | _TitleWay"]]:
    """Yield how a venue and its year are written together."""
    source = document.source
    for index in range(1, len(fields) - 1):
        one, other = fields[index], fields[index + 1]
        if {one.kind, other.kind} != {VENUE, YEAR}:
            continue
        following = fields[index + 2] if index + 2 < len(fields) else None
        before = source.slice(Span(fields[index - 1].span.end, one.span.start))
        between = source.slice(Span(one.span.end, max(one.span.end, other.span.start)))
        after = source.slice(
            Span(other.span.end, max(other.span.end, following.span.start if following else entry.text_span.end))
        )
        after = after if following else after.rstrip()
        if all(BESIDE.fullmatch(text) and not LIST_MARKER.search(text) for text in (before, between, after)):
            slots = (_VENUE_SLOT, _YEAR_SLOT) if one.kind == VENUE else (_YEAR_SLOT, _VENUE_SLOT)
            way = _Way(fields[index - 1].kind, following.kind if following else "", before, after, between.join(slots))
            yield CITED, way


def _inserted(document: Document, entry: Entry, way: _Way, text: str) -> Edit | None:
    """Return the edit that writes a field so, or None where the entry has not what stands beside it there."""
    source = document.source
    fields = fields_of(entry)
    at = next((index for index in range(len(fields) - 1, -1, -1) if fields[index].kind == way.before_kind), None)
    if at is None:
        return None
    start = fields[at].span.end
    following = fields[at + 1] if at + 1 < len(fields) else None
    end = following.span.start if following else max(entry.text_span.end, start)
    between = source.slice(Span(start, end))
    before, after = way.before, way.after
    if following is None:
        between = between.rstrip("\n")
        if way.after_kind:
            # There, something else followed.
            after = _closing(before)
    elif following.kind != way.after_kind:
        return None
    if not BESIDE.fullmatch(between):
        return None
    ending = between.rstrip()
    if before.startswith(between):
        kept, begun = len(between), len(between)
    elif following is not None:
        if not after.endswith(between):
            return None
        return Edit(Span(start, start), f"{before}{text}{after[: len(after) - len(between)]}")
    elif ending and before.startswith(ending):
        kept, begun = len(ending), len(ending)
    elif not before.strip() or not ending:
        kept, begun = len(ending), 0
    else:
        return None
    return Edit(Span(start + kept, start + kept), f"{before[begun:]}{text}{after}")


# --- code -------------------------------------------------------------------------------------------------------------

CODE = lazy(r"(?i)\b(?:code|github|gitlab|git|implementation|official|repo(?:sitory)?|pytorch|tensorflow|torch|source)\b")
# So many entries have to have a link to their code behind another link before a list is one that has such.
LEAST_WITH_CODE = 2


def lacks_code(document: Document, entry: Entry) -> bool:
    """Whether a paper has no link to its code, in a list where others have one."""
    return entry.kind is EntryKind.PAPER and not _has_code(entry) and len(_with_code(document)) >= LEAST_WITH_CODE


def code_edit(document: Document, entry: Entry, url: str) -> Edit | None:
    """Return the edit that gives an entry a link to its code behind its last link, as others have theirs, or None."""
    if UNSAFE.search(url) or not entry.links or entry.container is Container.TABLE_ROW:
        return None
    source, last = document.source, entry.links[-1].span
    rest = source.slice(Span(last.end, max(last.end, entry.text_span.end))).rstrip()
    ways: Counter[str] = Counter()
    for other in _with_code(document):
        before, code = other.links[-2].span, other.links[-1].span
        between = source.slice(Span(before.end, max(before.end, code.start)))
        after = source.slice(Span(code.end, max(code.end, other.text_span.end))).rstrip()
        if after == rest and BESIDE.fullmatch(between) and not LIST_MARKER.search(between):
            ways[between] += 1
    if not ways:
        return None
    label = words(document, entry).label(DraftLink(url))
    return Edit(Span(last.end, last.end), f"{ways.most_common(1)[0][0]}[{label}]({url})")


@remembered
def _with_code(document: Document) -> tuple[Entry, ...]:
    """Return the papers whose last link, behind another one, leads to their code."""
    papers = [entry for entry in document.entries if entry.kind is EntryKind.PAPER and len(entry.links) > 1]
    return tuple([entry for entry in papers if identify(entry.links[-1].url).kind is IdentifierKind.GITHUB])


def _has_code(entry: Entry) -> bool:
    links = (*entry.links, *entry.badges)
    return any(identify(link.url).kind is IdentifierKind.GITHUB or CODE.search(link.label.value) for link in links)


def _closing(before: str) -> str:
    """Return the brackets that close those which stand open before a field."""
    open_brackets: list[str] = []
    for character in before:
        if character in CLOSERS:
            open_brackets.append(CLOSERS[character])
        elif open_brackets and character == open_brackets[-1]:
            open_brackets.pop()
    return "".join(reversed(open_brackets))


def _linked_title(document: Document, entry: Entry, way: _TitleWay, url: str) -> Edit | None:
    """Return the edit that makes a link of a title, as the list does."""
    if entry.title is None or entry.title_span is None:
        return None
    span = entry.title_span if way.is_outside else entry.title.span
    label = document.source.slice(span)
    if NOT_IN_LABEL.search(label) or label != label.strip():
        return None
    return Edit(span, f"[{label}]({url})")


def _cell_edit(document: Document, entry: Entry, url: str) -> Edit | None:
    """Return the edit that fills the cell of a row in whose column others have their links."""
    cells = document.cells(entry)
    columns: Counter[int] = Counter()
    rows: Sequence[Entry] = [each for each in document.entries if each.container is Container.TABLE_ROW]
    for each in rows:
        others = document.cells(each)
        for link in each.links[:1]:
            if not each.is_of_title(link) and len(others) == len(cells):
                columns.update(number for number, cell in enumerate(others) if cell.span.contains(link.span))
    for number, _ in columns.most_common(1):
        cell = cells[number]
        if cell.value.strip():
            return None
        label = words(document, entry).label(DraftLink(url), is_work=True)
        source = document.source
        is_tight = source.text[cell.span.start - 1 : cell.span.start] == "|"
        is_tight_after = source.text[cell.span.start : cell.span.start + 1] == "|"
        written = f"{' ' if is_tight else ''}[{label}]({url}){' ' if is_tight_after else ''}"
        return Edit(Span(cell.span.start, cell.span.start), written)
    return None

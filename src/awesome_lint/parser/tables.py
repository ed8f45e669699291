"""Rows of tables into fields: columns are known by their heading, else by what stands in them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum

from awesome_lint.document import Authors, EntryKind, Link, Text
from awesome_lint.knowledge.people import is_called
from awesome_lint.parser import bibliography, vocabulary
from awesome_lint.parser.entries import read, shown_link
from awesome_lint.parser.entries.atoms import with_blank_pictures, without_pictures
from awesome_lint.parser.entries.fields import Fields
from awesome_lint.parser.entries.pieces import Kind, kind_of
from awesome_lint.parser.inlines import Node, NodeKind, Visible, has_word, visible
from awesome_lint.parser.words.columns import (
    AUTHOR_COLUMNS,
    DESCRIPTION_COLUMNS,
    LINK_COLUMNS,
    SETTING_COLUMNS,
    TAG_COLUMNS,
    TITLE_COLUMNS,
    VENUE_COLUMNS,
    YEAR_COLUMNS,
)
from awesome_lint.patterns import lazy

WORD = lazy(r"[\w-]+")
NUMBERED = lazy(r"\s*\d+[.)]?\s*")
# `--fast`, `-f FILE`, `MAX_SIZE`, `server.port`
OPTION = lazy(r"--?\w|[A-Z]+(?:_[A-Z0-9]+)+(?!\w)|[a-z]\w*(?:\.[a-z]\w*)+$")
# In a column of years a number of four digits is one, however old.
OLD_YEAR = lazy(r"(?<!\d)1[5-9]\d\d(?!\d)")
GAP = lazy(r"(?<=\S)[ \xa0]{2,}(?=\S)")
# A column is known by its content when so many of its cells agree.
LEAST_SHARE = 0.6
MAX_TITLE = 250
LEAST_SENTENCE = 5
LEAST_FROM = 2
# So many words a title has that stands in its row alone.
LEAST_TITLE_WORDS = 3
# A column of links holds several in so many rows, and this share.
LEAST_SEVERAL = 2
SEVERAL_SHARE = 0.3


class Column(Enum):
    TITLE = "title"
    AUTHORS = "authors"
    VENUE = "venue"
    YEAR = "year"
    LINKS = "links"
    DESCRIPTION = "description"
    TAGS = "tags"
    OTHER = "other"


# Of several columns that may be the title this is the one, if it is there.
NAMED_SO = frozenset(["title", "titel", "titre", "título", "标题", "论文题目", "題名"])
HEADINGS = (
    (Column.TITLE, TITLE_COLUMNS),
    (Column.AUTHORS, AUTHOR_COLUMNS),
    (Column.VENUE, VENUE_COLUMNS),
    (Column.YEAR, YEAR_COLUMNS),
    (Column.LINKS, LINK_COLUMNS),
    (Column.DESCRIPTION, DESCRIPTION_COLUMNS),
    (Column.TAGS, TAG_COLUMNS),
)

Cell = Sequence[Node]
# Keywords that say what a thing is are so many words, or signs of a script without spaces.
LEAST_KEYWORDS, LEAST_SIGNS = 3, 6
SIGN = lazy("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# What a link is worth in letters where the title of a table is looked for.
LINK = 30
FIRST_LINK = 200


def columns(header: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """Return what each column holds; at most one is the title, and where there is none the table lists no entries."""
    found = [_by_heading(visible(cell).value) for cell in header]
    found += [Column.OTHER] * (max((len(row) for row in rows), default=0) - len(found))
    titles = [index for index, column in enumerate(found) if column is Column.TITLE]
    named = [index for index in titles if NAMED_SO & {word.lower() for word in WORD.findall(visible(header[index]).value)}]
    if len(named) == 1 and len(titles) > 1:
        # Beside `Title`, `Method` is but a column.
        for index in titles:
            found[index] = Column.TITLE if index in named else Column.OTHER
    elif len(titles) != 1:
        # What a column is known for otherwise it may be called by only where nothing else may name its row.
        unknown = [index for index, column in enumerate(found) if column is Column.OTHER or _are_linked(index, rows)]
        first = next((index for index in unknown if _title_column([index], rows) is not None), None)
        if first is not None and any(_hold_several(index, rows) for index in unknown if index > first):
            # A column of several links leads on from what the first one names.
            unknown = [first]
        best = _title_column(titles or unknown, rows)
        if best is None and not titles:
            best = _title_column(range(len(found)), rows)
        for index in titles:
            found[index] = Column.OTHER
        if best is not None:
            found[best] = Column.TITLE
    for index, column in enumerate(found):
        if column is Column.LINKS and not _has_links(index, rows) and _holds_sentences(index, rows):
            # `Highlights (from the PDF)`
            found[index] = Column.OTHER
        if found[index] is Column.OTHER:
            found[index] = _by_content([row[index] for row in rows if index < len(row)])
    if Column.TITLE in found and not any(
        column is Column.DESCRIPTION and _is_filled(index, rows) for index, column in enumerate(found)
    ):
        said = [
            index
            for index, column in enumerate(found)
            if column is Column.OTHER and _holds_sentences(index, rows) and not _hold_several(index, rows)
        ]
        # Where nothing else says it, several words in a column of keywords do.
        said = said or [index for index, column in enumerate(found) if column is Column.TAGS and _holds_words(index, rows)]
        if len(said) == 1:
            found[said[0]] = Column.DESCRIPTION
    return found


def _holds_words(index: int, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether most cells of a column hold several words, without code or links."""
    cells = [row[index] for row in rows if index < len(row)]
    plain_cells = [cell for cell in cells if all(node.kind is NodeKind.TEXT for node in cell)]
    texts = [visible(cell).value for cell in plain_cells]
    told = sum(len(text.split()) >= LEAST_KEYWORDS or len(SIGN.findall(text)) >= LEAST_SIGNS for text in texts)
    return told > len(rows) * LEAST_SHARE


def _is_filled(index: int, rows: Sequence[Sequence[Cell]]) -> bool:
    return any(has_word(visible(row[index]).value) for row in rows if index < len(row))


def _has_links(index: int, rows: Sequence[Sequence[Cell]]) -> bool:
    return any(True for row in rows if index < len(row) for _ in _links(row[index]))


def _holds_sentences(index: int, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether most cells of a column hold sentences: many words, and small ones among them."""
    texts = [visible(row[index]).value.split() for row in rows if index < len(row)]
    said = sum(len(words) >= LEAST_SENTENCE and sum(word.islower() for word in words) * 2 > len(words) for words in texts)
    return said > len(rows) * LEAST_SHARE


def _are_linked(index: int, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the cells of a column are links that name something, most of them."""
    cells = [row[index] for row in rows if index < len(row)]
    linked = sum(any(node.kind is NodeKind.LINK for node in cell) and _may_name(visible(cell).value.strip()) for cell in cells)
    return linked > len(rows) * LEAST_SHARE


def _hold_several(index: int, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether many cells of a column hold more links than the name of a thing does."""
    several = sum(sum(1 for _ in _links(row[index])) > 1 for row in rows if index < len(row))
    return several >= LEAST_SEVERAL and several >= len(rows) * SEVERAL_SHARE


def has_linked_titles(roles: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the names in most rows are links."""
    titles = [cell for row in rows for cell, role in zip(row, roles, strict=False) if role is Column.TITLE]
    linked = sum(any(True for _ in _links(cell)) for cell in titles)
    return bool(linked) and linked >= len(rows) * LEAST_SHARE


def fields(row: Sequence[Cell], roles: Sequence[Column]) -> Fields | None:
    """Return the fields of a row, or None where it lists nothing."""
    title = next((cell for cell, role in zip(row, roles, strict=False) if role is Column.TITLE), None)
    if title is None:
        return None
    title = shown_link(title)
    found = _cited(title) or read(title)
    if found is None or not found.is_read:
        text = visible(title)
        shown = with_blank_pictures(text.value).rstrip()
        number = NUMBERED.match(shown)
        begin = number.end() if number and number.end() < len(shown) else len(shown) - len(shown.lstrip())
        value = text.trimmed(begin, len(shown))
        if value is None or not has_word(value.value):
            return None
        found = found or Fields(EntryKind.UNPARSED)
        gap = GAP.search(value.value)
        if gap:
            # `Title  What it says`: two spaces are all that parts them.
            offset = text.value.index(value.value)
            found.description = text.trimmed(offset + gap.end())
            value = text.text(offset, offset + gap.start())
        names = _people_below(text, value)
        if names is not None:
            offset = text.value.index(value.value)
            found.authors, found.authors_span = names, names.span
            value = text.trimmed(offset, text.value.index("\n", offset)) or value
        # A longer text is about the thing, not its name.
        if len(value.value) <= MAX_TITLE:
            found.kind, found.title, found.title_span = EntryKind.NAMED, value, value.span
    found.links = []
    for cell, role in zip(row, roles, strict=False):
        found.links.extend(_links(title if role is Column.TITLE else cell))
        if role is not Column.TITLE:
            _take(found, cell, role)
    if found.authors:
        found.kind = EntryKind.PAPER
    return found


def _cited(cell: Cell) -> Fields | None:
    """Return what a citation says that is the text of the one link of a cell: `[Ann Lee, Bo Chen. Nets. ICML 2019](url)`."""
    link = cell[0] if len(cell) == 1 and cell[0].kind is NodeKind.LINK else None
    if link is None or len(link.children) != 1 or ". " not in link.children[0].value:
        return None
    found = read(link.children)
    is_cited = found is not None and found.title is not None and found.authors is not None and found.year is not None
    return found if is_cited else None


def _people_below(text: Visible, name: Text) -> Authors | None:
    """Return whom a cell names on the line below the one that begins it: `Nets for cats<br>Ann Lee, Bo Chen`."""
    first, mark, below = name.value.partition("\n")
    if not mark or "\n" in below:
        return None
    start = text.value.index(name.value) + len(first) + 1
    names = bibliography.authors(text.part(start, start + len(below)))
    is_signed = names is not None and (len(names.people) > 1 or is_called(names.people[0].name))
    return names if is_signed else None


def lists_settings(header: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first column of a table names options, by its heading, or by what stands in it: `--fast`, `MAX_SIZE`."""
    first = visible(header[0]).value if header else ""
    if any(word.lower() in SETTING_COLUMNS for word in WORD.findall(first)):
        return True
    cells = [row[0] for row in rows if row]
    coded = sum(len(cell) == 1 and cell[0].kind is NodeKind.CODE and OPTION.match(cell[0].value) is not None for cell in cells)
    return bool(coded) and coded >= len(rows) * LEAST_SHARE


def has_address(row: Sequence[Cell]) -> bool:
    """Whether a cell is nothing but an address in code, which leads where a link would."""
    return any(len(cell) == 1 and cell[0].kind is NodeKind.CODE and vocabulary.is_address(cell[0].value) for cell in row)


def is_told(found: Fields) -> bool:
    """Whether a row says more than what it is called: where that is found, who wrote it, or where and when."""
    return bool(found.links or found.authors or (found.year and found.venue))


def is_named(found: Fields) -> bool:
    """Whether a row has a title, which is a name of its own among rows that say more."""
    return found.title is not None and len(found.title.value.split()) >= LEAST_TITLE_WORDS


def is_dated(found: Fields) -> bool:
    """Whether a row has a title, and says where or when what is called so appeared."""
    return is_named(found) and bool(found.year or found.venue)


def names_titles(header: Sequence[Cell], roles: Sequence[Column]) -> bool:
    """Whether the column that holds the titles has a heading that says so."""
    return any(
        role is Column.TITLE and _by_heading(visible(cell).value) is role for cell, role in zip(header, roles, strict=False)
    )


def lists_works(header: Sequence[Cell], roles: Sequence[Column]) -> bool:
    """Whether the headings of a table say that titles stand in it, and who wrote what is called so, or where or when."""
    named = {_by_heading(visible(cell).value) for cell in header}
    return names_titles(header, roles) and Column.AUTHORS in named and bool(named & {Column.VENUE, Column.YEAR})


def _links(nodes: Sequence[Node]) -> Iterator[Link]:
    """Yield the links of a cell, those of pictures, too: in a table a picture is what a reader clicks on."""
    for node in nodes:
        if node.kind is NodeKind.LINK and node.link is not None:
            yield node.link
        elif node.children:
            yield from _links(node.children)


def _take(found: Fields, cell: Cell, role: Column) -> None:
    text = visible(cell)
    value = text.trimmed()
    if (
        value is None
        or not has_word(without_pictures(value.value))
        or value.value.lower() in ("null", "none", "n/a", "na", "tbd")
    ):
        return
    if role is Column.AUTHORS and found.authors is None:
        found.authors = _people(text)
        found.authors_span = found.authors.span if found.authors else None
    elif role is Column.YEAR and found.year is None:
        old = OLD_YEAR.search(text.value)
        found.year = bibliography.year_in(text) or (text.text(*old.span()) if old else None)
    elif role is Column.VENUE and found.venue is None:
        found.year = found.year or bibliography.year_in(text)
        found.venue = bibliography.venue_in(text)
    elif role is Column.DESCRIPTION and found.description is None and not _is_label(cell):
        found.description = value
    elif role is Column.TAGS:
        found.tags.append(value)
    elif role is Column.LINKS and (year := bibliography.year_in(text)) and kind_of(value.value) is Kind.VENUE:
        # `[WWW 2022](url)`
        found.year = found.year or year
        found.venue = found.venue or bibliography.venue_in(text)


def _people(text: Visible) -> Authors | None:
    """Return the people that a cell names, without where the last of them is from: `Gilbert Strang, KCL`."""
    names = bibliography.authors(text)
    if names is None or len(names.people) < LEAST_FROM:
        return names
    last = names.people[-1].name
    if not (last.isupper() and last.isalpha()) or not all(" " in author.name for author in names.people[:-1]):
        return names
    cut = text.value.rindex(last)
    return bibliography.authors(text.part(0, len(text.value[:cut].rstrip(" ,;"))))


def _is_label(cell: Cell) -> bool:
    """Whether a cell is nothing but links with labels."""
    return all(
        vocabulary.is_label(visible([node]).value) if node.kind is NodeKind.LINK else not has_word(visible([node]).value)
        for node in cell
    )


def _by_heading(text: str) -> Column:
    words = [word.lower() for word in WORD.findall(text)]
    # "Publish Date" is a date, "Paper Link" a link.
    for column in (Column.YEAR, Column.LINKS):
        if words and words[-1] in dict(HEADINGS)[column]:
            return column
    for word in words:
        for column, names in HEADINGS:
            if word in names:
                return column
    return Column.OTHER


def _title_column(candidates: Sequence[int] | range, rows: Sequence[Sequence[Cell]]) -> int | None:
    """Return the column with the longest texts among those that name something in most rows."""
    best: tuple[float, int] | None = None
    is_first = True
    first = addressed = None
    for index in candidates:
        cells = [row[index] for row in rows if index < len(row)]
        texts = [visible(cell).value.strip() for cell in cells]
        named = [text for text in texts if _may_name(text)]
        linked = sum(any(node.kind is NodeKind.LINK for node in cell) for cell in cells)
        if not rows or len(named) < len(rows) * LEAST_SHARE:
            continue
        length = sum(map(len, named)) / len(named)
        is_linked = linked >= len(rows) * LEAST_SHARE
        # A link in the first column is what the row is about, however long the words beside it are.
        score = length + (0 if not is_linked else FIRST_LINK if is_first and _has_letters(named) else LINK)
        if sum(map(vocabulary.is_address, named)) * 2 > len(named):
            addressed = index if addressed is None else addressed
            continue
        first = index if first is None else first
        is_first = False
        if best is None or score > best[0]:
            best = score, index
    if addressed is not None:
        # What stands at an address is named before it is described.
        return addressed if first is None else first
    return best[1] if best else None


def _may_name(text: str) -> bool:
    """Whether a cell could name what its row is about: it is no label, no date and no measure."""
    is_date = bibliography.year(text[:5]) is not None or bibliography.DATE.fullmatch(text) is not None
    return any(map(str.isalpha, text)) and not vocabulary.is_label(text) and not is_date


def _has_letters(texts: Sequence[str]) -> bool:
    return sum(any(map(str.isalpha, text)) for text in texts) == len(texts)


def _by_content(cells: Sequence[Cell]) -> Column:
    kinds: Counter[Column] = Counter()
    filled = 0
    for cell in cells[:50]:
        text = visible(cell)
        if not has_word(text.value):
            continue
        filled += 1
        found = bibliography.authors(text)
        if found and (len(found.people) > 2 or found.people[-1].is_et_al):
            kinds[Column.AUTHORS] += 1
        elif bibliography.year(text.value) and len(text.value) <= 12 and bibliography.venue_in(text) is None:
            kinds[Column.YEAR] += 1
        elif vocabulary.is_venue(text.value) and len(text.value) <= 40:
            kinds[Column.VENUE] += 1
    if not kinds:
        return Column.OTHER
    column, count = kinds.most_common(1)[0]
    return column if count >= filled * LEAST_SHARE else Column.OTHER

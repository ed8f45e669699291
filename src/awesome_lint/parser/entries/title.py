"""The name of an entry where marks, a link or quotation marks set it apart, and what belongs to no name."""

import re

from awesome_lint.document import Text
from awesome_lint.parser import bibliography, vocabulary
from awesome_lint.parser.entries.atoms import ONE_PICTURE, Atom, Shape, is_bold_code, is_linked, may_have_pictures
from awesome_lint.parser.entries.cursor import MAX_GROUP, Cursor
from awesome_lint.parser.inlines import Node, NodeKind, has_word, visible
from awesome_lint.patterns import GAP, UPPER, lazy

QUOTES = {'"': '"', "“": "”", "'": "'", "‘": "’", "「": "」", "《": "》", "«": "»"}
EMOJI = lazy(GAP + ONE_PICTURE)
# What a wide gap parts from a title: `Deep nets for cats    Date: 2022.07.14`.
NOTED = lazy(r"(?<!\s)(?:\t|\s{3})\s*(?=[A-Z][a-z]+[:：]\s*\d)")
# What ends a short name before a title: `NAME (short): Title`.
NICK_END = lazy(r"\s*\([^)]*\)\s*:")
NUMBERED = lazy(r"\d{1,3}[.)]\s+(?=[A-Z])")
QUOTE = lazy(r'["“]')
# What goes on behind the quotation that a title begins with, up to the end of the sentence.
SUBTITLE = lazy(r":\s+([A-Z][^.!?\n\"“”]{10,200})")
SHORT_WORD = 3
LEAST_LONG = 2
TITLED_SHARE = 0.7
NO_WORD = lazy(r"\s*[.]?$")
# `(ICML 2019)` and `(2019 ICML)`, but neither `(Lee et al., 2019)` nor `(2nd edition, 2019)` nor the account `(lee2019)`.
TITLE_GROUP = lazy(
    GAP + r"[(（\[]((?![^()（）\[]*\b(?:et al|[Ee]d\.|[Ee]dition|[Vv]ersion))(?![a-z]+\d+[)）])"
    r"(?:[^()（）]{2,90}(?:(?:19|20)\d\d|['’]\d\d)[^()（）]{0,20}"
    r"|(?:19|20)\d\d(?: (?![a-z]+[)）\]])[^()（）]{2,40})?))[)）\]][.]?$"
)
# `(CVPR24 Oral)`
SHORT_GROUP = lazy(GAP + r"[(（\[]([A-Za-z&]{3,12}[ -]?[0129]\d(?!\d)[^()（）\[\]]{0,34})[)）\]][.]?$")

# `(Lee et al., 2024a)`, `(Lee and Chen, 2024)`
CITED = lazy(
    rf"(?<=\w)\s+\(({UPPER}[^\W\d_][^()\d]{{0,60}}?(?:,? et al\.?| (?:and|&) {UPPER}[\w'’-]+)),? ((?:19|20)\d\d)[a-z]?\)$"
)
# `[Re]` is a part of the titles that it begins.
BEFORE_TITLE = lazy(r"\[(?![Rr][Ee]\])([^\[\]]{2,40})\]\s+(?=[^\W\d_]\S*\s)")
# Behind a period a year is none of the words of a title of several.
YEAR_BEHIND = lazy(r"(?<=[^\W\d_]{2})[.?!]\s+((?:19|20)\d\d)$")
LEAST_DATED = 3
# In `Waymo (July 2019) & DeepMind (Nov 2017)` the last date is no more about the whole than the first.
DATED_GROUP = lazy(r"[(（][^()（）]{0,40}(?:19|20)\d\d\)")


def take_title(cursor: Cursor, start: int, end: int, node: Node | None) -> bool:
    """Take a stretch of the visible text for the title, without quotation marks, venue and pictures; return whether it is one.

    `node` is what sets it apart, if anything does.
    """
    title = cursor.text.trimmed(start, end)
    if title is None or not has_word(title.value):
        return False
    noted = NOTED.search(title.value) if "\t" in title.value or "   " in title.value else None
    if noted and has_word(title.value[: noted.start()]):
        begin = start + cursor.text.value[start:end].index(title.value)
        title = cursor.text.trimmed(begin, begin + noted.start()) or title
    pictures = _trailing_pictures(title.value)
    if pictures < len(title.value) and has_word(title.value[:pictures]):
        title = cursor.text.trimmed(start, start + cursor.text.value[start:end].index(title.value) + pictures) or title
    closing = QUOTES.get(title.value[0])
    if closing and len(title.value) > 2:
        bare = title.value.rstrip(".,")
        if bare.endswith(closing) and bare.count(title.value[0]) <= 2:
            begin = start + cursor.text.value[start:end].index(title.value)
            # `"Nets for cats,"` has the comma of what goes on behind it.
            title = cursor.text.trimmed(begin + 1, begin + len(bare[:-1].rstrip(" ,"))) or title
    title = _without_mark(cursor, title, start) if node is not None and title.value[0] == "[" else title
    cursor.is_linked = node is not None and (
        node.kind is NodeKind.LINK or (bool(node.children) and node.children[0].kind is NodeKind.LINK)
    )
    cursor.fields.title = _without_citation(cursor, _without_year(cursor, _without_group(cursor, title)))
    cursor.fields.title_span = node.span if node else cursor.text.span(start, end)
    return True


def _without_mark(cursor: Cursor, title: Text, start: int) -> Text:
    """Return a linked or bold title without the name or the venue in brackets before it: `[[CatNet] Nets for cats](url)`."""
    match = BEFORE_TITLE.match(title.value)
    if match is None:
        return title
    begin = cursor.text.value.index(title.value, start)
    cursor.note(begin + match.start(1), begin + match.end(1))
    return cursor.text.text(begin + match.end(), begin + len(title.value))


def is_quoted(value: str) -> bool:
    """Whether all of a text stands in quotation marks."""
    bare = value.strip(" .,")
    return len(bare) > 2 and bare[-1] == QUOTES.get(bare[0])


def _trailing_pictures(text: str) -> int:
    """Return where the pictures in a row begin that a text ends with, or the end of the text where it ends with none."""
    begin = end = 0
    if not may_have_pictures(text):
        return len(text)
    for match in EMOJI.finditer(text):
        if match.start() != end or not end:
            begin = match.start()
        end = match.end()
    return begin if end and NO_WORD.match(text, end) else len(text)


def _without_group(cursor: Cursor, title: Text) -> Text:
    """Return a title without the `(ICML 2019)` at its end, which says where and when."""
    match = None
    if title.value.endswith((")", "）", ").", "]")):
        match = TITLE_GROUP.search(title.value) or SHORT_GROUP.search(title.value)
    if match is None or not has_word(title.value[: match.start()]):
        return title
    offset = cursor.text.value.find(title.value)
    part = cursor.text.part(offset + match.start(1), offset + match.end(1)) if offset >= 0 else None
    if part is None or bibliography.year_in(part) is None or DATED_GROUP.search(title.value, 0, match.start()):
        return title
    cursor.note(offset + match.start(1), offset + match.end(1))
    return cursor.text.trimmed(offset, offset + match.start()) or title


def _without_year(cursor: Cursor, title: Text) -> Text:
    """Return a title without the year that stands behind the period at its end: `Nets for black cats. 2019`."""
    match = YEAR_BEHIND.search(title.value) if title.value[-1].isdigit() and cursor.fields.year is None else None
    offset = cursor.text.value.find(title.value) if match is not None else -1
    if match is None or offset < 0 or len(title.value.split()) <= LEAST_DATED:
        return title
    bare = cursor.text.trimmed(offset, offset + match.start(1))
    if bare is None:
        return title
    cursor.fields.year = cursor.text.text(offset + match.start(1), offset + match.end(1))
    return bare


def _without_citation(cursor: Cursor, title: Text) -> Text:
    """Return a title without who wrote it and when, in parentheses at its end: `CatNet (Lee et al., 2024)`."""
    match = CITED.search(title.value) if title.value[-1] == ")" and cursor.fields.authors is None else None
    offset = cursor.text.value.find(title.value) if match is not None else -1
    if match is None or offset < 0:
        return title
    names = bibliography.authors(cursor.text.part(offset + match.start(1), offset + match.end(1)))
    bare = cursor.text.trimmed(offset, offset + match.start())
    if names is None or bare is None:
        return title
    cursor.fields.authors, cursor.fields.authors_span = names, names.span
    cursor.fields.year = cursor.fields.year or cursor.text.text(offset + match.start(2), offset + match.end(2))
    return bare


def strong_title(cursor: Cursor, atom: Atom) -> bool:
    """Read a bold title, or the quoted or linked one that a short bold name stands before; return whether there is one."""
    value = cursor.text.value[atom.start : atom.end]
    cursor.at += 1
    cursor.offset = atom.end
    if is_linked(atom) and atom.node:
        return take_title(cursor, atom.start, atom.end, atom.node)
    after = _following_text(cursor)
    is_nick = value.rstrip().endswith(":") or after.lstrip().startswith((":", '"', "“"))
    if is_nick or NICK_END.match(after):
        place = cursor.at, cursor.offset
        _skip_until_colon(cursor, value)
        if quoted_title(cursor) or (
            cursor.peek() is not None
            and cursor.atoms[cursor.at].shape is Shape.LINK
            and not vocabulary.is_label(cursor.value(cursor.atoms[cursor.at]))
            and link_title(cursor, cursor.atoms[cursor.at])
        ):
            return True
        cursor.at, cursor.offset = place
    start = atom.start
    links = [child for child in (atom.node.children if atom.node else []) if child.kind is NodeKind.LINK]
    if links and has_word(value):
        # `**[Name](url) text**`: the link names it.
        first = value.index(visible(links[:1]).value) if visible(links[:1]).value in value else 0
        width = len(visible(links[:1]).value)
        if width:
            return take_title(cursor, start + first, start + first + width, links[0])
    last = _last_run(cursor)
    if last is not None:
        cursor.move_to(last.end)
        return take_title(cursor, start, last.end, None)
    # `**1. Nets for cats**`
    number = NUMBERED.match(value)
    end = start + len(value.rstrip().rstrip(":"))
    return take_title(cursor, start + (number.end() if number else 0), end, atom.node)


def _last_run(cursor: Cursor) -> Atom | None:
    """Return the last of the bold runs that go on with a title in small letters: `**Nets**`, then `**for cats**`."""
    last = None
    for atom in cursor.atoms[cursor.at :]:
        value = cursor.text.value[atom.start : atom.end]
        if atom.shape is Shape.STRONG and value[:1].islower() and not is_linked(atom) and not is_bold_code(atom):
            last = atom
        elif atom.shape is not Shape.BREAK and (atom.shape is not Shape.WORDS or value.strip()):
            break
    return last


def _following_text(cursor: Cursor) -> str:
    end = cursor.atoms[cursor.at + 2].end if cursor.at + 2 < len(cursor.atoms) else len(cursor.text.value)
    return cursor.text.value[cursor.offset : end]


def _skip_until_colon(cursor: Cursor, value: str) -> None:
    colon = cursor.text.value.find(":", cursor.offset)
    between = cursor.text.value[cursor.offset : colon] if colon >= 0 else '"'
    if not value.rstrip().endswith(":") and QUOTE.search(between) is None:
        cursor.move_to(colon + 1)
    cursor.skip_decoration()


def link_title(cursor: Cursor, atom: Atom) -> bool:
    """Read a title that is a link, which may stand in brackets; return whether there is one."""
    if atom.shape is Shape.GROUP:
        link = next((part for part in atom.inner if part.shape is Shape.LINK), None)
        if link is None:
            return False
    else:
        link = atom
    label = cursor.text.value[link.start : link.end]
    if not has_word(label):
        return False
    if atom.shape is Shape.GROUP and vocabulary.is_label(label):
        return False
    cursor.at += 1
    cursor.offset = atom.end
    return take_title(cursor, link.start, link.end, link.node)


def quoted_title(cursor: Cursor) -> bool:
    """Read `"Title"`, which may hold brackets and italics but no link; return whether there is one."""
    atom = cursor.peek()
    if atom is None or atom.shape is not Shape.WORDS:
        return False
    value = cursor.value(atom)
    left = len(value) - len(value.lstrip())
    mark = value[left : left + 1]
    if mark not in ('"', "“", "《", "「"):
        return False
    start = max(atom.start, cursor.offset) + left
    limit = next(
        (other.start for other in cursor.atoms[cursor.at :] if other.shape is Shape.LINK or other.is_wrapped),
        len(cursor.text.value),
    )
    closing = re.compile(re.escape(QUOTES[mark]) + (r"|\"|”" if mark in '"“' else "") + r"(?=[\s.,;:\[(*_）)]|$)")
    end = None
    for match in closing.finditer(cursor.text.value, start + 1, limit):
        end = match
        break
    if end is None:
        return False
    stop = _behind_quotation(cursor, end.end())
    if not take_title(cursor, start, stop, None):
        return False
    cursor.move_to(stop)
    return True


def _behind_quotation(cursor: Cursor, end: int) -> int:
    """Return where a title ends that begins with a quotation: `"Why should I trust you?": Explaining the Predictions of Nets`.

    What is said of a title in quotation marks has no capitals.
    """
    value = cursor.text.value
    limit = next(
        (atom.start for atom in cursor.atoms[cursor.at :] if atom.start >= end and ends_plain_title(cursor, atom)), None
    )
    limit = len(value) if limit is None else limit
    colon = SUBTITLE.match(value, end, limit)
    if colon is None:
        return end
    stop = colon.end()
    long = [word for word in value[colon.start(1) : stop].split() if len(word) > SHORT_WORD]
    is_titled = len(long) >= LEAST_LONG and sum(word[0].isupper() for word in long) >= len(long) * TITLED_SHARE
    return len(value[:stop].rstrip(" .,")) if is_titled else end


def ends_plain_title(cursor: Cursor, atom: Atom) -> bool:
    """Whether an atom cannot belong to a title without marks of its own."""
    if atom.shape in (Shape.CODE, Shape.IMAGE, Shape.BREAK, Shape.EMPHASIS) or is_bold_code(atom):
        return True
    value = cursor.text.value[atom.start : atom.end]
    if atom.shape is Shape.LINK:
        return vocabulary.is_label_behind(value) or vocabulary.is_address(value)
    if atom.shape is Shape.GROUP:
        if atom.is_wrapped:
            return True
        inner = value[1:-1].strip()
        if any(part.shape in (Shape.CODE, Shape.STRONG) for part in atom.inner):
            return True
        return len(inner) <= MAX_GROUP and bool(bibliography.year(inner) or bibliography.short_year(inner))
    return False

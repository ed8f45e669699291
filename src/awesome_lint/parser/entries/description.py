"""What an entry says about itself, in words: behind a separator, right behind a linked name, or on a line below it."""

import re

from awesome_lint.document import Text
from awesome_lint.knowledge.people import is_known
from awesome_lint.parser import bibliography, vocabulary
from awesome_lint.parser.entries.atoms import Atom, Shape, is_linked, picture_at
from awesome_lint.parser.entries.cursor import MAX_NICK, MAX_VENUE, SEPARATOR, Cursor
from awesome_lint.parser.entries.people import are_names, may_list_names
from awesome_lint.parser.entries.pieces import is_person, names_venue_alone
from awesome_lint.parser.inlines import has_word
from awesome_lint.patterns import GAP, lazy

SENTENCE_END = (".", "!", "?", "。", ")", "）")
MIN_REMARK = 3
MIN_SENTENCE = 6
STARS = lazy(r"\s?\d[\d.,]{0,8}[kKmM]?\+?(?=\s)")
BARRED = lazy(rf"{GAP}[|｜]\s*([^|｜]{{3,30}})$")
IDEOGRAPHS = lazy("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
MIN_IDEOGRAPHS = 4
LEAST_SIGNS = 8
# Behind a comma of a script without spaces, so many signs say something.
LEAST_SAID = 4
AMONG_LABELS = lazy(r" (?:&|and|\||/|·) |, ")
PLACED = lazy(r"(?:[Ii]n\s+)?([A-Za-z][\w&@-]*\s?['’]?(?:19|20)?\d\d)([,;:.]|\s[|·•–—―-])?\s+(?=\S)")


def read_description(cursor: Cursor, atom: Atom) -> bool:
    """Read a separator and everything after it up to links, tags and badges at the end."""
    start = max(atom.start, cursor.offset)
    value = cursor.text.value[start : atom.end]
    # The space before the separator may have been read already.
    match = SEPARATOR.match(cursor.text.value, start, atom.end)
    if not match or match.end() == match.start():
        lead = len(value) - len(value.lstrip(" \t\n.,"))
        emoji = picture_at(value, lead)
        lead = emoji.end() if emoji else lead
        # `[Name](url) ⭐ 123 - Description.`
        counted = STARS.match(value, lead) if emoji else None
        lead = counted.end() if counted else lead
        match = SEPARATOR.match(cursor.text.value, start + lead, atom.end) if lead else None
        if not match or match.end() == match.start():
            return False
    begin = _behind_labels(cursor, match.end())
    end = description_end(cursor, begin)
    description = cursor.text.trimmed(begin, end)
    if description is None or vocabulary.is_address(description.value) or _is_linked_label(cursor, description):
        return False
    if cursor.fields.year is None and bibliography.is_date(description.value):
        # `- (Dec 2024)` says nothing of the thing but when it came.
        cursor.fields.year = bibliography.year_in(cursor.text.part(begin, end))
        return cursor.fields.year is not None
    if says_where(description.value) and cursor.fields.venue is None:
        cursor.note(begin, end)
        return cursor.fields.venue is not None
    cursor.fields.separator = cursor.text.text(match.start(), match.end())
    cursor.fields.description = _without_place(cursor, description, begin)
    return True


def _is_linked_label(cursor: Cursor, description: Text) -> bool:
    """Whether a description says nothing but what links are called: `- [[Video]](url)`, `- [Code](url) and [slides](url)`."""
    parts = AMONG_LABELS.split(description.value)
    if not (vocabulary.is_label(description.value.replace(" and ", " ")) or all(map(vocabulary.is_label_behind, parts))):
        return False
    return any(
        atom.shape is Shape.LINK and vocabulary.is_label_behind(cursor.value(atom)) for atom in cursor.atoms[cursor.at :]
    )


def _without_place(cursor: Cursor, description: Text, begin: int) -> Text:
    """Return a description without where and when behind a bar at its end: `How it is done | NSDI' 24`."""
    barred = BARRED.search(description.value)
    if barred is None or cursor.fields.venue is not None or not names_venue_alone(barred.group(1)):
        return description
    start = cursor.text.value.index(description.value, begin)
    cursor.note(start + barred.start(1), start + barred.end(1))
    return cursor.text.trimmed(start, start + barred.start()) or description


def says_where(value: str) -> bool:
    """Whether words say nothing but where and when: `CVPR 2017`."""
    value = value.rstrip(" .")
    if not value[-1:].isdigit() or len(value) > MAX_VENUE:
        return False
    # `Ann Lee, Bo Chen, Cambridge University Press, 2017`
    first = value.partition(",")[0].strip()
    return names_venue_alone(value) and not ("," in value and is_person(first) and not vocabulary.is_venue(first))


def _behind_labels(cursor: Cursor, start: int) -> int:
    """Return where the words begin behind links with labels, `- [Code](url)`, where a line break or a dash parts them."""
    position = start
    has_break = False
    for atom in cursor.atoms[cursor.at :]:
        if atom.end <= start:
            continue
        value = cursor.text.value[max(atom.start, start) : atom.end]
        is_link = atom.shape is Shape.LINK or (atom.shape is Shape.STRONG and is_linked(atom))
        if atom.shape is Shape.BREAK:
            has_break = True
        elif atom.shape is Shape.WORDS and has_word(value):
            dash = SEPARATOR.match(value) if position > start and not has_break else None
            if dash and has_word(cursor.text.value[start : atom.start]):
                return atom.start + dash.end()
            return position if has_break else start
        elif not (
            (is_link and vocabulary.is_label(value)) or not has_word(value) or (atom.is_wrapped and _holds_labels(cursor, atom))
        ):
            return start
        position = atom.end
    return start


def read_remark(cursor: Cursor, start: int, end: int) -> bool:
    """Read words right after a linked name, without a separator, as its description."""
    value = cursor.text.value[start:end].strip()
    fields = cursor.fields
    is_parted = value.startswith(("/ ", ": "))
    if is_parted:
        # `[Name](url) / What it is`, and the line of a definition below a name.
        start = cursor.text.value.index(value, start) + 2
        value = value[2:].strip()
    if (
        fields.description
        or fields.authors
        or fields.venue
        or fields.year
        or cursor.text.value[start - 1 : start] in ",.;、，；"
    ):
        return False
    signs = len(IDEOGRAPHS.findall(value))
    if value[:1] in ("、", "，", "；"):
        # What stands in brackets goes on with it.
        signs = len(IDEOGRAPHS.findall(cursor.text.value, start))
        if signs < LEAST_SAID or value[0] == "、":
            return False
        start = cursor.text.value.index(value, start) + 1
    placed = PLACED.match(cursor.text.value, start, end)
    if placed and _is_place(placed) and _says_more(cursor.text.value[placed.end() : end]):
        # `in CVPR2018, the winner of a challenge`
        cursor.note(*placed.span(1))
        fields.description = cursor.text.trimmed(placed.end(), description_end(cursor, placed.end()))
        cursor.at = len(cursor.atoms)
        return True
    is_long = is_parted or len(value.split()) >= MIN_REMARK or signs >= MIN_IDEOGRAPHS
    # `is a library for Delphi 2010 and higher` goes on from the name, whatever year stands in it.
    goes_on = is_parted and not is_known(value)
    goes_on = (
        goes_on or (value[:1].islower() and len(value.split()) >= MIN_SENTENCE) or signs >= LEAST_SIGNS or _is_called(cursor)
    )
    if not is_long or cursor.has_italic_names or (not goes_on and bibliography.year_in(cursor.text.part(start, end))):
        return False
    if not goes_on and not value[:1].islower() and (vocabulary.is_venue(value) or may_list_names(cursor, start, end)):
        return False
    described = cursor.text.trimmed(start, description_end(cursor, start))
    fields.description = _without_place(cursor, described, start) if described else None
    cursor.at = len(cursor.atoms)
    return True


def _is_called(cursor: Cursor) -> bool:
    """Whether the name ends with a colon, behind which words say what it is: `[CatNet:](url) Reading cats`."""
    return cursor.fields.title is not None and cursor.fields.title.value.endswith((":", "："))


def _is_place(placed: "re.Match[str]") -> bool:
    """Whether a remark begins with where and when; without a mark behind that only a venue that is known is one."""
    return names_venue_alone(placed.group(1)) and (placed.group(2) is not None or vocabulary.is_venue(placed.group(1)))


def _says_more(value: str) -> bool:
    """Whether what stands behind a place says anything but another one: `and arXiv 2022`."""
    return has_word(value) and not says_where(value.strip(" .").removeprefix("and "))


def read_after_break(cursor: Cursor) -> bool:
    """Read a description that stands on a line of its own below a linked name."""
    after = cursor.atoms[cursor.at + 1] if cursor.at + 1 < len(cursor.atoms) else None
    if (
        after is None
        or after.shape is not Shape.WORDS
        or not (cursor.is_linked or _is_sentence(cursor, after) or _has_many_signs(cursor, after))
        or cursor.fields.authors
        or cursor.fields.description
    ):
        return False
    # `: What it is` is the line of a definition below a name.
    begin = after.start + (2 if cursor.text.value.startswith(": ", after.start) else 0)
    value = cursor.text.value[begin : after.end]
    if (
        (len(value.split()) < 2 and not _has_many_signs(cursor, after))
        or are_names(cursor, after)
        or bibliography.year_in(cursor.text.part(after.start, after.end))
    ):
        return False
    description = cursor.text.trimmed(begin, description_end(cursor, begin))
    if description is None or not has_word(description.value) or vocabulary.is_address(description.value):
        return False
    cursor.fields.description = description
    return True


def _has_many_signs(cursor: Cursor, atom: Atom) -> bool:
    """Whether a line has more signs of a script without spaces than names have."""
    return len(IDEOGRAPHS.findall(cursor.text.value, atom.start, atom.end)) > LEAST_SIGNS


def _is_sentence(cursor: Cursor, atom: Atom) -> bool:
    """Whether a line reads like a sentence, which is about what stands above it in bold."""
    value = cursor.text.value[atom.start : atom.end].strip()
    words = value.split()
    small = sum(word.islower() for word in words)
    is_bold = any(other.shape is Shape.STRONG for other in cursor.atoms[: cursor.title_end])
    return is_bold and len(words) >= MIN_REMARK and small * 2 >= len(words) and not vocabulary.is_venue(value)


def description_end(cursor: Cursor, start: int) -> int:
    """Return where the description ends: before the links in brackets, tags and badges that close the entry."""
    tail: list[Atom] = []
    has_tail = False
    for index in range(len(cursor.atoms) - 1, -1, -1):
        atom = cursor.atoms[index]
        value = cursor.text.value[atom.start : atom.end]
        # A period closes the entry, or one of several links at its end; any other ends a sentence.
        marks = " \n|·•/,." if not tail or (has_tail and _is_label(cursor, index - 1)) else " \n|·•/,"
        is_space = atom.shape is Shape.WORDS and not value.strip(marks)
        # `[![badge](image)](url)` in brackets leaves nothing but the brackets.
        is_space = is_space or (atom.shape is Shape.GROUP and not has_word(value))
        is_tag = atom.shape is Shape.CODE or (atom.shape is Shape.GROUP and (atom.is_wrapped or _is_tag(value)))
        if is_tag and tail and tail[0].shape is Shape.WORDS and "." in cursor.text.value[tail[0].start : tail[0].end]:
            # A sentence ends with it, unless it holds nothing but labels: `([Docs](url)).`
            is_tag = atom.is_wrapped and _holds_labels(cursor, atom)
        is_badge = atom.shape in (Shape.IMAGE, Shape.BREAK) or (
            atom.shape is Shape.LINK and (not has_word(value) or (has_tail and vocabulary.is_label_behind(value)))
        )
        if atom.shape is Shape.LINK and vocabulary.is_address(value):
            # An address on a line of its own.
            is_badge = index > 0 and (cursor.atoms[index - 1].shape is Shape.BREAK or _is_address(cursor))
        elif not has_tail and atom.shape is Shape.LINK and vocabulary.is_label(value):
            is_badge = cursor.text.value[start : atom.start].rstrip().endswith((*SENTENCE_END, "]"))
        if atom.start < start or not (is_space or is_tag or is_badge):
            break
        has_tail = has_tail or not is_space
        tail.append(atom)
    end = tail[-1].start if has_tail else len(cursor.text.value)
    before = cursor.text.value[start:end].rstrip()
    codes = [atom for atom in tail if atom.shape is Shape.CODE]
    is_closed = before.endswith(SENTENCE_END) or any(atom.is_wrapped for atom in tail) or len(codes) > 1
    if not is_closed and any(atom.shape in (Shape.CODE, Shape.GROUP) for atom in tail):
        return len(cursor.text.value)
    for atom in reversed(tail):
        if atom.shape is Shape.CODE or (atom.shape is Shape.GROUP and not atom.is_wrapped):
            inner = cursor.text.trimmed(atom.start + (atom.shape is Shape.GROUP), atom.end - (atom.shape is Shape.GROUP))
            if inner:
                cursor.fields.tags.append(inner)
    return end


def _is_address(cursor: Cursor) -> bool:
    """Whether the name is an address: others stand beside it, not in what is said."""
    return cursor.fields.title is not None and vocabulary.is_address(cursor.fields.title.value)


def _is_label(cursor: Cursor, index: int) -> bool:
    """Whether the atom there is a link with a label."""
    if index < 0 or cursor.atoms[index].shape is not Shape.LINK:
        return False
    return vocabulary.is_label(cursor.text.value[cursor.atoms[index].start : cursor.atoms[index].end])


def _holds_labels(cursor: Cursor, group: Atom) -> bool:
    values = [(part.shape, cursor.text.value[part.start : part.end]) for part in group.inner]
    return all(vocabulary.is_label(value) if shape is Shape.LINK else not has_word(value) for shape, value in values)


def _is_tag(value: str) -> bool:
    """Whether a bracketed text is a mark such as `[MIT]`."""
    return value[:1] == "[" and len(value) <= MAX_NICK

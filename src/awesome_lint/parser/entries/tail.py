"""What stands after the name of an entry: authors, venue, year, tags and description."""

import re

from awesome_lint.document import Authors
from awesome_lint.knowledge import people
from awesome_lint.knowledge.institutions import is_institution, is_university
from awesome_lint.parser import bibliography, vocabulary
from awesome_lint.parser.entries.atoms import Atom, Shape, is_bold_code, picture_at
from awesome_lint.parser.entries.cursor import MAX_GROUP, MAX_NICK, MAX_VENUE, Cursor
from awesome_lint.parser.entries.description import (
    IDEOGRAPHS,
    MIN_REMARK,
    description_end,
    read_after_break,
    read_description,
    read_remark,
)
from awesome_lint.parser.entries.fields import Fields
from awesome_lint.parser.entries.people import CITED_NAME, are_full_names, are_names, is_phrase, names_before, names_in
from awesome_lint.parser.entries.pieces import Kind, is_person, kind_of
from awesome_lint.parser.inlines import has_word
from awesome_lint.patterns import lazy

LEAST_SENTENCE = 5
# No name in brackets has more signs of a script without spaces.
MOST_NAMED = 8
BY = lazy(r"(?i:by)\s+")
# As other languages say it, where all whom they name are called as people are.
BY_ELSEWHERE = lazy(r"(?:av|af|da|de|di|door|par|por|von|от)\s+(?=[^\W\d_])")
# What parts people behind `by` from what is said of the thing: `by Ann Lee: How nets grow`.
SAYING = lazy(r"(?<!\s)(?:\s+(?:[-–—―|]{1,2}|:)\s+|[:：]\s*)(?=\S)")
# What only journals have behind their names: `Sensors 20, no. 14 (January 2020)`.
JOURNAL = lazy(r"\W{0,3}([^\W\d_][^\d\n]{1,80}?)\s\d{1,4}, no\. \d{1,4}\W*$")
BETWEEN_PEOPLE = lazy(r"[,;.]\s|\sand\s|&|\n")
YEAR_BEHIND = lazy(r"(?:[,.]\s|\s?\()(?:19|20)\d\d(?![\d-])")
GOES_ON = lazy(r"\s?(?:[,;]|and\b|&)")


def read_tail(cursor: Cursor) -> None:
    """Read authors, venue, year and description from what follows the name."""
    fields = cursor.fields
    if fields.title is not None and vocabulary.is_address(fields.title.value) and _describes_address(cursor):
        return
    following = cursor.atoms[cursor.at :]
    cursor.has_italic_names = any(atom.shape is Shape.EMPHASIS and are_names(cursor, atom) for atom in following)
    while (atom := cursor.peek()) is not None:
        value = cursor.value(atom)
        if atom.shape is Shape.WORDS and has_word(value):
            if _may_be_described(fields) and read_description(cursor, atom):
                return
            _read_words(cursor)
            continue
        if atom.shape is Shape.WORDS and _may_be_described(fields) and read_description(cursor, atom):
            return
        if atom.shape is Shape.EMPHASIS:
            _read_emphasis(cursor, atom)
        elif atom.shape is Shape.GROUP and not atom.is_wrapped and len(value) <= MAX_VENUE:
            people = fields.authors
            _read_group(cursor, atom, value)
            if fields.authors is not people and _describes_behind(cursor, atom):
                return
        elif (
            is_bold_code(atom)
            or atom.shape is Shape.CODE
            or (atom.shape is Shape.STRONG and _says_where(value))
            or (
                atom.shape is Shape.LINK
                and fields.venue is None
                and not (vocabulary.is_label(value) or vocabulary.is_address(value))
                and (bibliography.year(value) or (len(value) <= MAX_NICK and bibliography.short_year(value)))
            )
        ):
            cursor.note(atom.start, atom.end)
        elif atom.shape is Shape.GROUP and atom.is_wrapped and fields.venue is None:
            for part in atom.inner:
                label = cursor.text.value[part.start : part.end]
                if (
                    part.shape is Shape.LINK
                    and not vocabulary.is_label(label)
                    and bibliography.year(label)
                    and len(label) <= MAX_NICK
                ):
                    cursor.note(part.start, part.end)
        elif atom.shape is Shape.BREAK and read_after_break(cursor):
            return
        cursor.at += 1
        cursor.offset = max(cursor.offset, atom.end)


def _describes_behind(cursor: Cursor, atom: Atom) -> bool:
    """Read what a separator parts from people in brackets: `**CatNet** (Ann Lee, 2020) - Sees cats.`"""
    following = cursor.atoms[cursor.at + 1] if cursor.starts_separator(cursor.at + 1) else None
    if following is None or cursor.fields.description is not None:
        return False
    place = cursor.at, cursor.offset
    cursor.at, cursor.offset = cursor.at + 1, atom.end
    if read_description(cursor, following):
        return True
    cursor.at, cursor.offset = place
    return False


def _says_where(value: str) -> bool:
    """Whether bold words say where and when, in brackets or not: `**[AAAI 2020]**`."""
    bare = value.strip()
    if len(bare) > MAX_VENUE or not (bibliography.year(bare) or bibliography.short_year(bare)):
        return False
    return (bare[:1] in "[(" and bare[-1:] in "])") or kind_of(bare) in (Kind.VENUE, Kind.YEAR)


def _may_be_described(fields: Fields) -> bool:
    """Whether neither a description nor people behind the title have been read; those in it stand in no way."""
    if fields.description is not None:
        return False
    return fields.authors is None or (fields.title_span is not None and fields.title_span.contains(fields.authors.span))


def _describes_address(cursor: Cursor) -> bool:
    """Read all behind a name that is an address as its description, unless it says nothing but where or when."""
    start = cursor.offset + _lead(cursor.text.value[cursor.offset :])
    end = description_end(cursor, start)
    inner = cursor.text.value[start:end].strip()
    if inner[:1] == "[" and inner.find("]") == len(inner) - 1:
        start += 1
        end = start + len(inner) - 2
    found = cursor.text.trimmed(start, end)
    if found is None or not has_word(found.value) or kind_of(found.value) in (Kind.VENUE, Kind.YEAR, Kind.NUMBERS):
        return False
    cursor.fields.description = found
    return True


def _read_group(cursor: Cursor, atom: Atom, value: str) -> None:
    """Read brackets after the name as venue and year, as a tag, or as a remark where they hold a sentence."""
    following = cursor.atoms[cursor.at + 1] if cursor.at + 1 < len(cursor.atoms) else None
    if value[0] == "(" and following is not None and following.shape is Shape.WORDS and _goes_on(cursor, following, value):
        # `(Maps Library) are components that show maps`
        cursor.fields.description = cursor.text.trimmed(atom.start, description_end(cursor, atom.start))
        cursor.at = len(cursor.atoms)
        return
    is_long = len(value.split()) > MIN_REMARK or len(IDEOGRAPHS.findall(value)) > MOST_NAMED
    is_before = following is not None and cursor.starts_separator(cursor.at + 1) and has_word(cursor.value(following))
    is_remark = (
        value[0] == "(" and is_long and not is_before and not bibliography.year_in(cursor.text.part(atom.start, atom.end))
    )
    if is_remark and cursor.is_linked and cursor.fields.description is None and not vocabulary.is_venue(value):
        cursor.fields.description = cursor.text.text(atom.start, atom.end)
    else:
        cursor.note(atom.start + 1, atom.end - 1)


def _goes_on(cursor: Cursor, following: Atom, value: str) -> bool:
    """Whether a sentence in small letters goes on behind brackets that stand right behind a linked name."""
    said = cursor.value(following)
    is_first = cursor.fields.description is None and cursor.fields.authors is None and cursor.fields.venue is None
    is_small = said[:1].isspace() and said.strip()[:1].islower() and len(said.split()) >= LEAST_SENTENCE
    return cursor.is_linked and is_first and is_small and not bibliography.year(value)


def _read_emphasis(cursor: Cursor, atom: Atom) -> None:
    """Read authors, a venue, or authors and a venue from italic text."""
    value = cursor.text.value
    is_place = value[: atom.start].endswith((" in ", " In "))
    is_place = is_place or (value.find(".", atom.start, atom.end) >= 0 and vocabulary.is_shortened(cursor.value(atom)))
    if cursor.fields.authors is None and not is_place:
        found = names_in(cursor, atom)
        if found and not _names_venue(cursor, found, atom):
            if all(is_university(author.name) for author in found.people):
                # `*Cornell University*` says where it comes from; nobody is called so.
                cursor.note(atom.start, atom.end)
                return
            cursor.fields.authors = found
            cursor.fields.authors_span = atom.node.span if atom.node else found.span
            # Italics right behind a title are where people stand, those behind links may be anything.
            between = cursor.atoms[cursor.title_end : cursor.at]
            is_behind_links = any(other.shape is Shape.LINK or other.is_wrapped for other in between)
            cursor.fields.may_be_nobody = is_behind_links and _may_be_nobody(found)
            return
        before = names_before(cursor, atom.start, atom.end)
        if before is not None:
            names, split = before
            rest = cursor.text.part(split, atom.end)
            # Some of the authors are worse than none.
            is_whole = names.people[-1].is_et_al or not has_word(rest.value)
            if is_whole or vocabulary.is_venue(rest.value) or bibliography.year_in(rest):
                cursor.fields.authors = names
                cursor.fields.authors_span = atom.node.span if atom.node else names.span
                cursor.note(split, atom.end)
                return
    if cursor.fields.venue is None or cursor.fields.year is None:
        # Right before a year stands where it appeared, whoever knows that: `*BarnConf*, 2020`.
        dated = YEAR_BEHIND.match(cursor.text.value, atom.end) if cursor.fields.year is None else None
        is_name = dated is not None and not vocabulary.is_label(cursor.value(atom))
        cursor.note(atom.start, dated.end() if dated is not None and is_name else atom.end)


def _may_be_nobody(names: Authors) -> bool:
    """Whether there is one name that has no initials, and neither a given name nor a surname that is known."""
    name = names.people[0].name
    return len(names.people) == 1 and not people.is_known(name) and CITED_NAME.match(name) is None


def _names_venue(cursor: Cursor, found: Authors, atom: Atom) -> bool:
    """Whether what reads like names is a venue: `KDD & WSDM`, `CSUR`, `Annual Review of Statistics`."""
    if all(vocabulary.is_venue(author.name) for author in found.people):
        return True
    if len(found.people) > 1:
        return False
    name = found.people[0].name
    after = cursor.text.value[atom.end : atom.end + 8]
    return bool(vocabulary.ACRONYM.fullmatch(name)) and bibliography.year(after) is not None


def _read_words(cursor: Cursor) -> None:
    """Read plain words after the name, up to the next link, as authors, venue and year."""
    start = max(cursor.atoms[cursor.at].start, cursor.offset)
    index = cursor.at
    has_place = False
    while index < len(cursor.atoms) and (cursor.atoms[index].shape is Shape.WORDS or _is_place(cursor, index, has_place)):
        has_place = has_place or cursor.atoms[index].shape is Shape.GROUP
        index += 1
    end = cursor.atoms[index].start if index < len(cursor.atoms) else len(cursor.text.value)
    value = cursor.text.value[start:end]
    lead = _lead(value)
    by = BY.match(value, lead) or BY_ELSEWHERE.match(value, lead)
    if by and cursor.is_linked and cursor.fields.authors is None and cursor.fields.description is None:
        said = SAYING.search(value, by.end())
        stop = start + said.start() if said else end
        found = names_before(cursor, start + by.end(), stop)
        if found is not None and are_full_names(found[0]) and _names_them(by, found[0]) and _ends(cursor, *found, stop):
            cursor.fields.authors, split = found
            cursor.fields.authors_span = cursor.fields.authors.span
            if has_word(_undated(cursor.text.value[split:stop])):
                cursor.fields.description = cursor.text.trimmed(split, description_end(cursor, split))
                cursor.at = len(cursor.atoms)
                return
            _note_rest(cursor, split, stop)
            if said is not None:
                begin = start + said.end()
                cursor.fields.separator = cursor.text.text(stop, begin)
                cursor.fields.description = cursor.text.trimmed(begin, description_end(cursor, begin))
                cursor.at = len(cursor.atoms)
                return
            cursor.move_to(end)
            return
    if by and by.end() == len(value) and _reads_linked_person(cursor, index):
        return
    if cursor.is_linked and read_remark(cursor, start + lead, end):
        return
    may_name = cursor.fields.authors is None and cursor.fields.description is None and not cursor.has_italic_names
    if may_name and _reads_line_of_people(cursor, start + lead, index):
        return
    if may_name and not is_phrase(value[lead:]):
        found = names_before(cursor, start + lead, end)
        if found is not None and (is_institution(found[0].people[0].name) or _are_words(cursor, found[0])):
            # `, University of Somewhere`
            cursor.note(start + lead, found[1])
            cursor.move_to(found[1])
            return
        if found is not None:
            cursor.fields.authors, split = _with_last(cursor, start + lead, found, end)
            cursor.fields.authors_span = cursor.fields.authors.span
            cursor.fields.may_be_nobody = cursor.is_linked and _may_be_nobody(cursor.fields.authors)
            if not _read_sentence(cursor, split, end):
                _note_rest(cursor, split, end)
                cursor.move_to(end)
            return
    # Without a link before it, words may as well be the title, and what is bold a short name of it.
    is_apart = not cursor.is_plain or _is_behind_address(cursor, start)
    may_describe = cursor.first_link_end <= start and cursor.fields.description is None and is_apart
    if may_describe and _read_sentence(cursor, start + lead, end):
        return
    _note_rest(cursor, start + lead, end)
    cursor.move_to(end)


def _reads_line_of_people(cursor: Cursor, start: int, index: int) -> bool:
    """Read people who have a line for themselves, before atoms up to `index`; return whether there are any."""
    # What parts two lines stands alone.
    inside = cursor.atoms[cursor.at : index - 1]
    line = next((atom.start for atom in inside if atom.start > start and cursor.value(atom) == " "), None)
    found = names_before(cursor, start, line) if line is not None else None
    if line is None or found is None or has_word(cursor.text.value[found[1] : line]):
        return False
    names, last = found[0], found[0].people[-1]
    if not (last.is_et_al or ((" " in last.name or "." in last.name) and are_full_names(names))):
        return False
    following = names_before(cursor, line, cursor.atoms[index - 1].end)
    if cursor.text.value[:line].endswith((",", "&", " and")) or (following and len(following[0].people) > 1):
        # `Ann Lee, Bo Chen,` goes on.
        return False
    cursor.fields.authors, cursor.fields.authors_span = names, names.span
    cursor.move_to(line)
    return True


def _names_them(by: "re.Match[str]", names: Authors) -> bool:
    """Whether people stand behind a word that says so, which `de` and its like do only before those who are called so."""
    is_told = by.group()[:2].lower() == "by"
    return is_told or all(author.is_et_al or people.is_known(author.name) for author in names.people)


def _reads_linked_person(cursor: Cursor, index: int) -> bool:
    """Read the person whom a link or bold words behind `by` name, `[Title](url) by **Ann Lee**`; return whether it is one."""
    atom = cursor.atoms[index] if index < len(cursor.atoms) else None
    if (
        atom is None
        or atom.shape not in (Shape.LINK, Shape.STRONG)
        or not cursor.is_linked
        or cursor.fields.authors is not None
    ):
        return False
    found = names_in(cursor, atom)
    # `by [Ann Lee](home) and [Bo Chen](home)`: some of the authors are worse than none.
    if found is None or GOES_ON.match(cursor.text.value, atom.end) or not are_full_names(found):
        return False
    cursor.fields.authors, cursor.fields.authors_span = found, found.span
    cursor.at = index + 1
    cursor.offset = atom.end
    return True


def _are_words(cursor: Cursor, names: Authors) -> bool:
    """Whether behind a linked name stand single words of which nobody is called: `Google, UCB`."""
    is_joined = any(separator.value.strip() != "," for separator in names.separators)
    names_nobody = not is_joined and all(" " not in author.name and "." not in author.name for author in names.people)
    known = people.surnames()
    return cursor.is_linked and names_nobody and not any(author.name in known or author.is_et_al for author in names.people)


def _is_place(cursor: Cursor, index: int, has_place: bool) -> bool:
    """Whether parentheses say where a person is from: others are named behind it, or it has been said of one before."""
    atom = cursor.atoms[index]
    value = cursor.text.value[atom.start : atom.end]
    if atom.shape is not Shape.GROUP or atom.is_wrapped or value[0] not in "(（" or len(value) > MAX_GROUP:
        return False
    if kind_of(value) in (Kind.YEAR, Kind.VENUE, Kind.NUMBERS) or bibliography.year(value):
        return False
    before = cursor.atoms[index - 1]
    person = BETWEEN_PEOPLE.split(cursor.text.value[before.start : atom.start])[-1].strip()
    goes_on = GOES_ON.match(cursor.text.value, atom.end) is not None
    return (goes_on or has_place) and " " in person and is_person(person)


def _is_behind_address(cursor: Cursor, offset: int) -> bool:
    """Whether an address stands right before this place, which parts what follows from a title without marks."""
    before = next((atom for atom in reversed(cursor.atoms) if atom.end <= offset and atom.shape is not Shape.BREAK), None)
    return (
        before is not None
        and before.shape is Shape.LINK
        and vocabulary.is_address(cursor.text.value[before.start : before.end])
    )


def _with_last(cursor: Cursor, start: int, found: tuple[Authors, int], end: int) -> tuple[Authors, int]:
    """Return people with the last of them, where only a year is glued to a name: `Ann Lee, Jon Bentley,2016`."""
    rest = cursor.text.value[found[1] : end]
    year = bibliography.year(rest)
    if year is None or not people.is_known(rest[: year.start()].strip(" ,(")):
        return found
    stop = found[1] + year.start()
    names = bibliography.authors(cursor.text.part(start, start + len(cursor.text.value[start:stop].rstrip(" ,("))))
    return (names, stop) if names is not None else found


def _ends(cursor: Cursor, names: Authors, split: int, end: int) -> bool:
    """Whether nothing follows people but when it was, or a sentence behind the period that closes them."""
    value = cursor.text.value
    if not has_word(_undated(value[split:end])):
        return True
    is_known = any(people.is_known(author.name) for author in names.people)
    return is_known and value[:split].rstrip().endswith(".") and value[split : split + 1].isupper()


def _read_sentence(cursor: Cursor, start: int, end: int) -> bool:
    """Read a sentence as the description; what may be where or when it appeared is none."""
    words = cursor.text.value[start : _sentence_end(cursor, end)].split()
    small = sum(word.islower() for word in words)
    if len(words) < LEAST_SENTENCE or small * 2 < len(words) or bibliography.year_in(cursor.text.part(start, end)):
        return False
    cursor.fields.description = cursor.text.trimmed(start, description_end(cursor, start))
    cursor.at = len(cursor.atoms)
    return True


def _sentence_end(cursor: Cursor, end: int) -> int:
    """Return where words end that begin before `end`, with the link among them: `an [overview](u) of it`."""
    index = next((index for index, atom in enumerate(cursor.atoms) if atom.start == end), len(cursor.atoms))
    inner = cursor.atoms[index : index + 2]
    if [atom.shape for atom in inner] != [Shape.LINK, Shape.WORDS] or vocabulary.is_label(cursor.value(inner[0])):
        return end
    goes_on = cursor.text.value[inner[1].start : inner[1].end].split()
    return inner[1].end if goes_on and goes_on[0].isalpha() else end


def _undated(value: str) -> str:
    """Return a text without the venue and year that it may be."""
    return "" if kind_of(value) in (Kind.YEAR, Kind.VENUE) else value


def _lead(value: str) -> int:
    """Return how much stands before the words: punctuation, marks that close nothing, and pictures."""
    lead = len(value) - len(value.lstrip(" \t\n.,;|·•>-–—―*_"))
    while emoji := picture_at(value, lead):
        lead = emoji.end()
        lead += len(value[lead:]) - len(value[lead:].lstrip(" \t\n.,;:|·•-–—―*_"))
    return lead + len(value[lead:]) - len(value[lead:].lstrip(" \t\n.,;:|·•-–—―*_"))


def _note_rest(cursor: Cursor, start: int, end: int) -> None:
    value = cursor.text.value[start:end]
    if len(value) > MAX_VENUE * 2:
        return
    is_dated = bool(bibliography.year(value) or bibliography.short_year(value) or bibliography.DATE.search(value))
    is_placed = cursor.fields.venue is None and len(value) <= MAX_VENUE and vocabulary.is_venue(value)
    if is_dated or is_placed:
        cursor.note(start, end)
        return
    journal = JOURNAL.match(value) if cursor.fields.venue is None and "o. " in value else None
    if journal is not None:
        cursor.fields.venue = cursor.text.text(start + journal.start(1), start + journal.end(1))

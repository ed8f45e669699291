"""The atoms of one entry, read from the left."""

from collections.abc import Sequence

from awesome_lint.document import Authors, Text
from awesome_lint.knowledge.institutions import is_institution, is_university, is_well_known
from awesome_lint.knowledge.people import is_known
from awesome_lint.parser import bibliography, vocabulary
from awesome_lint.parser.entries.atoms import Atom, Shape, atoms, is_linked, picture_at
from awesome_lint.parser.entries.fields import Fields
from awesome_lint.parser.inlines import Node, Visible, has_word, visible
from awesome_lint.patterns import UPPER, lazy

# What stands between a name and its description, white space included.
SEPARATOR_FORM = (
    r"\s*(?:(?<=\s)(?:--?|–|—)(?=\s|$)|(?:--?|–|—)(?=\s)|(?<=\s)(?:–|—|-(?!>))(?=\w)|(?<=\s)[-=]{1,2}>(?=\s)|:(?=\s|$)|：)\s*"
)
SEPARATOR = lazy(SEPARATOR_FORM)
# The same where it is searched for: from the beginning of the white space only.
FIRST_SEPARATOR = lazy(r"(?<!\s)" + SEPARATOR_FORM)
# A folder, or a version, whose digits are no year: `2025/papers/`, `version 03.2023`.
SIGNED = lazy(r"\W{0,3}([^\W\d_][^\n\d]{1,100}?\bet\.? al\.?),\s+(?=[^\W\d_])")
# The last of the marks that may part people from where they published.
BEHIND_PEOPLE = lazy(rf"(?:[,;]|(?<!\s{UPPER})\.)\s+(?=(?:[^,;.]|(?<=\s{UPPER})\.)+$)")
UNDATED = lazy(r"\s*(?:[\w.-]+/){1,9}\s*$|\s*[Vv]ersion\s")
# `ICML 2020 and arXiv 2022`
FIRST_PLACE = lazy(r"[^\d\n]{1,60}(?:19|20)\d\d(?=\s(?:and|&)\s\D{1,60}(?:19|20)\d\d)")
# No text of its kind is longer: one in brackets, a venue, a short name.
MAX_GROUP = 60
MAX_VENUE = 120
# No venue that is not known has more of them: `Zhang. F, Chan. PPK, Lee. B, Yeung. DS, Roli. F, 2016`.
MOST_COMMAS = 3
MAX_NICK = 40


class Cursor:
    """Where one entry is read: `at` is the atom that is looked at; and what is known of it by then."""

    __slots__ = (
        "at",
        "atoms",
        "begin",
        "fields",
        "first_link_end",
        "has_italic_names",
        "has_prefix",
        "is_linked",
        "is_numbered",
        "is_placed",
        "is_plain",
        "names",
        "nodes",
        "offset",
        "text",
        "title_end",
    )

    def __init__(self, nodes: Sequence[Node], fields: Fields) -> None:
        self.nodes = nodes
        self.fields = fields
        self.text: Visible = visible(nodes)
        self.atoms: list[Atom] = atoms(nodes)
        self.at = 0
        links = (atom for atom in self.atoms if atom.shape is Shape.LINK or is_linked(atom))
        self.first_link_end = next((atom.end for atom in links), len(self.text.value) + 1)
        """Where the first link ends in the visible text; behind it where there is none."""
        self.names: dict[int, Authors | None] = {}
        self.has_italic_names = False
        self.title_end = 0
        self.is_linked = False
        """Whether the title is a link."""
        self.is_plain = False
        """Whether the title has no marks of its own."""
        self.has_prefix = False
        self.is_numbered = False
        self.is_placed = False
        """Whether where and when it appeared stand before the title, in words: `ICML 2020, Title`."""
        self.begin = 0
        """Where in the visible text the entry begins, after its number."""
        self.offset = 0
        """Where in the visible text the unread part of the atom begins."""

    def peek(self) -> Atom | None:
        return self.atoms[self.at] if self.at < len(self.atoms) else None

    def value(self, atom: Atom) -> str:
        """Return what a reader sees of an atom, without what was read of it already."""
        return self.text.value[max(atom.start, self.offset) : atom.end]

    def move_to(self, offset: int) -> None:
        """Go on at this offset of the visible text."""
        while self.at < len(self.atoms) and self.atoms[self.at].end <= offset:
            self.at += 1
        self.offset = offset

    def skip_decoration(self) -> None:
        """Pass images, emoji, task boxes and punctuation."""
        while (atom := self.peek()) is not None:
            if atom.shape is Shape.WORDS:
                value = self.value(atom)
                left = len(value) - len(value.lstrip(" \t\n.,:;|·•/&+–—―-"))
                emoji = picture_at(value, left)
                if emoji:
                    self.offset = max(atom.start, self.offset) + emoji.end()
                    continue
                if left < len(value):
                    self.offset = max(atom.start, self.offset) + left
                    return
            elif atom.shape is Shape.GROUP and not self.value(atom).strip("[]() xX"):
                pass
            elif atom.shape not in (Shape.IMAGE, Shape.BREAK) and has_word(self.value(atom)):
                return
            self.at += 1

    def starts_separator(self, index: int) -> bool:
        """Whether the atom there begins with a separator."""
        if index >= len(self.atoms) or self.atoms[index].shape is not Shape.WORDS:
            return False
        value = self.text.value[self.atoms[index].start : self.atoms[index].end]
        match = SEPARATOR.match(value)
        return bool(match and match.end())

    def note(self, start: int, end: int) -> None:
        """Take a short text for year, venue, people or tag, by what it says."""
        part = self.text.part(start, end)
        first = FIRST_PLACE.match(part.value)
        if first is not None:
            part = self.text.part(start, start + first.end())
        fields = self.fields
        if UNDATED.match(part.value) and (mark := part.trimmed()) is not None:
            fields.tags.append(mark)
            return
        signed = SIGNED.match(part.value) if " al" in part.value and fields.authors is None else None
        names = bibliography.authors(part.part(signed.start(1), signed.end(1))) if signed else None
        if signed is not None and names is not None:
            # `(Lee et al., ICML 2020)`
            fields.authors, fields.authors_span = names, names.span
            part = part.part(signed.end(), len(part.value))
        year = bibliography.year_in(part)
        venue = bibliography.venue_in(part)
        if venue is not None and year is not None and fields.authors is None:
            venue = self._without_people(part, venue)
        fields.year = fields.year or year
        if venue is None or "://" in venue.value:
            return
        if self._is_from(venue.value, is_parted=year is None or "," in part.value):
            fields.tags.append(venue)
            return
        may_cite = year is not None and fields.authors is None and (bool(fields.links) or not self.is_plain)
        if may_cite and (names := bibliography.cited(part, venue)) is not None:
            fields.authors, fields.authors_span = names, names.span
            return
        # `700 cites` beside a year is no place, nor is `short paper`.
        is_named = not venue.value.islower() or (venue.value.isalpha() and not vocabulary.is_label(venue.value))
        is_named = is_named and venue.value.count(",") <= MOST_COMMAS and not _may_be_people(venue)
        is_known = (year is not None and is_named) or vocabulary.is_venue(venue.value)
        if fields.venue is None and is_known and len(venue.value) <= MAX_VENUE:
            fields.venue = venue
        elif not venue.value.isdigit():
            fields.tags.append(venue)

    def _without_people(self, part: Visible, venue: Text) -> Text:
        """Return a venue without the people before it, who are kept: `Ann Lee, Bo Chen; ICML`."""
        parted = BEHIND_PEOPLE.search(venue.value)
        start = part.value.find(venue.value)
        if parted is None or start < 0:
            return venue
        place = venue.value[parted.end() :]
        first = venue.value[: parted.start()]
        if "," not in first and (is_institution(first) or is_well_known(first)) and vocabulary.is_venue(place):
            # `MIT, ICML 2019`
            self.fields.tags.append(part.text(start, start + len(first)))
            return part.text(start + parted.end(), start + len(venue.value))
        names = bibliography.authors(part.part(start, start + parted.start()))
        if names is None or not (names.people[-1].is_et_al or any(is_known(person.name) for person in names.people)):
            return venue
        # What nobody knows is where it appeared behind people with several names each, if it has one.
        is_place = vocabulary.is_venue(place) or (" " not in place and all(" " in person.name for person in names.people))
        if not is_place or is_institution(place):
            return venue
        self.fields.authors, self.fields.authors_span = names, names.span
        return part.text(start + parted.end(), start + len(venue.value))

    def _is_from(self, name: str, *, is_parted: bool) -> bool:
        """Whether words say where people are from: `(2023-01, Microsoft)` does, `Microsoft 2023` says where it is found.

        Behind people, `KAIST. May 2017` does, too.
        """
        if is_parted and is_well_known(name):
            return True
        if not (is_parted or self.fields.authors) or "Academy" in name:
            # Of an academy, it is the proceedings where papers appear.
            return False
        parts = name.split(", ")
        is_behind = self.fields.authors is not None and is_university(parts[0])
        return (is_behind or (is_parted and len(parts) == 1)) and all(map(is_institution, parts))


def _may_be_people(venue: Text) -> bool:
    """Whether a text reads like people whom nobody knows, the first of them with several names: `Ann Lee, Bo Chen`."""
    first, mark, _ = venue.value.partition(",")
    if not mark or " " not in first or vocabulary.is_venue(venue.value) or is_institution(first):
        return False
    span = venue.span
    return bibliography.authors(Visible(venue.value, (0,), (span.start,), (span.start + len(venue.value),))) is not None

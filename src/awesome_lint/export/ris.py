"""RIS: a tagged format that every reference manager imports."""

from collections.abc import Iterable, Iterator

from awesome_lint.document import Document
from awesome_lint.export import Options
from awesome_lint.export.reference import Person, Reference, Work, references

TYPES = {
    Work.ARTICLE: "JOUR",
    Work.CONFERENCE_PAPER: "CPAPER",
    Work.PREPRINT: "UNPB",
    Work.PAPER: "GEN",
    Work.BOOK: "BOOK",
    Work.SOFTWARE: "COMP",
    Work.PAGE: "ELEC",
}
# The format asks for it.
NEWLINE = "\r\n"
# It knows no "et al.", and a person of that name would be one.
MORE_PEOPLE = "The list of authors ends with et al."


def render(documents: Iterable[Document], options: Options) -> Iterator[str]:
    for reference in references(documents, options.complete):
        yield "".join(f"{tag}  - {value}{NEWLINE}" for tag, value in _tags(reference)) + f"ER  - {NEWLINE}{NEWLINE}"


def _tags(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", TYPES[reference.work]
    yield "ID", reference.key
    yield "TI", _line(reference.title)
    for each in reference.people:
        yield "AU", _line(_name(each))
    if reference.has_more_people:
        yield "N1", MORE_PEOPLE
    if reference.year:
        yield "PY", str(reference.year)
    if reference.venue:
        yield "T2", _line(reference.venue)
    for tag, value in (("VL", reference.volume), ("IS", reference.number)):
        if value:
            yield tag, _line(value)
    if reference.pages:
        first, _, last = reference.pages.replace("–", "-").partition("-")
        yield "SP", _line(first)
        if last.strip("- "):
            yield "EP", _line(last.strip("- "))
    if reference.doi:
        yield "DO", _line(reference.doi)
    if reference.arxiv:
        yield "AN", f"arXiv:{reference.arxiv}"
    if reference.isbn:
        yield "SN", reference.isbn
    for url in reference.urls:
        yield "UR", _line(url)
    for word in reference.keywords:
        yield "KW", _line(word)
    if reference.description:
        yield "AB", _line(reference.description)


def _name(each: Person) -> str:
    if each.is_whole:
        return each.family
    family = f"{each.particle} {each.family}" if each.particle else each.family
    return ", ".join(filter(None, (family, each.given, each.suffix)))


def _line(text: str) -> str:
    """Return a value on one line: each control character, which may break it, becomes a space."""
    return "".join(" " if ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 else character for character in text).strip()

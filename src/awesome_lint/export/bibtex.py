"""BibTeX: one entry of the database for each work, for LaTeX and reference managers."""

import re
from collections.abc import Iterable, Iterator

from awesome_lint.document import Document
from awesome_lint.export import Options
from awesome_lint.export.reference import Person, Reference, Work, references
from awesome_lint.patterns import GAP, lazy

SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
NEEDS_ESCAPE = lazy(r"[\\{}$&#%_^~]")
CONTROL = lazy(r"[\x00-\x1f\x7f-\x9f]+")
# Mathematics as GitHub shows it: no space inside the signs, and nothing that would end the field.
MATHEMATICS = lazy(r"\$(?![\s\d])[^$%#{}]*?(?:\{[^$%#{}]*\}[^$%#{}]*?)*(?<!\s)\$(?!\d)")
UNSAFE_IN_URL = lazy(r"[\s{}\\<>\"^`|\x00-\x1f\x7f]")

# A formula is one word, whatever spaces it has.
WORD = lazy(rf"(?:{MATHEMATICS.pattern}|\S)+")
# Punctuation around a word stays outside of its braces: BibTeX keeps the capital after a colon, but only after a free one.
OPENING = "\"'“‘(["
CLOSING = "\"'”’)],.:;?!"
SENTENCE_END = (".", "?", "!")
# Shorter words are in lower case in any title.
LAST_LATIN = "\u024f"
LEAST_WORD = 4

# Between two numbers of pages.
PAGES = lazy(rf"{GAP}[-–—]+\s*")

VENUE_FIELDS = {Work.ARTICLE: "journal", Work.CONFERENCE_PAPER: "booktitle"}
TYPES = {Work.ARTICLE: "article", Work.CONFERENCE_PAPER: "inproceedings"}


def render(documents: Iterable[Document], options: Options) -> Iterator[str]:
    separator = ""
    for reference in references(documents, options.complete):
        yield separator + _entry(reference)
        separator = "\n"


def escaped(text: str) -> str:
    """Return a text that LaTeX sets as it reads here; mathematics between dollar signs stays."""
    text = CONTROL.sub(" ", text)
    if not NEEDS_ESCAPE.search(text):
        return text
    written = ""
    position = 0
    for formula in MATHEMATICS.finditer(text):
        written += _escaped(text[position : formula.start()]) + formula.group()
        position = formula.end()
    return written + _escaped(text[position:])


def protected(title: str) -> str:
    """Return an escaped title with braces around each word whose capitals must stay.

    Those are words with a capital after their first letter, and, where the title is written like a sentence, every word with
    a capital that does not begin one.
    """
    is_sentence = _is_sentence(title)
    pieces = []
    before = ":"
    for word in WORD.findall(title):
        keeps = "$" in word or _keeps_capitals(word, is_sentence=is_sentence, before=before)
        pieces.append(_in_braces(word) if keeps else escaped(word))
        before = word
    return " ".join(pieces)


def _entry(reference: Reference) -> str:
    kind, fields = _fields(reference)
    width = max(len(name) for name, _ in fields)
    lines = "".join(f"  {name.ljust(width)} = {{{value}}},\n" for name, value in fields)
    return f"@{kind}{{{reference.key},\n{lines}}}\n"


def _fields(reference: Reference) -> tuple[str, list[tuple[str, str]]]:
    """Return the type of the entry and its fields; a type that asks for more than is known gives way to `misc`."""
    is_whole = bool(reference.people and reference.venue and reference.year)
    kind = TYPES.get(reference.work, "misc") if is_whole else "misc"
    fields = []
    if reference.people:
        names = [_name(each) for each in reference.people]
        fields.append(("author", " and ".join([*names, "others"] if reference.has_more_people else names)))
    fields.append(("title", protected(reference.title)))
    if reference.venue:
        fields.append((VENUE_FIELDS[reference.work] if kind != "misc" else "howpublished", escaped(reference.venue)))
    if reference.year:
        fields.append(("year", str(reference.year)))
    if reference.volume:
        fields.append(("volume", escaped(reference.volume)))
    if reference.number:
        fields.append(("number", escaped(reference.number)))
    if reference.pages:
        fields.append(("pages", escaped(PAGES.sub("--", reference.pages))))
    if reference.arxiv:
        fields += [("eprint", reference.arxiv), ("archiveprefix", "arXiv")]
    if reference.doi:
        fields.append(("doi", _url(reference.doi)))
    if reference.isbn:
        fields.append(("isbn", reference.isbn))
    if reference.url:
        fields.append(("url", _url(reference.url)))
    if reference.keywords:
        fields.append(("keywords", ", ".join(escaped(word).replace(",", " /") for word in reference.keywords)))
    if reference.description:
        fields.append(("annote", escaped(reference.description)))
    return kind, fields


def _escaped(text: str) -> str:
    return NEEDS_ESCAPE.sub(lambda match: SPECIAL[match.group()], text)


def _is_sentence(title: str) -> bool:
    """Whether a title has capitals only where a sentence has them, at least in most of its longer words."""
    later = [word for word in title.split()[1:] if len(word) >= LEAST_WORD and word[0].isalpha()]
    return sum(word[0].isupper() for word in later) * 2 < len(later)


def _keeps_capitals(word: str, *, is_sentence: bool, before: str) -> bool:
    letters = word.lstrip("\"'“‘([{*")
    if any(letter.isupper() for letter in letters[1:]):
        return True
    if not letters[:1].isupper() or before.endswith(":"):
        return False
    if not letters[0].isascii() and letters[0] <= LAST_LATIN:
        # An accent on a capital makes a name of the word.
        return True
    # `Q-learning`, but `A survey`.
    is_symbol = len(letters) > 1 and letters[1] in "-+*" and letters[0] != "A"
    return is_symbol or is_sentence or before.endswith(SENTENCE_END)


def _in_braces(word: str) -> str:
    if "$" in word:
        return f"{{{escaped(word)}}}"
    begin = len(word) - len(word.lstrip(OPENING))
    end = begin + len(word[begin:].rstrip(CLOSING))
    return f"{escaped(word[:begin])}{{{escaped(word[begin:end])}}}{escaped(word[end:])}" if end > begin else escaped(word)


def _name(each: Person) -> str:
    """Return a name as `particle Family, suffix, Given`, which BibTeX takes apart in one way only."""
    if each.is_whole:
        return f"{{{escaped(each.family)}}}"
    family = f"{escaped(each.particle)} {_part(each.family)}" if each.particle else _part(each.family)
    suffix = [escaped(each.suffix)] if each.suffix else []
    return ", ".join([family, *suffix, _part(each.given)])


def _part(text: str) -> str:
    """Return a part of a name, in braces where BibTeX would find more in it than a part."""
    written = escaped(text)
    return f"{{{written}}}" if "," in text or re.search(r"\band\b", text, re.IGNORECASE) else written


def _url(url: str) -> str:
    """Return a URL or DOI without what would end the field; LaTeX takes the rest of it literally."""
    return UNSAFE_IN_URL.sub(lambda match: f"%{ord(match.group()):02X}", url)

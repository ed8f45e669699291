"""Drafts from BibTeX, as publishers, arXiv and Google Scholar hand it out.

bibtexparser takes it apart; its LaTeX decoder turns accents into letters. Both are imported when there is BibTeX to read.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from awesome_lint.adding.dates import month
from awesome_lint.adding.draft import AddError, Draft, DraftLink
from awesome_lint.export.reference import Person
from awesome_lint.knowledge.venue_names import short_name
from awesome_lint.patterns import lazy

if TYPE_CHECKING:
    from bibtexparser.middlewares.names import NameParts
    from bibtexparser.model import Entry

# A percent sign in these begins no comment.
LITERAL = ("url", "doi", "eprint", "archiveprefix", "eprinttype", "howpublished", "note", "file", "pdf", "link", "code")
NOT_LITERAL = ("howpublished", "note")
VENUES = ("booktitle", "journal", "journaltitle", "conference", "maintitle")
SCHOOLS = ("school", "institution", "publisher")
THESES = ("phdthesis", "mastersthesis", "thesis", "techreport", "report", "book")
OTHERS = "others"
ARXIV = lazy(
    r"(?:arxiv(?:\.org)?[:/\s]*(?:abs/|pdf/)?|abs/)(?P<id>\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?/\d{7})",
    re.IGNORECASE,
)
ARXIV_ID = lazy(r"(?:\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?/\d{7})(?:v\d+)?", re.IGNORECASE)
VERSION = lazy(r"v\d+$")
PREPRINT = lazy(r"\s*(?:arxiv\b|corr\b|computing research repository\b)", re.IGNORECASE)
ADDRESS = lazy(r"https?://[^\s{}\\\"]+")
ESCAPED = lazy(r"\\([_%&#~$])")
YEAR = lazy(r"\b(?:1[5-9]|20)\d\d\b")
ISO_MONTH = lazy(r"\d{4}-(\d\d)")
DOI_PREFIX = lazy(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
SPACE = lazy(r"\s+")
# What has to be there for something to be meant as BibTeX.
BEGINS_ENTRY = lazy(r"@[ \t]*[a-z]+\s*[{(]", re.IGNORECASE)


class BibtexError(AddError):
    """Text that is no BibTeX; the message says where and why."""


def read(text: str) -> tuple[Draft, ...]:
    """Return the drafts of the entries in BibTeX, in their order.

    Raises BibtexError for what cannot be read, and for an entry without a title.
    """
    if BEGINS_ENTRY.search(text) is None:
        raise BibtexError("no entry; BibTeX begins as in `@inproceedings{key, title = {...}, ...}`")
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares.names import SeparateCoAuthors, SplitNameParts
    from bibtexparser.model import DuplicateBlockKeyBlock, Entry

    # What it would write to the log is told by us.
    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    logging.getLogger("bibtexparser").propagate = False
    library = parse_string(text)
    entries = list(library.entries)
    for block in library.failed_blocks:
        if isinstance(block, DuplicateBlockKeyBlock) and isinstance(block.ignore_error_block, Entry):
            entries.append(block.ignore_error_block)
        else:
            raise BibtexError(_problem(block))
    if not entries:
        raise BibtexError("no entry; BibTeX begins as in `@inproceedings{key, title = {...}, ...}`")
    entries.sort(key=lambda entry: entry.start_line or 0)
    separate, split = SeparateCoAuthors(), SplitNameParts()
    drafts: list[Draft] = []
    for entry in entries:
        parted = separate.transform_entry(entry, library)
        parted = split.transform_entry(parted, library) if isinstance(parted, Entry) else parted
        if not isinstance(parted, Entry):
            raise BibtexError(_problem(parted))
        drafts.append(_draft(parted))
    return tuple(drafts)


def _problem(block: Any) -> str:
    """Return what is wrong with a block that could not be read, and where."""
    said = " ".join(str(getattr(block, "error", "")).partition("Note:")[0].split()).rstrip(".")
    return f"line {(block.start_line or 0) + 1}: {said or 'cannot be read; a brace, a quote or a comma may be missing'}"


def _draft(entry: "Entry") -> Draft:
    raw = {field.key.lower(): field.value for field in entry.fields}
    literal = {key: _plain(str(value)) for key, value in raw.items() if key in LITERAL}
    words = {
        key: _words(value)
        for key, value in raw.items()
        if isinstance(value, str) and (key not in LITERAL or key in NOT_LITERAL)
    }
    if not words.get("title"):
        raise BibtexError(f"line {(entry.start_line or 0) + 1}: @{entry.entry_type}{{{entry.key}}} has no title")
    title = words["title"]
    if words.get("subtitle"):
        title = f"{title}: {words['subtitle']}"
    people = raw.get("author") or raw.get("editor") or []
    names = [_person(each) for each in people] if isinstance(people, list) else []
    has_more = bool(names) and names[-1].family.casefold() == OTHERS and names[-1].is_whole
    date = words.get("date", "")
    year = YEAR.search(words.get("year", "") or date)
    return Draft(
        title=title.rstrip(".") if title.endswith(".") and not title.endswith("..") else title,
        people=tuple(names[:-1] if has_more else names),
        has_more_people=has_more,
        venue=_venue(entry.entry_type, words),
        year=year.group() if year else None,
        month=_month(words.get("month", ""), date),
        links=tuple(_links(literal, words)),
        is_typed=False,
    )


def _venue(kind: str, words: Mapping[str, str]) -> str | None:
    """Return where it appeared; what is at arXiv alone appeared nowhere yet."""
    series = words.get("series", "")
    found = next((words[name] for name in VENUES if words.get(name)), None)
    if found is None and kind.lower() in THESES:
        found = next((words[name] for name in SCHOOLS if words.get(name)), None)
    if found is None or PREPRINT.match(found):
        return None
    if short_name(found) is None and series and short_name(series):
        return series
    return found


def _links(literal: Mapping[str, str], words: Mapping[str, str]) -> Iterator[DraftLink]:
    """Yield where it leads: its page, its number at arXiv, its DOI, its code; each thing once."""
    found: list[DraftLink] = []
    eprint = literal.get("eprint", "").strip()
    scheme = (literal.get("archiveprefix") or literal.get("eprinttype") or "").casefold()
    arxiv = None
    if eprint and scheme in ("", "arxiv"):
        arxiv = ARXIV_ID.fullmatch(eprint.removeprefix("arXiv:"))
    if arxiv is not None:
        found.append(DraftLink.of_arxiv(VERSION.sub("", eprint.removeprefix("arXiv:")).lower()))
    else:
        said = " ".join(
            (words.get("journal", ""), words.get("volume", ""), literal.get("note", ""), literal.get("howpublished", ""))
        )
        if match := ARXIV.search(said):
            found.append(DraftLink.of_arxiv(match["id"].lower()))
    for name in ("url", "link", "pdf"):
        found += [DraftLink(address) for address in ADDRESS.findall(literal.get(name, ""))[:1]]
    if doi := DOI_PREFIX.sub("", literal.get("doi", "").strip()):
        found.append(DraftLink(f"https://doi.org/{doi}"))
    for name in ("howpublished", "note", "code"):
        found += [DraftLink(address.rstrip(".,;")) for address in ADDRESS.findall(literal.get(name, ""))]
    seen: set[object] = set()
    for link in found:
        if link.identifier not in seen:
            seen.add(link.identifier)
            yield link


def _month(text: str, date: str) -> int | None:
    text = text.strip().casefold()
    if text.isdecimal() and 1 <= int(text) <= 12:
        return int(text)
    if text:
        return month(text)
    match = ISO_MONTH.match(date)
    return int(match[1]) if match and 1 <= int(match[1]) <= 12 else None


def _person(parts: "NameParts") -> Person:
    given, particle, family, suffix = (" ".join(map(_words, words)) for words in (parts.first, parts.von, parts.last, parts.jr))
    if not family:
        return Person(" ".join(filter(None, (given, particle))))
    return Person(family, given, particle, suffix) if given else Person(" ".join(filter(None, (particle, family, suffix))))


def _words(text: str) -> str:
    """Return what LaTeX shows, on one line: letters for accents, nothing for braces; formulas as they are."""
    if "\\" in text or "{" in text or "}" in text or "~" in text or "--" in text or "`" in text or "''" in text or "$" in text:
        text = _decoded(text)
    return SPACE.sub(" ", text.replace("\xa0", " ")).strip()


def _decoded(text: str) -> str:
    return str(_decoder().latex_to_text(text))


@cache
def _decoder() -> Any:
    """Return what makes plain text of LaTeX; it reads no file, whatever the text asks for."""
    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

    known = get_default_latex_context_db()
    macros = [MacroTextSpec(name, simplify_repl="") for name in ("input", "include")]
    known.add_context_category("bibtex", prepend=True, macros=[*macros, MacroTextSpec("url", simplify_repl="%s")])
    return LatexNodes2Text(latex_context=known, math_mode="verbatim")


def _plain(text: str) -> str:
    """Return a text that LaTeX takes literally, without the backslashes that BibTeX has there nevertheless."""
    return ESCAPED.sub(r"\1", text).strip()

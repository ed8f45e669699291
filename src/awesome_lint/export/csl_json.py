"""CSL-JSON: an array of works, for pandoc, Zotero and other programs that set citations by style."""

from collections.abc import Iterable, Iterator

import msgspec

from awesome_lint.document import Document
from awesome_lint.export import Options
from awesome_lint.export.jsonl import harmless
from awesome_lint.export.reference import Person, Reference, Work, references
from awesome_lint.reporters.json import array

TYPES = {
    Work.ARTICLE: "article-journal",
    Work.CONFERENCE_PAPER: "paper-conference",
    Work.PREPRINT: "article",
    Work.PAPER: "article",
    Work.BOOK: "book",
    Work.SOFTWARE: "software",
    Work.PAGE: "webpage",
}
# What pandoc takes for "et al.".
OTHERS = {"literal": "others"}


def render(documents: Iterable[Document], options: Options) -> Iterator[str]:
    encoder = msgspec.json.Encoder()
    yield from array(
        harmless(encoder.encode(_work(reference)).decode()) for reference in references(documents, options.complete)
    )


def _work(reference: Reference) -> dict[str, object]:
    work: dict[str, object] = {"id": reference.key, "type": TYPES[reference.work], "title": reference.title}
    if reference.people:
        people = [_name(each) for each in reference.people]
        work["author"] = [*people, OTHERS] if reference.has_more_people else people
    if reference.venue:
        is_preprint = reference.work is Work.PREPRINT
        work["publisher" if is_preprint else "container-title"] = reference.venue
    if reference.arxiv:
        work["number"] = f"arXiv:{reference.arxiv}"
    if reference.year:
        work["issued"] = {"date-parts": [[reference.year]]}
    for name, value in (("volume", reference.volume), ("issue", reference.number), ("page", reference.pages)):
        if value:
            work[name] = value
    for name, value in (("DOI", reference.doi), ("ISBN", reference.isbn), ("URL", reference.url)):
        if value:
            work[name] = value
    if reference.keywords:
        work["keyword"] = ", ".join(word.replace(",", " /") for word in reference.keywords)
    if reference.description:
        work["annote"] = reference.description
    return work


def _name(each: Person) -> dict[str, str]:
    if each.is_whole:
        return {"literal": each.family}
    name = {"family": each.family, "given": each.given}
    if each.particle:
        name["non-dropping-particle"] = each.particle
    if each.suffix:
        name["suffix"] = each.suffix
    return name

"""A draft of an entry of which only an identifier or an address was given, with what is known of that."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.adding.draft import Draft, DraftLink
from awesome_lint.knowledge.identifiers import Identifier, IdentifierKind
from awesome_lint.online.drafts import draft_of
from awesome_lint.online.exchange import Exchange, Request
from awesome_lint.online.pace import SERVICES
from awesome_lint.online.questions import Asker, doi_of
from awesome_lint.online.records import Record, Repository
from awesome_lint.online.services import arxiv, crossref, datacite, github, openreview, page
from awesome_lint.online.services.asking import Heard
from awesome_lint.online.tokens import token


class Completed(Struct, frozen=True):
    """A draft with what is known, and why that is less than a title."""

    draft: Draft
    trouble: str = ""
    is_withdrawn: bool = False
    source: str = ""
    """Who said so."""


async def complete(asker: Asker, drafts: Sequence[Draft]) -> tuple[Completed, ...]:
    """Return the drafts with what is known of what they lead to: fields that were given stay."""
    return tuple([await _completed(asker, draft) for draft in drafts])


async def _completed(asker: Asker, draft: Draft) -> Completed:
    link = next((each for each in draft.links if each.identifier.kind.is_paper), draft.links[0] if draft.links else None)
    if draft.title or link is None:
        return Completed(draft)
    identifier = link.identifier
    if identifier.kind is IdentifierKind.GITHUB:
        return await _of_repository(asker, draft, link)
    records, trouble = await _records(asker, identifier, link.url)
    if not records:
        return await _of_page(asker, draft, link, trouble) if not identifier.kind.is_paper else Completed(draft, trouble)
    main = records[0]
    published = next((each for each in records if each.kind.is_published and each.venue), None)
    known = draft_of(published or main)
    # What arXiv has is what its authors call it now; where and when it appeared, others know better.
    known = replace(known, title=main.title, people=main.people or known.people, month=None if published else known.month)
    return Completed(_over(draft, known), is_withdrawn=main.is_withdrawn, source=main.service)


async def _records(asker: Asker, identifier: Identifier, url: str) -> tuple[list[Record], str]:
    """Return the records of what an identifier names, that of who gives it out first, or why there are none."""
    found: list[Record] = []
    trouble = ""
    if identifier.kind is IdentifierKind.ARXIV:
        found, trouble = await _first(asker, arxiv.by_numbers([identifier.value]), identifier, arxiv.NAME)
        if dois := [record.doi for record in found if record.doi]:
            published, _ = await _heard(asker, crossref.by_dois(dois))
            found += published
    elif doi := doi_of(identifier):
        found, trouble = await _first(asker, crossref.by_dois([doi]), identifier, crossref.NAME)
        if not found:
            found, trouble = await _first(asker, datacite.by_dois([doi]), identifier, "Crossref and DataCite")
    elif identifier.kind is IdentifierKind.OPENREVIEW:
        found, trouble = await _first(asker, [openreview.by_forum(identifier.value)], identifier, openreview.NAME)
    if not found and identifier.kind is not IdentifierKind.ARXIV and url.startswith(("https://", "http://")):
        records = [page.heard(exchange) async for exchange in asker.fetch([page.by_address(url)])]
        found = [record for each in records for record in each.records]
    return found, "" if found else trouble


async def _first(asker: Asker, requests: Iterable[Request], identifier: Identifier, name: str) -> tuple[list[Record], str]:
    """Return the records of this identifier, or why there are none."""
    records, trouble = await _heard(asker, requests)
    mine = [record for record in records if identifier in record.identifiers]
    if mine or trouble:
        return mine, trouble
    return [], f"{name} {'know' if ' and ' in name else 'knows'} none"


async def _heard(asker: Asker, requests: Iterable[Request]) -> tuple[list[Record], str]:
    found: list[Record] = []
    trouble = ""
    async for exchange in asker.fetch(list(requests)):
        heard = _READERS[exchange.request.service](exchange)
        found += heard.records
        if heard.trouble:
            trouble = f"{SERVICES[exchange.request.service].title} did not answer ({heard.trouble})"
    return found, trouble


def _no_record(exchange: Exchange) -> Heard:
    return Heard((), exchange.reason)


_READERS = {
    arxiv.SERVICE: arxiv.read,
    crossref.SERVICE: crossref.read,
    datacite.SERVICE: datacite.read,
    openreview.SERVICE: openreview.read,
}


async def _of_repository(asker: Asker, draft: Draft, link: DraftLink) -> Completed:
    name = "/".join(link.url.partition("github.com/")[2].split("/")[:2]).removesuffix(".git")
    if not github.is_name(name):
        return Completed(draft, "it is no repository")
    is_known = bool(token(SERVICES[github.SERVICE].host))
    request = github.by_names([name]) if is_known else github.by_name(name)
    async for exchange in asker.fetch([request]):
        found = github.read_names([name], exchange) if is_known else github.read_name(name, exchange)
        if found.trouble:
            return Completed(draft, f"{github.NAME} did not answer ({found.trouble})")
        repository = dict(found.found).get(name)
        if repository is not None:
            return Completed(_over(draft, _draft_of_repository(draft, link, repository)), source=github.NAME)
    return Completed(draft, f"{github.NAME} knows none, or shows it to nobody")


def _draft_of_repository(draft: Draft, link: DraftLink, repository: Repository) -> Draft:
    """Return what GitHub says of a repository: its name as its owner writes it, and where it is now."""
    links = tuple(
        [replace(each, url=f"https://github.com/{repository.name}") if each is link else each for each in draft.links]
    )
    name = repository.name.partition("/")[2]
    return Draft(title=name, description=repository.description, links=links, is_typed=False)


async def _of_page(asker: Asker, draft: Draft, link: DraftLink, trouble: str) -> Completed:
    async for exchange in asker.fetch([page.by_address(link.url)]):
        found, why = page.read(exchange)
        if found.record is not None:
            return Completed(_over(draft, draft_of(found.record)), source=page.NAME)
        if found.title:
            known = Draft(title=found.title, description=found.description or None, is_typed=False)
            return Completed(_over(draft, known), source=page.NAME)
        trouble = f"the page did not say what it is ({why})"
    return Completed(draft, trouble)


def _over(draft: Draft, known: Draft) -> Draft:
    """Return what is known, but for what was given, which stays; the links are those that were given."""
    given = {
        name: value for name in draft.__struct_fields__ if (value := getattr(draft, name)) and name not in ("links", "is_typed")
    }
    is_repository = known.links and known.links[0].identifier.kind is IdentifierKind.GITHUB
    return replace(known, links=known.links if is_repository else draft.links, is_typed=False, **given)

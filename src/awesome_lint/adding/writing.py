"""An entry as it will stand in its place: the fields of a draft in the words and the form of the entries around it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.adding import dates, rows
from awesome_lint.adding.draft import Draft, DraftLink, code, main_first, of_paper
from awesome_lint.adding.moulds import CODE_LINK, Form, Mould, Run, forms, is_closed, moulds
from awesome_lint.adding.site import Site
from awesome_lint.adding.wording import Words, kind_of
from awesome_lint.content.page import visible
from awesome_lint.content.rendering import render
from awesome_lint.document import Container, Document, Entry
from awesome_lint.habits.template import LINKED, PAPER, UNLINKED, Template, Values
from awesome_lint.knowledge.identifiers import IdentifierKind
from awesome_lint.patterns import lazy

# Where a mark may be markup, or is, always.
MARKS = ("\\", "`", "*", "_", "[", "]", "<", ">", "~", "|", "#", "&")
NOT_IN_URL = lazy(r"[\s<>]")
MOST_FORMS = 6
# So many entries of a place show what is said of each, and this share of them has to say it.
LEAST_NEAR = 3
LEAST_USED = 0.15
FIELDS = ("title", "authors", "venue", "year", "description", "tags")


class Written(Struct, frozen=True):
    """The text of an entry without its marker, and the fields of its draft that have no place in it."""

    text: str
    missing: tuple[str, ...] = ()


def written(document: Document, place: Site, draft: Draft) -> Iterator[Written]:
    """Yield the ways to write a draft in its place, the best first."""
    known = {id(entry) for entry in place.entries}
    far = [entry for entry in document.entries if id(entry) not in known and entry.container is place.container]
    words = Words(document, place.entries, far)
    draft = _wanted(draft, place.entries, far)
    if place.container is Container.TABLE_ROW:
        row = _row(document, place, draft, words)
        if row is not None:
            yield row
        return
    near_moulds, far_moulds = moulds(document, place.entries), moulds(document, far)
    found = forms(near_moulds, far_moulds, _counted(draft))
    number = _number(near_moulds)
    ways = [_in_form(form, draft, words, number) for form in found[:MOST_FORMS] or [_usual(draft)]]
    # Where a field that a bracket was opened for is not known, the bracket that closes it may be left.
    ways.sort(key=lambda each: not is_closed(each.text))
    seen: set[str] = set()
    for each in ways:
        if each.text not in seen:
            seen.add(each.text)
            yield each


def _wanted(draft: Draft, near: Sequence[Entry], far: Sequence[Entry]) -> Draft:
    """Return the draft without what the list does not say of its entries; what was typed for it stays."""
    draft = _dated(draft, near, far)
    if draft.is_typed:
        return draft
    used = {name: _is_used(name, near) if len(near) >= LEAST_NEAR else _is_used(name, (*near, *far)) for name in FIELDS}
    links = _one_for_the_work(draft.links, (*near, *far))
    if not _is_used("labels", near if len(near) >= LEAST_NEAR else (*near, *far)):
        links = main_first(links)[:1]
    changes: dict[str, object] = {"links": links}
    if not used["authors"]:
        changes["people"] = ()
    for name in ("venue", "year", "description"):
        if not used[name]:
            changes[name] = None
    if not used["tags"]:
        changes["tags"] = ()
    return replace(draft, **changes)


def _dated(draft: Draft, near: Sequence[Entry], far: Sequence[Entry]) -> Draft:
    """Return the draft with the year in which arXiv got it, where none is given and the entries around have one."""
    entries = near if len(near) >= LEAST_NEAR else (*near, *far)
    found = next((each.submission for each in draft.identifiers if each.submission), None)
    if draft.year is not None or found is None or not _is_used("year", entries):
        return draft
    return replace(draft, year=str(found.year), month=draft.month or found.month)


def _one_for_the_work(links: Sequence[DraftLink], entries: Sequence[Entry]) -> tuple[DraftLink, ...]:
    """Return the links with one to the work itself: that to where the list links most; code stays, too."""
    others = [link for link in links if link.identifier.kind is IdentifierKind.GITHUB]
    works = [link for link in links if link not in others]
    if len(works) < 2:
        return tuple(links)
    hosts = Counter(_host(link.url) for entry in entries for link in entry.links)
    best = max(works, key=lambda link: (hosts[_host(link.url)], link.is_number, of_paper(link.identifier)))
    return (best, *others)


def _host(url: str) -> str:
    return url.partition("//")[2].partition("/")[0].casefold().removeprefix("www.")


def _is_used(name: str, entries: Sequence[Entry]) -> bool:
    return sum(bool(getattr(entry, name)) for entry in entries if name != "title") >= LEAST_USED * len(entries)


def _counted(draft: Draft) -> dict[str, int]:
    """Return how many there are of each thing that has a place in a mould."""
    counted = {"title": 1}
    for name, value in (
        ("authors", draft.people),
        ("venue", draft.venue),
        ("year", draft.year),
        ("description", draft.description),
    ):
        if value:
            counted[name] = 1
    if draft.links:
        counted["url"] = 1
    if len(draft.links) > 1:
        counted["more"] = len(draft.links) - 1
    if draft.tags:
        counted["tag"] = len(draft.tags)
    if code(draft.links):
        counted["github"] = 1
        if len(draft.links) > 1:
            counted["code"] = 1
    if _arxiv(draft):
        counted["arxiv"] = 1
    if _date(draft) is not None:
        counted["date"] = 1
    return counted


def _arxiv(draft: Draft) -> str | None:
    return next((each.value for each in draft.identifiers if each.kind is IdentifierKind.ARXIV), None)


def _date(draft: Draft) -> dates.Date | None:
    """Return the date of a draft where more than its year is known."""
    date = dates.read(draft.year) if draft.year else None
    if date is None:
        return None
    month = date.month or draft.month
    return dates.Date(date.year, month, date.day) if month else None


def _number(near: Sequence[Mould]) -> int:
    """Return the number after those that the entries of a place have in their text."""
    return max((each.number for each in near if each.number is not None), default=0) + 1


def _usual(draft: Draft) -> Form:
    """Return the form for lists from which none can be learnt."""
    text = PAPER if draft.people else LINKED if draft.links else UNLINKED
    text = text.replace("[{label}]({url})", "{links}").replace("`{tag}`", "{tags}")
    return Form(Template(text), Run("[{label}]({url})", " "), Run("`{tag}`", " "), "YYYY")


def _in_form(form: Form, draft: Draft, words: Words, number: int) -> Written:
    """Return a draft as a form has it; of what was not typed for this list, nobody misses anything."""
    texts, missing = _texts(draft, words, form.date, form.fields)
    links = words.in_order(draft.links) if form.template.links_title else list(main_first(draft.links))
    own: tuple[tuple[str, str], ...] = ()
    if "url" in form.fields and links:
        own = (("", _address(words, links.pop(0))),)
    if CODE_LINK in form.template.text:
        repository = next(
            (link for link in links if link.identifier.kind is IdentifierKind.GITHUB and link.label is None), None
        )
        links = [link for link in links if link is not repository]
    if links:
        if "links" not in form.fields:
            missing.append("links")
        texts["links"] = _joined(form.links, [(words.label(link), _address(words, link)) for link in links])
    if draft.tags:
        texts["tags"] = (form.tags.separator or " ").join(form.tags.unit.replace("{tag}", tag) for tag in draft.tags)
        if "tags" not in form.fields:
            missing.append("tags")
    texts["number"] = str(number)
    return Written(
        _clean(form.template.write(Values(texts, own))), _missed(draft, missing, has_link=bool(own) or "links" in form.fields)
    )


def _missed(draft: Draft, missing: Sequence[str], *, has_link: bool) -> tuple[str, ...]:
    """Return what a person would miss: all that was typed for this list, and of anything else that it leads nowhere."""
    if draft.is_typed:
        return tuple(missing)
    return ("links",) if draft.links and not has_link else ()


def _joined(run: Run, pairs: Sequence[tuple[str, str]]) -> str:
    separator = " " if run.separator is None else run.separator
    return separator.join(run.unit.replace("{label}", label).replace("{url}", url) for label, url in pairs)


def _texts(draft: Draft, words: Words, date_form: str, fields: frozenset[str]) -> tuple[dict[str, str], list[str]]:
    """Return the fields as Markdown, and the names of those without a place."""
    texts = {"title": plain(_title(draft.title or ""))}
    if draft.people:
        texts["authors"] = plain(words.authors(draft)).removesuffix(".") if "authors" in fields else ""
    venue = words.venue(draft)
    if venue:
        texts["venue"] = plain(venue)
    date = words.date(draft, date_form)
    if date:
        texts["year"] = date
        read = dates.read(draft.year or "")
        texts["plain"] = str(read.year) if read else date
    if draft.description:
        texts["description"] = words.description(draft.description.strip())
    if repository := code(draft.links):
        texts["github"] = repository
    if arxiv := _arxiv(draft):
        texts["arxiv"] = arxiv
    if (found := _date(draft)) is not None:
        texts["date"] = dates.written(found, "D Mon YYYY")
    return texts, [name for name, value in _given(draft).items() if value and name not in fields]


def _given(draft: Draft) -> dict[str, object]:
    """Return what is given besides title, links and tags."""
    return {"authors": draft.people, "venue": draft.venue, "year": draft.year, "description": draft.description}


def _title(title: str) -> str:
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


def _clean(text: str) -> str:
    return "\n".join(line if line.endswith("  ") and line.strip() else line.rstrip() for line in text.split("\n")).rstrip()


def _address(words: Words, link: DraftLink) -> str:
    """Return an address as it can stand between the parentheses of a link."""
    url = words.address(link)
    if NOT_IN_URL.search(url) is None and url.count("(") == url.count(")"):
        return url
    return "".join(f"%{ord(character):02X}" if character in " <>()" else character for character in url)


# --- rows -------------------------------------------------------------------------------------------------------------


def _row(document: Document, place: Site, draft: Draft, words: Words) -> Written | None:
    table = rows.table(document, place.entries)
    if table is None:
        return None
    fields = frozenset(name for column in table.columns for cell in column.cells for name in Template(cell).fields)
    texts, missing = _texts(draft, words, table.date, fields)
    takes_own = any("{title}" in cell and "{url}" in cell for column in table.columns for cell in column.cells)
    links = words.in_order(draft.links) if takes_own else list(main_first(draft.links))
    own = (("", _address(words, links.pop(0))),) if takes_own and links else ()
    texts["number"] = str(table.number)
    columns = _columns_of(table, links, words)
    if None in columns.values():
        missing.append("links")
    if draft.tags and "tags" not in fields:
        missing.append("tags")
    has = {**{name: bool(value) for name, value in texts.items()}, "url": bool(own), "tags": bool(draft.tags)}
    cells: list[str] = []
    used: set[str] = set()
    for index, column in enumerate(table.columns):
        here = [link for link in links if columns[id(link)] == index]
        form = rows.cell(column, {name: value and name not in used for name, value in has.items()}, links=len(here))
        template = Template(form)
        used |= {name for name in template.fields if name in ("title", "description", "authors")}
        found = dict(texts)
        if here:
            run = rows.run_of(column)
            found["links"] = _joined(run, [(words.label(link), _address(words, link)) for link in here])
        if draft.tags:
            found["tags"] = ", ".join(draft.tags)
        takes = own if "url" in template.fields else ()
        cells.append(_cell(template.write(Values(found, takes)) if template.fields else form))
    return Written(
        table.row(cells), _missed(draft, missing, has_link=bool(own) or any(column is not None for column in columns.values()))
    )


def _columns_of(table: rows.Table, links: Sequence[DraftLink], words: Words) -> dict[int, int | None]:
    """Return the column of each link: that in which others of its label stand, or others that lead to the like."""
    found: dict[int, int | None] = {}
    candidates = [index for index, column in enumerate(table.columns) if column.is_of_links]

    def likeness(index: int, link: DraftLink) -> tuple[int, int, int]:
        column = table.columns[index]
        return column.labels[words.label(link).casefold()], column.kinds[kind_of(link.url)], -index

    for link in links:
        found[id(link)] = max(candidates, key=lambda index: likeness(index, link), default=None)
    return found


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("\\|", "|").replace("|", "\\|")


# --- marks ------------------------------------------------------------------------------------------------------------


def plain(text: str) -> str:
    """Return the Markdown of a text that shows just these characters: as it is, where it does, or with backslashes."""
    text = " ".join(text.split())
    if not any(mark in text for mark in MARKS):
        return text
    expected = "".join(text.split())
    for marks in ((), ("\\",), ("\\", "`", "*", "<"), ("\\", "`", "*", "<", "[", "]", "~", "&"), MARKS):
        escaped = "".join(f"\\{character}" if character in marks else character for character in text)
        if _shown(escaped) == expected:
            return escaped
    return escaped


def _shown(text: str) -> str:
    from html import unescape

    return unescape(visible(render(f"x **{text}** x\n")))[1:-1]

"""What is known of a place: an entry and its fields, a link, a heading, a rule that is named."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from awesome_lint.document import Directive, Document, Entry, Heading, Link, LinkKind
from awesome_lint.engine.ignores import DISABLE, ENABLE, IGNORE, IGNORE_FILE
from awesome_lint.facts.anchors import fragment_of, key_of
from awesome_lint.knowledge.identifiers import Identifier, IdentifierKind, identify
from awesome_lint.patterns import ESCAPED, lazy
from awesome_lint.registry.discovery import discover
from awesome_lint.registry.manual import manual, summary
from awesome_lint.reporters.places import counted
from awesome_lint.reporters.text import visible
from awesome_lint.server import places
from awesome_lint.server.library import Library, Listed, identifiers
from awesome_lint.source import Span, Text

MARKS = lazy(r"([\\`*_\[\]<>~#|])")
ADDRESSED = lazy(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\([^()\s]*\)")
# Of more authors, and of more places, the first are named.
MOST_NAMES, MOST_PLACES = 12, 8

NAMES = {
    IdentifierKind.ARXIV: "arXiv",
    IdentifierKind.DOI: "DOI",
    IdentifierKind.OPENREVIEW: "OpenReview",
    IdentifierKind.ACL: "ACL Anthology",
    IdentifierKind.GITHUB: "GitHub",
    IdentifierKind.ISBN: "ISBN",
}
VERBS = {
    IGNORE: "Ignores these rules, or groups of rules, in the entry or the block that it stands in.",
    DISABLE: "Ignores these rules, or groups of rules, from here on.",
    ENABLE: "Ends what `disable` began.",
    IGNORE_FILE: "Ignores these rules, or all, in the whole list.",
    "contents": "Asks for a table of contents below it, two levels deep or as `depth=3` says.",
    "sorted": "Says by what the lists after it are sorted.",
    "not": "Says that the lists after it are not sorted.",
}


class Hover(Struct, frozen=True):
    """What is shown of a place, as Markdown, and the place."""

    text: str
    span: Span


def hover(library: Library, here: Listed, offset: int) -> Hover | None:
    """Return what is known of what stands at an offset."""
    document = here.document
    if (directive := places.directive_at(document, offset)) is not None:
        return _of_directive(directive, offset)
    if (link := places.link_at(document, offset)) is not None and not _is_title(document, link):
        return Hover("\n".join(_of_link(library, here, link)), link.span)
    if (heading := places.heading_at(document, offset)) is not None:
        return Hover("\n".join(_of_heading(document, heading)), heading.span)
    if (entry := places.entry_at(document, offset)) is not None:
        return Hover("\n".join(_of_entry(library, here, entry)), entry.text_span)
    return None


def of_rule(name: str) -> str | None:
    """Return the manual of a rule, or the rules of a group."""
    rules = discover()
    if name in rules:
        return manual(rules[name])
    found = sorted((rule for rule in rules.values() if rule.group == name), key=lambda rule: rule.name)
    lines = [f"- `{rule.name}`: {summary(rule)}" for rule in found]
    return "\n".join([f"**{name}**, a group of rules\n", *lines]) if found else None


def plain(text: str) -> str:
    """Return Markdown that shows a text as it is, on one line; what would hide or reorder it is an escape."""
    return MARKS.sub(r"\\\1", visible(" ".join(text.split())))


def without_marks(text: str) -> str:
    """Return the Markdown of a hover as it reads, for clients that show text."""
    text = ADDRESSED.sub(r"\1", text)
    return ESCAPED.sub(r"\1", text.replace("**", ""))


def _of_directive(directive: Directive, offset: int) -> Hover | None:
    word = places.word_at(directive, offset)
    if word is None:
        return None
    text = VERBS.get(word.value) if word == directive.name else of_rule(word.value)
    return Hover(text, word.span) if text else None


def _is_title(document: Document, link: Link) -> bool:
    """Whether a link is that of an entry's title, which tells more."""
    entry = places.entry_at(document, link.span.start)
    return entry is not None and entry.is_of_title(link)


def _of_link(library: Library, here: Listed, link: Link) -> Iterator[str]:
    kind = "Image" if link.kind is LinkKind.IMAGE else "Link"
    identifier = identify(link.url)
    named = "" if identifier.kind is IdentifierKind.URL else f", {_named(identifier)}"
    yield f"{kind} ({link.kind.value}){named}\n"
    if link.url:
        yield f"{plain(link.url)}"
    if link.is_fragment:
        wanted = key_of(fragment_of(link))
        heading = next((each for each in here.document.headings if key_of(each.slug) == wanted), None)
        if heading is not None:
            yield f"\nThe heading **{plain(heading.text.value)}**, line {here.document.source.line_number(heading.span.start)}"
    own = places.entry_at(here.document, link.span.start)
    others = [(listed, entry) for listed, entry in library.naming(link) if listed is not here or entry != own]
    yield from _listed(here, others)


def _of_heading(document: Document, heading: Heading) -> Iterator[str]:
    yield f"Heading, anchor `#{heading.slug}`\n"
    section = places.section_of(document, heading)
    if section is not None:
        inner = sum(1 for each in section.walk() for entry in each.entries for _ in entry.walk())
        own = sum(1 for entry in section.entries for _ in entry.walk())
        entries = f"{inner} {'entry' if inner == 1 else 'entries'}"
        yield f"- {entries}" + (f", {inner - own} of them in sections within it" if inner != own else "")
    links = sum(1 for link in document.links if link.is_fragment and key_of(fragment_of(link)) == key_of(heading.slug))
    yield f"- {counted(links, 'link')} of this page to it"


def _of_entry(library: Library, here: Listed, entry: Entry) -> Iterator[str]:
    document = here.document
    yield f"**{plain(entry.name)}**\n" if entry.name else "An entry without a title\n"
    yield _glance(entry) + "\n"
    people = [author.name for author in entry.authors.people] if entry.authors else []
    more = f" and {len(people) - MOST_NAMES} more" if len(people) > MOST_NAMES else ""
    rows = [("Authors", plain(", ".join(people[:MOST_NAMES])) + more if people else "")]
    rows += [("Venue", _value(entry.venue)), ("Year", _value(entry.year)), ("Description", _value(entry.description))]
    rows.append(("Tags", ", ".join(plain(tag.value) for tag in entry.tags)))
    rows.append(("Links", ", ".join(_label(link) for link in entry.links)))
    rows.append(("Identifiers", ", ".join(map(_named, identifiers(entry)))))
    for name, value in rows:
        if value:
            yield f"- {name}: {value}"
    if not entry.is_read:
        yield "- Its fields could not be told apart."
    elif entry.unread and (left := _unread(document, entry)):
        yield f"- In no field: {left}"
    yield from _listed(here, library.elsewhere(here, entry))


def _glance(entry: Entry) -> str:
    """Return what an entry is, at a glance: `Paper · 3 authors · ICML 2021`."""
    kinds = {"paper": "Paper", "named": "Named thing", "unparsed": "Unread", "placeholder": "Without a word"}
    parts = [kinds[entry.kind.value]]
    if entry.authors:
        count = sum(not author.is_et_al for author in entry.authors.people)
        parts.append(counted(count, "author") + (" and others" if any(each.is_et_al for each in entry.authors.people) else ""))
    parts.append(" ".join(plain(each.value) for each in (entry.venue, entry.year) if each))
    parts.append(f"{len(entry.entries)} below it" if entry.entries else "")
    return " · ".join(part for part in parts if part)


def _unread(document: Document, entry: Entry) -> str:
    words = (document.source.slice(span).strip() for span in entry.unread)
    return ", ".join(plain(each) for each in words if any(map(str.isalnum, each)) and not each.startswith("<!--"))


def _listed(here: Listed, others: Iterable[tuple[Listed, Entry]]) -> Iterator[str]:
    """Yield where else something is listed."""
    found: Sequence[tuple[Listed, Entry]] = list(others)
    if not found:
        return
    yield "\nAlso listed:\n"
    for listed, entry in found[:MOST_PLACES]:
        line = listed.document.source.line_number(entry.span.start)
        where = f"line {line}" if listed is here else f"{plain(listed.document.source.path)}, line {line}"
        yield f"- [{plain(entry.name or 'an entry')}]({listed.uri}#L{line}), {where}"
    if len(found) > MOST_PLACES:
        yield f"- and {counted(len(found) - MOST_PLACES, 'place')} more"


def _label(link: Link) -> str:
    return f"{plain(link.label.value)} ({plain(link.url)})" if link.label.value.strip() else plain(link.url)


def _named(identifier: Identifier) -> str:
    return f"{NAMES[identifier.kind]} {plain(identifier.value)}"


def _value(text: Text | None) -> str:
    return plain(text.value) if text is not None else ""

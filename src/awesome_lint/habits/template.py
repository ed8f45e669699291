"""How a list writes its entries: `**{title}.** *{authors}.* [{label}]({url})`, given or inferred, and entries written so."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from awesome_lint.entries import Container, Entry, EntryKind, Link
from awesome_lint.habits import titles
from awesome_lint.habits.habit import Sample
from awesome_lint.patterns import lazy
from awesome_lint.source import Source, Span, Text

FIELDS = ("title", "authors", "venue", "year", "description", "tag", "label", "url")
FIELD = lazy(r"\{([^{}]*)\}")
OPENING, CLOSING, TOGGLES = "([{", ")]}", '*_"`'

# A mark that ends a value ends the sentence too, so that no period follows it.
ENDS_ITSELF = (".", *titles.ENDS_ITSELF)
APOSTROPHES = ("'", "’", "‘", "`")
JOINTS = (",", ";", ":", "|")
PLAIN_END = lazy(r"[.,;:|]*$")
# The link at the end of a template stands for one or more.
REPEATED_LINK = lazy(r"(\S{0,20}?\[\{label\}\]\(\{url\}\)[\])]{0,20})(?:[\s,|/·]{0,20}\1)+")
REPEATED_TAG = lazy(r"(\S{0,20}?\{tag\}\S{0,20}?)(?:[\s,|/·]{0,20}\1)+")
# What may stand between the fields of an entry without saying anything.
SAYS_NOTHING = lazy(r"(?:<br\s*/?>|[\s.,:;|·•–—()\[\]{}*_~\"'“”‘’`>\\/-])*", re.IGNORECASE)
PAIRED = ("`", "**", "__", "~~", "*", "_")
# An address with these needs angle brackets around it, and none of these in it.
NOT_IN_URL, ANGLE = lazy(r"[\s<>]"), lazy(r"[<>]")
ANY_MARK = lazy("[`*_~]")
WRAP = lazy(r"(?:(?<![ \t])[ \t]+)?\\?\n[ \t>]*")

# Templates that have a place for everything and that our own parser reads best, for lists without a habit.
PAPER = "**{title}.** *{authors}.* {venue} {year}. `{tag}` [{label}]({url}) - {description}"
LINKED = "[{title}]({url}) ({venue}, {year}) `{tag}` [{label}]({url}) - {description}"
UNLINKED = "**{title}.** ({venue}, {year}) `{tag}` - {description}"

MOST_CANDIDATES = 12


class TemplateError(Exception):
    """A template that says nothing of use; the message says what is wrong with it."""


class Chunk(Struct, frozen=True):
    """A stretch of a template that is written as a whole or not at all: `parts` are texts and, at odd places, fields."""

    space: str
    parts: tuple[str, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        return self.parts[1::2]

    @property
    def is_link(self) -> bool:
        return "title" not in self.fields and ("url" in self.fields or "label" in self.fields)


class Template(Struct, frozen=True, dict=True):
    """How an entry is written: text, and the names of fields in braces."""

    text: str

    @cached_property
    def chunks(self) -> tuple[Chunk, ...]:
        return tuple(_chunks(self.text))

    @cached_property
    def fields(self) -> frozenset[str]:
        return frozenset(name for chunk in self.chunks for name in chunk.fields)

    @cached_property
    def links_title(self) -> bool:
        """Whether the title itself is a link."""
        return any("title" in chunk.fields and "url" in chunk.fields for chunk in self.chunks)

    @cached_property
    def has_links(self) -> bool:
        """Whether links have a place of their own."""
        return any(chunk.is_link for chunk in self.chunks)

    def write(self, values: "Values") -> str:
        """Return the text of an entry. Fields that the template does not name are not in it."""
        links = list(values.links)
        own = links.pop(0) if self.links_title and links else None
        written = tail = ""
        for chunk in self.chunks:
            for one in self._filled(chunk, values, own, links):
                piece = _write(chunk.parts, one)
                if piece is not None:
                    written += (chunk.space if written else "") + piece
                    tail = chunk.parts[-1]
                elif tail in JOINTS and PLAIN_END.fullmatch(chunk.parts[-1]):
                    # The punctuation that ends what is absent ends what came before it.
                    written = written.removesuffix(tail) + chunk.parts[-1]
                    tail = chunk.parts[-1]
        return written.removesuffix(tail) if tail in JOINTS else written

    def _filled(
        self, chunk: Chunk, values: "Values", own: tuple[str, str] | None, links: Sequence[tuple[str, str]]
    ) -> list[dict[str, str]]:
        """Return what each field of a chunk is, once for every time that it is written."""
        if chunk.is_link:
            return [{**values.texts, "label": label, "url": url} for label, url in links] or [{}]
        if "tag" in chunk.fields:
            return [{**values.texts, "tag": tag} for tag in values.tags] or [{}]
        if own is not None and "title" in chunk.fields:
            return [{**values.texts, "url": own[1], "label": own[0]}]
        return [dict(values.texts)]


class Values(Struct, frozen=True):
    """The fields of an entry as Markdown on one line: its texts by name, its links as label and URL, the title's first."""

    texts: Mapping[str, str]
    links: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()


def template(text: str) -> Template:
    """Return the template that a text describes. Raises TemplateError for one without a title or with an unknown field."""
    names = FIELD.findall(text)
    for name in names:
        if name not in FIELDS:
            raise TemplateError(f"unknown field {{{name}}}; the fields are {', '.join(f'{{{field}}}' for field in FIELDS)}")
    if names.count("title") != 1:
        raise TemplateError("expected {title} once")
    if "\n" in text or "\r" in text:
        raise TemplateError("expected one line")
    return Template(text.strip())


def values(source: Source, entry: Entry, form: Template, ends_titles: bool = False) -> Values:
    """Return the fields of an entry as its author wrote them, for a template to write.

    `ends_titles` says that the list ends its titles with a period by habit, so that it belongs to the form, not to the title.
    """
    texts: dict[str, str] = {}
    places = places_of(source, entry)
    for name, span in places.items():
        texts[name] = folded(source.slice(span).replace("\\|", "|"))
    title = texts.get("title", "")
    if ends_titles and title.endswith(".") and not title.endswith(".."):
        texts["title"] = title[:-1]
    pairs = []
    for index, link in enumerate(own_links(entry, places)):
        label = ""
        if index or not form.links_title:
            if entry.title_span is None or not entry.title_span.overlaps(link.span):
                label = folded(source.slice(_balanced(source, link.label.span, link.span)))
            label = label or _label(link)
        pairs.append((label, _url(source, link)))
    return Values(texts, tuple(pairs), tuple(tag.value for tag in entry.tags))


def fits(source: Source, entry: Entry, form: Template) -> bool:
    """Whether the template has a place for all that the entry says."""
    if not entry.is_read or entry.title is None or entry.badges or _is_entangled(entry) or says_more(source, entry):
        return False
    if '"' in entry.title.value and '"' in form.text:
        return False
    links = len(own_links(entry, places_of(source, entry)))
    if form.links_title and not links:
        return False
    present = (
        ("authors", entry.authors),
        ("venue", entry.venue),
        ("year", entry.year),
        ("description", entry.description),
        ("tag", entry.tags),
    )
    if any(value and name not in form.fields for name, value in present):
        return False
    return form.has_links or links <= form.links_title


def says_more(source: Source, entry: Entry) -> bool:
    """Whether there are words, images or marks in the block of the entry that are in none of its fields."""
    block = Span(entry.text_span.start, block_end(source, entry))
    return any(SAYS_NOTHING.fullmatch(source.text, *between) is None for between in block.without(_taken(entry)))


def block_end(source: Source, entry: Entry) -> int:
    """Return where the block of an entry ends, without the entries nested in it."""
    if entry.entries:
        return max(entry.text_span.end, source.text.rfind("\n", 0, entry.entries[0].span.start) + 1)
    return max(entry.text_span.end, entry.span.end)


def most_used(sample: Sample, kind: EntryKind, pinned: str | None) -> tuple[str, int, int]:
    """Return the template that most list items of a kind are written in, with their number and that of all of them.

    Where settings pin one, it is that one; where there is none, it is nothing.
    """
    counts: Counter[str] = Counter()
    total = 0
    for entry in sample.entries:
        if entry.kind is kind and entry.container is Container.LIST_ITEM:
            total += 1
            signature = _signature(sample.source, entry)
            if signature is not None:
                counts[signature] += 1
    best, best_score = "", (0, 0)
    for text in [text for text, _ in counts.most_common(MOST_CANDIDATES)] if pinned is None else [pinned]:
        form = Template(text)
        score = sum(count for other, count in counts.items() if other == text or _skeleton(form, other) == other)
        if (score, len(form.fields)) > best_score:
            best, best_score = text, (score, len(form.fields))
    return (pinned if pinned is not None else best), best_score[0], total


def roomy(entry: Entry) -> Template:
    """Return a template that has a place for every field of the entry."""
    if entry.authors:
        return Template(PAPER)
    return Template(LINKED if entry.links else UNLINKED)


def folded(text: str) -> str:
    """Return Markdown on one line."""
    return WRAP.sub(" ", text).strip() if "\n" in text else text.strip()


def _chunks(text: str) -> Iterable[Chunk]:
    """Yield the stretches between white space that is in no brackets, emphasis or quotes, each with at least one field."""
    pending, space = "", ""
    chunks: list[tuple[str, str]] = []
    for piece, gap in _words(text):
        if not pending:
            space = gap
            pending = piece
        else:
            pending += gap + piece
        if FIELD.search(pending):
            chunks.append((space, pending))
            pending = ""
    if pending and chunks:
        before, last = chunks.pop()
        chunks.append((before, f"{last}{space}{pending}"))
    for before, each in chunks:
        yield Chunk(before, tuple(FIELD.split(each)))


def _words(text: str) -> Iterable[tuple[str, str]]:
    """Yield each stretch without free white space, and the white space before it."""
    depth, open_marks = 0, 0
    word, gap = "", ""
    for character in text:
        if character.isspace() and depth <= 0 and not open_marks:
            if word:
                yield word, gap
                word, gap = "", ""
            gap += character
            continue
        word += character
        if character in OPENING:
            depth += 1
        elif character in CLOSING:
            depth -= 1
        elif character in TOGGLES:
            open_marks ^= 1 << TOGGLES.index(character)
    if word:
        yield word, gap


def _write(parts: Sequence[str], found: Mapping[str, str]) -> str | None:
    """Return a chunk with its fields filled in, or None where it has none of them; what joins an absent one is left out."""
    present = [index for index in range(1, len(parts), 2) if parts[index] in found]
    if not present:
        return None
    written = parts[0]
    for number, index in enumerate(present):
        value = found[parts[index]]
        following = parts[index + 1] if number + 1 < len(present) else parts[-1]
        if following.startswith(".") and value.endswith(ENDS_ITSELF):
            following = following[1:]
        written += value + following
    return written


def places_of(source: Source, entry: Entry) -> dict[str, Span]:
    """Return where the fields are written, with the marks and links inside them and without those around them."""
    places: dict[str, Span] = {}
    if entry.title and entry.title_span:
        places["title"] = _with_code_marks(source, _balanced(source, entry.title.span, entry.title_span), entry.title_span)
    if entry.authors and entry.authors_span:
        places["authors"] = _balanced(source, _people(entry), entry.authors_span, entry.links)
    for name, text in (("venue", entry.venue), ("year", entry.year)):
        if text is not None:
            places[name] = _balanced(source, _with_apostrophe(source, text), entry.text_span)
    if entry.description:
        links = [link for link in entry.links if not (entry.title_span and entry.title_span.overlaps(link.span))]
        places["description"] = _balanced(source, entry.description.span, entry.text_span, links)
    return places


def _with_code_marks(source: Source, span: Span, outer: Span) -> Span:
    """Return the span of a title with the marks that make code of all of it, where it is code in a link."""
    start, end = span
    while start - 1 > outer.start and end + 1 < outer.end and source.text[start - 1] == source.text[end] == "`":
        start, end = start - 1, end + 1
    return Span(start, end)


def _with_apostrophe(source: Source, text: Text) -> Span:
    """Return the span of a value; that of the year in `ICML'22` with the mark that tells it from any other number."""
    start, end = text.span
    is_short = len(text.value) == 2 and text.value.isdigit() and source.text[start - 1 : start] in APOSTROPHES
    return Span(start - is_short, end)


def _balanced(source: Source, span: Span, outer: Span, links: Iterable[Link] = ()) -> Span:
    """Return the span with both marks of each pair and all of each link in it, as far as they are inside `outer`.

    The span of a value runs from its first letter to its last one, which may stand inside marks or links of their own.
    """
    start, end = span
    for link in links:
        if link.span.overlaps(span) and outer.contains(link.span):
            start, end = min(start, link.span.start), max(end, link.span.end)
    text = source.text
    for mark in PAIRED if ANY_MARK.search(text, start, end) else ():
        is_before = start - len(mark) >= outer.start and text.startswith(mark, start - len(mark))
        is_after = end + len(mark) <= outer.end and text.startswith(mark, end)
        count = text.count(mark, start, end)
        if count % 2 and is_after:
            end += len(mark)
        elif count % 2 and is_before:
            start -= len(mark)
        elif count and mark == "`" and is_before and is_after:
            start, end = start - 1, end + 1
    return Span(start, end)


def own_links(entry: Entry, places: Mapping[str, Span]) -> list[Link]:
    """Return the links that are not written with the authors or the description."""
    held = [places[name] for name in ("authors", "description") if name in places]
    return [link for link in entry.links if not any(span.overlaps(link.span) for span in held)]


def _is_entangled(entry: Entry) -> bool:
    """Whether venue or year are written inside another field or a link, so that they cannot be moved without it."""
    outer = [span for span in (entry.title_span, entry.authors_span) if span]
    outer += [link.span for link in entry.links]
    if entry.description:
        outer.append(entry.description.span)
    inner = [text.span for text in (entry.venue, entry.year, *entry.tags) if text]
    return any(span.overlaps(other) for span in inner for other in outer)


def _people(entry: Entry) -> Span:
    people = entry.authors.people if entry.authors else ()
    return Span(people[0].span.start, people[-1].span.end)


def _label(link: Link) -> str:
    """Return a label for a link that was labelled with the title, or not at all."""
    from awesome_lint.knowledge.identifiers import IdentifierKind, identify

    kind = identify(link.url).kind
    return "paper" if kind.is_paper else "code" if kind is IdentifierKind.GITHUB else "link"


def _url(source: Source, link: Link) -> str:
    url = folded(source.slice(link.url_span)) if link.url_span else link.url
    is_plain = NOT_IN_URL.search(url) is None and url.count("(") == url.count(")")
    return url if is_plain else f"<{url}>" if ANGLE.search(url) is None else url.replace("<", "%3C").replace(">", "%3E")


def _taken(entry: Entry) -> list[Span]:
    """Return the places of all fields with their marks."""
    spans = [span for span in (entry.title_span, entry.authors_span) if span]
    texts = (entry.venue, entry.year, entry.separator, entry.description, *entry.tags)
    spans += [text.span for text in texts if text]
    spans += [link.span for link in entry.links]
    return spans


def _signature(source: Source, entry: Entry) -> str | None:
    """Return the text of an entry with the names of fields in the place of their values, or None where it says more."""
    if entry.title is None or entry.title_span is None or entry.badges or says_more(source, entry):
        return None
    named = places_of(source, entry)
    places = [(without_period(source, span) if name in ("title", "authors") else span, name) for name, span in named.items()]
    places += [(tag.span, "tag") for tag in entry.tags]
    for link in own_links(entry, named):
        if link.url_span is None:
            return None
        places.append((link.url_span, "url"))
        if not entry.title_span.overlaps(link.span):
            places.append((link.label.span, "label"))
    return _named(source, entry.text_span, places)


def slotted(source: Source, span: Span, slots: Iterable[tuple[Span, str]]) -> tuple[str, str] | None:
    """Return the text of a place with names in braces where fields are, up to the last of these, and what stands behind that.

    There is none where two fields meet, or where braces stand before one.
    """
    position, end = span
    written = ""
    for place, name in sorted(slots):
        if place.start < position or place.end > end:
            return None
        between = source.text[position : place.start]
        if "{" in between or "}" in between:
            return None
        written += between + f"{{{name}}}"
        position = place.end
    return written, source.text[position:end]


def _named(source: Source, text_span: Span, places: Collection[tuple[Span, str]]) -> str | None:
    parts = slotted(source, text_span, places)
    if parts is None:
        return None
    written = " ".join(folded("".join(parts)).split())
    return REPEATED_TAG.sub(r"\1", REPEATED_LINK.sub(r"\1", written))


def without_period(source: Source, span: Span) -> Span:
    """Return the span without a period at its end, which the template states; an ellipsis stays."""
    text = source.slice(span)
    return Span(span.start, span.end - 1) if text.endswith(".") and not text.endswith("..") else span


def _skeleton(form: Template, other: str) -> str:
    """Return what the template makes of an entry that has just the fields of another form."""
    found = FIELD.findall(other)
    texts = {name: f"{{{name}}}" for name in found if name not in ("url", "label", "tag")}
    links = tuple(("{label}", "{url}") for _ in range(found.count("url")))
    return form.write(Values(texts, links, ("{tag}",) if "tag" in found else ()))

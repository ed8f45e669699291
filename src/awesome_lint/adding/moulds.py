"""How the entries of a place are written: the text of each with slots for its fields, and which of these suits a new one.

A mould is what is left of an entry without its fields. It keeps what the template of the list gives up: line breaks, bullets
below the entry, what stands between its links, the form of a date, and badges that name its repository.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.adding.dates import NAME, around, shape
from awesome_lint.document import Container, Document, Entry, Link, LinkKind
from awesome_lint.habits.template import TOGGLES, Template, Values, block_end, own_links, places_of, slotted, without_period
from awesome_lint.knowledge.identifiers import IdentifierKind, identify
from awesome_lint.patterns import lazy
from awesome_lint.source import Source, Span, occurrences

# Of what is gone, or is not recommended any more.
STRUCK_OUT = "~~"
LINKS, TAGS = "{links}", "{tags}"
PLAIN_LINK, PLAIN_TAG = "[{label}]({url})", "`{tag}`"
# What may stand between two links, or two tags; words would say what the second one is.
SEPARATOR = lazy(r"(?:<br\s*/?>|&nbsp;|[^\w\n]|\n[ \t]*(?:[-*+][ \t]+)?){0,12}", re.IGNORECASE)
BRACKETS = {"[": "]", "(": ")"}
BULLETS = ("- ", "* ", "+ ")
TAG_MARKS = ("`", "[", "(", "<kbd>")
CLOSING = {"`": "`", "<kbd>": "</kbd>", **BRACKETS}
# A link in words before it: `- Code: https://github.com/owner/name`.
NAMED_LINK = lazy(
    r"(?:[-*+][ \t]+)?[*_]{0,2}(?P<label>[^\W\d_](?:[^\W_]|[ /-]){1,24})[*_]{0,2}[ \t]{0,3}[:：][*_]{0,2}[ \t]{0,3}$"
)
# What says nothing to a reader: comments, and places to lead to.
HIDDEN = lazy(r"<!--[^>]{0,200}-->|<a (?:name|id)=[^<>]{0,100}></a>", re.IGNORECASE)
REPOSITORY = lazy(
    r"(?:github\.com/|img\.shields\.io/github/[a-z-]+/)([\w.-]+/[\w-]+(?:\.[\w-]+)*?)(?=\.(?:svg|git)\b|[/)\s?#&\"']|$)"
)
SPACES = lazy(r"(?<=\S)[ \t]{2,5}(?=\S)")
WORD = lazy(r"[^\W_]{2,}")
MARKUP = lazy(r"<[^<>\s]*>|&\w+;|\{\w+\}|\b(?:https?|img|shields|io|github|com|GitHub|stars)\b")
# A picture, perhaps with a link around it, that says something of one entry alone.
PICTURE = lazy(r"[ \t]?(?:\[!\[[^\[\]]{0,100}\]\([^(){}]{0,200}\)\]\([^(){}]{0,200}\)|!\[[^\[\]]{0,100}\]\([^(){}]{0,200}\))")
YEAR = lazy(r"(?<![\w/.{-])(?:19[5-9]\d|20[0-4]\d)(?![\w/}-]|\.\d)")
MORE_DATE = lazy(rf"(?:(?<!\w)\d{{1,2}}(?:st|nd|rd|th)?[ \t]+)?(?<!\w){NAME}\.?,?[ \t]+\{{plain\}}", re.IGNORECASE)
# A number that the entries of a list have in their text: `[12] `, `**[3]** `.
NUMBER = lazy(r"\A(?P<before>[*_]{0,2}[\[(]?)(?P<number>\d{1,4})(?P<after>[\])][*_]{0,2}[ \t]?|[.)][ \t]|[*_]{1,2}[ \t])")
CODE_LINK = "](https://github.com/{github}"
# Pictures that praise, or say what a program found: nobody says that of a new entry.
EMOJI = lazy(r":[a-z0-9_+-]+:|[\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001faff\u2190-\u21ff\u2b00-\u2bff]")
# What an entry of the same place counts beside one from elsewhere in the list; and how much all of these count together, for
# each of that place.
NEAR, FAR, MOST_FAR = 96, 12, 24
LEAST_WORDED, LEAST_WORDED_SHARE = 2, 0.1
SAID_SHARE = 0.6
MOST_CANDIDATES = 80


class Run(Struct, frozen=True):
    """How things of one kind are written beside each other: each one, and what stands between two, None where there is one."""

    unit: str = ""
    separator: str | None = None


class Mould(Struct, frozen=True):
    """The text of an entry with slots for its fields. `{links}` stands for all that have labels, `{tags}` for all tags."""

    text: str
    links: Run = Run()
    tags: Run = Run()
    date: str = ""
    """The form of its date."""
    number: int | None = None
    """The number in its text that its place in the list has given it."""


class Form(Struct, frozen=True):
    """The way to write a new entry."""

    template: Template
    links: Run
    tags: Run
    date: str

    @property
    def fields(self) -> frozenset[str]:
        return self.template.fields


def mould(source: Source, entry: Entry) -> Mould | None:
    """Return the mould of an entry of a list, a paragraph, or a heading with what is below it; None where it has none.

    That is so where its links stand apart, or one field is written inside of another.
    """
    if entry.title is None or entry.title_span is None or not entry.is_read:
        return None
    start, end = region(source, entry)
    named = places_of(source, entry)
    slots = [(without_period(source, span) if name in ("title", "authors") else span, name) for name, span in named.items()]
    date = ""
    if entry.year and "year" in named:
        whole = around(source, named["year"])
        slots = [(whole if name == "year" else span, name) for span, name in slots]
        date = shape(source.slice(whole))
    labelled: list[tuple[Span, str | None]] = []
    for link in own_links(entry, named):
        if link.url_span is None:
            return None
        if entry.is_of_title(link):
            slots.append((link.url_span, "url"))
        elif any(link.label.span.contains(span) for span, _ in slots):
            # `[ICML 2024](url)` leads to the work.
            slots.append((link.url_span, "url"))
        else:
            labelled.append(unit_of(source, link, start))
    if sum(name == "url" for _, name in slots) > 1:
        return None
    runs: dict[str, Run] = {}
    for name, units in (("links", labelled), ("tags", [tag_unit(source, tag.span) for tag in entry.tags])):
        found = run_of_units(source, sorted(units), [span for span, _ in slots])
        if found is None:
            return None
        runs[name], covered = found
        if covered is not None:
            slots.append((covered, name))
    text = with_slots(source, Span(start, end), slots)
    if text is None:
        return None
    text = generalised(_unindented(text, start - _line_start(source, start)), entry)
    if STRUCK_OUT in text or any(text.count(mark) % 2 for mark in TOGGLES):
        return None
    number = NUMBER.match(text)
    if number:
        text = f"{number['before']}{{number}}{text[number.end('number') :]}"
    return Mould(text, runs["links"], runs["tags"], date, int(number["number"]) if number else None)


def region(source: Source, entry: Entry) -> Span:
    """Return where the text of an entry is, without its marker, the entries nested in it and white space at its end."""
    start = entry.text_span.start if entry.container is Container.LIST_ITEM else entry.span.start
    end = block_end(source, entry) if entry.container is Container.LIST_ITEM else entry.span.end
    return Span(start, start + len(source.text[start:end].rstrip()))


def moulds(document: Document, entries: Iterable[Entry]) -> list[Mould]:
    """Return the moulds of entries, those aside that have none."""
    return [found for entry in entries if (found := mould(document.source, entry)) is not None]


def forms(near: Sequence[Mould], far: Sequence[Mould], wanted: Mapping[str, int]) -> list[Form]:
    """Return the ways to write an entry with so many of each field, the best first; `near` are those of its place.

    The best has a place for most fields, and of these the one that most entries with just these fields are written in.
    """
    near, far = _regrouped(near, far)
    weighed = [*((each, NEAR) for each in near), *((each, far_weight(len(near), len(far))) for each in far)]
    counts: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for each, weight in weighed:
        counts[each.text] += weight
        met[each.text] += 1
    _strip_pictures(counts, met)
    _add_links(counts, met, wanted)
    blurred: Counter[str] = Counter()
    for text, count in counts.items():
        blurred[_blurred(text)] += count
    common = [text for text, _ in counts.most_common() if _is_general(text, counts, blurred, met[text])]
    best: dict[str, tuple[tuple[int, ...], str]] = {}
    for text in common[:MOST_CANDIDATES]:
        form = Template(text)
        if "title" not in form.fields or ("url" in form.fields and not wanted.get("url")):
            continue
        made = form.write(_slots(form, wanted))
        places = sum(_has_place(form, name, wanted) for name in wanted)
        score = (places, counts[made], counts[text])
        if made not in best or best[made][0] < score:
            best[made] = (score, text)
    return [_form(text, weighed) for _, text in sorted(best.values(), reverse=True)]


def _strip_pictures(counts: Counter[str], met: Counter[str]) -> None:
    """Let moulds that differ in their pictures be one without any, unless most have the same: pictures praise, or rate."""
    pictured: defaultdict[str, list[str]] = defaultdict(list)
    for text in counts:
        if EMOJI.search(MARKUP.sub(" ", text)):
            pictured[_without_emoji(text)].append(text)
    for plain, texts in pictured.items():
        total = sum(counts[text] for text in texts) + counts[plain]
        if max(counts[text] for text in texts) < SAID_SHARE * total:
            for text in texts:
                counts[plain] += counts.pop(text)
                met[plain] += met.pop(text)


def _add_links(counts: Counter[str], met: Counter[str], wanted: Mapping[str, int]) -> None:
    """Add the most used mould with links at its end, for an entry with more of them than others have."""
    plain = [text for text, _ in counts.most_common() if "{title}" in text and "{links}" not in text and "\n" not in text]
    if wanted.get("more") and plain:
        counts[f"{plain[0]} {LINKS}"] += 1
        met[f"{plain[0]} {LINKS}"] += 1


def far_weight(near: int, far: int) -> int:
    """Return what an entry from elsewhere in a list counts: many do not outweigh those of the place."""
    return max(1, min(FAR, MOST_FAR * near // far)) if near > LEAST_WORDED and far else FAR


def _has_place(form: Template, name: str, wanted: Mapping[str, int]) -> bool:
    if name in ("github", "arxiv", "date", "code"):
        # What follows from the links has no place of its own.
        return False
    if name == "url":
        return not form.fields.isdisjoint(("url", "links"))
    if name == "more":
        return "links" in form.fields or ("code" in wanted and CODE_LINK in form.text)
    return ("tags" if name == "tag" else name) in form.fields


def _slots(form: Template, wanted: Mapping[str, int]) -> Values:
    """Return values for the template that write its own slots."""
    number = wanted.get("url", 0) + wanted.get("more", 0)
    own = (("", "{url}"),) if "url" in form.fields and number else ()
    if "code" in wanted and CODE_LINK in form.text:
        number -= 1
    found = {name: f"{{{name}}}" for name in wanted if name not in ("url", "more", "tag", "code")}
    if number > len(own):
        found["links"] = LINKS
    if wanted.get("tag"):
        found["tags"] = TAGS
    if "year" in wanted:
        found["plain"] = "{plain}"
    return Values({**found, "number": "{number}"}, own)


def _is_general(text: str, counts: Counter[str], blurred: Counter[str], met: int) -> bool:
    """Whether what stands between the fields may be said of any entry: the words and pictures of most that are written so."""
    if not is_closed(text):
        return False
    bare = MARKUP.sub(" ", text)
    has_words = WORD.search(EMOJI.sub(" ", bare)) is not None
    if not has_words and EMOJI.search(bare) is None:
        return True
    if has_words and counts[text] < LEAST_WORDED_SHARE * sum(counts.values()):
        return False
    return met >= LEAST_WORDED and counts[text] >= SAID_SHARE * blurred[_blurred(text)]


def is_closed(text: str) -> bool:
    """Whether each bracket of a text that opens closes, and the other way round: one that does not is a slip of an entry."""
    return all(text.count(opening) == text.count(closing) for opening, closing in BRACKETS.items())


def _without_emoji(text: str) -> str:
    return SPACES.sub(" ", EMOJI.sub("", text)).strip()


def _blurred(text: str) -> str:
    """Return a text with all words alike, and without pictures."""
    kept = EMOJI.sub("", text)
    return " ".join(WORD.sub(lambda match: match.group() if _is_slot(kept, match) else "w", kept).split())


def _is_slot(text: str, match: "re.Match[str]") -> bool:
    return text[match.start() - 1 : match.start()] == "{" and text[match.end() : match.end() + 1] == "}"


def _form(text: str, weighed: Sequence[tuple[Mould, int]]) -> Form:
    """Return how links, tags and dates are written in such a mould."""
    found = [(each, weight * (NEAR if each.text == text else 1)) for each, weight in weighed]
    links = _most([(each.links, weight) for each, weight in found], Run(PLAIN_LINK, " "))
    tags = _most([(each.tags, weight) for each, weight in found], Run(PLAIN_TAG, " "))
    dates: Counter[str] = Counter()
    for each, weight in found:
        if each.date:
            dates[each.date] += weight
    return Form(Template(text), links, tags, dates.most_common(1)[0][0] if dates else "")


def _most(runs: Iterable[tuple[Run, int]], usual: Run) -> Run:
    units: Counter[str] = Counter()
    separators: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for run, weight in runs:
        if run.unit:
            units[run.unit] += weight
            if run.separator is not None:
                separators[run.unit][run.separator] += weight
    if not units:
        return usual
    unit = units.most_common(1)[0][0]
    found = separators[unit]
    return Run(unit, found.most_common(1)[0][0] if found else "\n" if unit[:2] in BULLETS else " ")


def _regrouped(near: Sequence[Mould], far: Sequence[Mould]) -> tuple[list[Mould], list[Mould]]:
    """Return moulds in which brackets stand around all links where the list puts all in one pair.

    Around one link alone, brackets may be those of each link or of all.
    """
    several = [each for each in (*near, *far) if each.links.separator is not None]
    each_has = sum(each.links.unit[:1] in BRACKETS and each.links.unit[1:].startswith("[") for each in several)
    all_have = sum(f"({LINKS})" in each.text or f"[{LINKS}]" in each.text for each in several)
    if all_have <= each_has:
        return list(near), list(far)
    return [_opened(each) for each in near], [_opened(each) for each in far]


def _opened(each: Mould) -> Mould:
    unit = each.links.unit
    if each.links.separator is not None or unit[1:-1] != PLAIN_LINK:
        return each
    return replace(each, text=each.text.replace(LINKS, f"{unit[0]}{LINKS}{unit[-1]}"), links=Run(PLAIN_LINK))


def unit_of(source: Source, link: Link, region_start: int) -> tuple[Span, str | None]:
    """Return where a link is with what belongs to it, and how it is written there."""
    url = link.url_span or link.span
    start, end = link.span
    if link.kind in (LinkKind.BARE, LinkKind.AUTOLINK):
        line = max(_line_start(source, start), region_start)
        before = source.text[line:start]
        named = NAMED_LINK.search(before)
        if named and not before[: named.start()].strip():
            label = Span(line + named.start("label"), line + named.end("label"))
            whole = Span(line + named.start(), end)
            return whole, with_slots(source, whole, [(label, "label"), (url, "url")])
    if BRACKETS.get(source.text[start - 1 : start]) == source.text[end : end + 1] != "":
        start, end = start - 1, end + 1
    slots = [(url, "url")]
    label = link.label.span
    if not label.is_empty and link.span.contains(label) and not label.overlaps(url):
        slots.append((label, "label"))
    return Span(start, end), with_slots(source, Span(start, end), slots)


def tag_unit(source: Source, span: Span) -> tuple[Span, str | None]:
    """Return where a tag is with its marks, and how it is written there."""
    for mark in TAG_MARKS:
        closing = CLOSING[mark]
        if source.text.startswith(mark, span.start - len(mark)) and source.text.startswith(closing, span.end):
            return Span(span.start - len(mark), span.end + len(closing)), f"{mark}{{tag}}{closing}"
    return span, "{tag}"


def run_of_units(
    source: Source, units: Sequence[tuple[Span, str | None]], others: Sequence[Span]
) -> tuple[Run, Span | None] | None:
    """Return how neighbours are written, and where all of them are; None where they stand apart, or each in its own way."""
    if not units:
        return Run(), None
    kinds = {unit for _, unit in units}
    if len(kinds) != 1 or None in kinds:
        return None
    separators: Counter[str] = Counter()
    for (one, _), (other, _) in pairwise(units):
        between = source.text[one.end : other.start]
        if SEPARATOR.fullmatch(between) is None or any(one.end <= span.start < other.start for span in others):
            return None
        separators[_unindented(between, _indent(source, one.start))] += 1
    if len(separators) > 1:
        return None
    covered = Span(units[0][0].start, units[-1][0].end)
    return Run(kinds.pop() or "", next(iter(separators), None)), covered


def with_slots(source: Source, span: Span, slots: Iterable[tuple[Span, str]]) -> str | None:
    """Return the text of a place with names in braces where fields are, or None where two fields meet or braces are there."""
    parts = slotted(source, span, slots)
    if parts is None:
        return None
    written, rest = parts
    return None if "{" in rest or "}" in rest else written + rest


def generalised(text: str, entry: Entry) -> str:
    """Return the text with slots for what else it says of the entry: dates, its repository, its number at arXiv."""
    text = HIDDEN.sub("", text).rstrip()
    repositories = {found.casefold(): found for found in REPOSITORY.findall(text)}
    for link in entry.links:
        found = identify(link.url)
        if found.kind is IdentifierKind.GITHUB:
            repositories[found.value] = found.value
        elif found.kind is IdentifierKind.ARXIV:
            text = text.replace(found.value, "{arxiv}")
    if len(repositories) == 1:
        text = _slotted(text, *repositories)
    text = PICTURE.sub("", text)
    if entry.year:
        text = MORE_DATE.sub("{date}", YEAR.sub("{plain}", text))
    return text


def _slotted(text: str, repository: str) -> str:
    """Return the text with a slot wherever it names a repository, in whatever case."""
    parts: list[str] = []
    position = 0
    for at in occurrences(text.lower(), repository.lower()):
        end = at + len(repository)
        if at >= position and not (text[end : end + 1].isalnum() or text[end : end + 1] in ("-", "_")):
            parts += (text[position:at], "{github}")
            position = end
    return "".join(parts) + text[position:]


def _line_start(source: Source, offset: int) -> int:
    return source.text.rfind("\n", 0, offset) + 1


def _indent(source: Source, offset: int) -> int:
    line = _line_start(source, offset)
    text = source.text[line:offset]
    return len(text) - len(text.lstrip(" \t"))


def _unindented(text: str, width: int) -> str:
    """Return a text whose further lines begin where the first one does, as far as they are indented so much."""
    if "\n" not in text:
        return text
    first, *rest = text.split("\n")
    return "\n".join([first, *(line[min(width, len(line) - len(line.lstrip(" \t"))) :] for line in rest)])

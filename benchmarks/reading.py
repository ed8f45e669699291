"""How much of every list of a folder is read, whether the fields are where they are said to be, and what reading costs.

    python benchmarks/reading.py FOLDER             print a row for each Markdown file, the fields, and everything suspicious
    python benchmarks/reading.py --unread FOLDER    print each block that is not read, too
    python benchmarks/reading.py --cost FOLDER      print what `parse` costs in relation to `tokenize`, a part of it, and
                                                    to a bare markdown-it-py parse, and how that grows

A block is a list item, the row of a table, a paragraph, a heading or HTML. It is read when it is an entry whose fields were
told apart, a part of one, or known as something else: a heading, contents, a placeholder, words without a link, or prose, which
is a paragraph with more words outside of its links than in them. What is left links to other pages, and nobody knows as what.
The share of entries counts entries and what is left only.

A field is suspicious when its place does not hold its value. Where neither markup nor escapes are in the way, the two must be
equal; elsewhere their letters and digits must. Every list is laid out, and must give the same entries then.

Exit status: 1 when an entry is reported twice, a place is wrong or an entry is not the same after the layout.
"""

import argparse
import gc
import re
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from statistics import median
from time import process_time
from typing import NamedTuple, cast

from markdown_it import MarkdownIt

from awesome_lint.document import Document, Entry, EntryKind, Link, LinkKind, Text
from awesome_lint.engine.fixer import fix
from awesome_lint.engine.scope import LAYOUT
from awesome_lint.parser import parse
from awesome_lint.parser.tokens import tokenize
from awesome_lint.parser.tokens.token import Token
from awesome_lint.registry.discovery import discover
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source, Span

SUFFIXES = frozenset({".md", ".markdown"})
# What a file must reach, lest it is listed with what it lacks.
LEAST_SHARE = 0.9

ENTRY, PART, OTHER, PROSE, UNREAD = "entries", "parts", "other", "prose", "unread"
FATES = (ENTRY, PART, OTHER, PROSE, UNREAD)
FIELDS = ("title", "authors", "venue", "year", "links", "description", "tags", "badges")

# What Markdown means something else by than it says; groups hold what is said.
PIECE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<fence>`+)(?P<code>.+?)(?P=fence)(?!`)"
    r"|<(?P<url>[a-z]+:[^<>\s]*)>"
    r"|!\[[^\[\]]*\]\([^()]*\)"
    r"|\]\(\s*(?:[^()\s]|\([^()\s]*\))*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
    r"|\]\[[^\[\]]*\]"
    r"|<(?:/?[a-zA-Z][^<>]*|!--.*?--)>"
    r"|(?P<entity>&#?\w+;)",
    re.DOTALL,
)
NOT_SAID = re.compile(r"[\W_]+")
# Characters that Markdown may mean something by.
MARKUP = re.compile(r"[\\&*_`~<>\[\]!|\n]")
WORD = re.compile(r"\w+")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")

SIZES = (1_000, 10_000, 100_000)
PAIRS = 3
COST_HEAD = "parse/tokenize  tokenize/bare  parse/bare"


class Block(NamedTuple):
    """A list item, row, paragraph, heading or piece of HTML: where its own text stands."""

    kind: str
    start: int
    end: int


@dataclass
class Reading:
    """What became of the blocks and entries of one file."""

    path: Path
    blocks: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    entries: int = 0
    unparsed: int = 0
    left: list[str] = field(default_factory=list)
    """Each block that is not read: line, kind and text."""
    faults: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        total = self.blocks.total()
        return 1 - self.blocks[UNREAD] / total if total else 1.0

    @property
    def share_of_entries(self) -> float:
        """The share of what is an entry, or may be one, that is read."""
        total = self.blocks[ENTRY] + self.blocks[UNREAD]
        return self.blocks[ENTRY] / total if total else 1.0

    def add(self, other: "Reading") -> None:
        self.blocks += other.blocks
        self.fields += other.fields
        self.entries += other.entries
        self.unparsed += other.unparsed
        self.faults += other.faults


def read(path: Path) -> Reading:
    source = Source.from_bytes(path.read_bytes(), path.name)
    document = parse(source)
    reading = Reading(path)
    for block, fate in fates(document):
        reading.blocks[fate] += 1
        if fate == UNREAD:
            text = " ".join(source.text[block.start : block.end].split())[:100]
            reading.left.append(f"{source.line_number(block.start)}: {block.kind}: {text}")
    for entry in document.entries:
        if entry.kind is not EntryKind.PLACEHOLDER:
            reading.entries += 1
            reading.unparsed += entry.kind is EntryKind.UNPARSED
            reading.fields.update(name for name in FIELDS if getattr(entry, name))
    faults = [*twice(document), *misplaced(document), *unstable(document)]
    reading.faults = [f"{path.name}:{fault}" for fault in faults]
    return reading


# --- blocks -----------------------------------------------------------------------------------------------------------


def fates(document: Document) -> Iterator[tuple[Block, str]]:
    """Yield each block with what became of it."""
    entries = sorted(document.entries, key=lambda entry: (entry.span.start, -entry.span.end))
    starts = {(entry.span.start, entry.kind) for entry in entries}
    of_entries = _Cover(entry.span for entry in entries if entry.is_read)
    known = _Cover(
        [contents.span for contents in document.contents] + [each for run in document.placeholders for each in run.spans]
    )
    links = sorted((link for link in document.links if _leads_away(document.source, link)), key=lambda link: link.span)
    link_starts = [link.span.start for link in links]
    for block in blocks(document):
        mine = links[bisect_left(link_starts, block.start) : bisect_left(link_starts, block.end)]
        own = {kind for kind in EntryKind if (block.start, kind) in starts}
        if own & {EntryKind.PAPER, EntryKind.NAMED}:
            yield block, ENTRY
        elif EntryKind.UNPARSED in own:
            yield block, UNREAD
        elif block.kind == "heading" or known.holds(block.start) or EntryKind.PLACEHOLDER in own:
            yield block, OTHER
        elif of_entries.holds(block.start):
            yield block, PART
        elif not mine:
            yield block, OTHER
        elif block.kind == "paragraph" and _is_prose(document.source.text[block.start : block.end], mine):
            yield block, PROSE
        else:
            yield block, UNREAD


def blocks(document: Document) -> list[Block]:
    """Return the blocks of a document, each up to where the next one begins."""
    found = sorted(set(_blocks(document)), key=lambda block: (block.start, -block.end))
    ends = [*(block.start for block in found[1:]), len(document.source.text)]
    return [
        Block(block.kind, block.start, max(block.start, min(block.end, end))) for block, end in zip(found, ends, strict=True)
    ]


def _blocks(document: Document) -> Iterator[Block]:
    source = document.source
    items, is_head = 0, False
    for index, token in enumerate(cast("Sequence[Token]", document.blocks)):
        kind = token.type
        if kind in ("list_item_open", "list_item_close"):
            items += token.nesting
        elif kind in ("thead_open", "thead_close"):
            is_head = kind == "thead_open"
        if token.map is None or token.nesting < 0:
            continue
        whole = source.lines_span(token.map[0] + 1, token.map[1] + 1)
        if kind == "list_item_open":
            yield Block("list item", token.start, whole.end)
        elif kind == "tr_open" and not is_head:
            yield Block("table row", token.start, token.end)
        elif kind == "heading_open":
            yield Block("heading", whole.start, whole.end)
        elif kind == "paragraph_open" and not items:
            yield Block("paragraph", cast("Sequence[Token]", document.blocks)[index + 1].start, whole.end)
        elif kind == "html_block" and not items:
            yield Block("HTML", whole.start, whole.end)


class _Cover:
    """Spans, joined where they overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(spans):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)

    def holds(self, offset: int) -> bool:
        index = bisect_right(self.starts, offset) - 1
        return index >= 0 and offset < self.ends[index]


def _leads_away(source: Source, link: Link) -> bool:
    """Whether a reader can follow the words of a link to another page; a badge is there to be seen."""
    return link.kind is not LinkKind.IMAGE and not link.is_fragment and not source.text.startswith("![", link.label.span.start)


def _is_prose(text: str, links: Sequence[Link]) -> bool:
    linked = sum(len(WORD.findall(link.label.value)) for link in links)
    return len(WORD.findall(_bare(text))) > 2 * linked


# --- fields -----------------------------------------------------------------------------------------------------------


def twice(document: Document) -> Iterator[str]:
    """Yield entries that begin at one place, or whose titles stand at one place."""
    for name in ("span", "title_span"):
        seen = Counter(span.start for entry in document.entries if (span := getattr(entry, name)) is not None)
        yield from (
            f"{document.source.line_number(start)}: {count} entries with one {name}"
            for start, count in seen.items()
            if count > 1
        )


def misplaced(document: Document) -> Iterator[str]:
    """Yield fields whose place does not hold their value, or lies outside of their entry."""
    source = document.source
    for entry in document.entries:
        for name, text in _texts(entry):
            written = source.slice(text.span)
            if not entry.span.contains(text.span) or not _holds(written, text.value):
                yield f"{source.line_number(text.span.start)}: {name}: {text.value!r} is not {written!r}"
        for link in (*entry.links, *entry.badges):
            if link.url_span is None:
                continue
            url = source.slice(link.url_span)
            if link.url not in (url, unescape(ESCAPE.sub(r"\1", url)), f"http://{url}", f"mailto:{url}"):
                yield f"{source.line_number(link.span.start)}: URL: {link.url!r} is not {url!r}"


def _texts(entry: Entry) -> Iterator[tuple[str, Text]]:
    for name in ("marker", "title", "venue", "year", "separator", "description"):
        text = getattr(entry, name)
        if text is not None:
            yield name, text
    yield from (("tag", tag) for tag in entry.tags)
    yield from (("label", link.label) for link in entry.links)
    if entry.authors:
        yield from (("author", Text(author.name, author.span)) for author in entry.authors.people)
        yield from (("author separator", separator) for separator in entry.authors.separators)
        yield "author ending", entry.authors.ending


def _holds(written: str, value: str) -> bool:
    """Whether what is written says the value."""
    return written == value or (bool(MARKUP.search(written)) and _said(_bare(written)) == _said(value))


def _bare(text: str) -> str:
    """Return Markdown without targets of links, tags, escapes and entities."""
    return PIECE.sub(_meant, text)


def _meant(piece: re.Match[str]) -> str:
    said = piece["escaped"] or piece["code"] or piece["url"]
    return said or (unescape(piece["entity"]) if piece["entity"] else " ")


def _said(text: str) -> str:
    return NOT_SAID.sub("", text)


def unstable(document: Document) -> Iterator[str]:
    """Yield the first entry that is another one once the document is laid out."""
    laid_out = fix(document.source, RuleSet.of([discover()[LAYOUT]()])).after
    before, after = list(values(document)), list(values(parse(laid_out)))
    for one, other in zip(before, after, strict=False):
        if one != other:
            yield f"0: laid out, {one} is {other}"
            return
    if len(before) != len(after):
        yield f"0: laid out, {len(before)} entries are {len(after)}"


def values(document: Document) -> Iterator[tuple[object, ...]]:
    """Yield what each entry says, without where."""
    for entry in document.entries:
        if entry.kind is EntryKind.PLACEHOLDER:
            continue
        people = tuple(author.name for author in entry.authors.people) if entry.authors else ()
        texts = tuple(
            " ".join(text.value.split()) if text else None for text in (entry.title, entry.venue, entry.year, entry.description)
        )
        links = tuple((" ".join(link.label.value.split()), link.url) for link in entry.links)
        yield (entry.kind.value, *texts, people, links)


# --- cost -------------------------------------------------------------------------------------------------------------


def show_cost(paths: Sequence[Path]) -> None:
    """Print the processor time of reading in relation to that of tokens alone, and to a bare parse with markdown-it-py."""
    costs = []
    print(COST_HEAD)
    for path in paths:
        source = Source.from_bytes(path.read_bytes(), path.name)
        costs.append(_cost(source))
        print(f"{_shown(costs[-1])}  {len(source.text):9,} characters  {path.name}", flush=True)
    print(f"{_shown([median(column) for column in zip(*costs, strict=True)])}  median of {len(costs)} files")
    print(f"\n{COST_HEAD}  parse of one entry, that in the smallest list being 1")
    smallest = 0.0
    for size in SIZES:
        source = Source.from_text("".join(made_up(size)))
        costs_here = _cost(source, 1 if size == SIZES[-1] else PAIRS)
        one = min(_seconds(lambda: parse(source)) for _ in range(1 if size == SIZES[-1] else PAIRS)) / size  # noqa: B023
        smallest = smallest or one
        print(f"{_shown(costs_here)}  {one / smallest:5.2f}  {size:,} entries", flush=True)


def _shown(ratios: Sequence[float]) -> str:
    return "  ".join(f"{ratio:{len(name)}.2f}" for name, ratio in zip(COST_HEAD.split("  "), ratios, strict=True))


def made_up(count: int) -> Iterator[str]:
    """Yield a list of papers and named things, in sections of fifty."""
    for number in range(count):
        if number % 50 == 0:
            yield f"\n## Section {number // 50}\n\n"
        if number % 2:
            yield f"- [Tool {number}](https://github.com/owner/tool-{number}) - It does the thing number {number}.\n"
        else:
            people = "*Ann Lee, Bo van der Berg, and Cy Diaz.*"
            yield f"- **On the pruning of {number} nets.** {people} ICML 2020. [paper](https://arxiv.org/abs/2001.{number:05})\n"


def _cost(source: Source, runs: int = PAIRS) -> list[float]:
    """Return what the columns of COST_HEAD say: medians of runs in turn."""
    bare = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    rows = []
    for _ in range(runs):
        tokens = _seconds(lambda: tokenize(source.text))
        whole = _seconds(lambda: parse(source))
        floor = _seconds(lambda: bare.parse(source.text))
        rows.append((whole / tokens, tokens / floor, whole / floor))
    return [median(column) for column in zip(*rows, strict=True)]


def _seconds(act: Callable[[], object]) -> float:
    """Return the processor time of an act; the program collects no garbage while it runs, so neither does this."""
    gc.collect()
    gc.disable()
    start = process_time()
    act()
    spent = process_time() - start
    gc.enable()
    return spent


# --- output -----------------------------------------------------------------------------------------------------------


def show(paths: Sequence[Path], with_unread: bool) -> int:
    total = Reading(Path("all"))
    readings = []
    print(
        f"{'file':<52} {'blocks':>7} {'read':>6} {'entries':>8} {'read':>6} {'unparsed':>9}  "
        + " ".join(f"{fate:>7}" for fate in FATES)
    )
    for path in paths:
        reading = read(path)
        readings.append(reading)
        total.add(reading)
        print(_row(reading), flush=True)
    print(_row(total))
    print("\nEntries with")
    for name in FIELDS:
        print(f"  {name:<12} {total.fields[name]:7,} {total.fields[name] / max(total.entries, 1):6.1%}")
    poor = [each for each in readings if min(each.share, each.share_of_entries) < LEAST_SHARE]
    print(f"\nFiles of which less than {LEAST_SHARE:.0%} is read: {len(poor)}")
    for reading in readings if with_unread else poor:
        print(f"\n{reading.path.name}: {reading.share:.1%} of the blocks, {reading.share_of_entries:.1%} of the entries")
        shown = reading.left if with_unread else reading.left[:5]
        print("".join(f"  {line}\n" for line in shown), end="")
        if len(shown) < len(reading.left):
            print(f"  and {len(reading.left) - len(shown)} more")
    print(f"\nSuspicious: {len(total.faults)}")
    print("".join(f"  {fault}\n" for fault in total.faults), end="")
    return 1 if total.faults else 0


def _row(reading: Reading) -> str:
    counts = " ".join(f"{reading.blocks[fate]:7,}" for fate in FATES)
    shares = f"{reading.blocks.total():7,} {reading.share:6.1%} {reading.entries:8,} {reading.share_of_entries:6.1%}"
    return f"{reading.path.name[:52]:<52} {shares} {reading.unparsed:9,}  {counts}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the Markdown files are")
    parser.add_argument("--unread", action="store_true", help="print each block that is not read")
    parser.add_argument("--cost", action="store_true", help="print what reading costs, and nothing else")
    arguments = parser.parse_args()
    paths = sorted(path for path in arguments.folder.iterdir() if path.suffix.lower() in SUFFIXES)
    if not arguments.cost:
        return show(paths, arguments.unread)
    show_cost(paths)
    return 0


if __name__ == "__main__":
    sys.exit(main())

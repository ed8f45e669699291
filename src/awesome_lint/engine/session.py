"""A list that is being written or mended, read and checked again after each change as far as the change reaches."""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple, cast
from weakref import ref

from msgspec.structs import replace

from awesome_lint.diagnostic import Diagnostic, Report, moved
from awesome_lint.document import Document, Stretch
from awesome_lint.engine.linter import asked, lint
from awesome_lint.habits.book import Pins, Style
from awesome_lint.habits.habit import Sample
from awesome_lint.parser import StretchDocument, by_itself, documents
from awesome_lint.parser.incremental import Page, read_again, read_apart
from awesome_lint.parser.sections import Memory
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Source


class Session:
    """The text of a list, what is read of it and what the rules say, which follow each change of the text.

    It is asked by one thread at a time. Nothing that it handed out changes afterwards.
    """

    def __init__(self, source: Source, rules: RuleSet, pins: Pins | None = None) -> None:
        self._source = source
        self._rules = rules
        self._pins = pins
        self._page: Page | None = None
        self._memory = Memory()
        self._sums: dict[str, Any] = {}
        self._parts: list[tuple[_Part, int]] = []
        """The stretches of the page, each with the offset where it begins."""
        self._document: Document | None = None
        self._around = _Around()
        self._said: dict[str, list[Diagnostic]] = {}
        """What the rules said about the text as it is, by their names."""
        self._heard: dict[str, _Heard] = {}
        """What the rules that look at stretches said last, by their names."""
        self._reading = 0
        """How often the page was read."""
        self._starts: dict[int, list[int]] = {}
        """Where the parts of the page begin, by their identities."""
        self._new: dict[int, Sequence[_Part]] = {}
        """The parts that are new since a reading."""
        self._report: Report | None = None

    @property
    def source(self) -> Source:
        """The text as it is now."""
        return self._source

    @property
    def document(self) -> Document:
        """What is read of the text as it is now."""
        if self._document is None:
            self._document = self._read()
        return self._document

    def replace(self, span: tuple[int, int], text: str) -> None:
        """Write `text` in the place of `span`, offsets into `source.text`, whose newlines are all `\\n`.

        Raises ValueError where the span does not lie in the text, or where `text` is none of a file: half of a character.
        """
        before = self._source.text
        start, end = span
        if not 0 <= start <= end <= len(before):
            raise ValueError(f"span: expected a span within the {len(before)} characters of the text, got {tuple(span)}")
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise ValueError(f"text: U+{ord(text[error.start]):04X} is half of a character") from None
        after = before[:start] + text.replace("\r\n", "\n").replace("\r", "\n") + before[end:]
        self.go_on(self._source.with_text(after))

    def go_on(self, source: Source) -> None:
        """Take another text of the same list."""
        if source.text != self._source.text:
            self._document = None
            self._said = {}
            self._report = None
        self._source = source

    def report(self) -> Report:
        """Return what the rules say about the text as it is now: what `lint` says. Raises RuleError as that does."""
        if self._report is None:
            self._report = self.report_of(self._rules)
        return self._report

    def report_of(self, rules: RuleSet, *, is_folded: bool = True) -> Report:
        """Return what some of its rules say, if asked of each place by itself."""
        return lint(self.document, rules, self._ask, is_folded=is_folded)

    def _read(self) -> Document:
        page = self._page
        self._page = read_again(page, self._source) if page else read_apart(self._source)
        found = documents(self._page, self._memory, self._pins)
        known = {id(part.read.stretch): part for part, _ in self._parts}
        self._parts, self._starts, self._new = [], {}, {}
        self._reading += 1
        for read in found.stretches:
            part = known.get(id(read.stretch))
            if part is None or not part.is_still(read):
                part = _Part(read, self._around, self._reading)
            self._parts.append((part, read.start))
            self._starts.setdefault(id(part), []).append(read.start)
        stretches = [
            Stretch(part.document, read.start, read.line) for (part, _), read in zip(self._parts, found.stretches, strict=True)
        ]
        page_style = found.page.style
        style = Style(page_style.pins, replace(page_style.sample, parts=tuple([part.sample for part, _ in self._parts])))
        document = replace(found.page, stretches=tuple(stretches), memory=self._sums, style=style)
        self._around.turn_to(document)
        return document

    def _ask(self, rule: Rule, document: Document) -> list[Diagnostic]:
        if rule.name not in self._said:
            if rule.looks_at is Looks.PAGE:
                self._said[rule.name] = asked(rule, document)
            else:
                self._said[rule.name] = self._ask_parts(rule)
        return self._said[rule.name]

    def _ask_parts(self, rule: Rule) -> list[Diagnostic]:
        """Return what a rule says of all stretches; asked are those that it has not seen, or that asked what is other now."""
        around = self._around
        before = self._heard.get(rule.name)
        heard = self._heard[rule.name] = _Heard(self._reading)
        if before and around.answers(before.asked):
            # Of most rules, all parts asked the same, and it is answered as before: only what is new is asked.
            heard.parts |= {id(part): part for part in before.parts.values() if id(part) in self._starts}
            again = self._since(before.reading)
        else:
            again = [part for part, _ in self._parts]
        for part in again:
            said = part.said.get(rule.name)
            if said is None or not around.answers(said.asked):
                said = part.said[rule.name] = around.noting(rule, part.document)
            if said.asked or said.found:
                heard.parts[id(part)] = part
        found: list[tuple[int, list[Diagnostic]]] = []
        for key, part in heard.parts.items():
            said = part.said[rule.name]
            if said.asked:
                heard.asked |= said.asked
            if said.found:
                found += [(start, said.found) for start in self._starts[key]]
        found.sort(key=itemgetter(0))
        return [moved(each, start) for start, said in found for each in said]

    def _since(self, reading: int) -> Sequence["_Part"]:
        """Return the parts that are new since a reading of the page."""
        if reading not in self._new:
            self._new[reading] = [part for part, _ in self._parts if part.reading > reading]
        return self._new[reading]


Facts = dict[tuple[Callable[..., Any], tuple[Any, ...]], Any]
"""What was asked about a page: what finds it, with what it was told, and what it found."""


class _Heard:
    """What a rule said when it was asked last: at which reading of the page, by which parts, and what these asked about it."""

    def __init__(self, reading: int) -> None:
        self.reading = reading
        self.parts: dict[int, _Part] = {}
        """Those that it asked something for, or said something of, by their identities."""
        self.asked: Facts = {}


class _Said(NamedTuple):
    """What a rule said about a stretch, and what it asked about the page around that."""

    asked: Facts
    found: list[Diagnostic]


class _Around:
    """The page around its stretches, which notes what is asked of it."""

    def __init__(self) -> None:
        self._page: ref[Document] | None = None
        self._known: Facts = {}
        self._asked: Facts = {}

    def turn_to(self, page: Document) -> None:
        # The page holds its stretches, which hold this: with a reference back, none would go before a collection.
        self._page = ref(page)
        self._known = {}

    def ask(self, find: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        key = find, args
        answer = self._asked[key] = self._found(key)
        return answer

    def noting(self, rule: Rule, document: Document) -> _Said:
        """Return what a rule says about a stretch, with what it asked."""
        self._asked = {}
        found = asked(rule, document)
        return _Said(self._asked, found)

    def answers(self, facts: Facts) -> bool:
        """Whether all that was asked is as it was."""
        return all(self._found(key) == answer for key, answer in facts.items())

    def _found(self, key: tuple[Callable[..., Any], tuple[Any, ...]]) -> Any:
        if key not in self._known:
            find, args = key
            page = self._page and self._page()
            if page is None:
                raise ReferenceError("the page around a stretch is gone, and nothing can be asked about it")
            self._known[key] = find(page, *args)
        return self._known[key]


class _Part:
    """A stretch of the page as a document, and what the rules that look at no more said about it, by their names."""

    def __init__(self, read: StretchDocument, around: _Around, reading: int) -> None:
        self.read = read
        self.reading = reading
        """At which reading of the page it was new."""
        self.sample = Sample(read.stretch.source, tuple(read.apart.sections), read.stretch.blocks.tokens)
        self.document = by_itself(read, cast("Style", _Borrowed(around, self.sample)), around)
        self.said: dict[str, _Said] = {}

    def is_still(self, read: StretchDocument) -> bool:
        """Whether the stretch is read as it was, in what the rest of the page makes of it, too."""
        before = self.read
        return before.apart == read.apart and before.definitions == read.definitions and before.headings == read.headings


class _Borrowed:
    """The habits of the page, for what looks at a stretch."""

    def __init__(self, around: _Around, sample: Sample) -> None:
        self._around = around
        self.sample = sample

    def __getattr__(self, name: str) -> Any:
        return self._around.ask(_habit, (name,))


def _habit(page: Document, name: str) -> Any:
    return getattr(page.style, name)

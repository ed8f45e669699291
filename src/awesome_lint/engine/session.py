"""A list that is being written, checked again after each change."""

from awesome_lint.diagnostic import Report
from awesome_lint.document import Document
from awesome_lint.engine.linter import lint
from awesome_lint.habits.book import Pins
from awesome_lint.parser import document_of
from awesome_lint.parser.stretches import Page, read_again, read_apart
from awesome_lint.registry.rule_set import RuleSet
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
        self._document: Document | None = None
        self._report: Report | None = None

    @property
    def source(self) -> Source:
        """The text as it is now."""
        return self._source

    @property
    def document(self) -> Document:
        """What is read of the text as it is now."""
        if self._document is None:
            page = self._page
            self._page = read_again(page, self._source) if page else read_apart(self._source)
            self._document = document_of(self._page, self._pins)
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
        if after != before:
            self._source = self._source.with_text(after)
            self._document = None
            self._report = None

    def report(self) -> Report:
        """Return what the rules say about the text as it is now: what `lint` says. Raises RuleError as that does."""
        if self._report is None:
            self._report = lint(self.document, self._rules)
        return self._report

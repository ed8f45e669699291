"""The inline content of one block into tokens, placed in it."""

from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.balance_pairs import link_pairs
from markdown_it.rules_inline.emphasis import postProcess as pair_emphasis  # noqa: N813
from markdown_it.rules_inline.strikethrough import postProcess as pair_strikethrough  # noqa: N813

from awesome_lint.parser import autolinks
from awesome_lint.parser.tokens.token import Token


class InlineState(StateInline):
    """The inline parse of one block; text that no rule has claimed is the range from `text_start` to `text_end`."""

    def __init__(self, src: str, md: MarkdownIt, env: Any, tokens: list[Any]) -> None:
        self.text_start = self.text_end = 0
        self.has_delimiters = False
        self.brackets = 0
        # No link or image begins behind this; so many brackets that nothing closes cost nothing.
        self.last_target = src.rfind("]" if env.get("references") else "](")
        super().__init__(src, md, env, tokens)

    @property
    def pending(self) -> str:
        return self.src[self.text_start : self.text_end]

    @pending.setter
    def pending(self, value: str) -> None:
        pass

    def append_pending(self, text: str) -> None:
        self.add_text(self.pos, self.pos + len(text))

    def add_text(self, start: int, end: int) -> None:
        if self.text_start == self.text_end:
            self.text_start = start
        self.text_end = end

    def pushPending(self) -> Token:  # noqa: N802
        token = Token("text", "", 0)
        token.content = self.src[self.text_start : self.text_end]
        token.start, token.end = self.text_start, self.text_end
        self.text_start = self.text_end
        self.tokens.append(token)
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        if self.text_start != self.text_end:
            self.pushPending()
        token = Token(ttype, tag, nesting)
        meta: dict[str, Any] | None = None
        if nesting < 0:
            self.level -= 1
            self.delimiters = self._prev_delimiters.pop()
        token.level = self.level
        if nesting > 0:
            self.level += 1
            self._prev_delimiters.append(self.delimiters)
            self.delimiters = []
            meta = {"delimiters": self.delimiters}
        self.tokens.append(token)
        self.tokens_meta.append(meta)
        return token


def inline_tokens(src: str, md: MarkdownIt, env: Any, in_image: bool = False) -> list[Token]:
    """Return the tokens of inline content, placed in it; in an image's text nothing is linked by itself."""
    state = InlineState(src, md, env, [])
    if in_image:
        state.linkLevel = 1
    md.inline.tokenize(state)
    tokens: list[Any] = state.tokens
    if state.has_delimiters:
        link_pairs(state)
        pair_strikethrough(state)
        pair_emphasis(state)
        tokens = _joined(tokens)
    return _with_addresses(tokens) if "@" in src and not in_image else tokens


def _joined(tokens: list[Token]) -> list[Token]:
    """Return the tokens with neighbouring texts made one, and the two halves of each `**` too."""
    joined: list[Token] = []
    for token in tokens:
        kind = token.type
        if kind == "text":
            if not token.content:
                continue
            if joined and joined[-1].type == "text":
                joined[-1].content += token.content
                joined[-1].end = token.end
                continue
        # Of the two marks of a `**`, pairing keeps the inner one and empties the outer.
        elif kind == "strong_open":
            token.start -= 1
        elif kind == "strong_close":
            token.end += 1
        joined.append(token)
    return joined


def _with_addresses(tokens: list[Token]) -> list[Token]:
    """Return the tokens with the e-mail addresses in their text made links, outside of links.

    GitHub's parser looks for them last, in whole runs of text, so that marks which paired with nothing, escapes and entities
    may be part of an address.
    """
    linked: list[Token] = []
    run: list[Token] = []
    depth = 0
    for token in tokens:
        kind = token.type
        if depth == 0 and (kind == "text" or kind == "text_special"):
            run.append(token)
            continue
        if run:
            linked.extend(_linked_run(run))
            run = []
        if kind == "link_open":
            depth += 1
        elif kind == "link_close":
            depth -= 1
        linked.append(token)
    linked.extend(_linked_run(run))
    return linked


def _linked_run(run: list[Token]) -> list[Token]:
    text = "".join(token.content for token in run)
    if "@" not in text:
        return run
    linked: list[Token] = []
    rest = run[::-1]
    position = 0
    for address in autolinks.addresses(text):
        start, end = address.start, address.end
        linked.extend(_taken(rest, start - position))
        inside = _taken(rest, end - start)
        position = end
        opening, closing = Token("link_open", "a", 1), Token("link_close", "a", -1)
        opening.attrs = {"href": address.url}
        opening.markup = closing.markup = "bare"
        opening.info = closing.info = "auto"
        opening.start = opening.end = inside[0].start
        closing.start = closing.end = inside[-1].end
        opening.url = opening.start, closing.end
        linked += [opening, *inside, closing]
    return linked + rest[::-1]


def _taken(rest: list[Token], length: int) -> list[Token]:
    """Take tokens with `length` characters of text off the end of `rest`, which holds them in reverse, and return them."""
    taken = []
    while length > 0:
        token = rest.pop()
        # Of what is no text, only a backslash before a letter is ever cut; an entity is all inside an address or all outside.
        if len(token.content) > length:
            token.type, token.markup, token.info = "text", "", ""
            head = Token("text", "", 0)
            head.content, token.content = token.content[:length], token.content[length:]
            head.start, head.end = token.start, token.start + length
            token.start += length
            rest.append(token)
            token = head
        length -= len(token.content)
        taken.append(token)
    return taken

"""The inline parser: it goes from one character that may begin something to the next."""

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import backtick, entity, escape

from awesome_lint.parser import autolinks
from awesome_lint.parser.tokens import inline_rules
from awesome_lint.parser.tokens.inlines import inline_tokens
from awesome_lint.parser.tokens.token import MAX_NESTING

# Where the text of an inline block may stop being text. A colon or `w` counts only where a bare URL may begin, and a backslash
# not before the scheme of one.
STOP = re.compile(
    r"[\n!&*<\[\]_`~]|\\(?!(?i:https?|ftp)://)|:(?:(?<=[tT][tT][pP]:)|(?<=[pP][sS]:)|(?<=[fF][tT][pP]:))(?=//)|w(?=ww\.)"
)


class InlineParser(ParserInline):
    """markdown-it-py's inline parser, with rules chosen by the character they begin with and every token placed."""

    def __init__(self) -> None:
        super().__init__()
        self.starters: dict[str, tuple[inline_rules.Rule, ...]] = {
            "\n": (inline_rules.newline,),
            "\\": (inline_rules.one_token(escape),),
            "`": (inline_rules.one_token(backtick),),
            "~": (inline_rules.tildes,),
            "*": (inline_rules.emphasis,),
            "_": (inline_rules.emphasis,),
            "[": (inline_rules.footnote_reference, inline_rules.link),
            "!": (inline_rules.image,),
            "<": (inline_rules.angle_link, inline_rules.html),
            "&": (inline_rules.one_token(entity),),
            ":": (inline_rules.autolink(autolinks.at_colon),),
            "w": (inline_rules.autolink(autolinks.at_www),),
            "]": (),
        }

    def tokenize(self, state: Any) -> None:
        src, limit = state.src, state.posMax
        starters = self.starters
        search = STOP.search
        too_deep = state.level >= MAX_NESTING
        while state.pos < limit:
            position = state.pos
            found = search(src, position, limit)
            if found is None or too_deep:
                state.add_text(position, limit)
                state.pos = limit
                break
            at = found.start()
            if at > position:
                state.add_text(position, at)
                state.pos = at
            for rule in starters[src[at]]:
                if rule(state, False):
                    break
            else:
                if src[at] == "[":
                    state.brackets += 1
                elif src[at] == "]" and state.brackets:
                    state.brackets -= 1
                state.add_text(at, at + 1)
                state.pos = at + 1
        if state.text_start != state.text_end:
            state.pushPending()

    def skipToken(self, state: Any) -> None:  # noqa: N802
        position = state.pos
        known = state.cache.get(position)
        if known is not None:
            state.pos = known
            return
        if state.level >= MAX_NESTING:
            state.pos = state.posMax
        else:
            found = STOP.search(state.src, position, state.posMax)
            if found is None:
                state.pos = state.posMax
            elif found.start() > position:
                state.pos = found.start()
            else:
                state.level += 1
                if not any(rule(state, True) for rule in self.starters[state.src[position]]):
                    state.pos = position + 1
                state.level -= 1
        state.cache[position] = state.pos

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Any]) -> list[Any]:
        tokens.extend(inline_tokens(src, md, env))
        return tokens

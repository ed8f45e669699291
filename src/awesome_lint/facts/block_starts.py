"""Lines that are text in the middle of a paragraph, and would begin a block where the text before them is gone."""

import re

from awesome_lint.patterns import lazy
from awesome_lint.source import Source

# An empty entry, one with a number that need not be 1, code, a definition, a row, HTML, or the line below a heading.
LATENT = lazy(
    r"[ ]*\t|[ ]{4}|[ >]*(?:[-+*][ \t]*$|(?!1[.)][ \t]+\S)\d{1,9}[.)](?:[ \t]|$)"
    r"|\[[^\]\n]*\]:|<|\||[-=]+[ \t]*$|:?-+:?[ \t]*\|)",
    re.MULTILINE,
)


def is_latent_block(source: Source, offset: int) -> bool:
    """Whether the line that begins at an offset would begin a block after a heading or a blank line, if it is text now."""
    return LATENT.match(source.text, offset) is not None

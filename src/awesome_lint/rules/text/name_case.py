from collections.abc import Hashable, Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.facts import prose
from awesome_lint.facts.anchors import is_anchor
from awesome_lint.facts.folding import folded
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule

# Names that are written in one way by those whose they are, and that are no words in other capitals.
NAMES = """
BitTorrent ChatGPT CoffeeScript DeepMind DevOps FreeBSD GitHub GitLab GraphQL JavaScript JetBrains LaTeX LinkedIn MongoDB MySQL
NetBSD NumPy OAuth OpenAI OpenBSD OpenCV OpenGL PostgreSQL PowerShell PyPI PyTorch SciPy SQLite TensorFlow TypeScript
WebAssembly WebSocket WordPress YouTube iPad iPhone jQuery macOS
"""


NAMED = {name.lower(): name for name in NAMES.split()}


def _slips() -> Iterator[str]:
    """Yield how these names are written wrongly with a capital: `Github`, `MacOS`, `MySql`."""
    for name in NAMED.values():
        yield name[0].upper() + name[1:].lower()
        yield name[0].upper() + name[1:]
        if name[-3:].isupper():
            yield name[:-3] + name[-3:].capitalize()


# `Latex` is a word as well. The whole word is looked for, no part of an address, a package or a longer name.
SLIPS = sorted({*_slips()} - {*NAMED.values(), "Latex"})
SLIP = lazy(rf"(?<![\w./@#:+-])(?:{'|'.join(SLIPS)})(?![\w/@+-]|\.\w)")


class NameCase(Rule, frozen=True):
    """A well-known name with a capital in the wrong place: `Github`, `Javascript`, `Pytorch`.

    Names in nothing but small letters are left alone, since packages are called so, and so are titles and the labels of links,
    where others decide how a name is written.

    ## Why

    These names have capitals inside, and readers who know them take the others for a slip.

    ## Bad

    ```markdown
    - [Oar](https://example.org/oar) - Rows in Javascript, with a mirror on Github.
    ```

    ## Good

    ```markdown
    - [Oar](https://example.org/oar) - Rows in JavaScript, with a mirror on GitHub.
    ```

    ## Fix

    Safe: writes the name as it is. None in a heading that links of the page lead to, since its anchor would change.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._found(document))

    def _found(self, document: Document) -> Iterator[tuple[Hashable, Diagnostic]]:
        found = [(span, text) for span, text in prose.matches(document, SLIP)]
        if not found:
            return
        titles = sorted(entry.title.span for entry in document.entries if entry.title)
        people = sorted(entry.authors_span for entry in document.entries if entry.authors_span)
        labels = sorted(link.label.span for link in document.links)
        for span, _ in found:
            if any(prose.within(places, span) for places in (titles, people, labels)):
                continue
            word = document.source.slice(span)
            name = NAMED[word.lower()]
            fix = None if is_anchor(document, span) else Fix.replace(span, name)
            yield word, self.diagnostic(span, f"Expected `{name}`, found `{word}`.", fix)

from collections.abc import Hashable, Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, EntryKind, by_stretch
from awesome_lint.facts import prose
from awesome_lint.facts.anchors import is_anchor
from awesome_lint.facts.fields import in_authors, in_label, in_title
from awesome_lint.facts.folding import folded
from awesome_lint.facts.languages import ENGLISH
from awesome_lint.facts.words import places_of, present, words
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Span, within

# Names that are written in one way by those whose they are, and that are no words in other capitals.
NAMES = """
BigQuery BitTorrent ChatGPT ClickHouse CoffeeScript CouchDB CPython DeepMind DeepSeek DevOps DuckDB DynamoDB FastAPI FreeBSD
GitHub GitLab GraphQL InfluxDB IoT IPython JavaScript JetBrains JupyterLab LangChain LaTeX LinkedIn LlamaIndex MariaDB MongoDB
MySQL NetBSD NumPy OAuth OpenAI OpenBSD OpenCV OpenGL OpenSSH OpenSSL OpenStack OpenStreetMap OpenTelemetry PayPal PostgreSQL
PowerPoint PowerShell PyCharm PyPI PyPy PyTorch RabbitMQ RStudio SageMaker SciPy SharePoint SoundCloud SQLite TensorFlow TikTok
TypeScript WebAssembly WebGL WebRTC WebSocket WeChat WordPress YouTube gRPC iPad iPhone jQuery macOS
"""
# Languages, and what is of a country, which English writes with a capital.
LANGUAGES = """
african arabic asian british canadian chinese czech danish dutch english estonian european finnish french georgian german greek
hebrew hindi hungarian icelandic indonesian iranian italian japanese korean latvian lithuanian norwegian persian portuguese
romanian russian serbian slovak spanish swedish taiwanese thai turkish ukrainian vietnamese
"""
OF_LANGUAGES = frozenset(LANGUAGES.split())

NAMED = {name.lower(): name for name in (*NAMES.split(), "Lua")} | {word: word.capitalize() for word in OF_LANGUAGES}


def _slips() -> Iterator[str]:
    """Yield how these names are written wrongly: `Github`, `MacOS`, `MySql`, `LUA`, `english`."""
    yield from OF_LANGUAGES
    yield "LUA"
    for name in NAMES.split():
        yield name[0].upper() + name[1:].lower()
        yield name[0].upper() + name[1:]
        if name[-3:].isupper():
            yield name[:-3] + name[-3:].capitalize()


# `Latex` is a word as well.
SLIPS = sorted({*_slips()} - {*NAMED.values(), "Latex"})
# What databases of papers make of a title: `a survey of javascript tools`. Elsewhere, packages are called so.
SMALL = frozenset(name.lower() for name in NAMES.split()) - {"latex"}
LEAST_TITLE_WORDS = 2
# The whole word is looked for, no part of an address, a package or a longer name.
JOINS_BEFORE, JOINS_AFTER = lazy(r"[\w./@#:+-]\Z"), lazy(r"[\w/@+-]|\.\w")


class NameCase(Rule, frozen=True):
    """A well-known name with a capital in the wrong place: `Github`, `Pytorch`, `LUA`; or a language without one: `english`.

    Other names in nothing but small letters are left alone, since packages are called so, except in titles of papers where the
    list writes them with their capitals elsewhere. Otherwise titles and the labels of links are left alone, where others decide
    how a name is written.

    ## Why

    Readers who know how these names are written take anything else for a slip.

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
        found = list(prose.stretches(document, _whole(document, present(document, (*SLIPS, *SMALL)))))
        if not found:
            return
        for span, text in found:
            word = document.source.slice(span)
            if word in SMALL:
                if not within(_papers(document), span) or not words(document).has(NAMED[word]):
                    continue
            elif word in OF_LANGUAGES:
                # A tag, or a text in another language, is not English.
                if not ENGLISH.search(text.value):
                    continue
            elif in_title(document, span) or in_label(document, span):
                continue
            if in_authors(document, span):
                continue
            name = NAMED[word.lower()]
            fix = None if is_anchor(document, span) else Fix.replace(span, name)
            yield word, self.diagnostic(span, f"`{word}` should be `{name}`.", fix)


@by_stretch
def _papers(document: Document) -> tuple[Span, ...]:
    """Return where the titles of papers are that have some words."""
    entries = (entry for entry in document.entries if entry.kind is EntryKind.PAPER)
    return tuple(
        sorted(entry.title.span for entry in entries if entry.title and entry.title.value.count(" ") >= LEAST_TITLE_WORDS - 1)
    )


@by_stretch
def _whole(document: Document, slips: tuple[str, ...]) -> tuple[Span, ...]:
    """Return where one of the slips stands by itself."""
    source = document.source
    around = ((span, source.beside(span)) for span in places_of(document, slips))
    return tuple(
        [span for span, beside in around if not (JOINS_BEFORE.search(beside.before) or JOINS_AFTER.match(beside.after))]
    )

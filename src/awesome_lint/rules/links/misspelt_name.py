import re
from collections.abc import Iterator

from msgspec.structs import replace

from awesome_lint.diagnostic import Diagnostic, Related
from awesome_lint.document import Document, Entry, Link, LinkKind
from awesome_lint.knowledge.spelling import lexicon
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

REPOSITORY = lazy(
    r"https?://(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)/(?P<path>[\w.-]+/[\w.-]+?)(?:\.git)?/?(?:#[\w-]*)?$"
)
HOST = lazy(r"https?://(?:www\.)?(?P<name>[a-z]{6,})\.(?:[a-z]{2,3}\.)?[a-z]{2,6}(?:/|$)")
# Shorter words are alike by chance, and longer labels are sentences.
LEAST_LETTERS, LONGEST_LABEL = 6, 60
WORD = lazy(rf"[A-Za-z]{{{LEAST_LETTERS},}}")
# One word, with a capital behind its first letter in one of the two ways in which it is written, and none of acronyms.
NAME = lazy(r"[A-Za-z][A-Za-z0-9]{3,}")
SENTENCE = lazy(r"(?:^|(?<=[.!] ))[A-Za-z][A-Za-z0-9]{3,}(?![\w/@-]|\.\w)")
# Links whose text was typed.
TYPED = (LinkKind.INLINE, LinkKind.REFERENCE, LinkKind.HTML)


class MisspeltName(Rule, frozen=True):
    """A name of which a letter is not that of its address, or that its own description writes with other capitals.

    The address is that of the repository, its owner, or the site that the link leads to.

    ## Why

    Who searches for the name does not find it, here or elsewhere. Plurals, words that are spelt in two ways, and words that
    English has in the address alone are left alone; the last are the business of `spelling`. So are names in nothing but small
    letters, which are those of packages, and acronyms.

    ## Bad

    ```markdown
    - [Demo Zsenilla](https://github.com/example/demo-zsenilia) - A demo.
    - [Zsenitopus](https://zseniptopus.example/) - Another.
    - [BoatBase](https://example.org/boats) - Boatbase is a base of boats.
    ```

    ## Good

    ```markdown
    - [Demo Zsenilia](https://github.com/example/demo-zsenilia) - A demo.
    - [Zseniptopus](https://zseniptopus.example/) - Another.
    - [BoatBase](https://example.org/boats) - BoatBase is a base of boats.
    ```

    ## Fix

    None: repositories are misspelt, too.
    """

    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for link in document.links:
            label = link.label
            if link.kind not in TYPED or len(label.value) > LONGEST_LABEL:
                continue
            repository = REPOSITORY.match(link.url)
            path = repository["path"].lower() if repository else _site(link)
            words = [match for match in WORD.finditer(label.value) if match.group().lower() not in path] if path else ()
            for match in words:
                meant = _meant(match.group().lower(), WORD.findall(path))
                if meant:
                    yield self.diagnostic(_place(document, label.span, match), _message(meant, match.group()))
        named = [entry for entry in document.entries if entry.description and entry.title and NAME.fullmatch(entry.title.value)]
        for entry in named:
            for span in _otherwise(document, entry):
                name, found = (entry.title.value if entry.title else ""), document.source.slice(span)
                diagnostic = self.diagnostic(span, f"`{found}` is written `{name}` in its name: write it in one way.")
                yield replace(diagnostic, related=(Related(entry.title_span or entry.span, "named here"),))


def _otherwise(document: Document, entry: Entry) -> Iterator[Span]:
    """Yield where a sentence of a description begins with the name of the entry in other capitals."""
    name = entry.title.value if entry.title else ""
    description = entry.description
    if description is None or name.islower() or name.isupper():
        return
    small = name.lower()
    if small not in description.value.lower() or document.source.slice(description.span) != description.value:
        return
    for match in SENTENCE.finditer(description.value):
        found = match.group()
        if found.lower() == small and found[1:] != name[1:] and not (found.isupper() or found.islower()):
            yield Span(description.span.start + match.start(), description.span.start + match.end())
            return


def _site(link: Link) -> str:
    """Return the name of the site that a link leads to, where its label is one word that neither English has."""
    label = link.label.value
    host = HOST.match(link.url.lower()) if label.isascii() and label.isalpha() and label[1:].islower() else None
    if host is None or lexicon().knows(label.lower()) or lexicon().knows(host["name"]):
        return ""
    return host["name"]


def _message(meant: str, found: str) -> str:
    return f"`{found}` is spelt `{meant}` in its address: correct one of them."


def _place(document: Document, label: Span, match: "re.Match[str]") -> Span:
    """Return where the word of a label is written, or the label where it is written otherwise than it is read."""
    at = document.source.slice(label).find(match.group())
    return Span(label.start + at, label.start + at + len(match.group())) if at >= 0 else label


def _meant(word: str, others: list[str]) -> str | None:
    """Return the one of the words of an address that a word is a slip away from."""
    near = [other for other in others if other[0] == word[0] and abs(len(other) - len(word)) <= 1]
    if not near:
        return None
    from rapidfuzz.distance import OSA

    known = lexicon()
    for other in near:
        if OSA.distance(word, other, score_cutoff=1) != 1 or other[:-1] == word or word[:-1] == other:
            continue
        if (
            (known.lists(word) == known.lists(other) or not known.lists(word))
            and not known.is_variant(word)
            and not known.is_variant(other)
        ):
            return other
    return None

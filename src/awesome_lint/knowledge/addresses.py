"""Which targets of links lead nowhere, whatever their hosts serve."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from awesome_lint.knowledge.hosts import known
from awesome_lint.patterns import lazy

# What people, and what programs, write where an address is to be filled in.
FILLERS = frozenset({"na", "n/a", "nan", "nil", "none", "null", "undefined", "tba", "tbd", "todo", "wip"})
LONGEST_FILLER = 12
# A scheme without a host, or nothing but marks.
NO_ADDRESS = lazy(r"(?:https?:?/{0,3})?[\W_]*")
# What marks alone may well mean: the page itself, its top, the folder of the list and those above.
PLACES = lazy(r"#?|\.{1,2}(?:/\.{1,2})*/?|/+|\?")


# Whom one may write to, as an expression of JSON schema, too, in which `$` is the end; here it may stand before a line break.
MAIL = r"^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,255}$(?!\n)"

# The ends of names of hosts that files seldom have: no `sh`, `md`, `py`, `pl`, `rs`, `in`, `cc`, `so`, `app`, `zip`.
NAMES = """
academy ai art at au be blog br ca ch cloud cn co com de design dev dk edu es eu fi fr gov info int io ir it jobs jp kr me mil
net network nl no nz online org page pt ru se site social software tech tk tools tv tw ua uk us wiki xyz
"""
DOMAINS = frozenset(NAMES.split())
HOST = lazy(r"(?P<host>(?:[a-z0-9-]+\.)+(?P<domain>[a-z]{2,}))(?::\d+)?(?:[/?#]|$)", re.IGNORECASE)

# Pages that show one thing of many, and nothing without the rest of their address.
PREFIXES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "arxiv.org": ("abs", "pdf"),
        "amazon.com": ("dp", "gp/product"),
        "discord.com": ("invite",),
        "dl.acm.org": ("doi", "doi/abs", "doi/pdf", "citation.cfm"),
        "docs.google.com": ("document/d", "spreadsheets/d", "presentation/d", "forms/d", "forms/d/e"),
        "drive.google.com": ("open", "file/d", "drive/folders"),
        "facebook.com": ("groups", "pages", "profile.php"),
        "github.com": ("orgs", "users"),
        "goodreads.com": ("book/show",),
        "ieeexplore.ieee.org": ("document", "abstract/document"),
        "link.springer.com": ("article", "chapter", "book"),
        "linkedin.com": ("company", "groups", "in", "posts", "school"),
        "marketplace.visualstudio.com": ("items",),
        "npmjs.com": ("package",),
        "openreview.net": ("forum", "pdf"),
        "play.google.com": ("store/apps/details",),
        "pypi.org": ("project",),
        "reddit.com": ("r", "u", "user"),
        "sciencedirect.com": ("science/article/pii",),
        "youtube.com": ("c", "channel", "embed", "playlist", "user", "watch"),
    }
)


def is_filler(url: str) -> bool:
    """Whether a target stands for one that is still to be filled in: `-`, `TODO`, `https://`, `nan`."""
    if len(url) > LONGEST_FILLER or url[:1] == "#":
        return False
    text = url.strip()
    if text.strip("<>[](){}").casefold() in FILLERS:
        return True
    return PLACES.fullmatch(text) is None and NO_ADDRESS.fullmatch(text) is not None


def host_of_relative(url: str) -> str | None:
    """Return the host that a target without a scheme begins with, where it is hardly the name of a file."""
    match = HOST.match(url)
    if match is None:
        return None
    host: str = match.group("host")
    return host if match.group("domain").lower() in DOMAINS or known(host) else None


def is_cut_off(url: str) -> bool:
    """Whether an address ends where it would have to say which page of its host is meant."""
    scheme, _, rest = url.partition("://")
    host, _, path = rest.partition("/")
    prefixes = PREFIXES.get(host.lower().removeprefix("www."))
    return prefixes is not None and scheme.lower() in ("http", "https") and path.rstrip("/?#") in prefixes


def is_mail(text: str) -> bool:
    """Whether a text is the address of somebody, in characters that a header may hold."""
    return re.search(MAIL, text) is not None

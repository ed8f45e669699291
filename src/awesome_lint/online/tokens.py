"""The tokens that services know their users by: from the environment alone, and for the one host that each is for."""

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

# By host: the variables that may hold its token, and the header that it goes into.
TOKENS: Mapping[str, tuple[tuple[str, ...], str, str]] = {
    "api.github.com": (("GITHUB_TOKEN", "GH_TOKEN"), "Authorization", "Bearer {}"),
    "api.semanticscholar.org": (("SEMANTIC_SCHOLAR_API_KEY",), "x-api-key", "{}"),
    "api.openalex.org": (("OPENALEX_API_KEY",), "Authorization", "Bearer {}"),
}


def token(host: str) -> str:
    """Return the token for a host, empty where there is none."""
    names = TOKENS[host][0] if host in TOKENS else ()
    found = next((value for name in names if (value := os.environ.get(name, "").strip())), "")
    # It would end the header that it stands in.
    return found if found.isascii() and found.isprintable() else ""


def headers_for(url: str) -> dict[str, str]:
    """Return what tells a host who asks, where it knows us; nothing is said unencrypted."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme != "https" or not (found := token(host)):
        return {}
    _, header, form = TOKENS[host]
    return {header: form.format(found)}

"""The handle system behind DOIs: whether there is such a DOI, and where it leads. https://www.doi.org/the-identifier/resources/

It is asked instead of the publisher, who often lets no program in.
"""

from urllib.parse import quote

import msgspec

from awesome_lint.online.exchange import DAY, Exchange, Request
from awesome_lint.online.pace import SERVICES

SERVICE = "doi"
EXISTS, UNKNOWN = 1, 100


class _Said(msgspec.Struct, frozen=True, rename="camel"):
    response_code: int = 0


def by_doi(doi: str) -> Request:
    """Return the request for what is known of a DOI."""
    return Request(f"https://{SERVICES[SERVICE].host}/api/handles/{quote(doi, safe='/')}", service=SERVICE, max_age=30 * DAY)


def read(answer: Exchange) -> bool | None:
    """Return whether there is such a DOI, or None where the answer does not say."""
    if not answer.is_answered or not answer.is_whole:
        return None
    try:
        said = msgspec.json.decode(answer.body, type=_Said)
    except msgspec.MsgspecError:
        return None
    return {EXISTS: True, UNKNOWN: False}.get(said.response_code)

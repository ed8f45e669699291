"""How services are asked, and what is heard of them: requests with parameters, and records or why there are none."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

import msgspec
from msgspec import Struct

from awesome_lint.online.exchange import Exchange, Request
from awesome_lint.online.pace import SERVICES
from awesome_lint.online.records import Record

Item = TypeVar("Item")

OK, NOT_FOUND = 200, 404
HOUR = 60 * 60
DAY = 24 * HOUR
# Seconds for which is believed what was said of a work.
RECORD_AGE = 90 * DAY


class UnreadableError(Exception):
    """An answer that says nothing of what was asked for; the message says why."""


class Heard(Struct, frozen=True):
    """What an answer says: records, none of which need be the one that was meant, or why it is no answer."""

    records: tuple[Record, ...] = ()
    trouble: str = ""
    """Why nothing is known now, though something may be there; nothing where the service has answered."""


def get(service: str, path: str, parameters: Mapping[str, str | int]) -> Request:
    """Return a request to a service, by its name, for a path with these parameters."""
    query = f"?{urlencode(parameters, quote_via=quote, safe=':,|*')}" if parameters else ""
    return Request(f"https://{SERVICES[service].host}{path}{query}", service=service, max_age=RECORD_AGE)


def post(service: str, path: str, body: bytes) -> Request:
    """Return a request that sends JSON to a service."""
    headers = (("Content-Type", "application/json"),)
    return Request(f"https://{SERVICES[service].host}{path}", "POST", body, headers, service, max_age=RECORD_AGE)


def batches(items: Sequence[Item], size: int) -> Iterator[tuple[Item, ...]]:
    """Yield the items, so many at a time."""
    rest = iter(items)
    while batch := tuple(islice(rest, size)):
        yield batch


def trouble(exchange: Exchange) -> str:
    """Return why what came back says nothing of what was asked for, or nothing."""
    if not exchange.is_answered:
        return exchange.reason or exchange.ended.value
    if exchange.status not in (OK, NOT_FOUND):
        return f"HTTP {exchange.status}"
    return "" if exchange.is_whole else "more than is read of an answer"


def decoded(answer: Exchange) -> Any:
    """Return what the JSON of an answer says. Raises UnreadableError for one that is in trouble, is no JSON, or is nested so
    deeply that nobody wrote it."""
    if why := trouble(answer):
        raise UnreadableError(why)
    try:
        return msgspec.json.decode(answer.body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise UnreadableError(f"no JSON: {error}") from None


def heard(answer: Exchange, works: Callable[[Any], Sequence[Any]], record_of: Callable[[Any], Record | None]) -> Heard:
    """Return the records of an answer in JSON; 404 says that there are none.

    `works` finds them in what it says, and raises UnreadableError where there is no place for any.
    """
    if answer.status == NOT_FOUND and answer.is_answered:
        return Heard()
    try:
        found = works(decoded(answer))
    except UnreadableError as error:
        return Heard((), str(error))
    return Heard(tuple([record for record in map(record_of, found) if record]))

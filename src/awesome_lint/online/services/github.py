"""GitHub: what a repository is called now, and what it says of itself. https://docs.github.com/graphql

A hundred repositories a request with a token, of which each costs nothing more; without one, sixty single requests an hour.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct

from awesome_lint.online.exchange import Exchange, Request
from awesome_lint.online.pace import SERVICES
from awesome_lint.online.records import Repository
from awesome_lint.online.services import reading
from awesome_lint.online.services.asking import NOT_FOUND, UnreadableError, decoded, get, post
from awesome_lint.patterns import lazy

SERVICE = "github"
NAME = SERVICES[SERVICE].title
MOST_IDS = 100
FIELDS = (
    "nameWithOwner description homepageUrl isArchived pushedAt stargazerCount licenseInfo { spdxId } primaryLanguage { name }"
)
REPOSITORY = lazy(r"[\w.-]{1,100}/[\w.-]{1,100}")
NO_LICENCE = ("NOASSERTION", "")


class Repositories(Struct, frozen=True):
    """What is known of the repositories that were asked for: None of those that are not there, or are private."""

    found: tuple[tuple[str, Repository | None], ...] = ()
    """By the name that was asked for."""
    trouble: str = ""


def is_name(name: str) -> bool:
    """Whether GitHub would take it for the name of a repository."""
    return REPOSITORY.fullmatch(name) is not None


def by_names(names: Sequence[str]) -> Request:
    """Return the request for these repositories, a hundred at most, `owner/name` each; it needs a token."""
    asked = [
        f"r{number}: repository(owner: {_quoted(owner)}, name: {_quoted(name)}) {{ {FIELDS} }}"
        for number, (owner, _, name) in enumerate(each.partition("/") for each in names[:MOST_IDS])
    ]
    body = msgspec.json.encode({"query": f"query {{ {' '.join(asked)} }}"})
    return post(SERVICE, "/graphql", body)


def by_name(name: str) -> Request:
    """Return the request for one repository without a token."""
    return get(SERVICE, f"/repos/{name}", {})


def read_names(names: Sequence[str], answer: Exchange) -> Repositories:
    """Return what an answer says of the repositories that were asked for in this order."""
    try:
        said = decoded(answer)
    except UnreadableError as error:
        return Repositories((), str(error))
    data = reading.at(said, "data")
    if not isinstance(data, dict):
        return Repositories((), reading.text(said, "message") or reading.text(said, "errors", 0, "message") or "no data")
    gone = {reading.at(each, "path", 0) for each in reading.items(said, "errors") if reading.text(each, "type") == "NOT_FOUND"}
    found: list[tuple[str, Repository | None]] = []
    for number, name in enumerate(names):
        repository = _of_graph(data.get(f"r{number}"))
        if repository or f"r{number}" in gone:
            found.append((name, repository))
    return Repositories(tuple(found))


def read_name(name: str, answer: Exchange) -> Repositories:
    """Return what an answer says of one repository."""
    if answer.status == NOT_FOUND:
        return Repositories(((name, None),))
    try:
        said = decoded(answer)
    except UnreadableError as error:
        return Repositories((), str(error))
    full = reading.text(said, "full_name")
    if not full or not is_name(full):
        return Repositories((), "no repository")
    repository = Repository(
        full,
        reading.text(said, "description"),
        reading.web(said, "homepage"),
        _licence(reading.text(said, "license", "spdx_id")),
        reading.text(said, "language"),
        reading.number(said, "stargazers_count") or 0,
        reading.at(said, "archived") is True,
        reading.text(said, "pushed_at"),
    )
    return Repositories(((name, repository),))


def _of_graph(said: Any) -> Repository | None:
    full = reading.text(said, "nameWithOwner")
    if not full or not is_name(full):
        return None
    return Repository(
        full,
        reading.text(said, "description"),
        reading.web(said, "homepageUrl"),
        _licence(reading.text(said, "licenseInfo", "spdxId")),
        reading.text(said, "primaryLanguage", "name"),
        reading.number(said, "stargazerCount") or 0,
        reading.at(said, "isArchived") is True,
        reading.text(said, "pushedAt"),
    )


def _licence(spdx: str | None) -> str | None:
    return spdx if spdx and spdx not in NO_LICENCE else None


def _quoted(text: str) -> str:
    return msgspec.json.encode(text).decode()

"""Whole lookups over connections: services played on this machine, asked as politely as the real ones."""

import json
import os
import signal
import ssl
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

pytest.importorskip("aiohttp")

from faults import FaultServer, Visit
from library import Library, Work

from awesome_lint.cli import commands
from awesome_lint.online.exchange import Request
from awesome_lint.online.pace import SERVICES
from awesome_lint.online.transport import HOSTS_VARIABLE

NIGHT = Work("Deep nets for cats at night", arxiv="2101.00001", doi="10.9999/night.1", venue="ICML")
DAY = Work("Deep nets for cats by day", venue="ICML", doi="10.9999/day.1", year=2020, services=("dblp", "crossref"))
LIST = """# Papers

- **Old nets for cats and dogs.** *Ann Quill and Cy Poe.* [paper](https://example.org/old)
- **Deep nets for cats by day.** *Ann Quill and Bo Marsh.*
"""
ASKED = ("arxiv", "dblp", "crossref")


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[FaultServer, list[str]]]:
    """The services, and the names of those that are busy when they are asked next."""
    library, busy = Library(NIGHT, DAY), list[str]()

    def answer(service: str) -> Callable[[Visit], Awaitable[None]]:
        async def answered(visit: Visit) -> None:
            if service in busy:
                busy.remove(service)
                visit.send("429 Too Many Requests", "", Retry_After="1")
                return
            url = f"https://{SERVICES[service].host}{visit.asked.path}"
            async for exchange in library.fetch([Request(url, service=service)]):
                visit.send("200 OK", exchange.body)

        return answered

    hosts = {SERVICES[name].host: answer(name) for name in ASKED}
    authority = pytest.importorskip("trustme").CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*hosts).configure_cert(context)
    with FaultServer(hosts, ssl=context) as server:
        places = dict.fromkeys((*hosts, "example.com"), f"127.0.0.1:{server.port}")
        (tmp_path / "names.json").write_text(json.dumps({"names": places, "ca": str(tmp_path / "ca.pem")}))
        monkeypatch.setenv(HOSTS_VARIABLE, str(tmp_path / "names.json"))
        for name in ("OPENALEX_API_KEY", "SEMANTIC_SCHOLAR_API_KEY", "GITHUB_TOKEN", "GH_TOKEN", "XDG_CACHE_HOME"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
        place = tmp_path / "list"
        (place / ".git").mkdir(parents=True)
        monkeypatch.chdir(place)
        (place / "README.md").write_text(LIST, encoding="utf-8")
        yield server, busy


def asked(server: FaultServer) -> list[str]:
    return [each.host for each in server.log]


def test_a_lookup_asks_politely_once_and_keeps_what_was_said(
    web: tuple[FaultServer, list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server, busy = web
    busy.append("dblp")
    assert commands.run(["lookup", "--cache-dir", "../kept"]) == 1
    said = capsys.readouterr().out
    assert "Missing link: add https://doi.org/10.9999/day.1, as Crossref and DBLP know this paper." in said
    # One that is busy is asked again when it wants to be.
    assert sorted(asked(server)) == ["api.crossref.org", "dblp.org", "dblp.org"]
    assert min(server.gaps("dblp.org")) >= SERVICES["dblp"].interval
    assert all("awesome-lint" in each.headers["user-agent"] for each in server.log)
    assert not any(str(tmp_path) in f"{each.path}{each.headers}" for each in server.log)
    assert commands.run(["lookup", "--cache-dir", "../kept"]) == 1
    assert capsys.readouterr().out == said
    assert commands.run(["lookup", "--cache-dir", "../kept", "--fix"]) == 0
    assert len(server.log) == 3
    text = (tmp_path / "list" / "README.md").read_text(encoding="utf-8")
    assert "[paper](https://doi.org/10.9999/day.1)" in text


def test_a_run_that_ends_early_is_gone_on_with(web: tuple[FaultServer, list[str]], capsys: pytest.CaptureFixture[str]) -> None:
    server, _ = web
    assert commands.run(["lookup", "--cache-dir", "../short", "--max-requests", "1"]) == 1
    assert len(server.log) == 1
    assert "perhaps" not in capsys.readouterr().out
    assert commands.run(["lookup", "--cache-dir", "../short", "--output-format", "concise"]) == 1
    one = capsys.readouterr().out
    assert len(server.log) == 2
    assert commands.run(["lookup", "--cache-dir", "../whole", "--output-format", "concise"]) == 1
    assert capsys.readouterr().out == one


@pytest.mark.skipif(os.name == "nt", reason="there are no such signals")
@pytest.mark.parametrize("is_fixed", [False, True])
def test_an_interrupted_lookup_ends_as_if_it_was_not(
    web: tuple[FaultServer, list[str]], tmp_path: Path, is_fixed: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    server, busy = web
    # It waits a second for whoever is asked first, so that the signal finds it at work.
    busy += ASKED
    command = [sys.executable, "-m", "awesome_lint", "lookup", "--cache-dir", "../kept", *(["--fix"] if is_fixed else [])]
    with subprocess.Popen([*command, "-f", "concise"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        began = monotonic()
        while not server.log and monotonic() - began < 60:
            sleep(0.001)
        process.send_signal(signal.SIGINT)
        out, notices = process.communicate(timeout=60)
    busy.clear()
    assert (tmp_path / "list" / "README.md").read_text(encoding="utf-8") == LIST
    assert process.returncode == (130 if is_fixed else 0 if not out else 1)
    assert ("interrupted" in notices) is not is_fixed
    assert commands.run(["lookup", "--cache-dir", "../kept", "--output-format", "concise"]) == 1
    after = capsys.readouterr().out
    assert commands.run(["lookup", "--cache-dir", "../whole", "--output-format", "concise"]) == 1
    assert capsys.readouterr().out == after


def test_an_entry_is_added_by_its_number(web: tuple[FaultServer, list[str]], tmp_path: Path) -> None:
    server, _ = web
    assert commands.run(["add", "2101.00001"]) == 0
    text = (tmp_path / "list" / "README.md").read_text(encoding="utf-8")
    entry = "- **Deep nets for cats at night.** *Ann Quill and Bo Marsh.* [paper](https://arxiv.org/abs/2101.00001)"
    assert entry in text
    assert sorted(asked(server)) == ["api.crossref.org", "export.arxiv.org"]
    assert commands.run(["add", "2101.00001"]) == 1
    assert len(server.log) == 2


def test_what_is_not_there_is_not_added(
    web: tuple[FaultServer, list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.run(["add", "2101.09999"]) == 2
    assert "arXiv knows none; add --title" in " ".join(capsys.readouterr().err.split())
    assert (tmp_path / "list" / "README.md").read_text(encoding="utf-8") == LIST


def test_bibtex_is_made_complete(web: tuple[FaultServer, list[str]], capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.run(["export", "--lookup", "bibtex"]) == 0
    text = capsys.readouterr().out
    assert "  booktitle = {ICML},\n  year      = {2020},\n" in text
    assert "doi       = {10.9999/day.1}" in text

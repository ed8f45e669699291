"""A repository for the tests of what git knows, made by the real git and nothing of this machine's settings."""

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from program import run


def environment() -> dict[str, str]:
    """Return the environment of a process that is neither in a hook nor in anyone's settings."""
    found = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT"))}
    found |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for role in ("AUTHOR", "COMMITTER"):
        found |= {f"GIT_{role}_NAME": "Nobody", f"GIT_{role}_EMAIL": "nobody@example.org"}
    return found


@dataclass(frozen=True)
class Repository:
    """A folder under git."""

    folder: Path
    environment: dict[str, str] = field(default_factory=environment)

    @classmethod
    def at(cls, folder: Path) -> "Repository":
        folder.mkdir(parents=True, exist_ok=True)
        made = cls(folder)
        made.git("init", "--quiet", "--initial-branch=main")
        return made

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        return done.stdout.strip()

    def write(self, text: str, name: str = "README.md") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
        return path

    def read(self, name: str = "README.md") -> str:
        return (self.folder / name).read_bytes().decode("utf-8")

    def commit(self, text: str | None = None, name: str = "README.md") -> str:
        """Commit everything, a file with this text included, and return the commit."""
        if text is not None:
            self.write(text, name)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "List")
        return self.git("rev-parse", "HEAD")

    def lint(self, *arguments: str, folder: str = ".", stdin: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        """Run awesome-lint in a folder of the repository."""
        return run(list(arguments), self.folder / folder, {**self.environment, **variables}, stdin)

    def said(self, *arguments: str, folder: str = ".", **variables: str) -> list[str]:
        """Return `path:line rule` for each diagnostic of a run that did not fail."""
        done = self.lint("--output-format", "concise", *arguments, folder=folder, **variables)
        assert done.returncode in (0, 1), done.stderr
        found = []
        for line in done.stdout.splitlines():
            path, number, _, words = line.split(":", 3)
            rule = next(word for word in words.split() if not word.startswith("["))
            found.append(f"{path}:{number} {rule}")
        return found

    def fails(self, *arguments: str, folder: str = ".", stdin: str = "", **variables: str) -> str:
        """Return the error of a run that fails, without a traceback and without a report."""
        done = self.lint(*arguments, folder=folder, stdin=stdin, **variables)
        assert done.returncode == 2, done.stdout + done.stderr
        assert done.stdout == ""
        assert "Traceback" not in done.stderr
        return done.stderr

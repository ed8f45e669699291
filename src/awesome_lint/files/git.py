"""Which lines of a list were changed since a revision, and where its repository is pushed: the only module that runs git."""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field

from awesome_lint.engine.scope import Changed
from awesome_lint.files.read_write import FileError, shown
from awesome_lint.patterns import lazy
from awesome_lint.source import Source, Span

HEAD = "HEAD"

# What `git` itself calls the variables that tell it where a repository is. A hook is run with some of them set, for the
# repository that it belongs to, which need not be the one that the list is in.
PLACES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_IMPLICIT_WORK_TREE")

REGULAR = (b"100644", b"100755")
HUNK = lazy(r"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)

NO_REPOSITORY = "not a git repository"


class GitError(Exception):
    """A command of git failed; the message is what git said."""


class Since(Struct, frozen=True):
    """What was changed since the merge base of a revision and what is checked, found once for each repository."""

    reference: str
    bases: "dict[bytes, str | None]" = field(default_factory=dict)
    """The merge base in each repository, by its topmost folder; None before its first commit."""
    renames: "dict[bytes, dict[bytes, bytes]]" = field(default_factory=dict)
    """In each repository, the path that each renamed file had."""

    def changed(self, path: Path, source: Source) -> Changed:
        """Return which lines of the source, to be found at the path, were changed. Raises FileError when git cannot say."""
        target = Path(os.path.realpath(path))
        folder = _existing(target.parent)
        name = shown(path)
        try:
            git = _Git.at(folder)
            # Behind the prefix comes what git ends the line with.
            prefix = git.run("rev-parse", "--show-prefix")[:-1]
            top = git.run("rev-parse", "--show-toplevel")[:-1]
            if top not in self.bases:
                self.bases[top] = self._base(git, name)
            base = self.bases[top]
            below = os.fsencode(os.path.relpath(target, folder).replace(os.sep, "/"))
            before = self._before(git, top, base, prefix + below) if base else None
            return _whole(source) if before is None else _compared(git, before, source)
        except GitError as error:
            raise FileError(_explained(name, str(error))) from None

    def _base(self, git: "_Git", name: str) -> str | None:
        commit = git.commit(self.reference)
        if commit is None:
            if self.reference == HEAD and git.is_unborn:
                return None
            raise FileError(f"{name}: --since: unknown revision `{self.reference}`{self._remedy(git)}")
        if git.is_unborn:
            return commit
        base = git.asked("merge-base", commit, HEAD).decode("ascii").strip()
        if not base:
            reason = "have no commit in common" if not git.is_shallow else "have none of their common commits is there,"
            remedy = "; name another revision" if not git.is_shallow else _deeper()
            raise FileError(f"{name}: --since: `{self.reference}` and what is checked {reason}{remedy}")
        return base

    def _remedy(self, git: "_Git") -> str:
        if git.is_shallow:
            return _deeper()
        remote, slash, branch = self.reference.partition("/")
        if slash and remote == "origin":
            return f"; fetch it with `git fetch {remote} {branch}`, or check its spelling"
        return "; check its spelling, or fetch it"

    def _before(self, git: "_Git", top: bytes, base: str, path: bytes) -> bytes | None:
        """Return what the file held at the base, under the name it had there, or None for a new one."""
        blob = git.blob(base, path)
        if blob is None:
            if top not in self.renames:
                self.renames[top] = dict(git.renames(base))
            former = self.renames[top].get(path)
            blob = git.blob(base, former) if former is not None else None
        return git.run("cat-file", "blob", blob) if blob is not None else None


def remotes(folder: Path) -> tuple[str, ...]:
    """Return the addresses that a repository is pushed to, `origin` first; none where there is no repository, or no git."""
    try:
        git = _Git.at(folder)
        rows = [row.split("\t") for row in git.asked("remote", "-v").decode("utf-8", "replace").splitlines()]
    except (GitError, FileError):
        return ()
    pushed = [(name, address.removesuffix(" (push)")) for name, address in rows if address.endswith(" (push)")]
    return tuple(address for _, address in sorted(pushed, key=lambda remote: remote[0] != "origin"))


class _Git(Struct, frozen=True):
    """Git in a folder, whatever the user's settings are."""

    folder: Path
    environment: dict[str, str]

    @classmethod
    def at(cls, folder: Path) -> "_Git":
        """Return git for the repository that the folder is in. Raises GitError when it is in none."""
        every = {**os.environ, "LC_ALL": "C", "LANGUAGE": "", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
        own = cls(folder, {name: value for name, value in every.items() if name not in PLACES})
        try:
            own.run("rev-parse", "--git-dir")
        except GitError as error:
            # A repository whose work tree is elsewhere is known by these variables alone.
            if NO_REPOSITORY in str(error) and "GIT_DIR" in every and "GIT_WORK_TREE" in every:
                return cls(folder, every)
            raise
        return own

    def run(self, *arguments: str | bytes, is_fine: Sequence[int] = (0,)) -> bytes:
        """Return what a command writes. Raises GitError when it fails, or FileError when there is no git."""
        command = ["git", "--no-pager", "-c", "core.quotepath=off", "--literal-pathspecs", *arguments]
        try:
            done = subprocess.run(
                command, cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
            )
        except OSError as error:
            raise FileError(f"--since asks git what was changed, which cannot be run ({error.strerror}); install git") from None
        if done.returncode not in is_fine:
            raise GitError(done.stderr.decode("utf-8", "replace").strip() or f"git ended with status {done.returncode}")
        return done.stdout

    def asked(self, *arguments: str) -> bytes:
        """Return what a command writes, or nothing where it says no."""
        return self.run(*arguments, is_fine=(0, 1, 128))

    def commit(self, reference: str) -> str | None:
        if not reference or reference.startswith("-"):
            return None
        found = self.asked("rev-parse", "--verify", "--quiet", f"{reference}^{{commit}}").decode("ascii").split()
        # What names many, as `main..topic` does, names no revision.
        return found[0] if len(found) == 1 else None

    @property
    def is_unborn(self) -> bool:
        return self.commit(HEAD) is None

    @property
    def is_shallow(self) -> bool:
        return self.run("rev-parse", "--is-shallow-repository").strip() == b"true"

    def blob(self, commit: str, path: bytes) -> str | None:
        """Return the name of the content that a regular file has in a commit, or None where there is none."""
        for row in self.run("ls-tree", "-z", "--full-tree", commit, "--", path).split(b"\0"):
            about, _, name = row.partition(b"\t")
            if name == path and about.split()[0] in REGULAR:
                return about.split()[2].decode("ascii")
        return None

    def renames(self, commit: str) -> Iterator[tuple[bytes, bytes]]:
        """Yield the new and the former path of each file renamed since."""
        options = ("--name-status", "-z", "--find-renames", "--diff-filter=R", "--no-relative", "--ignore-submodules")
        fields = self.run("diff", *options, "--no-ext-diff", commit, "--").split(b"\0")
        for former, new in zip(fields[1::3], fields[2::3], strict=False):
            yield new, former


def _whole(source: Source) -> Changed:
    return Changed((Span(0, len(source.text)),))


def _compared(git: _Git, before: bytes, source: Source) -> Changed:
    """Return which lines of the source differ from what was; how lines end, and in which encoding, is no difference."""
    text = Source.from_text(before.decode("utf-8", "replace"))
    if text.text == source.text:
        return Changed(())
    options = ("--no-index", "--unified=0", "--inter-hunk-context=0", "--text", "--no-color", "--no-ext-diff", "--no-textconv")
    with tempfile.TemporaryDirectory(prefix="awesome-lint-") as folder:
        for name, written in (("before", text.text), ("after", source.text)):
            Path(folder, name).write_bytes(written.encode("utf-8"))
        # Not in the repository, whose attributes would speak of other files.
        outside = _Git(Path(folder), {**git.environment, "GIT_CEILING_DIRECTORIES": str(Path(folder).parent)})
        command = ("diff", *options, "--diff-algorithm=histogram", "--", "before", "after")
        hunks = outside.run(*command, is_fine=(0, 1)).decode("utf-8", "replace")
    return Changed(tuple(_spans(source, hunks)))


def _spans(source: Source, hunks: str) -> Iterator[Span]:
    for match in HUNK.finditer(hunks):
        line, count = int(match[1]), int(match[2] or 1)
        # Where nothing is left, the line is the one before.
        yield source.lines_span(line, line + count) if count else _gap(source, line)


def _gap(source: Source, line: int) -> Span:
    starts = source.line_starts
    offset = starts[line] if line < len(starts) else len(source.text)
    return Span(offset, offset)


def _existing(folder: Path) -> Path:
    """Return the folder, or the nearest one above it that exists: text on the standard input may have a new place."""
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return folder


def _deeper() -> str:
    return (
        " in this shallow clone; fetch the rest with `git fetch --unshallow`, or check out with `fetch-depth: 0` "
        "(actions/checkout) or `GIT_DEPTH: 0` (GitLab)"
    )


def _explained(name: str, said: str) -> str:
    if NO_REPOSITORY in said:
        return f"{name}: not in a git repository, so --since cannot tell what was changed; leave it out here"
    return f"{name}: --since: git says: {said}"

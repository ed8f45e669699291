"""Which lines of a list were changed since a revision, and where its repository is pushed: the only module that runs git."""

import errno
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

# What git may still hear of its environment: where settings of the user are, never where a repository, its index, its
# objects or a program is. A hook is run with some of those set, for the repository that it belongs to.
HEARD = frozenset(
    {
        "GIT_CONFIG_GLOBAL",
        "GIT_CONFIG_SYSTEM",
        "GIT_CONFIG_NOSYSTEM",
        "GIT_CONFIG_COUNT",
        "GIT_CONFIG_PARAMETERS",
        "GIT_EXEC_PATH",
        "GIT_TEST_ASSUME_DIFFERENT_OWNER",
    }
)
HEARD_PREFIXES = ("GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_")

# What is asked for reads what is there: it waits for no lock and no password, fetches nothing, and takes no commit for another.
READING = {
    "LC_ALL": "C",
    "LANGUAGE": "",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_NO_REPLACE_OBJECTS": "1",
}

# The settings of a repository may come from a stranger, with whatever archive or share it is in, and name programs.
HARMLESS = (
    "core.quotepath=off",
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.askPass=",
    "core.sshCommand=false",
    "credential.helper=",
    # In git 2.38 and newer: what looks like a repository inside of a checkout is none.
    "safe.bareRepository=explicit",
)
PROGRAMS = ("git.exe",) if os.name == "nt" else ("git",)

REGULAR = (b"100644", b"100755")
HUNK = lazy(r"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)

NO_REPOSITORY = "not a git repository"


class GitError(Exception):
    """A command of git failed; the message is what git said."""


class Since(Struct, frozen=True):
    """What was changed since the merge base of a revision and what is checked, found once for each repository."""

    reference: str
    bases: "dict[str, str | None]" = field(default_factory=dict)
    """The merge base in each repository, by its topmost folder; None before its first commit."""
    renames: "dict[str, dict[bytes, bytes]]" = field(default_factory=dict)
    """In each repository, the path that each renamed file had."""

    def changed(self, path: Path, source: Source) -> Changed:
        """Return which lines of the source, to be found at the path, were changed. Raises FileError when git cannot say."""
        target = Path(os.path.realpath(path))
        name = shown(path)
        try:
            git = _Git.at(_existing(target.parent))
            if git.top not in self.bases:
                self.bases[git.top] = self._base(git, name)
            base = self.bases[git.top]
            inside = os.fsencode(os.path.relpath(target, git.top).replace(os.sep, "/"))
            before = self._before(git, base, inside, name) if base else None
            return _whole(source) if before is None else _compared(before, source)
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

    def _before(self, git: "_Git", base: str, path: bytes, name: str) -> bytes | None:
        """Return what the file held at the base, under the name it had there, or None for a new one."""
        try:
            blob = git.blob(base, path)
            if blob is None:
                if git.top not in self.renames:
                    self.renames[git.top] = dict(git.renames(base))
                former = self.renames[git.top].get(path)
                blob = git.blob(base, former) if former is not None else None
            return git.run("cat-file", "blob", blob) if blob is not None else None
        except GitError:
            if not git.is_partial:
                raise
            raise FileError(
                f"{name}: --since: what the file held in {base[:12]} is not in this partial clone; "
                f"fetch it with `git diff {base[:12]}`, or clone without `--filter`"
            ) from None


def remotes(folder: Path) -> tuple[str, ...]:
    """Return the addresses that a repository is pushed to, `origin` first; none where there is no repository, or no git."""
    try:
        git = _Git.at(folder)
        # An address may have a line end in it; what stands behind that is none.
        rows = [row.partition("\t")[::2] for row in git.asked("remote", "-v").decode("utf-8", "replace").splitlines()]
    except (GitError, FileError):
        return ()
    pushed = [(name, address.removesuffix(" (push)")) for name, address in rows if address.endswith(" (push)")]
    return tuple(address for _, address in sorted(pushed, key=lambda remote: remote[0] != "origin"))


def run(folder: str, *arguments: str | bytes, is_fine: Sequence[int] = (0,), **variables: str) -> bytes:
    """Return what a command of git writes in a folder. Raises GitError when it fails, or FileError when there is no git."""
    harmless = [word for setting in HARMLESS for word in ("-c", setting)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or _is_heard(name)}
    try:
        done = subprocess.run(
            [_program(), "--no-pager", "--literal-pathspecs", *harmless, *arguments],
            cwd=folder,
            env={**kept, **READING, **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise FileError(f"--since asks git what was changed, which cannot be run ({error.strerror}); install git") from None
    if done.returncode not in is_fine:
        raise GitError(done.stderr.decode("utf-8", "replace").strip() or f"git ended with status {done.returncode}")
    return done.stdout


def _is_heard(variable: str) -> bool:
    return variable in HEARD or variable.startswith(HEARD_PREFIXES)


def _program() -> str:
    """Return the path of git. Raises OSError where there is none: what lies in the working directory is not looked at."""
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        for name in PROGRAMS:
            path = os.path.join(folder, name)
            if os.path.isabs(folder) and os.path.isfile(path) and os.access(path, os.X_OK):
                return path
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), PROGRAMS[0])


def _top(folder: str) -> str | None:
    """Return the topmost folder of the work tree that a folder is in: that with the nearest `.git` that is a repository's."""
    ceilings = os.environ.get("GIT_CEILING_DIRECTORIES", "").split(os.pathsep)
    above = {os.path.realpath(ceiling) for ceiling in ceilings if os.path.isabs(ceiling)}
    while not _is_repository(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder or parent in above:
            return None
        folder = parent
    return folder


def _is_repository(path: str) -> bool:
    """Whether git would take a `.git` for a repository's; an empty folder of that name is none."""
    if os.path.isfile(path):
        return True
    own = os.path.lexists(os.path.join(path, "HEAD"))
    return own and all(os.path.isdir(os.path.join(path, name)) for name in ("objects", "refs"))


class _Git(Struct, frozen=True):
    """Git for one repository, which is found by its `.git` alone; nothing that its files or settings name is ever run.

    Only objects, references and the index are read, never the work tree, so that no filter has anything to convert.
    """

    top: str
    """The topmost folder of its work tree."""
    folder: str
    """Its `.git`, which of a submodule or a second work tree is a file."""

    @classmethod
    def at(cls, folder: Path) -> "_Git":
        """Return git for the repository that the folder is in. Raises GitError when it is in none, or not in the user's."""
        top = _top(os.path.realpath(folder))
        if top is not None:
            found = cls(top, os.path.join(top, ".git"))
            # Only when it looks for the repository does git ask whose it is.
            run(top, "rev-parse", "--git-dir", GIT_CEILING_DIRECTORIES=os.path.dirname(top))
            return found
        # A repository whose work tree is elsewhere is known by these variables alone.
        stated, tree = os.environ.get("GIT_DIR"), os.environ.get("GIT_WORK_TREE")
        if stated and tree and folder.is_relative_to(os.path.realpath(tree)):
            return cls(os.path.realpath(tree), os.path.abspath(stated))
        raise GitError(NO_REPOSITORY)

    def run(self, *arguments: str | bytes, is_fine: Sequence[int] = (0,)) -> bytes:
        """Return what a command writes. Raises GitError when it fails, or FileError when there is no git."""
        return run(self.top, f"--git-dir={self.folder}", f"--work-tree={self.top}", *arguments, is_fine=is_fine)

    def asked(self, *arguments: str) -> bytes:
        """Return what a command writes, or nothing where it says no."""
        return self.run(*arguments, is_fine=(0, 1, 128))

    def commit(self, reference: str) -> str | None:
        if not reference or reference.startswith("-"):
            return None
        found = self.asked("rev-parse", "--verify", "--quiet", "--end-of-options", f"{reference}^{{commit}}").split()
        # What names many, as `main..topic` does, or takes some away, as `^main` does, names no revision.
        return found[0].decode("ascii") if len(found) == 1 and found[0].isalnum() else None

    @property
    def is_unborn(self) -> bool:
        return self.commit(HEAD) is None

    @property
    def is_shallow(self) -> bool:
        return self.run("rev-parse", "--is-shallow-repository").strip() == b"true"

    @property
    def is_partial(self) -> bool:
        """Whether some of what its commits hold was left at the remote."""
        return bool(self.asked("config", "--get-regexp", r"^(extensions\.partialclone|remote\..*\.promisor)$"))

    def blob(self, commit: str, path: bytes) -> str | None:
        """Return the name of the content that a regular file has in a commit, or None where there is none."""
        for row in self.run("ls-tree", "-z", "--full-tree", commit, "--", path).split(b"\0"):
            about, _, name = row.partition(b"\t")
            if name == path and about.split()[0] in REGULAR:
                return about.split()[2].decode("ascii")
        return None

    def renames(self, commit: str) -> Iterator[tuple[bytes, bytes]]:
        """Yield the new and the former path of each file renamed since, in commits or in the index."""
        options = ("--name-status", "-z", "-r", "--find-renames", "-l1000", "--diff-filter=R", "--no-relative")
        safe = ("--ignore-submodules", "--no-ext-diff", "--no-textconv")
        fields = self.run("diff-index", "--cached", *options, *safe, commit, "--").split(b"\0")
        for former, new in zip(fields[1::3], fields[2::3], strict=False):
            yield new, former


def _whole(source: Source) -> Changed:
    return Changed((Span(0, len(source.text)),))


def _compared(before: bytes, source: Source) -> Changed:
    """Return which lines of the source differ from what was; how lines end, and in which encoding, is no difference."""
    text = Source.from_text(before.decode("utf-8", "replace"))
    if text.text == source.text:
        return Changed(())
    options = ("--no-index", "--unified=0", "--inter-hunk-context=0", "--text", "--no-color", "--no-ext-diff", "--no-textconv")
    with tempfile.TemporaryDirectory(prefix="awesome-lint-") as folder:
        for name, written in (("before", text.text), ("after", source.text)):
            Path(folder, name).write_bytes(written.encode("utf-8"))
        command = ("diff", *options, "--diff-algorithm=histogram", "--", "before", "after")
        # Not in the repository, whose attributes would speak of other files, nor in any above this folder.
        found = run(folder, *command, is_fine=(0, 1), GIT_CEILING_DIRECTORIES=os.path.dirname(folder))
    return Changed(tuple(_spans(source, found.decode("utf-8", "replace"))))


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
    while not os.path.isdir(folder) and folder != folder.parent:
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
    return f"{name}: --since: git says: {' '.join(said.split())}"

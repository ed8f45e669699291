"""A real editor: Kakoune, set up as the page on editors says, shows what is wrong with a list and mends it."""

import shutil
import subprocess
from pathlib import Path

import pytest
from editor import LIST, lay, said

import awesome_lint

KAKOUNE = shutil.which("kak")
pytestmark = pytest.mark.skipif(KAKOUNE is None, reason="Kakoune is not installed")

# What is found comes later, from another process; settings are those of the window.
SCRIPT = """
hook -once buffer BufSetOption lint_warning_count=.+ %{
    echo -to-file shown %opt{lint_warning_count}
    evaluate-commands -client client0 %{
        format
        write fixed
        quit!
    }
}
lint
"""


def test_kakoune_shows_and_mends_as_the_page_says(tmp_path: Path) -> None:
    variables = lay(tmp_path)
    (tmp_path / "script.kak").write_text(SCRIPT, encoding="utf-8")
    settings = tmp_path / "home" / "kak"
    settings.mkdir()
    (settings / "kakrc").write_text(said("text", section="Kakoune"), encoding="utf-8")
    command = [str(KAKOUNE), "-ui", "dummy", "-e", "source script.kak", "README.md"]
    done = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
    assert (tmp_path / "fixed").exists(), done.stdout + done.stderr
    assert (tmp_path / "shown").read_text("utf-8") == str(len(awesome_lint.lint(LIST).diagnostics))
    assert (tmp_path / "fixed").read_text("utf-8") == awesome_lint.fix(LIST).text
    assert (tmp_path / "README.md").read_text("utf-8") == LIST

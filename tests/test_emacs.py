"""A real editor: Emacs, set up as the page on editors says, shows what is wrong with a list, mends it and renames a heading."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from editor import LIST, lay, renamed, said

import awesome_lint

pytest.importorskip("pygls")

EMACS = shutil.which("emacs")
# `kill-emacs` ends it before anything is printed about what is not there.
HAS = '(progn (package-initialize) (kill-emacs (if (and (locate-library "{0}") (locate-library "markdown-mode")) 0 1)))'

# Emacs shows nothing here: what it would show is asked of it.
BEGIN = """
(require 'package)
(package-initialize)
{said}
(defun wait (what ready)
  (with-timeout (60 (error "nothing came: %s" what))
    (while (not (funcall ready)) (accept-process-output nil 0.02))))
(defun lines () (buffer-substring-no-properties (point-min) (point-max)))
(defvar told nil)
(defun tell (key value) (push (cons key value) told))
(setq make-backup-files nil create-lockfiles nil)
(find-file "README.md")
"""

EGLOT = """
(tell 'mode (symbol-name major-mode))
(run-hooks 'post-command-hook)
(wait "the server" #'eglot-current-server)
(flymake-mode 1)
(wait "diagnostics" (lambda () (flymake-start) (flymake-diagnostics)))
(defun code (shown) (string-match "\\\\[\\\\(.+?\\\\)\\\\]: " shown) (match-string 1 shown))
(tell 'diagnostics (vconcat (mapcar (lambda (each) (code (flymake-diagnostic-text each))) (flymake-diagnostics))))
(goto-char (point-min))
(search-forward "## S")
(eglot-rename "Command 行")
(tell 'renamed (lines))
(eglot-code-actions (point-min) (point-max) "source.fixAll.awesomeLint" t)
(wait "fixes" (lambda () (string-match-p "https://github" (lines))))
(tell 'fixed (lines))
(erase-buffer)
(insert-file-contents "README.md")
(eglot-format-buffer)
(tell 'laid_out (lines))
(set-buffer-modified-p nil)
(eglot-shutdown (eglot-current-server))
"""

SAVED = """
(run-hooks 'post-command-hook)
(wait "the server" #'eglot-current-server)
(set-buffer-modified-p t)
(save-buffer)
(tell 'first (lines))
(set-buffer-modified-p t)
(save-buffer)
(tell 'second (lines))
(eglot-shutdown (eglot-current-server))
"""

LSP_MODE = """
(setq lsp-enable-snippet nil lsp-auto-guess-root t lsp-warn-no-matched-clients nil lsp-restart 'ignore
      lsp-response-timeout 60 lsp-enable-suggest-server-download nil)
(tell 'mode (symbol-name major-mode))
(lsp)
(wait "the server" (lambda () (and (lsp-workspaces) (eq 'initialized (lsp--workspace-status (car (lsp-workspaces)))))))
(wait "diagnostics" (lambda () (lsp--get-buffer-diagnostics)))
(tell 'diagnostics (vconcat (mapcar (lambda (each) (lsp:diagnostic-code? each)) (lsp--get-buffer-diagnostics))))
(goto-char (point-min))
(search-forward "## S")
(lsp-rename "Command 行")
(tell 'renamed (lines))
(lsp-execute-code-action (car (lsp-code-actions-at-point "source.fixAll.awesomeLint")))
(wait "fixes" (lambda () (string-match-p "https://github" (lines))))
(tell 'fixed (lines))
(erase-buffer)
(insert-file-contents "README.md")
(lsp-format-buffer)
(tell 'laid_out (lines))
(set-buffer-modified-p nil)
"""

END = '\n(with-temp-file "told.json" (insert (json-encode told)))\n(kill-emacs 0)\n'


def has(package: str) -> bool:
    """Whether Emacs has a package, and the mode for Markdown."""
    if EMACS is None:
        return False
    return subprocess.run([EMACS, "--batch", "--eval", HAS.format(package)], capture_output=True).returncode == 0


def run(folder: Path, text: str, script: str) -> dict[str, Any]:
    """Run a script in Emacs beside the list, and return what it told."""
    variables = lay(folder, text)
    (folder / "script.el").write_text(script + END, encoding="utf-8")
    command = [str(EMACS), "--batch", "--load", "script.el"]
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, encoding="utf-8", timeout=120)
    told = folder / "told.json"
    assert told.exists(), done.stderr
    return dict(json.loads(told.read_text("utf-8")))


@pytest.mark.parametrize(("package", "script"), [("eglot", EGLOT), ("lsp-mode", LSP_MODE)])
def test_emacs_shows_mends_lays_out_and_renames_as_the_page_says(tmp_path: Path, package: str, script: str) -> None:
    if not has(package):
        pytest.skip(f"Emacs with {package} and markdown-mode is not installed")
    # lsp-mode before version 9 counts what stands after an emoji in a line otherwise than the protocol does:
    # https://github.com/emacs-lsp/lsp-mode/issues/2080
    text = LIST if package == "eglot" else LIST.replace(" 🐚", "")
    told = run(tmp_path, text, BEGIN.replace("{said}", said("text", f"with-eval-after-load '{package}")) + script)
    # What most people's Emacs calls a README, whose settings name no other mode.
    assert told["mode"] == "markdown-mode"
    assert sorted(told["diagnostics"]) == sorted(each.rule for each in awesome_lint.lint(text).diagnostics)
    new = renamed(text, "Command 行", "command-行")
    assert told["renamed"] == new
    assert told["fixed"] == awesome_lint.fix(new).text
    assert told["laid_out"] == awesome_lint.fix(text, select="layout").text
    assert (tmp_path / "README.md").read_text("utf-8") == text


def test_a_list_is_mended_when_it_is_saved_as_the_page_says(tmp_path: Path) -> None:
    if not has("eglot"):
        pytest.skip("Emacs with eglot and markdown-mode is not installed")
    both = said("text", "'eglot-server-programs") + said("text", "before-save-hook")
    told = run(tmp_path, LIST, BEGIN.replace("{said}", both) + SAVED)
    # Where nothing is to be fixed, nothing is in the way of saving.
    assert told["first"] == told["second"] == awesome_lint.fix(LIST).text
    assert (tmp_path / "README.md").read_text("utf-8") == told["second"]

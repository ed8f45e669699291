"""How Sphinx makes the documentation site: `python -m sphinx --fail-on-warning docs site`.

The pages are plain Markdown that GitHub shows as it is; `pages.py` adds what a site needs beyond that.
"""

import sys
from pathlib import Path

from awesome_lint import __version__

sys.path.insert(0, str(Path(__file__).parent))

project = "awesome-lint"
author = "the awesome-lint contributors"
version = release = __version__
language = "en"

extensions = ["myst_parser", "sphinx_copybutton", "pages"]
root_doc = "index"
source_suffix = {".md": "markdown"}
exclude_patterns = ["_static"]
# A link or a heading that is not there fails the build.
nitpicky = True
# Quotation marks and dashes are shown as they are written.
smartquotes = False

# What GitHub reads and no more, so that every page is the same there and here.
myst_enable_extensions = ["alert", "gfm_autolink", "tasklist"]
myst_disable_syntax = ["myst_block_break", "myst_line_comment", "myst_role", "myst_target"]
myst_heading_anchors = 4

html_theme = "furo"
html_title = f"awesome-lint {__version__}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_theme_options = {
    "source_repository": "https://github.com/awesome-lint/awesome-lint/",
    "source_branch": "main",
    "source_directory": "docs/",
    # Many pages are written by programs, which is where to edit them.
    "top_of_page_buttons": ["view"],
}
pygments_style = "friendly"
pygments_dark_style = "monokai"

# Of a console block the commands are copied, without prompts and output.
copybutton_prompt_text = "$ "

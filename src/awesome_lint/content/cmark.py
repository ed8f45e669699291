"""GitHub's own parser, and what it leaves in memory given back.

cmarkgfm hands out the tree of a page and the HTML made of it, and frees neither: 5 kB for each entry of a list, for as long as
the process lives. The C library beneath it has the functions for it, which cmarkgfm does not offer.
"""

from _thread import allocate_lock
from collections.abc import Iterable
from typing import Any

from awesome_lint.source import BOM

# cmark-gfm keeps what its extensions look for in tables that all parsers of a process share, changes them while it parses, and
# cffi lets other threads run meanwhile. Without the lock, half of the pages that eight threads render at once come out wrong.
# From `_thread`, as `threading` takes longer to import than the lock is worth to a run without threads.
RENDERING = allocate_lock()

EXTENSIONS = ("table", "autolink", "strikethrough", "tagfilter", "tasklist")

# What of so many characters was rendered is kept until it is freed: a short run ends sooner, and does without `ctypes`.
MOST_KEPT = 500_000


def to_html(text: str, *, places: bool) -> str:
    """Return the page that GitHub makes of the text; with `places`, every block tag names its lines in the text."""
    # Imported for lists that are not laid out yet.
    from cmarkgfm import cmark

    options = cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_FOOTNOTES
    if places:
        options |= cmark.Options.CMARK_OPT_SOURCEPOS
    with RENDERING:
        cmark.core_extensions_ensure_registered()
        parser = cmark.parser_new(options)
        try:
            for name in EXTENSIONS:
                cmark.parser_attach_syntax_extension(parser, cmark.find_syntax_extension(name))
            # A mark that begins the text is none of the file's, which is the only one that the parser takes away.
            cmark.parser_feed(parser, BOM + text if text.startswith(BOM) else text)
            root = cmark.parser_finish(parser)
            written = cmark._cmark.lib.cmark_render_html(root, options, cmark.parser_get_syntax_extensions(parser))
        finally:
            cmark.parser_free(parser)
        html: str = cmark._cmark.ffi.string(written).decode("utf-8")
        _left.add(len(text), root, written)
        return html


class _Left:
    """What was rendered and is not freed yet."""

    def __init__(self) -> None:
        self.size = 0
        self.pages: list[tuple[Any, Any]] = []
        self.can_free = True

    def add(self, size: int, root: Any, html: Any) -> None:
        """Take the tree of a page and its HTML, of a text of this size; free what there is where that is much by now."""
        if self.can_free:
            self.pages.append((root, html))
            self.size += size
        if self.size > MOST_KEPT:
            self.can_free = _free(self.pages)
            self.pages, self.size = [], 0


def _free(pages: Iterable[tuple[Any, Any]]) -> bool:
    """Give the memory of pages back; return False where the library hides how, as on Windows."""
    import ctypes

    from cmarkgfm import _cmark

    class Allocator(ctypes.Structure):
        _fields_ = (
            ("calloc", ctypes.c_void_p),
            ("realloc", ctypes.c_void_p),
            ("free", ctypes.CFUNCTYPE(None, ctypes.c_void_p)),
        )

    library = ctypes.CDLL(_cmark.__file__)
    try:
        free_node, allocator = library.cmark_node_free, library.cmark_get_default_mem_allocator
    except AttributeError:
        return False
    free_node.argtypes, free_node.restype = (ctypes.c_void_p,), None
    allocator.restype = ctypes.POINTER(Allocator)
    free = allocator().contents.free
    address = _cmark.ffi.typeof("uintptr_t")
    for root, html in pages:
        free_node(int(_cmark.ffi.cast(address, root)))
        free(int(_cmark.ffi.cast(address, html)))
    return True


_left = _Left()

"""HTML: tree, text with blocks (`render`), what is not story (`marks`), what the page says of itself (`meta`)."""

from djeli.read.html.page import Page, page_of, read

__all__ = ["Page", "page_of", "read"]

"""What a page is called by its place: its path, as Hugo, Docusaurus, MkDocs and Jekyll make an address of it.

Only that is done which all four agree on: `index` stands for its folder, and so do `_index` (Hugo) and `README`
(Docusaurus, MkDocs and GitHub), in either case.  Numbers and dates in names stay.
"""

from __future__ import annotations

import posixpath

FOLDER_PAGES = ("index", "_index", "readme")
"""Names, without their ending and in lower case, of pages that stand for the folder they lie in."""

SITE_PAGE = "index"
"""The slug of the page that stands for the whole folder of a content set, which has no name left."""


def slug_by_path(path: str, folder: str = "") -> str:
    """The slug of a page that gives itself none: `payments/refunds` of `articles/payments/refunds.md`.

    path: the page's under the content folder.  folder: that of its content set, which is no part of the slug.
    """
    inside = path.removeprefix(f"{folder}/") if folder else path
    above, name = posixpath.split(inside)
    return (above if is_folder_page(name) else posixpath.join(above, _stem(name))) or SITE_PAGE


def is_folder_page(path: str) -> bool:
    """Whether a page stands for the folder it lies in."""
    return _stem(posixpath.basename(path)).casefold() in FOLDER_PAGES


def _stem(name: str) -> str:
    return posixpath.splitext(name)[0]

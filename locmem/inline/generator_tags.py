"""Tags that site generators know beside Liquid's own: nothing to warn of, however they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping

from locmem.inline.code_families import holds_code

GENERATOR_TAGS: Mapping[str, tuple[str, ...]] = {
    "Jekyll": (
        "avatar",
        "feed_meta",
        "figure",
        "gist",
        "github_edit_link",
        "include_absolute",
        "include_cached",
        "include_relative",
        "link",
        "picture",
        "post_url",
        "remote_include",
        "responsive_image",
        "seo",
        "toc",
        "vimeo",
        "youtube",
    ),
    "Hexo": (
        "asset_img",
        "asset_link",
        "asset_path",
        "blockquote",
        "iframe",
        "img",
        "include_code",
        "jsfiddle",
        "post_link",
        "post_path",
        "pullquote",
        "quote",
    ),
    "Eleventy": ("from", "import", "renderFile", "renderTemplate", "set", "super", "verbatim"),
    "GitBook": (
        "api-method",
        "column",
        "columns",
        "content-ref",
        "embed",
        "file",
        "hint",
        "openapi",
        "step",
        "stepper",
        "swagger",
        "tab",
        "tabs",
    ),
    "Shopify": ("content_for", "form", "sections"),
}
"""By the program that reads them.  The tags around code (`locmem.inline.code_families`) come on top."""

_KNOWN = frozenset(name for names in GENERATOR_TAGS.values() for name in names)
_NAME = re.compile(r"\{%[-+~]?\s*(?:end)?(?P<name>[\w-]+)")
_FIRST_OF_INCLUDE = re.compile(r"(\{%[-+~]?\s*include\s+)(?:[\w./-]|\{\{[^{}]*\}\})+(?=[\s%-])")


def is_of_generator(tag: str) -> bool:
    """Whether a site generator, or what adds to it, knows a `{% … %}` tag of this name."""
    found = _NAME.match(tag)
    return found is not None and (found["name"] in _KNOWN or holds_code(f"{{% {found['name']} %}}"))


def with_plain_file(tag: str) -> str:
    """An `include` whose file is named as Jekyll names it (`/parts/a.html`, `{{ page.part }}`), with a plain name."""
    return _FIRST_OF_INCLUDE.sub(r"\1file", tag, count=1)

"""Link rules: addresses of the source rewritten for a locale and market when a page is rendered.

Nearly half of what changes between two versions of a translated knowledge base are links that differ in nothing
but the language in their path, so translators leave links alone and the rules of locmem.yaml rewrite them.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from locmem.model.settings import LinkRules
from locmem.model.tags import language_of
from locmem.render.addresses import with_addresses


def rewritten(text: str, rules: LinkRules, *, locale: str, market: str) -> str:
    """The text with its addresses as `locale` and `market` need them."""
    if not rules.prefixes and not rules.parameters:
        return text
    return with_addresses(text, lambda address: link_for(address, rules, locale=locale, market=market))


def link_for(address: str, rules: LinkRules, *, locale: str, market: str) -> str:
    """One address rewritten by the first rule of its locale whose prefix it has, then its language parameters.

    `{locale}`, `{language}` and `{market}` in a rule stand for `pt-BR`, `pt` and `BR`.
    """
    for rule in rules.prefixes:
        is_meant = not rule.locales or locale in rule.locales
        if is_meant and address.startswith(rule.start) and not address.startswith(rule.exceptions):
            names = {"locale": locale, "language": language_of(locale), "market": market}
            replacement = rule.becomes
            for name, value in names.items():
                replacement = replacement.replace(f"{{{name}}}", value)
            address = replacement + address[len(rule.start) :]
            break
    return _with_parameters(address, rules.parameters, locale)


def _with_parameters(address: str, parameters: Sequence[str], locale: str) -> str:
    parts = urlsplit(address)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    if not any(name in parameters for name, _ in pairs):
        return address
    changed = [(name, locale if name in parameters else value) for name, value in pairs]
    return urlunsplit(parts._replace(query=urlencode(changed)))

"""Where the links of a translation lead: to the place of the source's, in the locale's own language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from locmem.catalogs.pairs import Pair, Row
from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import row_finding
from locmem.checks.proving import may_be_mended
from locmem.inline.compare import Damage
from locmem.model.finding import Finding, Gate, Rewording, Severity
from locmem.model.inline import CodeType
from locmem.render.links import link_for
from locmem.values.address_likeness import Likeness, Tongues, paired, tongues
from locmem.values.web_addresses import host_of, scheme_of

CHANGED = "link-changed"
RENAMED = "link-renamed"
FOREIGN = "link-other-locale"
INSECURE = "link-not-https"

_ADDRESSED = frozenset({CodeType.LINK, CodeType.IMAGE, CodeType.URL})
_MEND = "Write `{before}`{there}. Where this locale has another address for it, say so under `links` in locmem.yaml."


def changed_links(context: CheckContext) -> Iterator[Finding]:
    """Links of a translation that lead to another place than those of its source."""
    for pair, row, before, after, kind, _ in _changes(context):
        if kind is Likeness.OTHER and before.startswith("["):
            do = f"Write `{after}{before}`: the text that is read, then the label as the page defines it."
            what = f"`{before}` became `{after}`, which the page does not define, so that readers see the brackets."
            yield row_finding(pair, row, CHANGED, Severity.ERROR, what, do)
        elif kind is Likeness.OTHER and _is_moved(before, after):
            what = f"`{before}` became `{after}`: a page of the same name in another folder."
            yield row_finding(pair, row, CHANGED, Severity.WARNING, what, _mend(pair, before))
        elif kind is Likeness.OTHER:
            # What a tag puts into an address is known on the page only.
            is_certain = "{" not in before + after
            yield row_finding(
                pair, row, CHANGED, Severity.ERROR if is_certain else Severity.WARNING,
                f"`{before}` became `{after}`, which is another place.", _mend(pair, before),
                _by_rule(context, pair, row, before, after),
            )  # fmt: skip


def _is_moved(before: str, after: str) -> bool:
    """Whether two addresses of one site end in the same name, as those of a page that moved do."""
    here, there = urlsplit(before), urlsplit(after)
    if (here.scheme, here.netloc, here.query) != (there.scheme, there.netloc, there.query):
        return False
    if here.fragment != there.fragment or "{" in before + after:
        return False
    ours, theirs = ([part for part in one.path.split("/") if part not in ("", ".", "..")] for one in (here, there))
    if not ours or not theirs or ours[-1] != theirs[-1] or len(ours[-1]) < _FEWEST_OF_NAME:
        return False
    if any(_MAY_BE_LOCALE.fullmatch(part) for part in {*ours} ^ {*theirs}):
        return False
    short, long = sorted((ours, theirs), key=len)
    rest = iter(long)
    return all(part in rest for part in short)


_FEWEST_OF_NAME = 4
_MAY_BE_LOCALE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")


def renamed_links(context: CheckContext) -> Iterator[Finding]:
    """Links of a translation to a page of its language that is not called as the source's page is."""
    for pair, row, before, after, kind, are_kept in _changes(context):
        if kind is not Likeness.RENAMED:
            continue
        if are_kept:
            what = f"`{before}` became `{after}`, though other links here keep the names of that site's pages."
            yield row_finding(pair, row, RENAMED, Severity.ERROR, what, _mend(pair, before))
        else:
            what = f"`{before}` became `{after}`: a page of this language with another name."
            do = "Nothing, if it is the same page; otherwise mend the catalog. A rule under `links` says it for all."
            yield row_finding(pair, row, RENAMED, Severity.WARNING, what, do)


def links_to_other_locales(context: CheckContext) -> Iterator[Finding]:
    """Links of a translation to the page of another locale of the project, and so of another market."""
    for pair, row, before, after, kind, _ in _changes(context):
        if kind is Likeness.FOREIGN:
            what = f"`{before}` became `{after}`, which is the page of another locale than {pair.locale}."
            mended = _by_rule(context, pair, row, before, after)
            yield row_finding(pair, row, FOREIGN, Severity.ERROR, what, _mend(pair, before), mended)


def links_without_https(context: CheckContext) -> Iterator[Finding]:
    """Links of a translation by http where those of the source go by https."""
    for pair, row, before, after, kind, _ in _changes(context):
        if kind is Likeness.INSECURE:
            what = f"`{before}` became `{after}`, which anybody on the way can read and change."
            is_same_site = host_of(before) == host_of(after)
            mended = _with_address(row, after, f"https{after[len('http') :]}") if is_same_site else None
            yield row_finding(pair, row, INSECURE, Severity.ERROR, what, f"Write `https:` as in `{before}`.", mended)


def tongues_of(context: CheckContext, locale: str, source: str) -> Tongues:
    """How addresses say a locale, its source's, and the others of the project."""

    def regions() -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {tag: [] for tag in context.settings.locales}
        for market in context.all_markets:
            for one in market.locales:
                found.setdefault(one.content, []).append(market.code)
        return {tag: tuple(codes) for tag, codes in found.items()}

    by_locale = context.once("regions of locales", regions)
    others = tuple((tag, codes) for tag, codes in by_locale.items() if tag not in (locale, source))
    return tongues(locale, by_locale.get(locale, ()), source, others)


def _changes(context: CheckContext) -> Iterator[tuple[Pair, Row, str, str, Likeness, bool]]:
    """The addresses that are others in a translation, with what they are to the source's, for those that no rule of
    the project makes; and whether pages of the host have the same names in this locale, as other links prove."""
    for pair in context.pairs():
        known = tongues_of(context, pair.locale, pair.source.locale)
        found: list[tuple[Row, str, str, Likeness]] = []
        for row in context.shown(pair):
            if row.entry.is_stale or not any(code.type in _ADDRESSED for code in row.segment.content.codes):
                continue
            changed = [problem for problem in row.code_problems if problem.kind is Damage.LINK_CHANGED]
            befores, afters = [one.before for one in changed], [one.after for one in changed]
            found += ((row, *one) for one in paired(befores, afters, known))
        kept = Counter(host_of(before) for _, before, _, kind in found if kind is Likeness.SAME)
        renamed = Counter(host_of(before) for _, before, _, kind in found if kind is Likeness.RENAMED)
        for row, before, after, kind in found:
            # A letter's address is told by its own check, wherever it stands.
            is_letter = scheme_of(before) == scheme_of(after) == "mailto"
            is_same = kind in (Likeness.SAME, Likeness.FRAGMENT) or is_letter
            if not is_same and not _is_by_rule(context, pair, before, after):
                yield pair, row, before, after, kind, kept[host_of(before)] > renamed[host_of(before)]


def _is_by_rule(context: CheckContext, pair: Pair, before: str, after: str) -> bool:
    """Whether the project's own rules make the one address of the other, for some market that reads the locale."""
    return after in _ruled(context, pair, before)


def _ruled(context: CheckContext, pair: Pair, address: str) -> list[str]:
    """What the project's own rules make of an address in a locale, for each market that reads it."""
    codes = [market.code for market in context.all_markets if any(one.content == pair.locale for one in market.locales)]
    rules = context.settings.links
    return [link_for(address, rules, locale=pair.locale, market=code) for code in codes or [""]]


def _by_rule(context: CheckContext, pair: Pair, row: Row, before: str, after: str) -> Rewording | None:
    """The target with the source's address, where a rule then makes that of each market of it; else None."""
    is_ruled = "{" not in before + after and all(made != before for made in _ruled(context, pair, before))
    return _with_address(row, after, before) if is_ruled else None


def _with_address(row: Row, old: str, new: str) -> Rewording | None:
    """The target with another address in the place of one; None where that may not be, or it is not sure where."""
    target = row.entry.target
    is_sure = target.count(old) == 1 and may_be_mended(row.entry)
    return Rewording(old=target, new=target.replace(old, new)) if is_sure else None


def _mend(pair: Pair, before: str) -> str:
    return _MEND.format(before=before, there=f", or its page in {pair.locale}")


CHECKS = (
    Listed(
        name=CHANGED,
        family="translated_links",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=changed_links,
        why="Customers of one language are led to another page than all others.",
        example="[la tienda](https://lamps.example/shpo) for https://lamps.example/shop",
        do="Write the source's address, or that of its page in this language; `links` in locmem.yaml says others.",
        mends="writes the source's address where a rule under `links` makes another of it for the locale",
    ),
    Listed(
        name=RENAMED,
        family="translated_links",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=renamed_links,
        why="The page may not exist under that name, or be another one.",
        example="[la tienda](https://lamps.example/es/tienda) for https://lamps.example/shop",
        do="Nothing, if the page is called so in this language; otherwise mend the address.",
    ),
    Listed(
        name=FOREIGN,
        family="translated_links",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=links_to_other_locales,
        why="Customers land on a page of another country, in a language they may not read.",
        example="https://lamps.example/pt-br/shop in a Spanish page",
        do="Write the address of the page in this locale.",
        mends="writes the source's address where a rule under `links` makes another of it for the locale",
    ),
    Listed(
        name=INSECURE,
        family="translated_links",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=links_without_https,
        why="What customers send there can be read and changed on the way.",
        example="http://lamps.example/shop for https://lamps.example/shop",
        do="Write `https:` as the source does.",
        mends="writes `https:` where both lead to one host",
    ),
)

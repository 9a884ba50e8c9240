"""Whether an obligation of a market is kept on a day: as a machine sees it, or by the word of somebody who signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from hashlib import sha256

from locmem.checks.cards import Card
from locmem.checks.passages import digest_in, phrases_in, told_phrases, words_in
from locmem.checks.saying import Topics, has_value, is_absent, is_asked, is_ended, is_unread, saying, unsaid
from locmem.markets.paths import is_known
from locmem.markets.profile import country_of
from locmem.model.fact import Market, Obligation
from locmem.model.signature import Signature, Signatures, sign_command
from locmem.model.tags import language_of
from locmem.model.wording import listed
from locmem.values.locales import chain, script_of

AND_SIGN = ", and sign: "
"""How `Keeping.step` ends, before the command, where nothing is known to be missing but a signature."""

_COMPANY = "markets/company.yaml"
_EMPTY = " has no value"
_BY_SOURCE = "the source says it; not translated yet"


class Keeper(Enum):
    """Who keeps an obligation, or why nobody does.

    SEEN: a machine sees it in the texts.  SIGNED: somebody answers for it by name.
    OUTDATED: somebody did, and what they answered for is another now.  NOBODY: nobody does.
    """

    SEEN = "kept"
    SIGNED = "signed"
    OUTDATED = "outdated"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How an obligation stands in a market on a day.

    seen: what a machine saw, a clause each.  lacking: what it missed, a clause each; with any of it, nothing it saw
    counts.  blind: the content locales in which it cannot see, so that somebody has to sign.
    signature: the one that counts, or that no longer does.  changed: what is another since then, a clause each.
    later: one of a day to come, which counts from then on.
    unknown: the paths it names at which the market has nothing.
    is_untranslated: whether on some topic nothing says it but a source, in no locale of the market.
    cards: the documents on its topics that ship to the market.  bare: its topics on which there is none.
    facts: those that texts on some topic lack.
    """

    market: str
    obligation: Obligation
    keeper: Keeper
    seen: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    blind: tuple[str, ...] = ()
    signature: Signature | None = None
    changed: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    bare: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    later: Signature | None = None
    unknown: tuple[str, ...] = ()
    is_untranslated: bool = False

    @property
    def is_kept(self) -> bool:
        """Whether anybody keeps it."""
        return self.keeper in (Keeper.SEEN, Keeper.SIGNED)

    @property
    def unsigned(self) -> str:
        """What is wrong with its signature, in a clause; empty where none is asked, or a machine misses something."""
        if self.is_kept or self.lacking:
            return ""
        if self.signature:
            return f"{self.signature.by} signed on {self.signature.on} that it is kept, and {self._since}"
        where = f" in {listed(self.blind)}" if self.seen else ""
        later = f"; that of {self.later.by} is of {self.later.on}, a later day" if self.later else ""
        return f"nobody signed that it is kept{where}{later}"

    @property
    def problem(self) -> str:
        """Why nobody keeps it, in a clause; empty where somebody does."""
        if self.is_kept:
            return ""
        if not self.lacking:
            return self.unsigned
        told = "; ".join(self.lacking)
        return f"{told}; what {self.signature.by} signed on {self.signature.on} is outdated" if self.signature else told

    @property
    def _since(self) -> str:
        return f"since then {'; '.join(self.changed)}"

    @property
    def step(self) -> str:
        """What to do next where nobody keeps it, in a sentence; empty where somebody does."""
        if self.is_kept:
            return ""
        one, home = self.obligation, f" to {_COMPANY} under {self.market}"
        if self.unknown:
            # What a region asks each of its members for stands in no shared file.
            is_asked = "/_regions/" in one.location.path and all(path.startswith("company.") for path in self.unknown)
            its = "their names" if len(self.unknown) > 1 else "its name"
            mend = f"Mend {its} in the obligation {one.key}, or add it to the profile, or to the company data."
            return f"There is no {listed(self.unknown)}. {f'Add it{home}.' if is_asked else mend}"
        named = dict.fromkeys((*one.facts, *one.present))
        empty = tuple(path for path in named if f"{path}{_EMPTY}" in self.lacking)
        if empty and len(empty) == len(self.lacking):
            where = home if all(path.startswith("company.") for path in empty) else ""
            return f"Write the value of {listed(empty)}{where}; the source of the duty is {one.evidence.source}."
        topics = " or ".join(f"`topic: {topic}`" for topic in one.applies_to)
        if not self.cards:
            return f"Write a document with {topics}; the source is {one.evidence.source}."
        texts = listed(tuple(card.file for card in self.cards))
        sign = f"`{sign_command(self.market, one.key)} --by NAME`"
        if self.lacking:
            what = " and ".join(f"`{_as_written(path)}`" for path in self.facts) or "it"
            return f"Write {what} into {texts}, or have somebody who finds it kept sign: {sign}."
        return f"Read {texts} for it, write what they lack{AND_SIGN}{sign}."

    @property
    def how(self) -> str:
        """How it stands, in a sentence without a full stop: by what or whom it is kept, or why it is not."""
        if not self.is_kept:
            return self.problem
        told = "; ".join((*self.seen, *((_BY_SOURCE,) if self.is_untranslated else ())))
        if self.keeper is Keeper.SEEN:
            return told
        signed = str(self.signature)
        return f"{told}; in {listed(self.blind)} {signed}" if told and self.blind else signed

    @property
    def in_short(self) -> str:
        """The same in a few words."""
        if self.keeper is Keeper.SEEN:
            return _BY_SOURCE if self.is_untranslated else "the texts say it"
        if self.signature and self.keeper is Keeper.SIGNED:
            return f"signed by {self.signature.by} on {self.signature.on}"
        return "nobody keeps it" if self.lacking else "nobody signed for the texts as they are"


def _as_written(path: str) -> str:
    """How content says a fact: a field of a list's items in a loop over those that have it."""
    fact, is_of_items, name = path.partition("[].")
    if not is_of_items:
        return f"{{{{ {path} }}}}"
    field = f"item.{name}"
    return f"{{% for item in {fact} %}}{{% if {field} %}}{{{{ {field} }}}}{{% endif %}}{{% endfor %}}"


def by_topic(market: Market, documents: Iterable[Card]) -> Topics:
    """The documents that ship to a market, have a topic and are no drafts in its help desk, by their topics."""
    topics: dict[str, list[Card]] = {}
    for card in documents:
        if card.topic and not card.is_draft and card.ships_to(market.code):
            topics.setdefault(card.topic, []).append(card)
    return topics


def keepings_of(market: Market, documents: Iterable[Card], day: date, signatures: Signatures) -> tuple[Keeping, ...]:
    """How each obligation stands that is in force in a market on a day, in the order of its profile."""
    topics = by_topic(market, documents)
    return tuple(
        keeping_of(market, one, topics, day, signatures) for one in market.obligations if one.window.holds(day)
    )


def keeping_of(market: Market, one: Obligation, topics: Topics, day: date, signatures: Signatures) -> Keeping:
    """How an obligation stands in a market on a day, whether or not it is in force then.

    topics: as of `by_topic`.  A sub-market signs for itself; in a locale where its texts are those of its country, the
    country's signature counts too.
    """
    concerned = {card.path: card for topic in one.applies_to for card in topics.get(topic, ())}
    cards = tuple(sorted(concerned.values(), key=lambda card: card.path))
    locales = tuple(dict.fromkeys(str(locale.content) for locale in market.locales))
    seen, lacking, blind = _seen(market, one, topics, day)
    bare = tuple(topic for topic in one.applies_to if topic not in topics)
    is_visible = bool(one.facts or one.phrases or one.present)
    if not is_visible:
        blind = locales
        if not cards:
            lacking = (f"there is no text on {listed(one.applies_to)}",)
    found = Keeping(
        market=market.code,
        obligation=one,
        keeper=Keeper.NOBODY,
        seen=seen,
        lacking=lacking,
        blind=blind,
        cards=cards,
        bare=bare,
        unknown=tuple(path for path in dict.fromkeys((*one.facts, *one.present)) if not is_known(market, path)),
        is_untranslated=not lacking and _rests_on_source(market, one, topics, day),
        facts=tuple(dict.fromkeys(path for _, missing in unsaid(market, one, topics, day) for path in missing)),
    )
    if is_visible and not lacking and not blind:
        return _with(found, Keeper.SEEN)
    codes = dict.fromkeys((market.code, country_of(market.code)))
    known = [signature for code in codes if (signature := signatures.get((code, one.key)))]
    given = [signature for signature in known if day >= date.fromisoformat(signature.on)]
    if not given or not cards:
        return replace(found, later=known[0]) if known and not given else found
    asked = asked_digest(one)
    wanted = locales if lacking else blind
    now = {locale: {card.path: digest_in(card.passages, market, locale, day) for card in cards} for locale in wanted}
    fitting = [[signature for signature in given if _fits(signature, asked, locale, now[locale])] for locale in wanted]
    if all(fitting):
        return _with(found, Keeper.SIGNED, fitting[0][0] if fitting else given[0])
    return _with(found, Keeper.OUTDATED, given[0], tuple(_changes(given[0], asked, now)))


def _with(found: Keeping, keeper: Keeper, signature: Signature | None = None, changed: tuple[str, ...] = ()) -> Keeping:
    # What a machine misses is answered for by whoever signed.
    is_signed = keeper is Keeper.SIGNED and bool(found.lacking)
    return replace(
        found,
        keeper=keeper,
        seen=() if is_signed else found.seen,
        lacking=() if is_signed else found.lacking,
        signature=signature,
        changed=changed,
    )


def asked_digest(one: Obligation) -> str:
    """What stands for what an obligation asks."""
    return sha256(" ".join(one.text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def texts_signed(market: Market, cards: Iterable[Card], day: date) -> tuple[tuple[str, str, str], ...]:
    """The texts that somebody who signs today answers for, as of `Signature`."""
    locales = dict.fromkeys(str(locale.content) for locale in market.locales)
    return tuple(
        (card.path, locale, digest_in(card.passages, market, locale, day))
        for card in sorted(cards, key=lambda card: card.path)
        for locale in locales
    )


def _fits(signature: Signature, asked: str, locale: str, now: Mapping[str, str]) -> bool:
    # A document that was only renamed is the text that was signed for.
    return signature.asked == asked and sorted(signature.texts_in(locale).values()) == sorted(now.values())


def _changes(signature: Signature, asked: str, now: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """What is another than a signature has it."""
    if signature.asked != asked:
        yield "what it asks changed"
    locales = [locale for locale in now if locale not in signature.locales]
    if locales:
        yield f"{listed(tuple(locales))} came, which nobody signed for"
    edited: dict[str, list[str]] = {}
    new: dict[str, None] = {}
    gone: dict[str, None] = {}
    for locale in (locale for locale in now if locale in signature.locales):
        then, here = signature.texts_in(locale), now[locale]
        came = [digest for path, digest in here.items() if path not in then]
        went = [digest for path, digest in then.items() if path not in here]
        for path, digest in here.items():
            if path not in then and digest not in went:
                new[path] = None
            elif then.get(path, digest) != digest:
                edited.setdefault(path, []).append(locale)
        gone.update(dict.fromkeys(path for path, digest in then.items() if path not in here and digest not in came))
    yield from (f"{path} changed in {listed(tuple(of))}" for path, of in edited.items())
    yield from (f"{path} came" for path in new)
    yield from (f"{path} went" for path in gone)


def _seen(
    market: Market, one: Obligation, topics: Topics, day: date
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """What a machine sees, what it misses, and the locales in which it cannot see."""
    seen: list[str] = []
    lacking: list[str] = []
    for path in one.present:
        if has_value(market, path, day):
            seen.append(f"{path} has a value")
        else:
            lacking.append(f"{path}{_EMPTY}")
    missing = dict(unsaid(market, one, topics, day))
    wanted = tuple(path for path in one.facts if is_asked(market, path, day))
    for topic in one.applies_to if wanted else ():
        if topic not in missing:
            by = tuple(saying(wanted, topics[topic], market, day))
            seen.append(f"{listed(by, 3)} {'says' if len(by) == 1 else 'say'} {listed(wanted)}")
        elif topics.get(topic):
            lacking.append(f"no text on {topic} says {listed(missing[topic])}")
        else:
            lacking.append(f"there is no text on {topic}, which must say {listed(missing[topic])}")
    lacking += (f"nobody has looked up {path} yet" for path in one.facts if is_unread(market, path, day))
    lacking += (f"{path}{_EMPTY}" for path in one.facts if is_ended(market, path, day))
    if one.facts and all(is_absent(market, path, day) for path in one.facts):
        seen.append(f"{listed(one.facts)} is absent here on purpose")
    blind = []
    for locale in dict.fromkeys(str(locale.content) for locale in market.locales) if one.phrases else ():
        phrases = phrases_for(one, locale)
        if not phrases:
            blind.append(locale)
            continue
        for topic in one.applies_to:
            found = _holding(one, phrases, locale, topics.get(topic, ()), market, day)
            words = " or ".join(map(told_phrases, phrases))
            if found:
                path, word, of = found
                until = "" if of == locale else f", and is not translated into {locale} yet"
                seen.append(f"{path} says {word} in {of}{until}")
            elif topics.get(topic):
                lacking.append(f"no text on {topic} in {locale} says {words}")
            else:
                lacking.append(f"there is no text on {topic}, which must say {words} in {locale}")
    return tuple(dict.fromkeys(seen)), tuple(dict.fromkeys(lacking)), tuple(blind)


def _rests_on_source(market: Market, one: Obligation, topics: Topics, day: date) -> bool:
    """Whether what is said on some topic stands in no text that the market's customers read in a locale of theirs."""
    locales = tuple(dict.fromkeys(str(locale.content) for locale in market.locales))
    wanted = tuple(path for path in one.facts if is_asked(market, path, day))
    for topic in one.applies_to:
        cards = topics.get(topic, ())
        by = {*saying(wanted, cards, market, day)}
        if by and not any(card.is_read_in(of) for card in cards if card.path in by for of in locales):
            return True
        found = [(of, _holding(one, phrases_for(one, of), of, cards, market, day)) for of in locales if one.phrases]
        said = [(of, said[2]) for of, said in found if said]
        if said and not any(language_of(of) == language_of(by) for of, by in said):
            return True
    return False


def phrases_for(one: Obligation, locale: str) -> tuple[tuple[str, ...], ...]:
    """What a text in a locale has to hold one of, all its words: its own, else those of its nearest base language."""
    # What is written under a language is meant for all of its countries, Portugal too; a script is another matter.
    language = language_of(locale)
    bases = (language,) if script_of(language) == script_of(locale) else ()
    return next((one.phrases[tag] for tag in (*chain(locale), *bases) if tag in one.phrases), ())


def _holding(
    one: Obligation, phrases: Sequence[Sequence[str]], locale: str, cards: Sequence[Card], market: Market, day: date
) -> tuple[str, str, str] | None:
    """The first document that holds all words of one of the phrases, which ones, and in which language.

    What is not translated yet is judged by its source: that it is not is another finding.
    """
    for card in cards:
        for of, text in words_in(card.passages, market, locale, day).items():
            wanted = phrases if of == locale else phrases_for(one, of)
            if found := phrases_in(text, wanted):
                return card.path, told_phrases(found), of
    return None

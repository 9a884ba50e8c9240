"""Critical differences: near is not same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from locmem.inline.liquid import scan
from locmem.memory.lexicon import Lexicon, lexicon_of
from locmem.memory.meaning import LABEL, LETTER, WORDING, Meaning, Sign, meaning_of
from locmem.model.inline import Inline

HIGHEST = 94.0
"""The highest percent of a match with a critical difference."""

_OUR_PATHS = ("market", "company")

_SIGNED = re.compile(r"(?:(?<=[\s(\[\"'“„«])|^)([+−-])(\d+(?:[.,]\d+)*)", re.MULTILINE)
_MOST_WORDS = 3
"""The longest wording of one side of a contract: `the customer pays`."""

_MOST_PLACES = 2
"""The most places in which a sentence may differ and still be the same with other words in it."""


def critical_differences(new: Inline, old: Inline, repaired: Inline, locale: str) -> tuple[str, ...]:
    """What differs in meaning between a new source and a stored one, a sentence each; empty if nothing does.

    old: the stored source as it is.  repaired: the same with the changes that were made in its target too.
    Values, currencies, codes and the paths of facts are compared in every language.  Where there is a lexicon
    for the language (`memory/lexicon`), so are the meanings it knows (negation, obligation, conditions, time,
    limits, units, dates, countries, legal bodies), names, emphasised labels, and words put in the place of
    others that do not mean the same.  Words that were only added or only left out are wording.
    """
    differences = list(_differences("fact", _fact_paths(new), _fact_paths(old)))
    differences += _differences("signed number", _signed_numbers(new), _signed_numbers(repaired))
    here, there = meaning_of(new, locale), meaning_of(repaired, locale)
    if here == there:
        return tuple(differences)
    lexicon = lexicon_of(locale)
    families: dict[str, tuple[list[Sign], list[Sign]]] = {}
    for side, meaning in enumerate((here, there)):
        for sign in meaning.signs:
            if sign.family != WORDING:
                families.setdefault(sign.family, ([], []))[side].append(sign)
    for family, (new_signs, old_signs) in sorted(families.items()):
        came, gone = _unpaired(new_signs, old_signs, here, there, lexicon)
        if family == "alternative":
            continue
        if came or gone:
            differences.append(_sentence(family, came, gone))
        elif family == "number" and _in_order(new_signs) != _in_order(old_signs):
            differences.append(_sentence("order of numbers", new_signs, old_signs))
    if lexicon is not None:
        differences += _labels(here, there)
        differences += _alternatives(here, there)
        differences += _exchanged(here, there)
        # These look at the words that are left when all has its family and its name.
        differences += (
            []
            if differences
            else [*_parties(here, there, lexicon), *_items(here, there, lexicon), *_opposites(here, there, lexicon)]
        )
    return tuple(differences)


def _signed_numbers(content: Inline) -> list[str]:
    """The numbers with a plus or minus before them, which no word says again: `-5 °C`."""
    return [found[1].replace("\N{MINUS SIGN}", "-") + found[2] for found in _SIGNED.finditer(content.text)]


def _differences(what: str, new: Iterable[str], old: Iterable[str]) -> Iterator[str]:
    here, there = Counter(new), Counter(old)
    if here != there:
        yield f"{what}: {_listed((here - there).elements())} here, {_listed((there - here).elements())} in the memory"


def _sentence(what: str, new: Iterable[Sign], old: Iterable[Sign]) -> str:
    here, there = (_listed(sign.surface for sign in signs) for signs in (new, old))
    return f"{what}: {here} here, {there} in the memory"


def _listed(values: Iterable[str]) -> str:
    return ", ".join(f"“{value}”" for value in values) or "nothing"


def _fact_paths(content: Inline) -> list[str]:
    native = content.native
    # Most texts hold no Liquid at all, and reading it takes long.
    if "{" not in native:
        return []
    return [path for tag in scan(native).tags for path in tag.paths if path.split(".", 1)[0] in _OUR_PATHS]


def _in_order(signs: Sequence[Sign]) -> list[str]:
    return [sign.key for sign in signs if sign.key != "1"]


def _unpaired(
    new: Sequence[Sign], old: Sequence[Sign], here: Meaning, there: Meaning, lexicon: Lexicon | None
) -> tuple[list[Sign], list[Sign]]:
    """The signs of one family that have no equal on the other side, where that matters."""
    came, gone = _without(new, old), _without(old, new)
    if lexicon is None:
        return came, gone
    if came and gone:
        for sign in tuple(came):
            near = lexicon.near
            other = next((it for it in gone if frozenset((sign.key, it.key)) in near or _is_same_code(sign, it)), None)
            if other is not None:
                came.remove(sign)
                gone.remove(other)
    came = [sign for sign in came if not _stands_in(sign, there)]
    gone = [sign for sign in gone if not _stands_in(sign, here)]
    hard = [[sign for sign in side if sign.key not in lexicon.soft and sign.family != LETTER] for side in (came, gone)]
    if came and gone:
        return came, gone
    return _essential(hard[0], here, there), _essential(hard[1], there, here)


def _essential(signs: list[Sign], own: Meaning, other: Meaning) -> list[Sign]:
    """Signs without the codes that came with words of their own: what is told in addition exchanges nothing.

    `a or b` beside `a` does.
    """
    if not any(sign.family == "code" for sign in signs):
        return signs
    added = _additions(own.signs, other.signs)
    return [sign for sign in signs if sign.family != "code" or not added.get(sign)]


def _additions(own: Sequence[Sign], other: Sequence[Sign]) -> dict[Sign, bool]:
    """The signs that were put in, and whether they came with words and without an `or` where they first did."""
    from rapidfuzz.distance import Levenshtein

    found: dict[Sign, bool] = {}
    for block in Levenshtein.opcodes([sign.key for sign in other], [sign.key for sign in own]):
        if block.tag == "insert":
            run = own[block.dest_start : block.dest_end]
            families = {sign.family for sign in run}
            is_told = WORDING in families and "alternative" not in families
            for sign in run:
                found.setdefault(sign, is_told)
    return found


def _without(signs: Sequence[Sign], others: Sequence[Sign]) -> list[Sign]:
    left = Counter(sign.key for sign in others)
    kept = []
    for sign in signs:
        if left[sign.key]:
            left[sign.key] -= 1
        else:
            kept.append(sign)
    return kept


def _stands_in(sign: Sign, other: Meaning) -> bool:
    """Whether a code or value of one text stands in the other too, as plain words or in a longer name, or a word
    as a code.
    """
    if sign.surface in other.codes.split():
        return True
    return sign.family in ("code", "identifier", "currency", "unit") and other.says(sign.key)


def _is_same_code(here: Sign, there: Sign) -> bool:
    """Whether one of two codes is the other with its full name (`os.getpid`), its arguments or a plural."""
    if here.family != "code":
        return False
    short, long = sorted((here.key, there.key), key=len)
    is_call = long.startswith(f"{short}(") and long.endswith(")")
    return is_call or long.endswith(f".{short}") or long in (f"{short}s", f"{short}es")


def _labels(here: Meaning, there: Meaning) -> Iterator[str]:
    new = [label for label in here.labels if label.lower() not in there.text.lower()]
    old = [label for label in there.labels if label.lower() not in here.text.lower()]
    if new and old:
        yield f"{LABEL}: {_listed(new)} here, {_listed(old)} in the memory"


def _alternatives(here: Meaning, there: Meaning) -> Iterator[str]:
    """An `or` that came or went together with words."""
    signs = [[sign for sign in side.signs if sign.family in ("alternative", WORDING)] for side in (here, there)]
    came, gone = _without(signs[0], signs[1]), _without(signs[1], signs[0])
    for one, other in ((came, gone), (gone, came)):
        if len(one) > 1 and not other and any(sign.family == "alternative" for sign in one):
            yield _sentence("alternative", came, gone)


def _exchanged(here: Meaning, there: Meaning) -> Iterator[str]:
    """Words that stand where other words stood.

    A sentence that differs in many places was worded anew; names are not part of that.
    """
    new = [sign for sign in here.signs if sign.family == WORDING]
    old = [sign for sign in there.signs if sign.family == WORDING]
    is_anew: bool | None = None
    for came, gone in _hunks(new, old):
        if any(sign.is_name for sign in (*came, *gone)):
            yield _sentence("name", came, gone)
            continue
        if is_anew is None:
            is_anew = _places(here.spoken, there.spoken) > _MOST_PLACES
        if not is_anew:
            yield _sentence(WORDING, came, gone)


def _parties(here: Meaning, there: Meaning, lexicon: Lexicon) -> Iterator[str]:
    """The one side of a contract where the other one stood: `We pay` for `You pay`.

    A text that still speaks of both was only turned round: `We refund you`, `You are refunded`.
    """
    from rapidfuzz.distance import Levenshtein

    sides = [
        [number for number, words in enumerate(lexicon.parties) if words & set(side.spoken)] for side in (here, there)
    ]
    if not all(len(side) == 1 for side in sides) or sides[0] == sides[1]:
        return
    blocks = [block for block in Levenshtein.opcodes(there.spoken, here.spoken) if block.tag != "equal"]
    if len(blocks) > _MOST_PLACES:
        return
    for block in blocks:
        came, gone = here.spoken[block.dest_start : block.dest_end], there.spoken[block.src_start : block.src_end]
        named = [set(words) & lexicon.parties[side[0]] for words, side in ((came, sides[0]), (gone, sides[1]))]
        if all(named) and max(len(came), len(gone)) <= _MOST_WORDS:
            yield f"party: “{' '.join(came)}” here, “{' '.join(gone)}” in the memory"


def _items(here: Meaning, there: Meaning, lexicon: Lexicon) -> Iterator[str]:
    """An item that came into a list or left it, where nothing else differs: `a repair, a refund or a credit`."""
    from rapidfuzz.distance import Levenshtein

    if _longest_list(here.text, lexicon.joins) == _longest_list(there.text, lexicon.joins):
        return
    words = [Counter(side.spoken) for side in (here, there)]
    if not any(counts - other <= Counter(lexicon.joins) for counts, other in (words, words[::-1])):
        return
    new, old = ([sign for sign in side.signs if sign.family != "alternative"] for side in (here, there))
    edits = Levenshtein.opcodes([sign.key for sign in old], [sign.key for sign in new])
    blocks = [block for block in edits if block.tag != "equal"]
    if len(blocks) != 1 or blocks[0].tag == "replace":
        return
    block = blocks[0]
    came, gone = new[block.dest_start : block.dest_end], old[block.src_start : block.src_end]
    if len(came) + len(gone) <= _MOST_WORDS:
        yield _sentence("item", came, gone)


def _opposites(here: Meaning, there: Meaning, lexicon: Lexicon) -> Iterator[str]:
    """A small word whose opposite stands in its place: `while the light is on`, `while the light is off`."""
    from rapidfuzz.distance import Levenshtein

    for block in Levenshtein.opcodes(there.spoken, here.spoken):
        came, gone = here.spoken[block.dest_start : block.dest_end], there.spoken[block.src_start : block.src_end]
        if len(came) == len(gone) == 1 and frozenset((*came, *gone)) in lexicon.opposites:
            yield f"opposite: “{came[0]}” here, “{gone[0]}” in the memory"


def _longest_list(text: str, joins: Sequence[str]) -> int:
    """How many items the longest list of a text has, 0 without one."""
    item = r"[^,.;:!?()\n]+"
    # A list begins where a clause does; to try every character of a long text would take minutes.
    lists = re.finditer(rf"(?<![^,.;:!?()\n])({item}(?:, {item})*),? (?:{'|'.join(joins)}) {item}", text)
    return max((found[1].count(",") + 2 for found in lists if "," in found[0]), default=0)


def _places(new: Sequence[str], old: Sequence[str]) -> int:
    """In how many places two rows of words differ."""
    from rapidfuzz.distance import Levenshtein

    tags = ["equal", *(block.tag for block in Levenshtein.opcodes(old, new))]
    return sum(before == "equal" != tag for before, tag in pairwise(tags))


def _hunks(new: Sequence[Sign], old: Sequence[Sign]) -> Iterator[tuple[list[Sign], list[Sign]]]:
    """What stands in the place of what, without words that only moved."""
    from rapidfuzz.distance import Levenshtein

    new_keys, old_keys = [sign.key for sign in new], [sign.key for sign in old]
    more = Counter(new_keys) - Counter(old_keys)
    less = Counter(old_keys) - Counter(new_keys)
    came: list[Sign] = []
    gone: list[Sign] = []
    for block in Levenshtein.opcodes(old_keys, new_keys):
        here_now, there_before = new[block.dest_start : block.dest_end], old[block.src_start : block.src_end]
        if block.tag != "equal":
            came += [sign for sign in here_now if more[sign.key]]
            gone += [sign for sign in there_before if less[sign.key]]
            continue
        if came and gone and not _is_respelled(came, gone):
            yield came, gone
        came, gone = [], []
        for here, there in zip(here_now, there_before, strict=True):
            if here.is_name and there.is_name and _is_other_name(here, there):
                yield [here], [there]
    if came and gone and not _is_respelled(came, gone):
        yield came, gone


def _is_other_name(here: Sign, there: Sign) -> bool:
    """Whether two names with one stem differ by more than a plural."""
    return here.surface.lower().rstrip("s") != there.surface.lower().rstrip("s")


def _is_respelled(came: Sequence[Sign], gone: Sequence[Sign]) -> bool:
    """Whether two rows of words are one spelled in two ways: `upper-case`; in names a slip of the pen counts."""
    from rapidfuzz.distance import OSA

    new = "".join(sign.surface for sign in came).lower()
    old = "".join(sign.surface for sign in gone).lower()
    if new == old or any(sign.is_name for sign in (*came, *gone)):
        return new == old
    return min(len(new), len(old)) >= 6 and int(OSA.distance(new, old)) <= 1

"""Real segments for the memory's benchmarks, extended by edited ones to any size."""

from __future__ import annotations

import gzip
import os
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from locmem.inline.compare import code_problems
from locmem.inline.protect import parse
from locmem.model.inline import Syntax
from locmem.model.match import Entry, Trust
from tests.benchmarks.rows import SHARED

_WORDS = """
    the a to of your order return refund payment card account we you can within days after before delivery item
    send email address change cancel help please open page settings choose click invoice tax number price label
    parcel courier warehouse product size colour exchange voucher gift balance bank transfer password sign in
    """
_SEED = 20261121


def pairs(count: int) -> tuple[list[tuple[str, str]], str]:
    """`count` pairs with different sources, and a sentence about where they come from."""
    real = _real()
    if not real:
        rng = random.Random(_SEED)
        made = {" ".join(rng.choices(_WORDS.split(), k=rng.randint(2, 40))).capitalize() + "." for _ in range(30_000)}
        real = [(text, text[::-1]) for text in sorted(made)]
        told = "generated segments"
    else:
        told = "real segments"
    rng = random.Random(_SEED)
    rng.shuffle(real)
    if count <= len(real):
        return real[:count], f"{told}, no edited ones"
    found = dict(real)
    found.update(_edited(real, count, rng, found))
    return list(found.items()), f"{len(real):,} {told}, the rest word-level edits of them (seed {_SEED})"


LANGUAGES = ("English", "Japanese", "Arabic", "emoji")
"""What `texts` has."""

_SIGNS = {
    "Japanese": "返品 注文 日本語 配送 料金 支払い お客様 は の に を が から まで 14日 カード 、 。 3,000円 できます",
    "Arabic": "الطلب إرجاع من في على خلال ١٤ يومًا المبلغ بطاقة الدفع توصيل العميل ، . رقم 2026 يمكنك إلغاء الشحنة",
    "emoji": "🙂 🚚 📦 💳 👍🏽 ❤️ 👩‍👩‍👧 🇪🇸 ok return 14 € 🎁 ✅ ⚠️ order 🏷️ now",
}


def texts(language: str, count: int) -> list[str]:
    """`count` different texts: real ones of the corpus where it has the language, then made up and spliced ones."""
    rng = random.Random(_SEED)
    if language == "English":
        known = [source for source, _ in pairs(min(count, 1_000_000))[0]]
    else:
        file = SHARED / "corpus" / "en-ja.tsv.gz"
        real = (line.split("\t")[1] for line in _lines(file)) if language == "Japanese" and file.exists() else ()
        joint = "" if language == "Japanese" else " "
        signs = _SIGNS[language].split(" ")
        made = (joint.join(rng.choices(signs, k=rng.randint(1, 40))) for _ in range(min(count, 20_000)))
        known = list(dict.fromkeys((*real, *made)))[:count]
    found = dict.fromkeys(known)
    while len(found) < count:
        # The beginning of one text and the end of another: quickly made, and near to both.
        first, second = known[rng.randrange(len(known))], known[rng.randrange(len(known))]
        cut = rng.random()
        found.setdefault(first[: int(cut * len(first))] + second[int(cut * len(second)) :])
    return list(found)


def edited_characters(text: str, others: Sequence[str], rng: random.Random) -> str:
    """The text with up to a third of its characters replaced by, or followed by, those of another one."""
    characters = list(text)
    for _ in range(int(len(text) * rng.uniform(0.02, 0.33))):
        place = rng.randrange(len(characters))
        characters[place : place + rng.randrange(2)] = rng.choice(others)[:1]
    return "".join(characters)


def _real() -> list[tuple[str, str]]:
    given = os.environ.get("LOCMEM_BENCH_CORPUS")
    files = [Path(given)] if given else sorted((SHARED / "corpus").glob("en-*.tsv.gz"))
    found: dict[str, str] = {}
    for file in files:
        for line in _lines(file):
            source, _, rest = line.partition("\t")
            found.setdefault(source, rest.partition("\t")[0])
    return list(found.items())


def _lines(file: Path) -> Iterator[str]:
    data = file.read_bytes()
    text = (gzip.decompress(data) if file.suffix == ".gz" else data).decode("utf-8")
    return (line for line in text.split("\n") if line)


def _edited(real: list[tuple[str, str]], count: int, rng: random.Random, known: dict[str, str]) -> dict[str, str]:
    """Real pairs with 10 to 90 % of the source's words replaced by words as frequent as in the corpus."""
    frequency = Counter(word for source, _ in real for word in source.split(" "))
    words = rng.choices(list(frequency), list(frequency.values()), k=1_000_000)
    found: dict[str, str] = {}
    at = 0
    while len(known) + len(found) < count:
        source, target = real[rng.randrange(len(real))]
        parts = source.split(" ")
        for place in rng.sample(range(len(parts)), max(1, round(len(parts) * rng.uniform(0.1, 0.9)))):
            parts[place] = words[at % len(words)]
            at += 1
        text = " ".join(parts)
        if text not in known:
            found[text] = target
    return found


def queries(count: int, stored: list[tuple[str, str]]) -> list[str]:
    """Segments to look up: half from later versions of the same documents where there are any, half edited."""
    rng = random.Random(_SEED + 1)
    later = SHARED / "corpus" / "queries-en.tsv.gz"
    real = list(_lines(later)) if later.exists() else []
    rng.shuffle(real)
    real = real[: count * 3 // 4]
    edited = list(_edited(rng.sample(stored, min(2000, len(stored))), count - len(real), rng, {}))
    mixed = [*real, *edited]
    rng.shuffle(mixed)
    return mixed


def entries(rows: Iterable[tuple[str, str]]) -> Iterator[Entry]:
    """The pairs as an import reads them: Markdown, nobody's word for them.

    Where source and target have other codes, as most edited ones do, the source stands for its translation:
    otherwise the memory would refuse the pair.
    """
    for source_text, target_text in rows:
        source, target = parse(source_text, Syntax.MARKDOWN), parse(target_text, Syntax.MARKDOWN)
        is_whole = not (source.codes or target.codes) or not code_problems(source, target)
        yield Entry(
            source=source,
            target=target if is_whole else source,
            source_locale="en",
            locale="es",
            trust=Trust.IMPORTED,
            origin="import:corpus",
        )

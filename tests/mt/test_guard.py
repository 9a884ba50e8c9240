"""No draft loses a code or a number, whatever an engine does to its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locmem.errors import EngineError
from locmem.inline import compare, protect
from locmem.model.inline import Inline, Syntax
from locmem.mt.engine import MtEngine, Question, Traits
from locmem.mt.guard import draft
from locmem.mt.soundness import Tongues
from tests.mt.sentences import HTML, MARKDOWN, PLAIN

ALL = tuple(
    protect.parse(text, syntax)
    for texts, syntax in ((MARKDOWN, Syntax.MARKDOWN), (HTML, Syntax.HTML), (PLAIN, Syntax.PLAIN))
    for text in texts
)


class Rewriting:
    """An engine that answers with what `rewrite` makes of the text; remembers what it was asked."""

    name = "rewriting"
    traits = Traits()
    version = "1"

    def __init__(self, rewrite: Callable[[str], str]) -> None:
        self.rewrite = rewrite
        self.asked: list[str] = []

    def translate(self, questions: Sequence[Question]) -> tuple[str, ...]:
        self.asked += [question.text for question in questions]
        return tuple(self.rewrite(question.text) for question in questions)


def markdown(text: str) -> Inline:
    return protect.parse(text, Syntax.MARKDOWN)


def drafted(text: str, rewrite: Callable[[str], str], syntax: Syntax = Syntax.MARKDOWN) -> str | None:
    (one,) = draft(Rewriting(rewrite), [protect.parse(text, syntax)])
    return one.target.native if one.target else None


AS_A_WHOLE = Tongues(source="en", target="fi")
"""Into a language of which no text is translated piece by piece between its codes."""


def assert_sound(source: Inline, target: Inline) -> None:
    """What every target must keep, judged from its characters alone."""
    read_again = protect.parse(target.native, target.syntax)
    for one in (target, read_again):
        assert compare.code_problems(source, one) == ()
        assert Counter(code.identity for code in one.codes) == Counter(code.identity for code in source.codes)
    assert digits(target) == digits(source)


def digits(content: Inline) -> list[str]:
    text = " ".join(part for part in content.parts if isinstance(part, str))
    return sorted(re.findall(r"\d+", text))


def test_real_drafts_keep_every_code(engine: MtEngine) -> None:
    drafts = draft(engine, ALL)
    kept = [(source, one.target) for source, one in zip(ALL, drafts, strict=True) if one.target]
    for source, target in kept:
        assert_sound(source, target)
    assert len(kept) >= 0.9 * len(ALL), [one.why for one in drafts if one.why]
    assert sum(source.text != target.text for source, target in kept) > 0.8 * len(ALL)


def test_an_engine_that_changes_nothing_gives_back_the_source() -> None:
    drafts = draft(Rewriting(str), ALL)
    assert [one.target.native if one.target else one.why for one in drafts] == [
        # Soft breaks become blanks; nothing else may change.
        source.native
        for source in ALL
    ]


def test_the_engine_never_sees_a_code() -> None:
    engine = Rewriting(str)
    draft(engine, ALL)
    assert not re.search(r"[{}`*]|</?\w|\]\(|https?:|@|€", " ".join(engine.asked))


def test_what_has_no_words_is_not_asked() -> None:
    engine = Rewriting(lambda _: pytest.fail("asked"))
    sources = [markdown("{{ company.legal_name }}"), markdown("{{ a.b }} 14 **{{ c.d }}**"), markdown("")]
    assert [one.target for one in draft(engine, sources)] == sources
    assert [one.tries for one in draft(engine, sources)] == [0, 0, 0]


def test_equal_texts_are_asked_once() -> None:
    engine = Rewriting(str)
    draft(engine, [markdown("See [this](a.md)."), markdown("See [this](b.md)."), markdown("See [this](a.md).")])
    assert len(engine.asked) == 1


@pytest.mark.parametrize(
    ("why", "rewrite"),
    [
        ("lost **", lambda text: re.sub(r"(ID|PHX)\d+", "", text, count=1)),
        ("repeated **", lambda text: re.sub(r"((?:ID|PHX)\d+)", r"\1 \1", text, count=1)),
        ("lost **", lambda text: re.sub(r"(ID|PHX)(\d)\d*", r"DNI \2", text)),
        ("lost **", lambda text: re.sub(r"(ID|PHX)\d+", r"\g<1>177", text)),
        ("broke the nesting", lambda text: " ".join(reversed(text.split()))),
        ("gave no words", lambda _: "   "),
        ("gave no words", lambda text: " ".join(re.findall(r"(?:ID|PHX)\d+", text))),
        ("lost the number 14, added the number 15", lambda text: text.replace("14", "15")),
        ("added the number 2016", lambda text: text + " (2016)"),
        ("is not in the source", lambda text: "{{ evil }} " + text),
        ("left a token", lambda text: text + " ID188 PHX88"),
        ("far longer", lambda text: text + " no" * 500),
    ],
)
def test_a_spoilt_answer_is_turned_down_with_its_reason(why: str, rewrite: Callable[[str], str]) -> None:
    engine = Rewriting(rewrite)
    (one,) = draft(engine, [markdown("Please **read** [the terms](terms.md) within 14 days.")], tongues=AS_A_WHOLE)
    assert one.target is None
    assert why in one.why
    assert len(engine.asked) == one.tries


@pytest.mark.parametrize(
    ("rewrite", "asked"),
    [
        (lambda text: re.sub(r"(ID|PHX)\d+", "", text, count=1), 2),
        (lambda text: text + " ID188 PHX88", 2),
        (lambda text: text.replace("14", "15"), 1),
        (lambda text: text + " no" * 500, 1),
        (lambda _: "   ", 1),
    ],
    ids=["lost a code", "left a token", "another number", "a loop", "nothing"],
)
def test_a_paid_engine_is_asked_again_only_for_what_other_tokens_may_mend(
    rewrite: Callable[[str], str], asked: int
) -> None:
    sources = [markdown("Please **read** this within 14 days.")]
    tries = [
        draft(Rewriting(rewrite), sources, tongues=AS_A_WHOLE, is_frugal=frugal)[0].tries for frugal in (True, False)
    ]
    assert tries[0] == asked
    assert tries[1] >= 2


def test_a_lost_token_is_asked_for_with_others() -> None:
    engine = Rewriting(lambda text: re.sub(r"ID\d+", "", text))
    (one,) = draft(engine, [markdown("Please **read** this.")])
    assert one.target == markdown("Please **read** this.")
    assert one.tries == 2
    assert engine.asked == ["Please ID101; read ;ID102 this.", "Please PHX1; read ;PHX2 this."]


def test_where_no_tokens_survive_the_texts_between_codes_are_asked_for_and_somebody_is_told() -> None:
    engine = Rewriting(lambda text: re.sub(r"\w+\d+", "", text).upper())
    (one,) = draft(engine, [markdown("Please, **read** ({{ a.b }}) [the terms](a.md): “now”.")])
    assert engine.asked[2:] == ["Please", "read", "the terms", "now"]
    assert one.target == markdown("PLEASE, **READ** ({{ a.b }}) [THE TERMS](a.md): “NOW”.")
    assert one.tries == 3
    assert "piece by piece" in one.note


@pytest.mark.parametrize("text", ["It is {{ n.x }}px **wide**.", "A pre{{ a.b }} **word**."])
def test_what_is_glued_to_a_code_is_not_translated_by_itself(text: str) -> None:
    (one,) = draft(Rewriting(lambda asked: re.sub(r"(ID|PHX)\d+", "", asked)), [markdown(text)])
    assert (one.target, one.tries) == (None, 2)


def test_pieces_between_codes_are_judged_as_answers_are() -> None:
    def spoilt(text: str) -> str:
        return re.sub(r"(ID|PHX)\d+", "", text).replace("14", "15")

    (one,) = draft(Rewriting(spoilt), [markdown("Please **read** this within 14 days.")])
    assert (one.target, one.why, one.note) == (None, "lost the number 14, added the number 15", "")


def test_half_an_answer_is_turned_down_although_its_end_was_put_right() -> None:
    text = "Open the box with care, take the lamp out of it, and put it on a table that does not move."
    (one,) = draft(Rewriting(lambda asked: asked[:42]), [markdown(text)])
    assert (one.target, one.why) == (None, "ends in the middle")


def test_an_answer_in_another_language_is_turned_down() -> None:
    tongues = Tongues(source="en", target="es", strange=lambda answer, _: "de" if "die" in answer else "")
    engine = Rewriting(lambda _: "Bitte lies vorher die ganze Anleitung.")
    (one,) = draft(engine, [markdown("Please read all of the guide before.")], tongues=tongues)
    assert (one.target, one.why) == (None, "is in another language or script (de)")


def test_text_that_looks_like_a_token_is_not_taken_for_one() -> None:
    (one,) = draft(Rewriting(str), [markdown("Your id 101 or ID101 is **not** a PHX 1 code.")])
    assert one.target == markdown("Your id 101 or ID101 is **not** a PHX 1 code.")


def test_words_may_not_leave_a_link() -> None:
    def emptied(text: str) -> str:
        return re.sub(r"(\w+\d;) (the page) (;\w+\d)", r"\2 \1 \3", text)

    assert emptied("Open ID101; the page ;ID102 now.") == "Open the page ID101; ;ID102 now."
    (one,) = draft(Rewriting(emptied), [markdown("Open [the page](a.md) now.")], tongues=AS_A_WHOLE)
    assert (one.target, one.why) == (None, "moved words or codes out of [ or into it")


def test_words_may_not_leave_their_step_of_a_menu_path() -> None:
    def emptied(text: str) -> str:
        return re.sub(r"Account (\w+\d) Orders", r"\1 Account Orders", text)

    (one,) = draft(Rewriting(emptied), [markdown("Open **Account › Orders** now.")], tongues=AS_A_WHOLE)
    assert (one.target, one.why) == (None, "moved words across ›")


def test_codes_may_change_places() -> None:
    target = drafted("The **red** [lamp](a.md).", lambda _: "La ID103 lámpara ID104 ID101 roja ID102.")
    assert target == "La [lámpara](a.md) **roja**."


@pytest.mark.parametrize(
    ("source", "answer", "target"),
    [
        ("A **bold** word.", "Una ID101palabraID102 gruesa.", "Una **palabra** gruesa."),
        ("A **bold** word.", "Una palabra ID101 gruesa ID102 .", "Una palabra **gruesa**."),
        ("See {{ a.b }} now.", "Ver ID101ahora.", "Ver {{ a.b }} ahora."),
        ("See ({{ a.b }}) now.", "Ver ( ID101 ) ahora.", "Ver ({{ a.b }}) ahora."),
        ("It is {{ n.x }}px wide.", "Mide ID101 px.", "Mide {{ n.x }}px."),
        ("Hello {{ a.b }}, welcome!", "Hola ID101 , bienvenido!", "Hola {{ a.b }}, bienvenido!"),
        ("Hello {{ a.b }}, welcome!", "Hola ID101,, bienvenido!!", "Hola {{ a.b }}, bienvenido!"),
        ("Select {{ a.b }}", "Seleccionar ID101.", "Seleccionar {{ a.b }}"),
        ("open {{ a.b }} here", "Abrir ID101 aquí", "abrir {{ a.b }} aquí"),
        ("Open {{ a.b }} here", "abrir ID101 aquí", "Abrir {{ a.b }} aquí"),
        ("Wait... for {{ a.b }}.", "Espere... a ID101.", "Espere... a {{ a.b }}."),
        ("Read this", "Leer  esto .", "Leer esto"),
        ("Read this.", "Leer esto", "Leer esto."),
        ("Open {{ a.b }} here", "Abrir id101 aquí", "Abrir {{ a.b }} aquí"),
        ("Open {{ a.b }} here", "Abrir ID 101 aquí", "Abrir {{ a.b }} aquí"),
        ("On 14 March, Madrid {{ a.b }}", "Madrid 14 de marzo ID101", "Madrid 14 de marzo {{ a.b }}"),
    ],
)
def test_blanks_points_and_capitals_are_put_right(source: str, answer: str, target: str) -> None:
    assert drafted(source, lambda _: answer) == target


def test_branches_of_a_block_are_asked_apart() -> None:
    engine = Rewriting(str.upper)
    text = "You have {% if n == 1 %}one **day**{% else %}{{ n }} days{% endif %}, that is all."
    (one,) = draft(engine, [markdown(text)])
    assert engine.asked == ["You have", "one ID101; day ;ID102", "ID101 days", "that is all."]
    assert one.target is not None
    assert one.target.native == "YOU HAVE {% if n == 1 %}ONE **DAY**{% else %}{{ n }} DAYS{% endif %}, THAT IS ALL."


def test_text_for_html_is_escaped() -> None:
    target = drafted("Read <b>this</b> first.", lambda _: 'Lea ID101 "esto" ID102 & <luego>.', Syntax.HTML)
    assert target is not None
    assert "<b>" in target
    assert "&amp;" in target
    assert "&lt;luego&gt;" in target


def test_line_breaks_of_plain_text_stay() -> None:
    text = "Hello,\n\nyour order is ready.\nThank you."
    target = drafted(text, lambda asked: re.sub(r"\s+", " ", asked).lower(), Syntax.PLAIN)
    assert target is not None
    assert [len(line) for line in target.split("\n")] == [len(line) for line in text.split("\n")]


def test_an_engine_that_miscounts_is_an_error() -> None:
    class Short(Rewriting):
        def translate(self, questions: Sequence[Question]) -> tuple[str, ...]:
            return tuple(question.text for question in questions)[1:]

    with pytest.raises(EngineError, match="0 answers to 1 texts"):
        draft(Short(str), [markdown("Read this.")])


class Counting:
    """Progress that remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int]] = []

    def start(self, what: str, total: int) -> None:
        self.told.append((what, total))

    def advance(self, count: int = 1) -> None:
        self.told.append(("advance", count))

    def finish(self) -> None:
        self.told.append(("finish", 0))


def test_progress_is_told_batch_by_batch() -> None:
    progress = Counting()
    draft(Rewriting(str), [markdown(f"Read page {number}.") for number in range(150)], progress=progress)
    assert progress.told == [
        ("Drafting with rewriting", 150),
        ("advance", 100),
        ("advance", 50),
        ("finish", 0),
    ]


WORD = st.sampled_from(["open", "the", "Page", "refund", "14", "é", "ID", "x1", "a&b", "café,", "(see", "it)", "day."])
PHRASE = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
CODE = st.sampled_from(["{{ ticket.id }}", "`file`", "https://a.example/b", "{{ market.tax.rate }}", "€10", "#12"])
PIECE = st.one_of(
    PHRASE,
    CODE,
    PHRASE.map(lambda text: f"**{text}**"),
    PHRASE.map(lambda text: f"[{text}](a.md)"),
    st.tuples(PHRASE, CODE).map(lambda pair: f"[{pair[0]} {pair[1]}](b.md)"),
    st.tuples(PHRASE, PHRASE).map(lambda pair: f"{{% if a.b %}}{pair[0]}{{% else %}}{pair[1]}{{% endif %}}"),
)
SOURCE = st.lists(PIECE, min_size=1, max_size=6).map(lambda pieces: markdown(" ".join(pieces)))

JUNK = [
    "{{",
    "}}",
    "**",
    "[",
    "](",
    "`",
    "<b>",
    "&",
    "ID101",
    "PHX1",
    "ID 102",
    "99",
    "{% if x %}",
    "\n",
    "\0",
    ".",
    "~",
]


class Hostile:
    """An engine that does to the words of a text what the drawn numbers say."""

    name = "hostile"
    traits = Traits()
    version = "1"

    def __init__(self, acts: Sequence[tuple[int, int, int]]) -> None:
        self.acts = acts

    def translate(self, questions: Sequence[Question]) -> tuple[str, ...]:
        return tuple(self._answer(question.text) for question in questions)

    def _answer(self, text: str) -> str:
        words = re.findall(r"\s+|\w+|[^\w\s]", text)
        for act, first, second in self.acts:
            if not words:
                break
            one, other = first % len(words), second % len(words)
            if act == 0:
                del words[one]
            elif act == 1:
                words.insert(other, words[one])
            elif act == 2:
                words[one], words[other] = words[other], words[one]
            elif act == 3:
                words[one] = words[one].swapcase()
            elif act == 4:
                words.insert(one, JUNK[second % len(JUNK)])
            elif act == 5:
                words[one] = " "
        return "".join(words)


@settings(max_examples=400, deadline=None)
@given(
    source=SOURCE,
    acts=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 50), st.integers(0, 50)), max_size=4),
)
def test_no_hostile_engine_gets_a_damaged_draft_through(source: Inline, acts: list[tuple[int, int, int]]) -> None:
    (one,) = draft(Hostile(acts), [source])
    if one.target is None:
        assert one.why
    else:
        assert_sound(source, one.target)
        assert block_shape(one.target) == block_shape(source)


def block_shape(content: Inline) -> list[str]:
    """Liquid tags and, between them, the other codes sorted: what must not wander between branches."""
    shape: list[str] = []
    run: list[str] = []
    for code in content.codes:
        if code.original.startswith("{%"):
            shape += [*sorted(run), code.original]
            run = []
        else:
            run.append(code.identity)
    return shape + sorted(run)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("See [Metric][].", "Ver [Métrico][metric]."),
        ("See the [spell checking][] guide.", "Ver la [revisión][spell checking] guía."),
        ("[Front matter][] field", "[Asunto][front matter] campo"),
    ],
)
def test_the_label_of_a_reference_stays_where_its_words_are_translated(source: str, target: str) -> None:
    words = {"See": "Ver", "the": "la", "Metric": "Métrico", "spell checking": "revisión", "guide": "guía"}
    words |= {"Front matter": "Asunto", "field": "campo"}

    def translated(text: str) -> str:
        return re.sub("|".join(map(re.escape, words)), lambda found: words[found[0]], text)

    (one,) = draft(Rewriting(translated), [markdown(source)])
    assert (one.target and one.target.native, one.tries) == (target, 1)


@pytest.mark.parametrize(
    ("answer", "target"),
    [
        ("El ID101; sitio ;ID102 es nuevo.", "El [sitio](a.md) es nuevo."),
        ("El ID101 oficial; sitio ;ID102 es nuevo.", "El oficial [sitio](a.md) es nuevo."),
        ("ID101; El ; sitio ID102 es nuevo.", "[El](a.md) sitio es nuevo."),
        ("El ID101, sitio, ID102 es nuevo.", "El [sitio](a.md) es nuevo."),
        ("El ID101 sitio ID102 es nuevo.", "El [sitio](a.md) es nuevo."),
        ("El ID101; ;ID102 sitio es nuevo.", None),
        ("El ID101; sitio; ID102 es nuevo; sí.", None),
        ("El ID102; sitio ;ID101 es nuevo.", None),
        ("El ID102; sitio ;ID102 es nuevo.", None),
        ("El ID101; sitio es nuevo.", None),
        ("El sitio es nuevo.", None),
    ],
)
def test_a_pair_stands_where_its_marks_do_and_is_never_lost(answer: str, target: str | None) -> None:
    (one,) = draft(Rewriting(lambda text: answer if "ID101" in text else ""), [markdown("The [site](a.md) is new.")])
    assert (one.target and one.target.native) == target

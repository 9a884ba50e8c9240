"""Leftovers of tools in translations, each with good texts that look like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.inline import protect
from locmem.inline.leftovers import Leftover, leftovers, may_be_left
from locmem.model.inline import Syntax


def found(source: str, target: str, locale: str = "es", syntax: Syntax = Syntax.MARKDOWN) -> tuple[Leftover, ...]:
    content = protect.parse(source, syntax)
    return leftovers(content, protect.from_editable(target, content), locale)


CERTAIN = [
    ("Salt &amp; pepper.", "Sal & amp; pimienta."),
    ("Salt &amp; pepper.", "Sal &amp;amp; pimienta."),
    ("Salt & pepper.", "Sal &amp;amp;amp; pimienta."),
    ("Copyright &copy; us.", "Copyright & copy; nosotros."),
    ("Copyright © us.", "Copyright &copy ; nosotros."),
    ("Ten km.", "Diez& nbsp;km."),
    ("Ten km.", "Diez&nbsp km."),
    ("Ten km.", "Diez & #160; km."),
    ("Ten km.", "Diez &amp;#160;km."),
    ("First of all.", "Primero\\nde todo."),
    ("First of all.", "Primero\\tde todo."),
    ("First of all.", "Primero\\u00a0de todo."),
    ("First of all.", "UNTRANSLATED First of all."),
    ("First of all.", "[untranslated] First of all."),
    ("First of all.", "#TODO# primero"),
    ("First of all.", "[!! Fïrst òf àll !!]"),
    ("First of all.", "⟦1⟧Primero⟦2⟧"),
    ("First of all.", "{0>First of all.<}85{>Primero.<0}"),
    ("First of all.", "Primero de\ufffd todo."),
    ("First of all.", "Primero\x93 de todo."),
    ("Tomorrow.", "maÃ±ana."),
    ("Don't.", "Noâ€™s."),
    ("What?", "Â¿QuÃ©?"),
    ("Tomorrow.", "Ð·Ð°Ð²Ñ‚Ñ€Ð°"),
    ("First of all.", "Primero\u2028de todo."),
    ("First of all.", "Primero de todo.\u2029"),
    ("First of all.", "Primero &lt;br&gt;de todo."),
    ("First of all.", "Primero &lt;b&gt;de&lt;/b&gt; todo."),
    ("First of all.", 'Primero &lt;span class="x"&gt;de todo.'),
    ("Ten km.", "Diez&amp;nbsp;km."),
    ("First of all.", "Primero de %s."),
    ("First of all.", "Primero de %1$s y %2$d."),
    ("First of all.", "Primero de %(name)s."),
    ("First of all.", "Primero %.2f %@."),
    ("First {{ market.name }}.", "Primero {{ market.name }} { { market.name } }."),
    ("First {{ market.name }}.", "Primero {{ market.name }} ｛｛ market.name ｝｝."),
    ("First {% if a %}x{% endif %}.", "Primero {% if a %}x{% endif %} { % endif % }."),
    ("Dear {name}.", "Querido {name} ｛name｝."),
    ("Dear %(name)s.", "Querido % (name)s."),
    ("Dear %s.", "Querido ％s."),
    ("First of all.", "Primero \u202ede todo.\u202c"),
    ("First of all.", "Primero \u2067de todo."),
    ("First of all.", "Primero de\u2069 todo."),
]

PROGRAM_WORDS = [
    "None",
    "null",
    "NULL",
    "undefined",
    "NaN",
    "nil",
    "**None**",
    "“null”.",
    "#N/A",
    "#REF!",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "Total: #REF!",
    "[object Object]",
    "Hola [object Object]:",
    "Error: quota exceeded",
    "Quota exceeded.",
    "No translation available",
    "[No translation found]",
    "Translation failed",
    "MT error: rate limit reached",
    "Unable to translate",
    '{"error": {"code": 429}}',
    "{'error': 'x'}",
    '[{"message": "x"}]',
    "429 Too Many Requests",
    "HTTP 503 Service Unavailable",
    "Error 500: Internal Server Error",
    "Request timed out",
    "Traceback (most recent call last):",
    "ValueError: x",
    "java.lang.NullPointerException",
    "Unsupported target language",
    "Invalid API key",
    "Here is the translation: Abra la página.",
    "Sure! Here's the Spanish translation: Abra la página.",
    "I'm sorry, but I can't translate this.",
    "N/A",
    "TBD",
    "TODO",
    "xxx",
    "???",
    "-",
    "Translation needed",
    "to be translated",
    "...",
]

DOUBTFUL = [
    ("First of all.", "[MT] Primero."),
    ("First of all.", "MT: Primero."),
    ("First of all.", "[[Primero]] de todo."),
    ("First of all.", "Primero {1}de{2} todo."),
    ("First of all.", "Primero %%de%% todo."),
    ("First of all.", "Primero @@x@@ todo."),
    ("Dear $NAME$.", "Querido $NOMBRE$."),
    ("Dear %FIRSTNAME%.", "Querido %NOMBRE%."),
    ("Tomorrow.", "ma?ana."),
    ("Tomorrow.", "ma\u00adñana."),
    ("Tomorrow.", "mañana\ufffc."),
    ("Dear %s.", "Querido %s %d."),
    ("Dear.", "Querido ｛name｝."),
    ("Tomorrow.", "mañ\u200bana."),
    ("Tomorrow.", "\ufeffmañana."),
    ("Tomorrow.", "ma\u2060ñana."),
    ("Tomorrow.", "\u2068mañana\u2069."),
    ("Try FOOBAR<sup>®</sup> now.", "Prueba <sup>FOOBAR®</sup> ahora."),
    ("Read <b>chapter one at home</b> now.", "Lee <b>capítulo uno en ca</b>sa ahora."),
    ("Press **Save** twice.", "Pulse **Guard**ar dos veces."),
    ("See [the guide](a.md).", "Mira [la gu](a.md)ía."),
]

FINE = [
    ("es", "Salt & pepper.", "Sal & pimienta."),
    ("es", "Salt &amp; pepper.", "Sal &amp; pimienta."),
    ("es", "Salt &amp; pepper.", "Sal y pimienta."),
    ("es", "R&D; AT&T.", "I&D; AT&T; fin."),
    ("es", "Sun & moon; sea.", "Luna & sol; mar."),
    ("es", "Ten km.", "Diez&nbsp;km."),
    ("es", "Write `&amp;`, not `&`.", "Escribe `&amp;`, no `&`."),
    ("es", "Write \\&amp; here.", "Escribe \\&amp; aquí."),
    ("es", "Open C:\\new\\table.", "Abre C:\\nuevo\\tabla."),
    ("es", "It is all included.", "TODO INCLUIDO: ESTÁ TODO."),
    ("es", "See [[wiki]].", "Mira [[wiki]]."),
    ("es", "Dear {1}.", "Querido {1}."),
    ("es", "The set {1} of numbers.", "El conjunto {1} de números."),
    ("es", "10 % of 5 %.", "El 10 % del 5 %."),
    ("es", "It costs $5 or $A.", "Cuesta $5 o $A."),
    ("es", "Really?", "¿Sí?¿No?"),
    ("es", "x **a** b", "x **los** b"),
    ("es", "Use **Order**s here.", "Use **Pedido**s aquí."),
    ("es", "Salt **&** pepper.", "Sal **y** pimienta."),
    ("es", "It is <sup>1</sup>.", "Es<sup>1</sup>."),
    ("es", "Five **3** days.", "Cinco **tres** días."),
    ("pt-BR", "“TOMORROW”", "“AMANHÃ”"),
    ("fr", "There.", "«\u00a0Là\u00a0», «\u00a0ça\u00a0» et À\u00a0!"),
    ("fr", "Ask!", "Demandez\u202f! L’été, c’est l’ÎLE."),
    ("vi", "Hello.", "Xin chào, bạn có khỏe không?"),
    ("ru", "Hello.", "Привет, Россия."),
    ("de", "See **the refund** page.", "Siehe **Erstattungs**seite."),
    ("tr", "Open **Settings**.", "**Ayarlar**ı açın."),
    ("ko", "Open **Settings**.", "**설정**에서 여세요."),
    ("ja", "Open **Settings**.", "**設定**を開く。"),
    ("fa", "I go.", "می\u200cروم."),
    ("hi", "Law.", "क्\u200dष"),
    ("th", "Hello there.", "สวัสดี\u200bครับ"),
    ("ja", "Hello.", "こんに\u200bちは"),
    ("es", "Family.", "Familia 👨\u200d👩\u200d👧."),
    ("ar", "The code ABC.", "الرمز \u2066ABC\u2069."),
    ("he", "Hello!", "שלום\u200f!"),
    ("es", "Odd\u200bsign.", "Signo\u200braro."),
    ("es", "Dear %s, %d left.", "Quedan %2$d, %1$s."),
    ("es", "Time %H:%M.", "Hora %H:%M."),
    ("fr", "10% of it.", "10 %d'un coup, 10% du reste."),
    ("tr", "50 percent.", "%50 indirim"),
    ("es", "Only 5 %.", "Solo un 5 %, un 10%."),
    ("es", "Use \\<b> for bold.", "Use \\<b> para negrita."),
    ("es", "If 1 &lt; 2.", "Si 1 &lt; 2."),
    ("de", "Auto\u00adbahn", "Auto\u00adbahn"),
    ("ja", "The set.", "集合｛１、２｝"),
    ("es", "Dear {name}.", "Querido {name}."),
    ("es", "Set {{ market.name }} now.", "Ponga {{ market.name }} ya."),
    ("es", 'He said "no".', "Dijo «no»."),
    ("es", "<<<", "<<<"),
    ("es", "1 < 2 > 0", "1 < 2 > 0"),
]


@pytest.mark.parametrize(("source", "target"), CERTAIN)
def test_what_no_reader_could_take_as_meant_is_certain(source: str, target: str) -> None:
    shown = found(source, target)
    assert [one for one in shown if one.is_certain], shown
    assert all(len(one.what) > 10 for one in shown)


@pytest.mark.parametrize(("source", "target"), DOUBTFUL)
def test_what_may_be_meant_is_named_only(source: str, target: str) -> None:
    assert {one.is_certain for one in found(source, target)} == {False}


@pytest.mark.parametrize(("locale", "source", "target"), FINE)
def test_good_texts_are_left_alone(locale: str, source: str, target: str) -> None:
    assert found(source, target, locale) == ()


@pytest.mark.parametrize("target", [target for _, target in (*CERTAIN, *DOUBTFUL)])
def test_what_the_source_has_itself_is_no_leftover(target: str) -> None:
    assert found(target, target) == ()
    assert [one for one in found(f"Note: {target}", target) if one.is_certain] == []


@pytest.mark.parametrize("syntax", Syntax)
def test_references_are_seen_in_every_syntax(syntax: Syntax) -> None:
    text = "Sal & amp; pimienta"
    assert [one.is_certain for one in found("Salt and pepper", text, syntax=syntax)] == [True]


def test_tags_of_cat_tools_typed_as_text_are_seen() -> None:
    typed = ('Uno <bpt id="1">x</bpt> dos', '<x id="1"/>Uno', "Uno <g1>dos</g1>", "<mrk mtype='seg'>Uno</mrk>")
    # Poedit shows the only code of a text without its number, and so it is typed where there is none.
    for text in (*typed, "Uno <g>dos</g>", "Uno <pc>dos</pc>"):
        assert [one for one in found("One two", text, syntax=Syntax.PLAIN) if one.is_certain], text


@pytest.mark.parametrize("wrapped", ["{}", "**{}**", "[{}](a.md)", "<b>{}</b>"])
@pytest.mark.parametrize("target", PROGRAM_WORDS)
def test_no_word_of_a_program_is_passed_over(target: str, wrapped: str) -> None:
    source = "Open the page of your order and choose a parcel."
    text = wrapped.format(target)
    if any(one.is_certain for one in found(wrapped.format(source), text)):
        assert may_be_left(text)


@given(st.sampled_from([target for _, target in CERTAIN]), st.text(max_size=20), st.text(max_size=20))
def test_no_certain_one_is_passed_over(target: str, before: str, after: str) -> None:
    target = f"{before} {target} {after}"
    if any(one.is_certain for one in found("First of all.", target)):
        assert may_be_left(target)


@pytest.mark.parametrize("target", ["Tres **peras**.", "Lea [la ayuda](help.md).", "Lea [esto](https://a.example/x)."])
def test_marks_of_markdown_are_seen_where_nobody_reads_them(target: str) -> None:
    [one] = found("Three pears.", target, syntax=Syntax.PLAIN)
    assert (one.is_certain, "no Markdown is read here" in one.what) == (False, True)
    assert found(target, target, syntax=Syntax.PLAIN) == ()
    assert found("Three [pears] (of 5 * 3 * 2).", "Tres [peras] (de 5 * 3 * 2).", syntax=Syntax.PLAIN) == ()

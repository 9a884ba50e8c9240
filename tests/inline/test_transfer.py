"""How codes move from one version of a source to another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from locmem.inline.protect import parse
from locmem.inline.transfer import transfer, transfers
from locmem.model.inline import Syntax
from tests.inline.texts import texts

MARKDOWN, HTML = Syntax.MARKDOWN, Syntax.HTML


class TestTransfer:
    def moved(
        self, target: str, old: str, new: str, syntaxes: tuple[Syntax, Syntax] = (MARKDOWN, MARKDOWN)
    ) -> tuple[str, tuple[str, ...]]:
        before, after = syntaxes
        found = transfer(parse(target, before), parse(old, before), parse(new, after))
        return found.inline.native, found.left

    @given(texts, st.sampled_from(list(Syntax)))
    def test_nothing_changes_when_the_source_is_the_same(self, text: str, syntax: Syntax) -> None:
        content = parse(text, syntax)
        found = transfer(content, content, content)
        assert found.inline == content
        assert not found.left

    def test_a_new_link_target_goes_into_the_translation(self) -> None:
        assert self.moved("[dos](b) **uno**", "**one** [two](b)", "**one** [two](c)") == ("[dos](c) **uno**", ())

    def test_a_link_the_translator_localized_stays_while_the_source_keeps_its_own(self) -> None:
        assert self.moved("[dos](/es/b)", "[two](/b)", "Now [two](/b)") == ("[dos](/es/b)", ())

    def test_another_filter_of_the_same_fact_stays(self) -> None:
        source = "{{ market.a }}"
        assert self.moved("{{ market.a | upcase }}!", source, "So {{ market.a }}") == ("{{ market.a | upcase }}!", ())

    def test_a_fact_used_twice_changes_twice(self) -> None:
        moved = self.moved("{{ market.a }} y {{ market.a }}", "{{ market.a }}", "{{ market.b }}")
        assert moved == ("{{ market.b }} y {{ market.b }}", ())

    def test_codes_are_written_in_the_syntax_of_the_new_source(self) -> None:
        moved = self.moved(
            "**uno** [dos](b) & <3", "**one** [two](b)", "<b>one</b> <a href='b'>two</a>", (MARKDOWN, HTML)
        )
        assert moved == ("<b>uno</b> <a href='b'>dos</a> &amp; &lt;3", ())
        back = self.moved("<b>a * b</b> &lt;i>", "<b>a</b>", "**a**", (HTML, MARKDOWN))
        assert back == ("**a * b** \\<i>", ())

    def test_what_found_no_place_is_named(self) -> None:
        moved = self.moved("**uno** `x`", "**one** `x`", "*one*")
        assert moved == ("uno ", ("bold", "code x", "italic"))

    def test_a_new_address_takes_the_form_of_the_translations_language(self) -> None:
        moved = self.moved("[dos](/es/b)", "[two](/en/b)", "[two](/en/c)")
        assert moved == ("[dos](/es/c)", ())

    def test_an_address_in_no_known_form_becomes_the_one_of_the_source(self) -> None:
        assert self.moved("[dos](/es/vuelta)", "[two](/en/b)", "[two](/en/c)") == ("[dos](/en/c)", ())

    def test_of_two_codes_in_the_place_of_one_none_is_guessed(self) -> None:
        old, new = "Set `prefix` (`${prefix}`) now", "Set `prefix`, `a` (`b`) now"
        found = transfers(
            (parse("Ponga `prefix` (`${prefix}`) ya", MARKDOWN),),
            parse(old, MARKDOWN),
            parse(new, MARKDOWN),
            keeps_words=True,
        )
        assert found[0].inline.native == "Ponga `prefix` (`${prefix}`) ya"
        assert found[0].left == ("code a", "code b")
        assert found[0].kept == ("code ${prefix}",)

    def test_of_two_bold_words_the_one_goes_that_went(self) -> None:
        old, new = "Open **Orders** and select **Return**.", "Open Orders and select **Return**."
        assert self.moved("Abre **Pedidos** y elige **Devolver**.", old, new) == (
            "Abre Pedidos y elige **Devolver**.",
            ("bold",),
        )

    def test_bold_words_that_all_changed_have_no_certain_place(self) -> None:
        found, left = self.moved("A **b** y **c**", "A **x** and **y**", "A x and **z**")
        assert found == "A b y c"
        assert left == ("bold", "bold", "bold")

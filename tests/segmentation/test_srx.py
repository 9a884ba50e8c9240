from __future__ import annotations

import pytest

from locmem.errors import InputErrors
from locmem.model.tags import LanguageTag
from locmem.segmentation.sentences import sentence_ends
from locmem.segmentation.srx import OwnRules, SrxRule, read_srx

HEAD = '<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header cascade="yes"/><body>'
OWN = f"""{HEAD}
<languagerules>
<languagerule languagerulename="House">
<rule break="no"><beforebreak>\\bLum\\.\\s</beforebreak><afterbreak>\\p{{Lu}}</afterbreak></rule>
<rule break="yes"><beforebreak>;\\s</beforebreak><afterbreak></afterbreak></rule>
</languagerule>
</languagerules>
<maprules><languagemap languagepattern="pt-BR|en.*" languagerulename="House"/></maprules>
</body></srx>"""


def own(text: str) -> OwnRules:
    return read_srx(text.encode(), "rules/own.srx")


def test_own_rules_come_before_all_others() -> None:
    text = "The Lum. Larch shines; it dims. Fine."
    assert sentence_ends(text, "en", line_ends=False) == [9, 32]
    assert sentence_ends(text, "en", line_ends=False, own=own(OWN)) == [23, 32]


def test_own_rules_may_end_a_sentence_where_ours_see_a_word() -> None:
    bars = own(OWN.replace("<beforebreak>;\\s</beforebreak>", "<beforebreak>\\|</beforebreak>"))
    assert sentence_ends("One|Two Shop.Cache|Three", "en", line_ends=False, own=bars) == [4, 19]


@pytest.mark.parametrize(("locale", "count"), [("en-GB", 2), ("pt-BR", 2), ("pt-PT", 0)])
def test_rules_are_for_the_languages_they_name(locale: str, count: int) -> None:
    assert len(own(OWN).rules_of(LanguageTag(locale))) == count


def test_without_cascade_the_first_pattern_that_fits_is_the_only_one() -> None:
    twice = OWN.replace("<maprules>", '<maprules><languagemap languagepattern="en" languagerulename="House"/>')
    assert len(own(twice).rules_of(LanguageTag("en"))) == 4
    assert len(own(twice.replace('cascade="yes"', 'cascade="no"')).rules_of(LanguageTag("en"))) == 2


def test_a_file_that_says_nothing_of_it_cascades() -> None:
    twice = OWN.replace("<maprules>", '<maprules><languagemap languagepattern="en" languagerulename="House"/>')
    for silent in ("", "<header/>"):
        assert len(own(twice.replace('<header cascade="yes"/>', silent)).rules_of(LanguageTag("en"))) == 4


def test_all_problems_of_a_file_are_named_with_their_lines() -> None:
    broken = f"""{HEAD}
<languagerules><languagerule languagerulename="House">
<rule break="maybe"><beforebreak>(a</beforebreak></rule>
<rule break="no"/>
</languagerule></languagerules>
<maprules><languagemap languagepattern="en" languagerulename="Home"/></maprules></body></srx>"""
    with pytest.raises(InputErrors) as caught:
        own(broken)
    said = [(problem.location.line, problem.what) for problem in caught.value.problems]
    assert [line for line, _ in said] == [3, 3, 4, 6]
    assert said[0][1] == "break is 'maybe'."
    assert said[1][1].startswith("the pattern '(a' cannot be read: missing )")
    assert said[3][1] == "there are no rules named 'Home'."


@pytest.mark.parametrize("text", ["<xliff/>", "<srx><body/></srx>", "no XML", '<!DOCTYPE a [<!ENTITY b "c">]><srx/>'])
def test_what_is_not_srx_is_refused(text: str) -> None:
    with pytest.raises(InputErrors, match=r"rules/own\.srx"):
        own(text)


def test_a_rule_that_takes_too_long_is_stopped_and_named() -> None:
    slow = SrxRule(is_break=True, before="(?:a|aa)+\\!", after="")
    rules = OwnRules(path="rules/own.srx", languages=((".*", (slow,)),))
    with pytest.raises(InputErrors, match=r"rules/own\.srx: a rule takes more than"):
        sentence_ends("a" * 400 + ".", "en", line_ends=False, own=rules)

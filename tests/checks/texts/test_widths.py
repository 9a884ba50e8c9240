"""Wide and narrow signs: what is mended, and what stays."""

from __future__ import annotations

from locmem.checks.texts.widths import mistaken_kana, wide_signs
from tests.checks.texts.sample import flaws, stays_mended


def test_wide_signs_become_narrow_ones_where_the_script_has_no_wide_ones() -> None:
    assert stays_mended(wide_signs, "It takes 14 days!", "Tarda １４ días！") == "Tarda 14 días!"
    assert flaws(wide_signs, "It takes １４ days.", "Tarda １４ días.") == []


def test_in_japanese_one_wide_figure_is_left_and_a_mixed_number_is_not() -> None:
    assert flaws(wide_signs, "Two days", "２日", locale="ja") == []
    assert stays_mended(wide_signs, "14 days", "１4日", locale="ja") == "14日"
    assert stays_mended(wide_signs, "The PDF", "ＰＤＦ", locale="ja") == "PDF"


def test_signs_that_look_like_kana_become_kana() -> None:
    assert stays_mended(mistaken_kana, "A colour", "カラ-", locale="ja") == "カラー"
    assert stays_mended(mistaken_kana, "A page", "ぺージ", locale="ja") == "ページ"
    assert flaws(mistaken_kana, "A list of data", "データ一覧", locale="ja") == []
    assert flaws(mistaken_kana, "A colour", "カラ-", locale="zh") == []

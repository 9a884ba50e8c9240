"""How sentences end in Japanese tells politeness; headings and nouns tell nothing."""

from __future__ import annotations

import pytest

from locmem.terms.sentence_ends import endings_in


@pytest.mark.parametrize(
    ("text", "registers"),
    [
        ("お送りください。すぐに届く。", ["polite", "plain"]),
        ("入力せよ。教えるな。確認しよう。", ["plain", "plain", "plain"]),
        ("届いたか？届きましたか？", ["plain", "polite"]),
        ("設定を変更する", []),
        ("設定を変更します", ["polite"]),
        ("有効かどうか。はい。以上。", []),
        ("他人に教えないこと。先に押すこと。", ["plain", "plain"]),
        ("必要がないこと。以上。", []),
        ("削除しないこと。再生できないこと。", ["plain"]),
        ("番号は何番か？文脈とは何か？なぜ必要なのか？", ["plain"]),
        ("「届ける。」とお伝えください。", ["polite"]),
        ("壊れて届いちゃったみたいで、ごめんね！使ってみて！", ["plain", "plain"]),
        ("設定について。例として。すべて。ごめんなさい。", ["polite"]),
        ("週番号 (週の始まりは月曜日とする)。届きます（土日を除く）。", ["polite"]),
        ("（土日は休業する。）（平日に届きます）。", ["plain", "polite"]),
    ],
)
def test_the_end_of_a_sentence_is_polite_or_plain(text: str, registers: list[str]) -> None:
    assert [one.register for one in endings_in(text)] == registers

"""The review of a month in a real project: begun, answered, gone on with, carried over, and undone."""

from __future__ import annotations

import pytest

from locmem.errors import InputErrors, ProjectError, UsageError
from locmem.pages.reviews import newest_reviews
from locmem.pages.trend import trend_of
from locmem.pipelines.review import AnsweredItems, ReviewResult, record, say, start
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import undo
from locmem.reviews.items import Answer, Review
from tests.pipelines.shop import Shop

FILE = "reviews/2026-11/ES.yaml"
REFUND = "ES/fact/consumer_rights.refund_deadline"
PAYMENT = "ES/fact/payment_methods"
NEW = "\nThe lamp glows softly in every room of the house tonight.\n"


def begin(shop: Shop, *markets: str, month: str = "") -> ReviewResult:
    return run_step(shop.open(), "review", lambda run: start(run, markets, month))[1]


def answer(
    shop: Shop, *keys: str, kind: Answer = Answer.CONFIRM, by: str = "Ana", reason: str = "", month: str = ""
) -> tuple[str, AnsweredItems]:
    run, result = run_step(shop.open(), "review", lambda run: say(run, keys, kind, by=by, reason=reason, month=month))
    return run.id, result


def spain(shop: Shop) -> Review:
    [found] = newest_reviews(shop.open(), ["ES"])
    return found


@pytest.fixture(scope="module")
def opened_once(built: Shop, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    shop = built.copy(tmp_path_factory.mktemp("reviewed") / "shop")
    shop.write(
        "content/kpi.csv",
        "document,market,period,views,tickets,unhelpful\narticles/paying.md,ES,2026-10,300,40,2\n",
    )
    shop.write(
        "content/sla.csv", "market,channel,period,measure,value\nES,email,2026-10,first_response,2 business-days\n"
    )
    begin(shop)
    return shop


@pytest.fixture
def begun(opened_once: Shop, tmp_path) -> Shop:  # type: ignore[no-untyped-def]
    return opened_once.copy(tmp_path / "shop")


def test_a_review_asks_of_all_that_an_auditor_wants(begun: Shop) -> None:
    kinds = {one.id.split("/")[1] for one in spain(begun).items}
    assert kinds == {"law", "fact", "obligation", "template", "sla"}
    level = spain(begun).find("ES/sla/email/first_response")
    assert level is not None
    assert level.what == "email, first response: missed"
    assert level.evidence[0] == "promised: 1 business day (markets/ES.yaml support_response.email)"


def test_beginning_it_again_on_another_day_changes_no_byte(begun: Shop) -> None:
    before = begun.read(FILE)
    result = begin(begun.later(3), "ES")
    assert begun.read(FILE) == before
    assert [one.is_new for one in result.reviews] == [False]


def test_an_answer_is_kept_with_name_and_day_and_can_be_undone(begun: Shop) -> None:
    before = begun.read(FILE)
    run, result = answer(begun.later(), REFUND, PAYMENT, by=" Ana  Ley ")
    assert [str(one.said) for one in result.items] == ["confirm by Ana Ley on 2026-11-22"] * 2
    assert result.summary.startswith("2 items answered, ")
    begin(begun.later(2), "ES")
    found = spain(begun.later(2)).find(REFUND)
    assert found is not None
    assert str(found.said) == "confirm by Ana Ley on 2026-11-22"
    undo(begun.open(), run)
    assert begun.read(FILE) == before


def test_an_answer_over_another_keeps_both(begun: Shop) -> None:
    answer(begun, REFUND)
    _, result = answer(begun, REFUND, kind=Answer.CHANGE, by="Bo", reason="the law moved")
    assert str(result.items[0].earlier[0].said) == "confirm by Ana on 2026-11-21"
    assert str(result.items[0].said) == "change by Bo on 2026-11-21: the law moved"


def test_other_evidence_opens_an_answered_item_again(begun: Shop) -> None:
    answer(begun, REFUND)
    begun.edit("markets/ES.yaml", "source: general knowledge (CRD Art. 13)", "source: a newspaper")
    result = begin(begun.later(), "ES")
    assert result.reviews[0].reopened == (REFUND,)
    found = spain(begun).find(REFUND)
    assert found is not None
    assert found.evidence[0] == "14 días: a newspaper; never read, unverified"
    assert found.evidence[1].startswith("waived by Demo Team on 2026-11-21: ")
    assert [str(one.said) for one in found.earlier] == ["confirm by Ana on 2026-11-21"]


def test_a_fact_that_was_read_is_asked_no_longer(begun: Shop) -> None:
    text = begun.read("markets/ES.yaml")
    old = "      source: general knowledge (CRD Art. 13)\n      verified_on: null\n      confidence: unverified"
    assert old in text
    begun.write(
        "markets/ES.yaml", text.replace(old, old.replace("null", "2026-11-22").replace("unverified", "primary"))
    )
    assert begin(begun.later(), "ES").reviews[0].gone == (REFUND,)


def test_the_next_month_starts_from_the_last(begun: Shop) -> None:
    begun.write("content/articles/paying.md", begun.read("content/articles/paying.md") + NEW)
    begin(begun, "ES")
    answer(begun, PAYMENT, kind=Answer.SKIP, by="Bo", reason="next month")
    answer(begun, "ES/obligation/complaint_path")
    december = begun.later(12)
    begun.write("content/articles/paying.md", begun.read("content/articles/paying.md").replace(NEW, ""))
    result = begin(december, "ES")
    assert result.reviews[0].is_new
    found = {one.id: one for one in spain(december).items}
    assert (found[REFUND].before, found[REFUND].since) == ("nobody answered in 2026-11", begun.today)
    assert (found[PAYMENT].before, found[PAYMENT].since) == ("skip by Bo on 2026-11-21: next month", begun.today)
    duty = found["ES/obligation/complaint_path"]
    assert (str(duty.kept), duty.is_open) == ("confirm by Ana on 2026-11-21", False)
    assert "1 still hold" in result.reviews[0].summary
    assert "ES/es/articles/paying.md, priority 2 in 2026-11" in found["ES/done"].evidence
    assert [row.month for row in trend_of(december.open()) if row.market == "ES"] == ["2026-11", "2026-12"]


def test_a_duty_that_was_confirmed_is_asked_again_once_its_text_changed(begun: Shop) -> None:
    answer(begun, "ES/obligation/complaint_path")
    december = begun.later(12)
    begin(december, "ES")
    begun.edit("content/articles/complaints.md", "We answer without delay.", "We answer at once.")
    begin(december.later(), "ES")
    duty = spain(december.later()).find("ES/obligation/complaint_path")
    assert duty is not None
    assert (duty.is_open, duty.kept, duty.before) == (True, None, "confirm by Ana on 2026-11-21")
    assert duty.since == december.later().today


def test_what_is_asked_in_one_question_is_answered_together_and_each_by_itself(begun: Shop) -> None:
    together = next(one for one in spain(begun).questions if len(one.items) > 1)
    keys = [one.id for one in together.items]
    run, result = run_step(
        begun.open(),
        "review",
        lambda run: say(run, [keys[0], keys[1]], Answer.CONFIRM, by="Ana", is_together=True),
    )
    assert [one.id for one in result.items] == keys
    assert {str(one.said) for one in result.items} == {"confirm by Ana on 2026-11-21"}
    assert not {one.id for one in spain(begun).open} & {*keys}
    undo(begun.open(), run.id)
    answer(begun, keys[0])
    assert {one.id for one in spain(begun).open} & {*keys} == {*keys[1:]}


@pytest.mark.parametrize(
    ("old", "new", "place", "told"),
    [
        ("on: 2026-11-21", "on: 2026-11-22", "on", "2026-11-22 has not come yet: it is 2026-11-21."),
        ("on: 2026-11-21", "on: 2026-11-20", "on", "2026-11-20 is before 2026-11-21, since when it is asked."),
        ('what: "payment_methods:', 'what: "payment:', "id", "is not as it was asked"),
        ("id: ES/fact/payment_methods", "id: ES/fact/payments", "id", "is not as it was asked"),
    ],
)
def test_what_was_changed_by_hand_is_refused_with_its_place(
    begun: Shop, old: str, new: str, place: str, told: str
) -> None:
    answer(begun, PAYMENT)
    begun.write(FILE, (text := begun.read(FILE)).replace(old, new))
    assert begun.read(FILE) != text
    line, start = next(
        (number, line)
        for number, line in enumerate(begun.read(FILE).split("\n"), start=1)
        if (new in line if place == "on" else "id: ES/fact/payment" in line)
    )
    column = start.index(": ") + 3
    for step in (lambda: begin(begun, "ES"), lambda: answer(begun, REFUND)):
        with pytest.raises(InputErrors) as caught:
            step()
        [problem] = caught.value.problems
        assert told in str(problem)
        assert str(problem.location) == f"{FILE}:{line}:{column}"
        assert problem.do


def test_a_priority_that_moved_since_the_last_month_is_asked(begun: Shop) -> None:
    text = begun.read("content/articles/complaints.md")
    begun.write("content/articles/complaints.md", text + NEW)
    begin(begun.later(12), "ES")
    found = spain(begun).find("ES/priority/es/articles/complaints.md")
    assert found is not None
    assert found.what == "es/articles/complaints.md: new, with priority 1"


@pytest.mark.parametrize(
    ("keys", "kind", "by", "reason", "says"),
    [
        (("ES/fact/payment_method",), Answer.CONFIRM, "Ana", "", f"Did you mean {PAYMENT}"),
        ((REFUND, "ES/zzz"), Answer.CONFIRM, "Ana", "", "`locmem review next --market ES` shows what is open"),
        ((REFUND,), Answer.CONFIRM, " ", "", "an answer has a name"),
        ((REFUND,), Answer.CHANGE, "Ana", " ", "the answer change has a reason"),
        (("XX/fact/a",), Answer.CONFIRM, "Ana", "", "there is no review of 'XX'"),
    ],
)
def test_an_answer_that_means_nothing_is_refused(
    begun: Shop, keys: tuple[str, ...], kind: Answer, by: str, reason: str, says: str
) -> None:
    before = begun.read(FILE)
    with pytest.raises(UsageError, match=says):
        answer(begun, *keys, kind=kind, by=by, reason=reason)
    assert begun.read(FILE) == before


def test_a_review_of_another_month_is_answered_where_it_is_named(begun: Shop) -> None:
    begin(begun.later(12), "ES")
    answer(begun.later(12), REFUND, month="2026-11")
    assert "    answer: confirm\n" in begun.read(FILE)
    assert "    answer: confirm\n" not in begun.read("reviews/2026-12/ES.yaml")
    with pytest.raises(UsageError, match=r"there is no review of 'ES' for 2026-09\. There are: 2026-11, 2026-12"):
        answer(begun, REFUND, month="2026-09")


@pytest.mark.parametrize(
    ("month", "says"), [("2026-10", "not for 2026-10"), ("2027-01", "not for"), ("11", "no month")]
)
def test_only_this_month_and_the_next_can_be_begun(begun: Shop, month: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        begin(begun, "ES", month=month)
    assert begin(begun, "ES", month="2026-12").reviews[0].review.path == "reviews/2026-12/ES.yaml"


def test_a_market_that_is_not_there_is_named(begun: Shop) -> None:
    with pytest.raises(ProjectError, match="there is no market 'XX'"):
        begin(begun, "XX")


def test_a_file_that_was_cut_off_is_refused_and_stays(begun: Shop) -> None:
    begun.write(FILE, begun.read(FILE)[:2000].rpartition("\n\n")[0] + "\n")
    before = begun.read(FILE)
    for step in (lambda: begin(begun), lambda: answer(begun, REFUND)):
        with pytest.raises(InputErrors, match="the file has no end: it was cut off"):
            step()
    assert begun.read(FILE) == before


def test_what_cannot_be_known_is_said(shop: Shop) -> None:
    shop.write("content/sla.csv", "market,channel,period,measure,value\nXX,email,2026-10,share,90\n")
    told = " ".join(begin(shop, "ES").remarks)
    assert "content/sla.csv:2: there is no market 'XX'" in told
    assert "Nobody counted tickets" in told
    assert "Git does not know this project's past" in told


def test_the_pipeline_begins_reviews_and_the_trend_can_be_counted_alone(shop: Shop) -> None:
    shop.write("pipelines/monthly-review.yaml", "steps:\n  - collect\n  - review: {markets: [ES]}\n")
    [_, (name, result)] = shop.run("monthly-review").steps
    assert (name, result.summary.split(":")[0]) == ("review", "1 market in 2026-11, 1 new")
    assert not (shop.root / "reviews/2026-11/JP.yaml").exists()
    shop.write("pipelines/trend.yaml", "steps: [trend]\n")
    [(_, counted)] = shop.run("trend").steps
    assert counted.summary == "2 markets counted, 0 open: reviews/trend.csv"
    _, alone = run_step(shop.open(), "trend", lambda run: record(run, ["JP"]))
    assert [row.market for row in alone.rows] == ["JP"]

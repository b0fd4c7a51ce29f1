"""What leads set is laid on the config: never doubled, never instead of it; and two people's changes are both kept."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motbot.domain.channel_knowledge import (
    Difference,
    KnowledgeChange,
    difference,
    fact_key,
    facts_in,
    laid_on,
    length_of,
    limit_mark,
    new_facts,
    together,
    with_facts,
)
from motbot.domain.limits import LimitKind, PromiseLimit
from motbot.domain.policy import ChannelPolicy

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
REFUND = PromiseLimit(kind=LimitKind.AUTHORITY, words=("refund*",), rule="Refunds need a lead.", above=500.0)
QUICK = PromiseLimit(kind=LimitKind.SLA, words=(), rule="Never within the hour.", sooner_than=timedelta(hours=1))
POLICY = ChannelPolicy(id="C1", facts="Support hours: 9 to 18.\nA refund takes 5 days. 周末不发货。", limits=(REFUND,))
FACTS = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), unique=True).map(tuple)


def change(*facts: str, limits: tuple[PromiseLimit, ...] = (), number: int = 1) -> KnowledgeChange:
    return KnowledgeChange(id=number, team="T1", channel="C1", by="U1", at=AT, facts=facts, limits=limits)


def test_where_nothing_was_set_the_policy_stays_the_very_same() -> None:
    assert laid_on(POLICY, None) is POLICY
    assert laid_on(POLICY, change()) is POLICY


def test_what_leads_set_comes_behind_what_the_config_says() -> None:
    laid = laid_on(POLICY, change("We ship on Mondays.", limits=(QUICK,)))

    assert laid.facts == f"{POLICY.facts}\nWe ship on Mondays."
    assert laid.limits == (REFUND, QUICK)
    assert laid_on(ChannelPolicy(id="C1"), change("We ship on Mondays.")).facts == "We ship on Mondays."


def test_what_is_laid_on_later_takes_the_place_of_what_was_laid_on_before() -> None:
    laid = laid_on(POLICY, change("We ship on Mondays.", limits=(QUICK,)))

    assert laid_on(laid, change("We ship on Fridays.")) == laid_on(POLICY, change("We ship on Fridays."))
    assert laid_on(laid, None) is POLICY


@pytest.mark.parametrize(
    "said",
    ["A refund takes 5 days.", "a refund takes 5 DAYS", "周末不发货", "A refund takes 5 days. Support hours: 9 to 18."],
)
def test_a_sentence_that_the_config_comes_to_say_as_well_is_not_doubled(said: str) -> None:
    assert laid_on(POLICY, change(said, limits=(REFUND,))) is POLICY


@pytest.mark.parametrize("said", ["A refund takes 50 days.", "refund", "A refund takes 5 days if it is approved."])
def test_a_sentence_that_says_less_or_more_than_the_config_is_kept(said: str) -> None:
    assert new_facts(POLICY, (said,)) == (said,)


def test_facts_are_read_one_a_line_without_bullets_blanks_hidden_signs_and_repetition() -> None:
    typed = (
        "- We ship  on Mondays.\n\n* we ship on mondays\n 2. Returns are\u200b free\n\u00a0\n。\n-\n👍\n100 boxes fit"
    )

    assert facts_in(typed) == ("We ship on Mondays.", "Returns are free", "100 boxes fit")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We ship on Mondays.", "we ship, on  MONDAYS!"),
        ("退货 免费。", "退货免费"),
        ("5天内到", "5 天内到！"),
        ("“Express” is free", "Express is free"),
        ("9：00 开门", "9:00开门"),
    ],
)
def test_the_same_in_other_case_spaces_or_punctuation_is_one_fact(one: str, other: str) -> None:
    assert facts_in(f"{one}\n{other}") == (one,)
    assert with_facts((one,), (other,)) == (one,)
    assert new_facts(ChannelPolicy(id="C1", facts=one), (other,)) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("1.5 days", "15 days"), ("Over 20 %", "Over 20"), ("C++ only", "C only"), ("-5 °C", "5 °C"), ("24/7", "247")],
)
def test_what_changes_a_number_or_a_sign_is_another_fact(one: str, other: str) -> None:
    assert fact_key(one) != fact_key(other)


def test_of_two_changes_at_once_both_additions_and_both_removals_stand() -> None:
    assert together(("a", "b", "c"), ("a", "c", "mine"), ("a", "b", "theirs")) == ("a", "theirs", "mine")


def test_a_line_that_both_have_worded_anew_stands_in_both_wordings() -> None:
    assert together(("open 9 to 5",), ("open 9 to 6",), ("open 8 to 5",)) == ("open 8 to 5", "open 9 to 6")


@given(before=FACTS, mine=FACTS, theirs=FACTS)
def test_nothing_that_either_has_added_is_ever_lost_and_nothing_comes_twice(
    before: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]
) -> None:
    both = together(before, mine, theirs)

    assert (set(mine) | set(theirs)) - set(before) <= set(both) <= set(mine) | set(theirs)
    assert len(set(both)) == len(both)
    assert together(before, before, theirs) == theirs
    assert set(together(before, mine, before)) == set(mine)


def test_the_difference_names_what_came_and_what_went() -> None:
    before, after = change("a", "b", limits=(REFUND,)), change("B.", "c", limits=(QUICK,))

    assert difference(before, after) == Difference(
        facts_added=("c",), facts_removed=("a",), limits_added=(QUICK,), limits_removed=(REFUND,)
    )
    assert difference(None, change("a")) == Difference(facts_added=("a",))
    assert difference(after, after).is_empty


def test_a_limits_mark_follows_what_it_says_and_nothing_else() -> None:
    same = PromiseLimit(kind=LimitKind.AUTHORITY, words=("REFUND*",), rule="refunds need a lead.", above=500.0)
    higher = PromiseLimit(kind=LimitKind.AUTHORITY, words=("refund*",), rule="Refunds need a lead.", above=501.0)

    assert limit_mark(same) == limit_mark(REFUND)
    assert limit_mark(higher) != limit_mark(REFUND)


def test_facts_that_are_there_are_not_added_again() -> None:
    assert with_facts(("a", "b"), ("A.", "c")) == ("a", "b", "c")


def test_length_is_counted_as_slack_counts_it() -> None:
    assert (length_of(("ab", "c")), length_of(("😀",)), length_of(())) == (4, 2, 0)

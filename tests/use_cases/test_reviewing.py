"""A conversation of any length is judged in few calls, between contacts, and joined as if it had been one."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from motbot.domain.contacts import Contact, contacts_of
from motbot.domain.errors import ModelRefused, ModelUnavailable
from motbot.domain.expectation import Expectation
from motbot.domain.known_then import KnownThen
from motbot.domain.language import Language
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.domain.policy import ReviewRules
from motbot.domain.promise import Promise
from motbot.domain.scoring import Facts
from motbot.domain.sheet import ContactSheet, Reviewed
from motbot.domain.unnamed import unnamed
from motbot.use_cases.reviewing import AT_ONCE, Reviewing, cost_of, parts_of, reviewed_lines
from tests.fakes.clock import T0
from tests.fakes.reviewer import ScriptedReviewer, by_tone
from tests.use_cases.said import CHINESE, ENGLISH, Cast, conversation, sheet_of

RULES = ReviewRules()


def contacts(*sizes: int) -> tuple[Contact, ...]:
    """Contacts of so many messages each."""
    made, number = [], 0
    for size in sizes:
        for place in range(size):
            side = Side.AGENT if place == size - 1 else Side.CUSTOMER
            made.append(Line(ts=f"{number:06}", at=T0, side=side, author=side, text="x"))
            number += 1
    return contacts_of(made)


@given(st.lists(st.integers(2, 60), min_size=1, max_size=60), st.integers(1, 60))
def test_parts_are_never_more_than_the_messages_need_and_split_no_contact(sizes: list[int], lines_a_call: int) -> None:
    given_contacts = contacts(*sizes)

    parts = parts_of(given_contacts, lines_a_call)

    assert [one for part in parts for one in part] == list(given_contacts)
    assert all(parts)
    assert len(parts) <= max(1, ceil(sum(sizes) / lines_a_call))


@pytest.mark.parametrize(
    ("sizes", "parts"),
    [([20, 20], [40]), ([20, 20, 20], [40, 20]), ([21] * 5, [42, 42, 21]), ([100], [100]), ([2] * 50, [34, 34, 32])],
)
def test_parts_are_as_even_as_contacts_allow(sizes: list[int], parts: list[int]) -> None:
    found = parts_of(contacts(*sizes), 40)

    assert [sum(len(one.lines) for one in part) for part in found] == parts


def test_nothing_said_makes_no_part() -> None:
    assert parts_of((), 40) == []


async def test_a_hundred_messages_take_three_calls_and_none_waits_for_another() -> None:
    reviewer = ScriptedReviewer()

    sheet = await sheet_of(Reviewing(reviewer=reviewer, rules=RULES), conversation(ENGLISH, Cast(), count=100), Cast())

    assert len(reviewer.asked) == reviewer.most_at_once == 3
    assert [one.number for one in sheet.contacts] == list(range(1, len(sheet.contacts) + 1))


async def test_a_thousand_messages_are_judged_whole_and_three_parts_at_a_time() -> None:
    reviewer = ScriptedReviewer()
    view = conversation(CHINESE, Cast(), count=1000)

    sheet = await sheet_of(Reviewing(reviewer=reviewer, rules=RULES), view, Cast())

    assert len(reviewer.asked) == 25
    assert reviewer.most_at_once == AT_ONCE
    assert {ts for one in sheet.contacts for ts in (*one.asked, *one.said)} == {line.ts for line in view.lines}
    assert sheet.overall is not None


class LastFirst(ScriptedReviewer):
    """Answers what it is asked later sooner."""

    @override
    async def review(
        self,
        view: ConversationView,
        *,
        contacts: Sequence[Contact],
        expectations: Sequence[Expectation],
        promises: Sequence[Promise],
        language: Language,
    ) -> Reviewed:
        for _ in range(500 - 10 * contacts[0].number):
            await asyncio.sleep(0)
        return await super().review(
            view, contacts=contacts, expectations=expectations, promises=promises, language=language
        )


async def test_parts_that_come_back_in_any_order_are_joined_in_theirs() -> None:
    view = conversation(ENGLISH, Cast(), count=100)

    slow = await sheet_of(Reviewing(reviewer=LastFirst(), rules=RULES), view, Cast())

    assert slow == await sheet_of(Reviewing(reviewer=ScriptedReviewer(), rules=RULES), view, Cast())


async def test_what_all_calls_took_is_added_up() -> None:
    sheet = await sheet_of(
        Reviewing(reviewer=ScriptedReviewer(), rules=RULES), conversation(ENGLISH, Cast(), count=100), Cast()
    )

    told = sheet.provenance
    assert (told.revision, told.model, told.coach) == ("review-1", "scripted", "model")
    assert (told.prompt_tokens, told.completion_tokens, told.latency_ms) == (3000, 300, 100)


@pytest.mark.parametrize("error", [ModelUnavailable, ModelRefused])
async def test_one_part_that_fails_is_what_the_caller_hears(error: type[ModelUnavailable | ModelRefused]) -> None:
    reviewer = ScriptedReviewer(failures=[error()])

    with pytest.raises(error):
        await sheet_of(Reviewing(reviewer=reviewer, rules=RULES), conversation(ENGLISH, Cast(), count=1000), Cast())

    assert len(reviewer.asked) < 25  # the others are not paid for


async def test_a_contact_that_the_reviewer_passes_over_has_no_score_and_its_words() -> None:
    def judge(view: ConversationView, contact: Contact) -> ContactSheet:
        part = by_tone(view, contact)
        return replace(part, number=99) if contact.number == 2 else part

    view = conversation(ENGLISH, Cast())

    sheet = await sheet_of(Reviewing(reviewer=ScriptedReviewer(rule=judge), rules=RULES), view, Cast())

    assert [one.number for one in sheet.contacts] == [1, 2, 3]
    second = sheet.contacts[1]
    assert (second.overall, second.facts, second.asked) == (None, Facts(), (view.lines[2].ts,))


async def test_what_the_words_do_not_carry_is_taken_out_and_counted() -> None:
    def judge(view: ConversationView, contact: Contact) -> ContactSheet:
        part = by_tone(view, contact)
        made_up = tuple(replace(one, quote=replace(one.quote, words="Never said")) for one in part.evidence)
        return replace(part, evidence=made_up)

    sheet = await sheet_of(
        Reviewing(reviewer=ScriptedReviewer(rule=judge), rules=RULES), conversation(ENGLISH, Cast()), Cast()
    )

    assert "ungrounded_quote" in sheet.provenance.dropped
    assert "unshown_wall" in sheet.provenance.dropped
    assert sheet.contacts[0].overall is not None
    assert sheet.contacts[0].overall.score == 1


def test_the_cost_counts_messages_calls_and_tokens() -> None:
    small = cost_of(contacts_of(conversation(ENGLISH, Cast()).lines), 40)
    large = cost_of(contacts_of(conversation(CHINESE, Cast(), count=1000).lines), 40)

    assert (small.lines, small.calls) == (5, 1)
    assert (large.lines, large.calls) == (1000, 25)
    assert 5_000 < small.tokens < 15_000 < large.tokens


def test_a_sheets_lines_name_roles_and_where_each_stands() -> None:
    view = conversation(ENGLISH, Cast())

    lines = reviewed_lines(view.lines, {view.lines[1].ts: view.lines[0].ts})

    assert [one.role for one in lines] == ["customer", "agent", "customer", "agent", "customer"]
    assert [one.thread_ts for one in lines[:2]] == ["", view.lines[0].ts]
    assert lines[1].text == view.lines[1].text


async def test_contacts_are_judged_by_what_was_known_then_and_together_where_that_is_the_same() -> None:
    view = conversation(ENGLISH, Cast(), count=12)
    count = len(contacts_of(view.lines))
    then = tuple(KnownThen(facts="Early." if number < 2 else "Late.") for number in range(count))
    reviewer = ScriptedReviewer()

    shown = unnamed(view, names={}, then=then)
    sheet = await Reviewing(reviewer=reviewer, rules=RULES).judge(view, shown, Language.EN)

    told = [(one.view.facts, [contact.number for contact in one.contacts]) for one in reviewer.asked]
    assert told == [("Early.", [1, 2]), ("Late.", list(range(3, count + 1)))]
    assert len(sheet.contacts) == count > 2

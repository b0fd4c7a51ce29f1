"""What was typed on a card becomes a fact: by a lead at once, by an agent once a lead agrees, never by accident."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motbot.domain.channel_knowledge import KnowledgeSource
from motbot.domain.kept_facts import KeptAsFact
from motbot.domain.knowledge_page import Kept, Unkept
from motbot.domain.policy import ChannelPolicy
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from motbot.use_cases.promote_fact import PROPOSALS_AT_MOST
from motbot.use_cases.show_knowledge import WAITS_FOR
from tests.use_cases.knowing import KNOWING, SECOND, Known
from tests.use_cases.talk import ALICE, BEN, CARLA, KIM, LEAD, SUPPORT

ORDER = "Order 48213377 of Carla went out by courier."
FACT = "Late parcels go out by courier."


@pytest.fixture
def known(database: Database, store: PostgresStore) -> Known:
    return Known(database, store)


async def test_what_was_typed_on_the_card_is_there_to_be_worded_with_its_details_pointed_out(known: Known) -> None:
    moment = await known.a_card_says(f"{ORDER}\nSupport hours: 9 to 18.")
    found = await known.promote.open(user=ALICE, moment=moment)

    assert found is not None
    assert found.facts == (ORDER,)
    assert found.details == ("48213377", "Carla")
    assert (found.is_lead, found.why_not) == (False, None)


async def test_an_agents_fact_waits_for_a_lead_and_holds_for_nobody_until_then(known: Known) -> None:
    moment = await known.a_card_says(FACT)
    kept = await known.promote(user=ALICE, moment=moment, typed=FACT)
    assert kept == Kept(is_proposal=True)
    assert (await known.policy()).facts == KNOWING.facts
    (proposed,) = (await known.page()).proposed
    assert (proposed.by, proposed.facts) == (ALICE, (FACT,))

    opened = await known.promote.open_proposed(user=SECOND, proposal=proposed.id)
    assert opened is not None
    assert (opened.facts, opened.by, opened.is_lead) == ((FACT,), ALICE, True)
    await known.promote.accept(user=SECOND, proposal=proposed.id, typed="Late parcels go out by courier, free.")

    page = await known.page()
    assert (page.facts, page.proposed, page.by) == (("Late parcels go out by courier, free.",), (), SECOND)
    assert (await known.policy()).facts.endswith("\nLate parcels go out by courier, free.")
    history = await known.show.history(user=LEAD, channel=SUPPORT)
    assert history is not None
    assert history.changes[0].source is KnowledgeSource.PROMOTED


async def test_what_is_declined_leaves_nothing_and_is_decided_once(known: Known) -> None:
    moment = await known.a_card_says(FACT)
    await known.promote(user=ALICE, moment=moment, typed=FACT)
    (proposed,) = (await known.page()).proposed
    assert (await known.promote.decline(user=ALICE, proposal=proposed.id)).why_not is Unkept.NOT_YOURS
    await known.promote.decline(user=LEAD, proposal=proposed.id)

    assert (await known.page()).proposed == ()
    for late in (
        await known.promote.decline(user=SECOND, proposal=proposed.id),
        await known.promote.accept(user=SECOND, proposal=proposed.id, typed=FACT),
    ):
        assert late.why_not is Unkept.GONE
    assert await known.promote.open_proposed(user=SECOND, proposal=proposed.id) is None
    assert (await known.page()).version == 0


async def test_the_same_is_not_proposed_twice_and_only_so_much_waits(known: Known) -> None:
    moment = await known.a_card_says(FACT)
    for _ in range(2):
        await known.promote(user=ALICE, moment=moment, typed=FACT)
    assert len((await known.page()).proposed) == 1
    for number in range(PROPOSALS_AT_MOST - 1):
        await known.promote(user=ALICE, moment=moment, typed=f"Fact {number}.")

    assert (await known.promote(user=ALICE, moment=moment, typed="More.")).why_not is Unkept.TOO_MANY


async def test_a_proposal_that_nobody_looks_at_is_gone_after_a_month(known: Known) -> None:
    moment = await known.a_card_says(FACT)
    await known.promote(user=ALICE, moment=moment, typed=FACT)
    (proposed,) = (await known.page()).proposed
    known.talk.clock.set(known.talk.clock.now() + WAITS_FOR + timedelta(hours=1))

    assert (await known.page()).proposed == ()
    assert (await known.promote.accept(user=LEAD, proposal=proposed.id, typed=FACT)).why_not is Unkept.GONE


async def test_the_card_of_a_proposal_that_nobody_looks_at_says_after_a_month_that_it_is_not_kept(known: Known) -> None:
    moment = await known.a_card_says(FACT)
    await known.promote(user=ALICE, moment=moment, typed=FACT)
    known.talk.clock.set(known.talk.clock.now() + WAITS_FOR - timedelta(hours=1))
    await known.promote(user=ALICE, moment=moment, typed="Parcels are insured.")
    known.talk.clock.move(timedelta(hours=2))
    await known.lapse()
    (younger,) = (await known.page()).proposed
    assert (await known.card(ALICE)).kept == KeptAsFact(by=ALICE, notes=1, is_proposal=True)

    known.talk.clock.move(WAITS_FOR)
    for _ in range(2):
        await known.lapse()

    assert (await known.card(ALICE)).kept == KeptAsFact(by=ALICE, notes=1, is_declined=True)
    async with known.store.begin() as tx:
        assert await tx.knowledge.proposal(younger.id) is None


async def test_a_lead_who_has_the_card_keeps_it_at_once(known: Known) -> None:
    known.directory.watch(_led_by(ALICE))
    moment = await known.a_card_says(FACT)
    found = await known.promote.open(user=ALICE, moment=moment)
    assert found is not None
    assert found.is_lead
    kept = await known.promote(user=ALICE, moment=moment, typed=FACT)

    assert (kept.why_not, kept.is_proposal) == (None, False)
    assert (await known.page(ALICE)).facts == (FACT,)
    again = await known.promote.open(user=ALICE, moment=moment)
    assert again is not None
    assert again.why_not is Unkept.EMPTY


async def test_details_are_kept_only_after_a_second_look(known: Known) -> None:
    known.directory.watch(_led_by(ALICE))
    moment = await known.a_card_says(ORDER)
    first = await known.promote(user=ALICE, moment=moment, typed=ORDER)
    assert (first.why_not, first.details) == (Unkept.DETAILS, ("48213377", "Carla"))
    other = await known.promote(user=ALICE, moment=moment, typed=f"{ORDER} Call +49 30 901820.", seen=first.details)
    assert other.why_not is Unkept.DETAILS
    assert (await known.page(ALICE)).facts == ()

    assert (await known.promote(user=ALICE, moment=moment, typed=ORDER, seen=first.details)).why_not is None


async def test_a_lead_is_shown_the_details_an_agent_has_left_in(known: Known) -> None:
    moment = await known.a_card_says("Carla gets the courier.")
    await known.promote(user=ALICE, moment=moment, typed="Carla gets the courier.", seen=("Carla",))
    (proposed,) = (await known.page()).proposed
    opened = await known.promote.open_proposed(user=LEAD, proposal=proposed.id)

    assert opened is not None
    assert opened.details == ("Carla",)
    kept = await known.promote.accept(user=LEAD, proposal=proposed.id, typed="Carla gets the courier.")
    assert kept.why_not is Unkept.DETAILS


async def test_what_is_true_today_alone_is_pointed_out_as_it_opens_or_once_when_it_is_sent(known: Known) -> None:
    moment = await known.a_card_says("The line is down today.")
    opened = await known.promote.open(user=ALICE, moment=moment)
    assert opened is not None
    assert opened.of_today == ("today",)
    typed = "The line is down tonight."
    first = await known.promote(user=ALICE, moment=moment, typed=typed, seen=opened.of_today)
    assert (first.why_not, first.of_today) == (Unkept.TODAY, ("tonight",))
    assert (await known.page()).proposed == ()

    assert (await known.promote(user=ALICE, moment=moment, typed=typed, seen=first.of_today)).why_not is None
    (proposed,) = (await known.page()).proposed
    lead = await known.promote.open_proposed(user=LEAD, proposal=proposed.id)
    assert lead is not None
    assert lead.of_today == ("tonight",)


async def test_what_waits_or_holds_already_in_another_spelling_is_not_proposed_again(known: Known) -> None:
    moment = await known.a_card_says(FACT)
    await known.promote(user=ALICE, moment=moment, typed=FACT)
    await known.promote(user=ALICE, moment=moment, typed=f"{FACT.upper()}\nReturns are free.")

    assert [one.facts for one in (await known.page()).proposed] == [(FACT,), ("Returns are free.",)]
    kept = await known.promote(user=ALICE, moment=moment, typed="SUPPORT HOURS - 9 to 18")
    assert kept.why_not is Unkept.EMPTY


async def test_the_card_says_what_became_of_its_notes_and_by_whom(known: Known) -> None:
    moment = await known.a_card_says(FACT)
    assert (await known.card(ALICE)).kept is None
    await known.promote(user=ALICE, moment=moment, typed=FACT)
    assert (await known.card(ALICE)).kept == KeptAsFact(by=ALICE, notes=1, is_proposal=True)

    (proposed,) = (await known.page()).proposed
    await known.promote.accept(user=LEAD, proposal=proposed.id, typed=FACT)
    assert (await known.card(ALICE)).kept == KeptAsFact(by=LEAD, notes=1)


async def test_a_note_that_is_typed_a_second_time_does_not_stand_there_twice(known: Known) -> None:
    moment = await known.a_card_says(FACT)
    for note in (FACT.upper(), f"{FACT}\nNot on Sundays."):
        await known.notes(moment, note)

    assert (await known.card(ALICE)).known == (FACT, "Not on Sundays.")


@pytest.mark.parametrize(
    ("typed", "why"), [(" \n- ", Unkept.EMPTY), ("x" * 3001, Unkept.TOO_LONG), ("xoxb-1234567890", Unkept.SECRET)]
)
async def test_nothing_too_much_and_a_token_are_refused(known: Known, typed: str, why: Unkept) -> None:
    moment = await known.a_card_says(FACT)

    assert (await known.promote(user=ALICE, moment=moment, typed=typed)).why_not is why


@pytest.mark.parametrize("user", [BEN, CARLA, KIM, LEAD, "U8"])
async def test_whoever_has_no_card_keeps_nothing_of_it(known: Known, user: str) -> None:
    moment = await known.a_card_says(FACT)

    assert await known.promote.open(user=user, moment=moment) is None
    assert (await known.promote(user=user, moment=moment, typed=FACT)).why_not is Unkept.NOT_YOUR_CARD
    assert (await known.page()).proposed == ()


async def test_where_nobody_leads_nothing_can_be_proposed(known: Known) -> None:
    known.directory.watch(_led_by())
    moment = await known.a_card_says(FACT)
    found = await known.promote.open(user=ALICE, moment=moment)

    assert found is not None
    assert found.why_not is Unkept.NOBODY_LEADS
    assert (await known.promote(user=ALICE, moment=moment, typed=FACT)).why_not is Unkept.NOBODY_LEADS


def _led_by(*leads: str) -> ChannelPolicy:
    return replace(KNOWING, leads=leads)


async def test_the_card_says_that_nobody_keeps_what_was_declined_and_not_who(known: Known) -> None:
    moment = await known.a_card_says(FACT)
    await known.promote(user=ALICE, moment=moment, typed=FACT)
    (proposed,) = (await known.page()).proposed

    await known.promote.decline(user=LEAD, proposal=proposed.id)

    assert (await known.card(ALICE)).kept == KeptAsFact(by=ALICE, notes=1, is_declined=True)


async def test_while_more_of_a_card_waits_for_a_lead_it_reads_proposed(known: Known) -> None:
    moment = await known.a_card_says(FACT)
    for typed in (FACT, "Parcels are insured."):
        await known.promote(user=ALICE, moment=moment, typed=typed)
    first, second = (await known.page()).proposed

    await known.promote.decline(user=LEAD, proposal=first.id)
    assert (await known.card(ALICE)).kept == KeptAsFact(by=ALICE, notes=1, is_proposal=True)
    await known.promote.decline(user=LEAD, proposal=second.id)
    assert (await known.card(ALICE)).kept == KeptAsFact(by=ALICE, notes=1, is_declined=True)


async def test_what_was_proposed_is_of_the_day_it_was_proposed_on(known: Known) -> None:
    fact = "The machine stands still since this morning."
    moment = await known.a_card_says(fact)
    await known.promote(user=ALICE, moment=moment, typed=fact, seen=("this morning",))
    (proposed,) = (await known.page()).proposed
    known.talk.clock.move(timedelta(days=2))

    await known.promote.accept(user=LEAD, proposal=proposed.id, typed=fact, seen=("this morning",))

    assert (await known.page()).facts == (fact,)
    assert "machine" not in (await known.policy()).facts


async def test_what_is_over_can_be_proposed_and_kept_again_in_the_same_words(known: Known) -> None:
    fact, seen = "The hotline is closed today.", ("today",)
    await known.edit.facts(user=LEAD, channel=SUPPORT, base=0, typed=f"Returns are free.\n{fact}", seen=seen)
    known.talk.clock.move(timedelta(days=7))
    moment = await known.a_card_says(fact)
    opened = await known.promote.open(user=ALICE, moment=moment)
    assert opened is not None
    assert opened.facts == (fact,)

    assert (await known.promote(user=ALICE, moment=moment, typed=fact, seen=seen)).why_not is None
    (proposed,) = (await known.page()).proposed
    await known.promote.accept(user=LEAD, proposal=proposed.id, typed=fact, seen=seen)

    assert (await known.page()).facts == ("Returns are free.", fact)
    assert fact in (await known.policy()).facts

"""Leads set what their channel knows: it holds at once everywhere, and nothing that two of them write is lost."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from motbot.domain.channel_knowledge import FACTS_AT_MOST, LIMITS_AT_MOST, KnowledgeSource, limit_mark
from motbot.domain.knowledge_page import Unkept
from motbot.domain.language import Language
from motbot.domain.limits import LimitKind, PromiseLimit
from motbot.domain.people import Person, PersonKind
from motbot.domain.typed_limit import LimitFault, TypedLimit, typed_of
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from motbot.use_cases.know_channels import KnowingDirectory
from tests.use_cases.knowing import ELSEWHERE, KNOWING, REFUND, SECOND, Known
from tests.use_cases.talk import ALICE, BEN, CARLA, KIM, LEAD, SUPPORT, TEAM

QUICK = TypedLimit(kind="sla", words="fix*", rule="Never within the hour.", sooner_than="1h")


@pytest.fixture
def known(database: Database, store: PostgresStore) -> Known:
    return Known(database, store)


async def test_what_a_lead_sets_is_in_force_at_once_behind_what_the_config_says(known: Known) -> None:
    page = await known.sets("We ship on Mondays.", "- Returns are free.")

    assert page.config_facts == ("Support hours: 9 to 18.",)
    assert page.facts == ("We ship on Mondays.", "Returns are free.")
    assert (page.by, page.at) == (LEAD, known.talk.clock.now())
    assert (await known.policy()).facts == "Support hours: 9 to 18.\nWe ship on Mondays.\nReturns are free."
    assert (await known.policy("C9")).facts == ELSEWHERE.facts


@pytest.mark.parametrize("fact", ["This morning the line is down.", "今天上午线路断了。"])
async def test_what_is_true_today_alone_is_pointed_out_once_and_then_stored(known: Known, fact: str) -> None:
    first = await known.edit.facts(user=LEAD, channel=SUPPORT, base=0, typed=fact)
    assert (first.why_not, first.facts) == (Unkept.TODAY, (fact,))
    assert first.of_today
    assert (await known.page()).version == 0

    again = await known.edit.facts(user=LEAD, channel=SUPPORT, base=0, typed=fact, seen=first.of_today)
    assert again.why_not is None
    page = await known.page()
    assert page.facts == (fact,)
    more = await known.edit.facts(user=LEAD, channel=SUPPORT, base=page.version, typed=f"{fact}\nReturns are free.")
    assert more.why_not is None  # what stands there already is not asked about again


async def test_the_same_fact_in_other_spelling_is_kept_once(known: Known) -> None:
    page = await known.sets("We ship on Mondays.", "we ship  on mondays", "support hours - 9 to 18!")

    assert page.facts == ("We ship on Mondays.",)


async def test_another_process_follows_and_so_does_the_one_after_a_restart(known: Known) -> None:
    other = KnowingDirectory(directory=known.directory, store=known.store, clock=known.talk.clock)
    await other.look()
    await known.sets("We ship on Mondays.")
    before = await other.channel(SUPPORT)
    await other.look()
    after, restarted = (
        await other.channel(SUPPORT),
        KnowingDirectory(directory=known.directory, store=known.store, clock=known.talk.clock),
    )
    await restarted.look()

    assert before == KNOWING
    assert after == await restarted.channel(SUPPORT) == await known.policy()


async def test_a_sentence_that_the_config_comes_to_say_is_not_doubled_and_holds_again_without_it(known: Known) -> None:
    await known.sets("We ship on Mondays.", "Returns are free.")
    known.directory.watch(replace(KNOWING, facts="Support hours: 9 to 18. We ship on Mondays."))

    assert (await known.page()).facts == ("Returns are free.",)
    assert (await known.policy()).facts == "Support hours: 9 to 18. We ship on Mondays.\nReturns are free."
    await known.sets("Returns are free.", "Closed in August.")
    known.directory.watch(KNOWING)
    assert (await known.page()).facts == ("We ship on Mondays.", "Returns are free.", "Closed in August.")


async def test_the_second_of_two_leads_is_shown_what_the_first_has_saved_and_nothing_is_lost(known: Known) -> None:
    base = (await known.sets("We ship on Mondays.", "Returns are free.")).version
    await known.sets("We ship on Mondays.", "Closed in August.", user=LEAD, base=base)
    second = await known.edit.facts(
        user=SECOND, channel=SUPPORT, base=base, typed="We ship on Mondays.\nReturns are free.\nNo parking."
    )

    assert second.why_not is Unkept.MEANWHILE
    assert second.facts == ("We ship on Mondays.", "Closed in August.", "No parking.")
    assert (second.meanwhile.facts_added, second.meanwhile.facts_removed) == (
        ("Closed in August.",),
        ("Returns are free.",),
    )
    assert second.page is not None
    assert (second.page.by, second.page.facts) == (LEAD, ("We ship on Mondays.", "Closed in August."))
    assert (await known.sets(*second.facts, user=SECOND, base=second.page.version)).facts == second.facts


async def test_of_two_who_save_at_the_same_instant_one_is_told(known: Known) -> None:
    kept = await asyncio.gather(
        *(known.edit.facts(user=user, channel=SUPPORT, base=0, typed=f"{user} was here") for user in (LEAD, SECOND))
    )

    assert sorted(str(one.why_not) for one in kept) == ["None", "meanwhile"]
    assert len((await known.page()).facts) == 1


async def test_a_limit_that_was_added_meanwhile_does_not_stop_facts_from_being_saved(known: Known) -> None:
    await known.edit.limit(user=SECOND, channel=SUPPORT, mark="", typed=QUICK)

    assert (await known.sets("We ship on Mondays.", base=0)).facts == ("We ship on Mondays.",)
    assert len((await known.page()).limits) == 1


async def test_what_is_saved_unchanged_is_no_change(known: Known) -> None:
    first = await known.sets("We ship on Mondays.")

    assert (await known.sets("We ship on Mondays.")).version == first.version


@pytest.mark.parametrize(
    ("typed", "why"),
    [("x" * (FACTS_AT_MOST + 1), Unkept.TOO_LONG), ("the key is sk-abcdefghijklmnop12", Unkept.SECRET)],
)
async def test_too_much_and_a_token_are_refused(known: Known, typed: str, why: Unkept) -> None:
    kept = await known.edit.facts(user=LEAD, channel=SUPPORT, base=0, typed=typed)

    assert kept.why_not is why
    assert (await known.page()).version == 0


async def test_a_limit_is_added_changed_and_taken_away(known: Known) -> None:
    await known.edit.limit(user=LEAD, channel=SUPPORT, mark="", typed=QUICK)
    added = (await known.policy()).limits
    made = PromiseLimit(
        kind=LimitKind.SLA, words=("fix*",), rule="Never within the hour.", sooner_than=timedelta(hours=1)
    )
    assert added == (REFUND, made)

    slower = replace(QUICK, sooner_than="2h")
    await known.edit.limit(user=SECOND, channel=SUPPORT, mark=limit_mark(made), typed=slower)
    assert [one.sooner_than for one in (await known.policy()).limits] == [None, timedelta(hours=2)]

    changed = (await known.page()).limits[0]
    gone = await known.edit.limit(user=LEAD, channel=SUPPORT, mark=limit_mark(made), typed=QUICK)
    assert gone.why_not is Unkept.GONE
    for _ in range(2):
        dropped = await known.edit.drop_limit(user=LEAD, channel=SUPPORT, mark=limit_mark(changed))
        assert dropped.why_not is None
    assert (await known.policy()).limits == (REFUND,)


async def test_a_limit_that_says_nothing_is_told_beside_its_fields(known: Known) -> None:
    kept = await known.edit.limit(user=LEAD, channel=SUPPORT, mark="", typed=TypedLimit(kind="sla", rule="Never."))

    assert (kept.why_not, kept.faults) == (Unkept.BAD_LIMIT, {LimitFault.WORDS: LimitFault.UNMEANT})


async def test_a_limit_of_the_config_is_not_doubled_and_there_are_only_so_many(known: Known) -> None:
    await known.edit.limit(user=LEAD, channel=SUPPORT, mark="", typed=typed_of(REFUND))
    assert (await known.page()).limits == ()
    for number in range(LIMITS_AT_MOST - 1):
        await known.edit.limit(user=LEAD, channel=SUPPORT, mark="", typed=replace(QUICK, rule=f"Rule {number}"))

    kept = await known.edit.limit(user=LEAD, channel=SUPPORT, mark="", typed=replace(QUICK, rule="One more"))
    assert kept.why_not is Unkept.TOO_MANY


async def test_the_history_says_who_has_changed_what_and_leads_back(known: Known) -> None:
    first = await known.sets("We ship on Mondays.")
    await known.sets("Returns are free.", user=SECOND)
    history = await known.show.history(user=LEAD, channel=SUPPORT)
    assert history is not None
    assert [(one.by, one.difference.facts_added, one.difference.facts_removed) for one in history.changes] == [
        (SECOND, ("Returns are free.",), ("We ship on Mondays.",)),
        (LEAD, ("We ship on Mondays.",), ()),
    ]

    base = history.page.version
    kept = await known.edit.bring_back(user=LEAD, channel=SUPPORT, change=first.version, base=base)
    assert kept.page is not None
    assert kept.page.facts == ("We ship on Mondays.",)
    again = await known.edit.bring_back(user=SECOND, channel=SUPPORT, change=0, base=base)
    assert again.why_not is Unkept.GONE
    await known.edit.bring_back(user=SECOND, channel=SUPPORT, change=0, base=kept.page.version)
    assert await known.policy() == KNOWING
    history = await known.show.history(user=LEAD, channel=SUPPORT)
    assert history is not None
    assert [one.source for one in history.changes[:2]] == [KnowledgeSource.BROUGHT_BACK] * 2


async def test_a_state_of_another_channel_cannot_be_brought_here(known: Known) -> None:
    other = await known.edit.facts(user=BEN, channel="C9", base=0, typed="Secret of theirs.")
    assert other.page is not None

    kept = await known.edit.bring_back(user=LEAD, channel=SUPPORT, change=other.page.version, base=0)
    assert kept.why_not is Unkept.GONE
    assert (await known.page()).facts == ()


@pytest.mark.parametrize("user", [ALICE, BEN, CARLA, KIM, "U8GUEST", "U8GONE", "U8OUTSIDE", "U8LEFT", "U8NOBODY"])
async def test_nobody_but_a_lead_who_is_a_member_there_sees_or_sets_anything(known: Known, user: str) -> None:
    tempted = ("U8GUEST", "U8GONE", "U8OUTSIDE", "U8LEFT")
    known.directory.watch(replace(KNOWING, leads=(*KNOWING.leads, *tempted)))
    known.directory.leave(SUPPORT, "U8LEFT")
    known.directory.add(
        Person(id="U8GUEST", team=TEAM, kind=PersonKind.GUEST),
        Person(id="U8GONE", team=TEAM, kind=PersonKind.GONE),
        Person(id="U8OUTSIDE", team="T2", kind=PersonKind.OUTSIDER),
        Person(id="U8LEFT", team=TEAM, kind=PersonKind.MEMBER),
    )
    first = await known.sets("We ship on Mondays.")
    kept = [
        await known.edit.facts(user=user, channel=SUPPORT, base=first.version, typed="Mine."),
        await known.edit.limit(user=user, channel=SUPPORT, mark="", typed=QUICK),
        await known.edit.limit(user=user, channel=SUPPORT, mark="", typed=TypedLimit(kind="?")),
        await known.edit.drop_limit(user=user, channel=SUPPORT, mark=""),
        await known.edit.bring_back(user=user, channel=SUPPORT, change=0, base=first.version),
    ]

    assert {(one.why_not, one.page, tuple(one.faults)) for one in kept} == {(Unkept.NOT_YOURS, None, ())}
    assert await known.show(user=user, channel=SUPPORT) is None
    assert await known.show.history(user=user, channel=SUPPORT) is None
    assert [page.channel for page in await known.show.led_by(user=user)] == (["C9"] if user == BEN else [])
    assert (await known.page()).version == first.version


async def test_a_lead_who_has_left_between_opening_and_saving_saves_nothing(known: Known) -> None:
    page = await known.page()
    known.directory.leave(SUPPORT, LEAD)

    kept = await known.edit.facts(user=LEAD, channel=SUPPORT, base=page.version, typed="Mine.")
    assert kept.why_not is Unkept.NOT_YOURS


async def test_every_channel_that_one_leads_is_listed_and_one_that_slack_hides_left_out(known: Known) -> None:
    known.directory.watch(replace(ELSEWHERE, leads=(SECOND,)))
    assert [(page.channel, page.language) for page in await known.show.led_by(user=SECOND)] == [
        ("C9", Language.ZH),
        (SUPPORT, Language.ZH),
    ]
    known.directory.silent.add("C9")
    assert [page.channel for page in await known.show.led_by(user=SECOND)] == [SUPPORT]


async def test_the_channels_that_one_leads_stand_by_their_names_whatever_waits_in_them(known: Known) -> None:
    known.directory.watch(replace(ELSEWHERE, name="About", leads=(SECOND,)))
    moment = await known.a_card_says("Parcels are insured.")
    await known.promote(user=ALICE, moment=moment, typed="Parcels are insured.")

    assert [bool(page.proposed) for page in await known.show.led_by(user=SECOND)] == [False, True]

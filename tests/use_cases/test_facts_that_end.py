"""A fact that leads have set ends by its own words, can be told again, and nothing else ends by itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motbot.domain.for_today import words_of_today
from motbot.domain.knowledge_page import Unkept
from motbot.domain.typed_limit import TypedLimit
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.use_cases.knowing import KNOWING, Known
from tests.use_cases.talk import LEAD, SUPPORT, TEAM

QUICK = TypedLimit(kind="sla", words="fix*", rule="Never within the hour.", sooner_than="1h")


@pytest.fixture
def known(database: Database, store: PostgresStore) -> Known:
    return Known(database, store)


@pytest.mark.parametrize("fact", ["This morning the line is down.", "今天上午线路断了。"])
async def test_a_fact_of_a_day_is_used_on_that_day_alone_and_marked_after_it(known: Known, fact: str) -> None:
    await known.edit.facts(
        user=LEAD, channel=SUPPORT, base=0, typed=f"{fact}\nReturns are free.", seen=words_of_today([fact])
    )
    assert fact in (await known.policy()).facts

    known.talk.clock.move(timedelta(days=9))
    page = await known.page()

    assert (await known.policy()).facts == "Support hours: 9 to 18.\nReturns are free."
    assert page.over == {fact}
    await known.edit.limit(user=LEAD, channel=SUPPORT, mark="", typed=QUICK)
    assert fact not in (await known.policy()).facts


@pytest.mark.parametrize("fact", ["The hotline is closed today.", "今天热线不开。"])
async def test_what_is_over_can_be_told_again_in_the_same_words(known: Known, fact: str) -> None:
    await known.edit.facts(user=LEAD, channel=SUPPORT, base=0, typed=fact, seen=words_of_today([fact]))
    known.talk.clock.move(timedelta(days=7))
    base = (await known.page()).version

    asked = await known.edit.facts(user=LEAD, channel=SUPPORT, base=base, typed=fact)
    assert asked.why_not is Unkept.TODAY
    await known.edit.facts(user=LEAD, channel=SUPPORT, base=base, typed=fact, seen=asked.of_today)

    assert fact in (await known.policy()).facts
    assert (await known.page()).over == frozenset()


@pytest.mark.parametrize(
    "fact", ["Returns are free until {day:%Y-%m-%d}.", "今天退货免费，到{day:%Y}年{day:%m}月{day:%d}日。"]
)
async def test_nothing_of_the_config_ends_by_its_words(known: Known, fact: str) -> None:
    told = fact.format(day=known.talk.clock.now())
    known.directory.watch(replace(KNOWING, facts=told))
    known.talk.clock.move(timedelta(days=9))

    assert (await known.policy()).facts == told
    assert (await known.page()).over == frozenset()


async def test_what_was_kept_before_facts_could_end_goes_on_holding(known: Known) -> None:
    fact = "The hotline is closed today."
    await known.edit.facts(user=LEAD, channel=SUPPORT, base=0, typed=fact, seen=words_of_today([fact]))
    async with known.store.begin() as tx:
        newest = await tx.knowledge.newest(TEAM, SUPPORT)
        assert newest is not None
        await tx.knowledge.add(replace(newest, since=()))
    await known.sets(fact, "Returns are free.")
    known.talk.clock.move(timedelta(days=9))

    assert fact in (await known.policy()).facts


async def test_a_date_that_has_passed_is_pointed_out_and_holds_where_it_is_kept_all_the_same(known: Known) -> None:
    day = known.talk.clock.now() - timedelta(days=8)
    fact = f"Until {day:%d} {day:%B} {day:%Y} the depot is closed."

    first = await known.edit.facts(user=LEAD, channel=SUPPORT, base=0, typed=fact)
    assert first.why_not is Unkept.TODAY
    await known.edit.facts(user=LEAD, channel=SUPPORT, base=0, typed=fact, seen=first.of_today)

    assert "depot" in (await known.policy()).facts

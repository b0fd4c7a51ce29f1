"""Tests of telling that the day's money for the model is used up: who hears of it, and how often."""

from datetime import date

import pytest

from motbot.domain.language import Language
from motbot.domain.notice import Notice, NoticePurpose
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import ChannelPolicy
from motbot.storage.store import PostgresStore
from motbot.use_cases.tell_of_spending import TellOfSpending
from motbot.use_cases.whispering import Whispering
from tests.fakes.clock import FakeClock
from tests.fakes.directory import FakeDirectory

TODAY = date(2026, 3, 2).toordinal()
PEOPLE = (
    Person(id="UADA", team="T1", kind=PersonKind.MEMBER, locale="zh-CN"),
    Person(id="ULEA", team="T1", kind=PersonKind.MEMBER, locale="en-US"),
)


def telling(store: PostgresStore, clock: FakeClock, **roles: tuple[str, ...]) -> TellOfSpending:
    """A bot that watches two channels with these roles in each."""
    channels = [
        ChannelPolicy(id=one, name=one, agents=frozenset({"UANN"}), **roles)  # type: ignore[arg-type] # by name
        for one in ("C1", "C2")
    ]
    return TellOfSpending(
        store=store,
        directory=FakeDirectory(people=PEOPLE, channels=channels),
        clock=clock,
        whispering=Whispering(clock=clock),
        language=Language.EN,
        zone="Europe/Berlin",
    )


async def told(store: PostgresStore, user: str) -> list[Notice]:
    """What somebody is shown."""
    async with store.begin() as tx:
        return [one.nudge for one in await tx.whispers.all_to("T1", user) if isinstance(one.nudge, Notice)]


async def test_every_admin_is_told_once_a_day_in_their_language_and_no_lead(
    store: PostgresStore, clock: FakeClock
) -> None:
    tell = telling(store, clock, admins=("UADA",), leads=("ULEA",))

    await tell(TODAY)
    await tell(TODAY)

    assert await told(store, "UADA") == [
        Notice(purpose=NoticePurpose.MONEY_SPENT, language=Language.ZH, zone="Europe/Berlin")
    ]
    assert await told(store, "ULEA") == []


async def test_the_leads_are_told_where_there_is_no_admin(store: PostgresStore, clock: FakeClock) -> None:
    await telling(store, clock, leads=("ULEA",))(TODAY)

    assert [one.language for one in await told(store, "ULEA")] == [Language.EN]


async def test_another_day_is_told_anew(store: PostgresStore, clock: FakeClock) -> None:
    tell = telling(store, clock, admins=("UADA",))
    await tell(TODAY)

    await tell(TODAY + 1)

    assert len(await told(store, "UADA")) == 2


@pytest.mark.parametrize("roles", [{}, {"admins": ()}])
async def test_with_nobody_in_charge_nobody_is_told(
    store: PostgresStore, clock: FakeClock, roles: dict[str, tuple[str, ...]]
) -> None:
    await telling(store, clock, **roles)(TODAY)

    assert await told(store, "UANN") == []

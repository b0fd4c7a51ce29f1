"""Tests of what colleagues were told of somebody who is forgotten: who asked whom to take a request, and who has it."""

from motbot.domain.events import Act, Acted, Posted
from motbot.domain.nudge import Card
from motbot.domain.people import Author
from tests.use_cases.forgetting import forgets
from tests.use_cases.talk import ALICE, BEN, CARLA, FAILS, SUPPORT, TEAM, Talk


async def test_whom_a_forgotten_agent_had_asked_to_take_a_request_reads_nothing_of_them_any_more(talk: Talk) -> None:
    await asks_ben(talk)
    assert [one for one in talk.seen_by(BEN) if ALICE in str(one.nudge)] != []

    await forgets(talk, ALICE)
    await talk.passes()

    assert [one for one in talk.seen_by(BEN) if ALICE in str(one.nudge)] == []


async def test_what_a_colleague_is_told_of_others_stays_when_somebody_else_is_forgotten(talk: Talk) -> None:
    await asks_ben(talk)

    await forgets(talk, "U0DORA")

    assert [one for one in talk.seen_by(BEN) if ALICE in str(one.nudge)] != []


async def test_a_colleagues_card_stays_and_names_a_forgotten_agent_in_slack_no_more(talk: Talk) -> None:
    await asks_ben(talk)
    await talk.hears(Acted(team=TEAM, user=BEN, act=Act.CLAIM, moment=1, at=talk.clock.now()))
    await talk.passes()
    (card,) = cards_of_ben(talk)
    assert [(one.giver, one.taker) for one in card.hand_overs] == [(ALICE, BEN)]

    await forgets(talk, ALICE)
    await talk.passes()

    (card,) = cards_of_ben(talk)
    assert [(one.giver, one.taker) for one in card.hand_overs] == [("", BEN)]
    assert ALICE not in str(card)


async def test_forgetting_somebody_redraws_no_card_that_does_not_name_them(talk: Talk) -> None:
    talk.directory.join(SUPPORT, ALICE, BEN)
    await talk.says(CARLA, FAILS)
    await talk.passes()
    calls = len(talk.messenger.calls)

    await forgets(talk, BEN)
    await talk.passes()

    assert len(talk.messenger.calls) == calls


def cards_of_ben(talk: Talk) -> list[Card]:
    """What stands in Ben's room of cards."""
    return [one.nudge for one in talk.seen_by(BEN) if isinstance(one.nudge, Card)]


async def asks_ben(talk: Talk) -> None:
    """Carla asks, and Alice asks Ben to take it."""
    talk.directory.join(SUPPORT, ALICE, BEN)
    ts = await talk.says(CARLA, FAILS)
    await talk.passes()
    asks = Posted(
        team=TEAM,
        channel=SUPPORT,
        ts=f"{float(ts) + 60:.6f}",
        thread_ts=ts,
        author=Author(user=ALICE, team=TEAM),
        text=f"@{BEN} can you take this?",
        mentions=(BEN,),
        at=talk.clock.now(),
    )
    await talk.hears(asks)
    await talk.passes()

"""Buttons and modals at the wire: stored by the door, answered at once, and only to whom the card belongs."""

from dataclasses import replace

import pytest

from motbot.domain.errors import StorageUnavailable
from motbot.domain.events import Act, Acted
from motbot.domain.language import Language
from motbot.domain.nudge import Card
from motbot.playground.errors import NotAnswered
from motbot.playground.faults import Broken
from motbot.playground.server import Server
from motbot.playground.workspace import Workspace
from motbot.ports.slack import Messenger
from motbot.slack.events import parse
from motbot.slack.messenger import SlackMessenger
from motbot.slack.web_api import WebApi
from tests.slack.conftest import Bot
from tests.slack.rig import ALICE, EXPECTATIONS, SUPPORT, US, HandClock, Kept, card, eventually, prompt, summary

Cards = dict[tuple[int, str], Card]


@pytest.fixture
def messenger(api: WebApi) -> Messenger:
    return SlackMessenger(api=api, us=US)


async def posted(messenger: Messenger, shown: Card, cards: Cards) -> tuple[str, str]:
    """Post a card to Alice that is hers, and give where it is."""
    cards[shown.moment, ALICE] = shown
    place = await messenger.post(to=ALICE, nudge=shown, key="card:7:U0ALICE")
    return place.channel, place.ts


def done(kept: Kept) -> list[Acted]:
    """What the stored bodies say was done."""
    happened = [parse(body, us=US) for body in kept.bodies]
    return [one for one in happened if isinstance(one, Acted)]


@pytest.mark.parametrize("act", [Act.DONE, Act.LATER, Act.OPEN])
async def test_a_press_on_the_card_is_stored_and_acknowledged(
    *, bot: Bot, slack: Workspace, messenger: Messenger, cards: Cards, kept: Kept, act: Act
) -> None:
    where = await posted(messenger, card(), cards)
    await slack.press(ALICE, where, act.value)

    assert [(one.act, one.user, one.moment) for one in done(kept)] == [(act, ALICE, 7)]


async def test_two_presses_are_two_acts_and_a_doubled_one_is_one(
    bot: Bot, slack: Workspace, messenger: Messenger, cards: Cards, kept: Kept
) -> None:
    where = await posted(messenger, card(), cards)
    await slack.press(ALICE, where, Act.LATER.value)
    await slack.press(ALICE, where, Act.LATER.value)

    assert len(done(kept)) == 2


async def test_nothing_secret_and_no_card_is_stored_with_a_press(
    bot: Bot, slack: Workspace, messenger: Messenger, cards: Cards, kept: Kept
) -> None:
    where = await posted(messenger, card(), cards)
    await slack.press(ALICE, where, Act.DONE.value)
    [body] = kept.bodies

    assert set(body) == {"type", "team", "user", "actions", "motbot_received_at"}
    assert "/response/" not in str(body)


async def test_claiming_a_summary_is_stored(bot: Bot, slack: Workspace, messenger: Messenger, kept: Kept) -> None:
    place = await messenger.post(to=ALICE, nudge=summary(), key="summary:7:U0ALICE")
    await slack.press(ALICE, (place.channel, place.ts), Act.CLAIM.value)

    assert [one.act for one in done(kept)] == [Act.CLAIM]


@pytest.mark.parametrize("act", [Act.CONFIRMED, Act.NOT_QUITE, Act.STILL_RUNNING])
async def test_the_confirm_prompt_is_answered_by_a_press(
    bot: Bot, slack: Workspace, messenger: Messenger, kept: Kept, act: Act
) -> None:
    place = await messenger.post(to=ALICE, nudge=prompt(), key="confirm:7:1")
    await slack.press(ALICE, (place.channel, place.ts), act.value)

    assert [one.act for one in done(kept)] == [act]


async def test_muting_is_chosen_in_the_menu(
    bot: Bot, slack: Workspace, messenger: Messenger, cards: Cards, kept: Kept
) -> None:
    where = await posted(messenger, card(), cards)
    await slack.press(ALICE, where, "more", "mute:7")

    assert [one.act for one in done(kept)] == [Act.MUTE]


async def test_editing_opens_the_reply_and_sending_it_stores_what_was_changed_and_what_we_know(
    bot: Bot, slack: Workspace, messenger: Messenger, cards: Cards, kept: Kept
) -> None:
    where = await posted(messenger, card(), cards)
    await slack.press(ALICE, where, Act.EDIT.value)
    await eventually(lambda: slack.views_of(ALICE))
    [view] = slack.views_of(ALICE)
    assert card().reply in str(view["blocks"])
    await slack.submit_view(ALICE, view["id"], {"reply": "Better words.", "known": "it is fixed"})

    acts = done(kept)
    assert [(one.act, one.value, one.note) for one in acts] == [
        (Act.EDIT, "", ""),
        (Act.EDITED, "Better words.", "it is fixed"),
    ]
    assert acts[1].at.timestamp() == pytest.approx(bot.clock.now().timestamp())
    assert slack.views_of(ALICE) == []
    assert slack.refused == []


async def test_a_reason_is_asked_for_before_a_card_counts_as_not_helpful(
    bot: Bot, slack: Workspace, messenger: Messenger, cards: Cards, kept: Kept
) -> None:
    where = await posted(messenger, card(), cards)
    await slack.press(ALICE, where, "more", "choose_not_helpful:7")
    await eventually(lambda: slack.views_of(ALICE))
    assert kept.bodies == []
    await slack.submit_view(ALICE, slack.views_of(ALICE)[0]["id"], {"reason": "too_late", "note": "an hour"})

    assert [(one.act, one.value, one.note) for one in done(kept)] == [(Act.NOT_HELPFUL, "too_late", "an hour")]


@pytest.mark.parametrize("language", Language)
async def test_the_wrong_expectation_is_named_by_its_mark(
    *, bot: Bot, slack: Workspace, messenger: Messenger, cards: Cards, kept: Kept, language: Language
) -> None:
    where = await posted(messenger, card(language=language), cards)
    await slack.press(ALICE, where, "more", "choose_wrong:7")
    await eventually(lambda: slack.views_of(ALICE))
    await slack.submit_view(ALICE, slack.views_of(ALICE)[0]["id"], {"which": EXPECTATIONS[1].mark})

    assert [(one.act, one.value) for one in done(kept)] == [(Act.WRONG, EXPECTATIONS[1].mark)]
    assert slack.refused == []


async def test_a_wrong_expectation_that_mentions_somebody_is_read_by_name_and_known_by_its_own_mark(
    bot: Bot, slack: Workspace, messenger: Messenger, cards: Cards
) -> None:
    mentions = replace(EXPECTATIONS[0], text="@U0123ABCD gets the report")
    where = await posted(messenger, card(expectations=(mentions,)), cards)
    await slack.press(ALICE, where, "more", "choose_wrong:7")
    await eventually(lambda: slack.views_of(ALICE))
    [option] = slack.views_of(ALICE)[0]["blocks"][0]["element"]["options"]

    assert (option["text"]["text"], option["value"]) == ("@somebody gets the report", mentions.mark)


async def test_who_has_no_card_is_told_politely_and_sees_nothing_of_it(
    bot: Bot, slack: Workspace, messenger: Messenger, cards: Cards
) -> None:
    where = await posted(messenger, card(), cards)
    cards.clear()
    await slack.press(ALICE, where, Act.EDIT.value)
    await eventually(lambda: slack.views_of(ALICE))
    [view] = slack.views_of(ALICE)

    assert "not (or no longer) yours" in str(view["blocks"])
    assert card().reply not in str(view)


async def test_a_modal_that_could_not_be_stored_stays_open_and_says_so(
    bot: Bot, slack: Workspace, messenger: Messenger, cards: Cards, kept: Kept
) -> None:
    where = await posted(messenger, card(), cards)
    await slack.press(ALICE, where, Act.EDIT.value)
    await eventually(lambda: slack.views_of(ALICE))
    view = slack.views_of(ALICE)[0]
    kept.trouble = StorageUnavailable()
    answer = await slack.submit_view(ALICE, view["id"], {"reply": "Better words."})

    assert answer["response_action"] == "errors"
    assert "try again" in answer["errors"]["reply"]
    kept.trouble = None
    await slack.submit_view(ALICE, view["id"], {"reply": "Better words."})
    assert [one.act for one in done(kept)] == [Act.EDIT, Act.EDITED]


async def test_a_press_that_could_not_be_stored_is_not_acknowledged_so_that_slack_shows_it(
    bot: Bot, slack: Workspace, messenger: Messenger, cards: Cards, kept: Kept
) -> None:
    where = await posted(messenger, card(), cards)
    kept.trouble = StorageUnavailable()
    slack.delivery.ack_timeout = 0.1

    with pytest.raises(NotAnswered):
        await slack.press(ALICE, where, Act.DONE.value)


async def test_a_modal_that_cannot_be_opened_breaks_nothing(
    *, bot: Bot, server: Server, slack: Workspace, messenger: Messenger, cards: Cards, kept: Kept
) -> None:
    where = await posted(messenger, card(), cards)
    server.faults.plan("views.open", Broken())
    await slack.press(ALICE, where, Act.EDIT.value)
    await slack.press(ALICE, where, Act.EDIT.value)
    await eventually(lambda: slack.views_of(ALICE))

    assert len(slack.views_of(ALICE)) == 1


async def test_our_own_cards_coming_back_as_events_are_not_stored(
    *, bot: Bot, slack: Workspace, messenger: Messenger, cards: Cards, kept: Kept, clock: HandClock
) -> None:
    channel, ts = await posted(messenger, card(), cards)
    [shown] = slack.dm(ALICE)
    await messenger.update(place=(await messenger.post(to=ALICE, nudge=card(), key="k2")), nudge=prompt(), key="k2")
    await slack.drained()

    assert (channel, ts) == (slack.im_with(ALICE).id, shown["ts"])
    assert kept.bodies == []


async def test_what_an_agent_writes_to_us_directly_is_stored(bot: Bot, slack: Workspace, kept: Kept) -> None:
    slack.post(ALICE, slack.im_with(ALICE).id, "hello motbot")
    await slack.drained()

    assert len(kept.bodies) == 1
    assert SUPPORT not in str(kept.bodies)

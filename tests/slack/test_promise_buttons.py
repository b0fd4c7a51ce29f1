"""Promises at the wire: a press is stored, a time is asked for on the agent's clock, and only theirs is shown."""

from collections.abc import Awaitable, Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.due import Doubt
from motbot.domain.errors import StorageUnavailable
from motbot.domain.events import Act, Acted
from motbot.domain.nudge import NotePurpose, Place, PromiseItem
from motbot.domain.promise import PromiseState, Withdrawn
from motbot.playground.errors import CannotDo
from motbot.playground.faults import Broken
from motbot.playground.server import Server
from motbot.playground.workspace import Workspace
from motbot.slack.events import parse
from motbot.slack.messenger import SlackMessenger
from motbot.slack.web_api import WebApi
from tests.slack.conftest import Bot
from tests.slack.looking import strings
from tests.slack.rig import ALICE, BEN, HELP, SAID_TS, T0, US, Kept, ended, eventually, item, note, tracked

Promises = dict[tuple[int, str], PromiseItem]
Open = Callable[[PromiseItem, Act], Awaitable[dict[str, Any]]]


def done(kept: Kept) -> list[Acted]:
    """What the stored bodies say was done."""
    happened = [parse(body, us=US) for body in kept.bodies]
    return [one for one in happened if isinstance(one, Acted)]


@pytest.fixture
def opened(bot: Bot, slack: Workspace, api: WebApi, promises: Promises) -> Open:
    """Posts a note of a promise to its agent, presses, and gives the window that opens."""

    async def open_window(shown: PromiseItem, act: Act, user: str = ALICE) -> dict[str, Any]:
        promises.setdefault((shown.promise, user), shown)
        purpose = NotePurpose.LATE if shown.state is PromiseState.BROKEN else NotePurpose.REMINDER
        told = note(shown, purpose=purpose)
        place = await SlackMessenger(api=api, us=US).post(to=user, nudge=told, key=f"note:{shown.promise}")
        await slack.press(user, (place.channel, place.ts), act.value)
        await eventually(lambda: slack.views_of(user))
        return slack.views_of(user)[-1]

    return open_window


def initial(view: dict[str, Any]) -> tuple[str | None, str | None]:
    """The date and the time that stand in a window when it opens."""
    elements = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    return elements["day"].get("initial_date"), elements["clock"].get("initial_time")


@pytest.mark.parametrize("act", [Act.KEPT, Act.CANNOT])
async def test_a_press_about_a_promise_is_stored_and_followed(
    *, bot: Bot, slack: Workspace, api: WebApi, kept: Kept, followed: list[str], act: Act
) -> None:
    place = await SlackMessenger(api=api, us=US).post(to=ALICE, nudge=note(), key="note:12")
    await slack.press(ALICE, (place.channel, place.ts), act.value)
    await eventually(lambda: followed)

    assert [(one.act, one.user, one.moment, one.promise) for one in done(kept)] == [(act, ALICE, 7, 12)]
    assert followed == [ALICE]
    assert slack.views_of(ALICE) == []


async def test_among_many_everything_is_done_from_the_menu(
    *, bot: Bot, slack: Workspace, api: WebApi, kept: Kept, promises: Promises, followed: list[str]
) -> None:
    many = note(*(tracked(promise=number) for number in range(1, 6)), card=None)
    promises[3, ALICE] = tracked(promise=3)
    place = await SlackMessenger(api=api, us=US).post(to=ALICE, nudge=many, key="note:many")
    where = (place.channel, place.ts)
    third = [block for block in slack.dm(ALICE)[0]["blocks"] if block["type"] == "section"][2]["block_id"]
    await slack.press(ALICE, where, "more", f"{Act.KEPT}:0:3", block_id=third)
    await slack.press(ALICE, where, "more", f"{Act.MOVE}:0:3", block_id=third)
    await eventually(lambda: slack.views_of(ALICE))

    assert [(one.act, one.promise) for one in done(kept)] == [(Act.KEPT, 3), (Act.MOVE, 3)]
    assert followed == [ALICE]


async def test_fixing_asks_for_the_time_and_what_was_read_stands_there_already(
    slack: Workspace, opened: Open, kept: Kept, followed: list[str]
) -> None:
    view = await opened(item(), Act.FIX)
    assert initial(view) == ("2026-03-02", "15:00")
    assert "On your own clock (Europe/Berlin)." in set(strings(view))
    await slack.submit_view(ALICE, view["id"], {"clock": "16:30"})
    await eventually(lambda: followed)

    fixed = done(kept)[-1]
    assert (fixed.act, fixed.moment, fixed.promise, fixed.value) == (Act.FIXED, 7, 12, "2026-03-02T16:30")
    assert slack.views_of(ALICE) == []
    assert slack.refused == []


async def test_moving_asks_for_a_new_hour_and_a_reason(slack: Workspace, opened: Open, kept: Kept) -> None:
    view = await opened(tracked(), Act.MOVE)
    assert initial(view) == ("2026-03-02", None)
    with pytest.raises(CannotDo, match="must be filled in"):
        await slack.submit_view(ALICE, view["id"], {})
    await slack.submit_view(ALICE, view["id"], {"day": "2026-03-03", "clock": "09:00", "reason": "the bank is slow"})

    moved = done(kept)[-1]
    assert (moved.act, moved.value, moved.note) == (Act.MOVED, "2026-03-03T09:00", "the bank is slow")
    assert slack.refused == []


async def test_a_time_that_has_passed_is_refused_in_the_window_and_stored_once_it_is_corrected(
    slack: Workspace, opened: Open, kept: Kept
) -> None:
    view = await opened(tracked(state=PromiseState.BROKEN), Act.MOVE)
    answer = await slack.submit_view(ALICE, view["id"], {"clock": "09:59"})

    assert answer == {
        "response_action": "errors",
        "errors": {"clock": "This time has already passed: choose one that lies ahead."},
    }
    assert [one.act for one in done(kept)] == [Act.MOVE]
    await slack.submit_view(ALICE, view["id"], {"clock": "10:01"})
    assert [one.value for one in done(kept)] == ["", "2026-03-02T10:01"]


async def test_a_window_that_could_not_be_stored_stays_open_and_says_so(
    slack: Workspace, opened: Open, kept: Kept
) -> None:
    view = await opened(tracked(), Act.MOVE)
    kept.trouble = StorageUnavailable()
    answer = await slack.submit_view(ALICE, view["id"], {"clock": "20:00"})

    assert "try again" in answer["errors"]["clock"]


async def test_a_doubtful_time_is_asked_for_with_the_reason_and_from_today_on(slack: Workspace, opened: Open) -> None:
    view = await opened(item(due=None, doubt=Doubt.TOO_ROUGH, due_words="early next week"), Act.FIX)

    assert initial(view) == ("2026-03-02", None)
    assert "“early next week” is several days: name one." in set(strings(view))


async def test_the_window_speaks_the_agents_language_on_the_clock_the_message_was_written_for(
    bot: Bot, slack: Workspace, api: WebApi, promises: Promises
) -> None:
    shanghai = T0.astimezone(ZoneInfo("Asia/Shanghai")).replace(hour=18)
    promises[12, BEN] = item(due=shanghai, zone="Asia/Shanghai", place=Place(channel=HELP, ts=SAID_TS))
    place = await SlackMessenger(api=api, us=US).post(to=BEN, nudge=note(item()), key="note:12")
    await slack.press(BEN, (place.channel, place.ts), Act.FIX.value)
    await eventually(lambda: slack.views_of(BEN))
    [view] = slack.views_of(BEN)

    assert initial(view) == ("2026-03-02", "18:00")
    assert view["title"]["text"] == "什么时候做好？"
    assert view["private_metadata"] == "7:12 Asia/Shanghai zh"


async def test_a_promise_from_before_is_asked_about_on_the_clock_of_the_profile(slack: Workspace, opened: Open) -> None:
    assert (await opened(item(zone=""), Act.FIX))["private_metadata"] == "7:12 Europe/Berlin en"


@pytest.mark.parametrize("shown", [None, ended(Withdrawn.CANNOT)])
async def test_what_is_not_theirs_or_over_is_said_politely_and_nothing_of_it_is_shown(
    *, slack: Workspace, opened: Open, promises: Promises, shown: PromiseItem | None
) -> None:
    promises[12, ALICE] = shown  # type: ignore[assignment]
    view = await opened(tracked(), Act.MOVE)

    assert "not (or no longer) yours" in str(view["blocks"])
    assert "export" not in str(view)


async def test_a_window_that_cannot_be_opened_breaks_nothing(
    *, server: Server, slack: Workspace, opened: Open, api: WebApi, promises: Promises
) -> None:
    server.faults.plan("views.open", Broken())
    place = await SlackMessenger(api=api, us=US).post(to=ALICE, nudge=note(), key="note:12")
    await slack.press(ALICE, (place.channel, place.ts), Act.MOVE.value)

    assert await opened(tracked(), Act.MOVE)
    assert len(slack.views_of(ALICE)) == 1

"""The Home tab: a person's promises by due time, published when it is opened and when something is done about one."""

from collections.abc import AsyncIterator, Callable

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from motbot.domain.errors import SlackUnclear, StorageUnavailable
from motbot.domain.events import Act
from motbot.domain.home_page import HomePage
from motbot.domain.language import Language
from motbot.domain.mine import SheetItem
from motbot.domain.promise import PromiseState
from motbot.domain.promise_list import PromiseList
from motbot.playground.faults import Broken
from motbot.playground.server import Server
from motbot.playground.validation import view_problems
from motbot.playground.workspace import Workspace
from motbot.slack.bolt import answer_the_rest, bolt_app
from motbot.slack.home import Home
from motbot.slack.home_view import home_view
from motbot.slack.inbox import Door
from motbot.slack.opening import WindowOpener
from motbot.slack.socket import SocketConnections
from motbot.slack.web_api import WebApi
from tests.slack.conftest import Bot
from tests.slack.home_rig import Settings, agents_page
from tests.slack.looking import strings
from tests.slack.rig import ALICE, BEN, US, HandClock, Kept, ended, eventually, every_item, item, tracked
from tests.slack.sheet_rig import sheet_item


class Lists:
    """What each person would be shown, and how often it was asked for."""

    def __init__(self) -> None:
        self.of: dict[str, PromiseList] = {}
        self.sheets_of: dict[str, tuple[SheetItem, ...]] = {}
        self.asked: list[str] = []
        self.trouble: Exception | None = None
        self.changed: Callable[[HomePage], HomePage] = lambda page: page

    async def __call__(self, *, user: str) -> HomePage:
        self.asked.append(user)
        if self.trouble is not None:
            raise self.trouble
        page = agents_page(self.of.get(user, PromiseList()), self.sheets_of.get(user, ()))
        return self.changed(page)


@pytest.fixture
def lists() -> Lists:
    return Lists()


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def kept_settings() -> Settings:
    return Settings()


@pytest.fixture
def home(*, api: WebApi, lists: Lists, clock: HandClock, pauses: list[float], kept_settings: Settings) -> Home:
    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    return Home(
        api=api,
        show_home=lists,
        set_preferences=kept_settings,
        opener=WindowOpener(api=api),
        workspace_url=US.url,
        monotonic=clock.monotonic,
        sleep=sleep,
    )


@pytest.fixture
async def listening(
    *, server: Server, client: AsyncWebClient, api: WebApi, door: Door, clock: HandClock, home: Home
) -> AsyncIterator[Home]:
    """A bot on a socket that has nothing but a Home tab."""
    app = bolt_app(client=client, us=US, signing_secret="")
    home.listen(app)
    answer_the_rest(app)
    connections = SocketConnections(
        app=app,
        api=api,
        app_token=server.workspace.app.app_token,
        door=door,
        clock=clock,
        monotonic=clock.monotonic,
    )
    await connections.start()
    await eventually(lambda: len(server.sockets.live) == 2)
    yield home
    await connections.close()


def texts_of(slack: Workspace, user: str) -> str:
    return "\n".join(strings((slack.home(user) or {}).get("blocks", [])))


async def test_opening_the_tab_shows_the_persons_own_promises_with_what_can_be_done(
    listening: Home, slack: Workspace, lists: Lists, kept: Kept
) -> None:
    lists.of[ALICE] = PromiseList(mine_open=(tracked(), item(promise=13, what="a second thing")), mine_ended=(ended(),))
    slack.open_home(ALICE)
    await eventually(lambda: slack.home(ALICE))

    shown = texts_of(slack, ALICE)
    for expected in ("Your promises", "by Mon 2 Mar, 15:00", "in #support-customer", "a second thing", "✓ Kept: "):
        assert expected in shown
    rows = [block["elements"] for block in (slack.home(ALICE) or {})["blocks"] if block["type"] == "actions"]
    assert [[button["action_id"] for button in row] for row in rows] == [
        [Act.KEPT, Act.MOVE, Act.CANNOT],
        [Act.TRACK, Act.FIX, Act.NOT_A_PROMISE],
    ]
    assert {button["value"] for row in rows for button in row} == {"0:12", "0:13"}
    assert lists.asked == [ALICE]
    assert kept.bodies == []


async def test_the_tab_lists_a_persons_sheets_without_any_score_and_opens_them(
    listening: Home, slack: Workspace, lists: Lists
) -> None:
    lists.sheets_of[BEN] = (sheet_item(), sheet_item(review=6, asked_by_you=True, is_about_you=False, is_blind=True))
    slack.open_home(BEN)
    await eventually(lambda: slack.home(BEN))
    shown = texts_of(slack, BEN)
    accessories = [block["accessory"] for block in (slack.home(BEN) or {})["blocks"] if "accessory" in block]
    buttons = [one for one in accessories if one["action_id"] == "open_sheet"]

    assert "#support-customer · Mon 2 Mar, 09:00 · about you" in shown
    assert "#support-customer · Mon 2 Mar, 09:00 · asked by you · calibration" in shown
    assert [(one["action_id"], one["value"]) for one in buttons] == [("open_sheet", "5:0:0"), ("open_sheet", "6:0:0")]


async def test_an_empty_tab_invites(listening: Home, slack: Workspace) -> None:
    slack.open_home(BEN)
    await eventually(lambda: slack.home(BEN))

    assert "Tell a customer what you will do and by when" in texts_of(slack, BEN)
    assert "Choose “Review this thread” in the menu of a message" in texts_of(slack, BEN)


async def test_opening_the_messages_publishes_nothing(listening: Home, slack: Workspace, lists: Lists) -> None:
    slack.open_home(ALICE, tab="messages")
    await slack.drained()

    assert lists.asked == []


async def test_a_press_in_the_tab_is_stored_like_one_on_a_card(
    listening: Home, slack: Workspace, lists: Lists, kept: Kept
) -> None:
    lists.of[ALICE] = PromiseList(mine_open=(tracked(),))
    slack.open_home(ALICE)
    await eventually(lambda: slack.home(ALICE))
    await slack.press(ALICE, "home", Act.KEPT.value)
    [body] = kept.bodies

    assert body["actions"][0]["value"] == "0:12"
    assert "blocks" not in str(body["view"])


async def test_a_tab_opened_lately_follows_what_its_reader_does_until_it_has_settled(
    listening: Home, slack: Workspace, lists: Lists, pauses: list[float]
) -> None:
    lists.of[ALICE] = PromiseList(mine_open=(tracked(),))
    slack.open_home(ALICE)
    await eventually(lambda: slack.home(ALICE))
    first = slack.home(ALICE)
    lists.of[ALICE] = PromiseList(mine_ended=(ended(),))
    await listening.follow(ALICE)

    assert "✓ Kept: " in texts_of(slack, ALICE)
    assert slack.home(ALICE) != first
    assert len(pauses) == len(lists.asked) - 1 > 1


async def test_what_has_not_changed_is_not_published_again(
    *, server: Server, listening: Home, slack: Workspace, lists: Lists
) -> None:
    slack.open_home(ALICE)
    await eventually(lambda: slack.home(ALICE))
    shown = slack.home(ALICE)
    await listening.follow(ALICE)

    assert (slack.home(ALICE) or {})["hash"] == (shown or {})["hash"]


async def test_a_tab_not_opened_or_opened_long_ago_is_left_alone(
    listening: Home, slack: Workspace, lists: Lists, clock: HandClock
) -> None:
    await listening.follow(BEN)
    slack.open_home(ALICE)
    await eventually(lambda: slack.home(ALICE))
    clock.forward(3601)
    await listening.follow(ALICE)

    assert lists.asked == [ALICE]


async def test_a_tab_of_whose_opening_another_process_was_told_follows_what_is_done_in_it(
    listening: Home, slack: Workspace, lists: Lists
) -> None:
    lists.of[ALICE] = PromiseList(mine_ended=(ended(),))
    await listening.follow(ALICE, is_there=True)

    assert "✓ Kept: " in texts_of(slack, ALICE)


@pytest.mark.parametrize("trouble", [StorageUnavailable(), SlackUnclear()])
async def test_trouble_leaves_the_tab_as_it_was(
    *, listening: Home, server: Server, slack: Workspace, lists: Lists, trouble: Exception
) -> None:
    slack.open_home(ALICE)
    await eventually(lambda: slack.home(ALICE))
    shown, lists.trouble = texts_of(slack, ALICE), trouble
    await listening.follow(ALICE)
    lists.trouble = None
    server.faults.plan("views.publish", Broken())
    slack.open_home(ALICE)
    await slack.drained()

    assert texts_of(slack, ALICE) == shown


@pytest.mark.parametrize("language", Language)
def test_every_state_and_any_number_is_something_slack_takes(language: Language) -> None:
    every = tuple(every_item())
    for found in (
        PromiseList(language=language),
        PromiseList(language=language, is_whole=False),
        PromiseList(language=language, mine_open=every, mine_ended=every, is_whole=False),
        PromiseList(language=language, mine_open=(tracked(state=PromiseState.BROKEN),) * 300, mine_ended=every * 9),
    ):
        view = home_view(agents_page(found, [sheet_item()] * 30), US.url)
        assert view_problems(view) == []
        assert len(view["blocks"]) <= 100


def test_more_than_fits_is_counted() -> None:
    view = home_view(agents_page(PromiseList(mine_open=(tracked(),) * 60)), US.url)
    shown = sum(block["type"] == "actions" for block in view["blocks"])

    assert f"and {60 - shown} more: /mot promises" in list(strings(view))
    assert 20 < shown < 60


async def test_an_opened_tab_that_nobody_listens_to_is_acknowledged(bot: Bot, slack: Workspace, kept: Kept) -> None:
    slack.open_home(ALICE)
    await slack.drained()

    assert kept.bodies == []
    assert kept.aside == []

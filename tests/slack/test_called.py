"""Whom somebody's words mention is read by name, as words; what was only typed like an account names nobody."""

import asyncio
import json
from dataclasses import replace

import pytest

from motbot.domain.expectation import Expectation, ExpectationKind
from motbot.domain.language import Language
from motbot.domain.nudge import Card, Nudge
from motbot.playground.workspace import Workspace
from motbot.slack.blocks import render
from motbot.slack.called import Called
from motbot.slack.messenger import SlackMessenger
from motbot.slack.people import SlackDirectory
from motbot.slack.sheet_views import loading_view
from motbot.slack.web_api import WebApi
from motbot.slack.windows import SlackWindows
from tests.slack.looking import strings
from tests.slack.rig import ALICE, BEN, US, HandClock, card, note, prompt, summary
from tests.slack.sheet_rig import ASKED, contact

STRANGER, ELSEWHERE = "U0123ABCD", "C0123ABCD"


@pytest.fixture
def called() -> Called:
    known = Called()
    known.hear(BEN, "Ben")
    known.hear("U07CARLA99", "卡拉")
    return known


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Has @U0BEN seen it?", "Has @Ben seen it?"),
        ("@U0BEN, @U07CARLA99: please", "@Ben, @卡拉: please"),
        ("请问@U0BEN看到了吗？", "请问@Ben看到了吗？"),
        ("@U0BEN@U07CARLA99", "@Ben@卡拉"),
        (f"Can @{STRANGER}'s team look?", "Can @somebody's team look?"),
        (f"请 @{STRANGER} 看一下", "请 @某人 看一下"),
        ("ask @S0123ABCD.", "ask @somebody."),
        ("ask @U0 and 问@U0", "ask @somebody and 问@somebody"),
        (f"It stands in #{ELSEWHERE}", "It stands in a channel"),
        (f"写在#{ELSEWHERE}里", "写在某个频道里"),
    ],
)
def test_a_mention_is_read_by_name_or_by_a_neutral_word_of_the_same_language(
    called: Called, text: str, shown: str
) -> None:
    assert called.words(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "our user U0BEN cannot log in",
        "ask @U0BEN77 please",
        "write to me@U0BEN.com or me@W0123ABCD.example",
        "https://social.example/@U0BEN",
        "the plan is @UNIVERSITY, twice",
        "用户 @U0BEN_2 登录不了",
        "colour #C0FFEE and #C0FFEEC0FFEE_2",
        "see #general and #U0BEN",
        "@ben",
    ],
)
def test_what_was_typed_and_is_nobodys_account_stays_as_it_was_typed(called: Called, text: str) -> None:
    assert called.words(text) == text


def test_a_mention_without_any_words_is_neutral_in_the_readers_language() -> None:
    shown = Called().shown(card(words=f"@{STRANGER}", language=Language.ZH))

    assert shown.words == "@某人"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("everyone", "＠everyone"),
        ("@here", "＠here"),
        ("<!channel> Ben", "@Ben"),
        ("<@U0ALICE>", "@U0BEN"),
        ("B\u202ee\u200bn\x00", "@Ben"),
        ("*Ben* <https://evil.example|x>", "@Ben x [link]"),
        ("Ben\nBen", "@Ben Ben"),
        ("本" * 500, "@" + "本" * 39 + "…"),
    ],
)
def test_a_name_is_words_and_nothing_else_whatever_it_says(name: str, shown: str) -> None:
    known = Called()
    known.hear(BEN, name)

    assert known.words("ask @U0BEN now") == f"ask {shown} now"


def quoting(words: str) -> list[Nudge]:
    """What shows somebody's words, one of each kind."""
    need = Expectation(kind=ExpectationKind.EXPLICIT, text=f"an answer of {words}", quote=words, source="1.0")
    return [card(words=words, expectations=(need,)), summary(words=words), prompt(words=words), note()]


def test_no_kind_of_message_shows_a_known_account_by_its_id_or_live(called: Called) -> None:
    for nudge in quoting(f"Has @U0BEN seen it? Ask @{STRANGER}, see #{ELSEWHERE}"):
        shown = render(called.shown(nudge), workspace_url=US.url)
        raw = shown.text + json.dumps(shown.blocks)

        assert "@U0BEN" not in raw
        assert STRANGER not in raw
        assert ELSEWHERE not in raw
        assert '"type": "user"' not in raw
        assert '"type": "channel"' not in raw


async def test_who_was_asked_for_is_called_as_slack_shows_them(api: WebApi, slack: Workspace) -> None:
    directory = SlackDirectory(api=api, us=US, channels=())
    messenger = SlackMessenger(api=api, us=US, called=directory.called)
    await directory.person(BEN)
    place = await messenger.post(to=ALICE, nudge=card(words="Has @U0BEN seen it?"), key="k")
    name = slack.users[BEN].name

    await messenger.update(place=place, nudge=card(words="And @U0BEN?"), key="k")

    [post] = slack.dm(ALICE)
    assert f"And @{name}?" in json.dumps(post["blocks"], ensure_ascii=False)
    assert f"And @{name}?" in post["text"]


async def test_whom_nobody_has_asked_for_yet_is_asked_for_and_shown_by_name(api: WebApi, slack: Workspace) -> None:
    directory = SlackDirectory(api=api, us=US, channels=())
    messenger = SlackMessenger(api=api, us=US, called=directory.called)
    name = slack.users[BEN].name

    await messenger.post(to=ALICE, nudge=card(words="Has @U0BEN seen it?"), key="k")

    [post] = slack.dm(ALICE)
    assert f"Has @{name} seen it?" in json.dumps(post["blocks"], ensure_ascii=False)


async def test_a_card_waits_only_a_moment_for_a_name_and_has_it_the_next_time() -> None:
    answered = asyncio.Event()

    async def ask(account: str) -> None:
        await answered.wait()
        known.hear(account, "Ben")

    known = Called(ask=ask, within=0.01)

    assert (await known.named(card(words=f"Has @{STRANGER} seen it?"))).words == "Has @somebody seen it?"
    answered.set()
    assert (await known.named(card(words=f"Has @{STRANGER} seen it?"))).words == "Has @Ben seen it?"


async def test_an_account_that_slack_does_not_name_is_asked_for_once_in_a_while() -> None:
    asked: list[str] = []
    clock = HandClock()

    async def ask(account: str) -> None:
        asked.append(account)

    known = Called(ask=ask, monotonic=clock.monotonic)
    for _ in range(3):
        await known.named(card(words=f"@{STRANGER} and @{STRANGER} in #{ELSEWHERE} of the @UNIVERSITY"))
    assert asked == [STRANGER]

    clock.forward(3600)
    await known.named(card(words=f"@{STRANGER}"))
    assert asked == [STRANGER, STRANGER]


async def test_a_sheet_quotes_a_mention_by_name(api: WebApi, slack: Workspace, called: Called) -> None:
    window = str(slack.views.open(ALICE, slack.stored_view(loading_view()))["id"])
    asked = replace(ASKED, text="Has @U0BEN seen it?")
    windows = SlackWindows(api=api, workspace_url=US.url, called=called)

    assert await windows.show(window, contact(asked=(asked,), lines=(asked,)))

    seen = " ".join(strings(slack.views_of(ALICE)))
    assert "Has @Ben seen it?" in seen
    assert "@U0BEN" not in seen


async def test_what_a_wrapped_call_gives_is_shown_by_name(called: Called) -> None:
    async def look_up(moment: int, user: str) -> Card | None:
        return card(words=f"Has @{user} seen {moment}?") if moment else None

    named = called.over(look_up)

    assert await named(7, BEN) == card(words="Has @Ben seen 7?")
    assert await named(0, BEN) is None

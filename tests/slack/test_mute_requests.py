"""`/mot mute`, `/mot unmute` and `/mot status` at the wire, in both languages, told to nobody but who asks."""

from datetime import time, timedelta

import pytest

from motbot.domain.errors import StorageUnavailable
from motbot.domain.language import Language
from motbot.domain.silence import NotSilenced, Silence
from motbot.domain.status import Status
from motbot.playground.validation import block_problems
from motbot.playground.workspace import Workspace
from motbot.slack.status_blocks import status_view
from tests.slack.asking_rig import DESK, Asked
from tests.slack.looking import strings
from tests.slack.rig import ALICE, SUPPORT, T0, eventually

pytestmark = pytest.mark.usefixtures("reading")

UNTIL = T0 + timedelta(hours=6)


@pytest.mark.parametrize(
    ("typed", "passed_on"),
    [("mute", ""), ("mute 2h", "2h"), ("mute  until 15:00 ", "until 15:00"), ("静音 2小时", "2小时"), ("静音", "")],
)
async def test_what_is_typed_behind_mute_is_read_and_the_end_is_said(
    slack: Workspace, asked: Asked, typed: str, passed_on: str
) -> None:
    asked.silence = Silence(language=Language.EN, zone="Europe/Berlin", until=UNTIL)
    answer = await slack.slash(ALICE, SUPPORT, "/mot", typed)

    assert asked.asked == [("mute", {"user": ALICE, "typed": passed_on, "channel": SUPPORT})]
    assert "I am quiet until Mon 2 Mar, 16:00." in (answer or "")
    assert slack.history(SUPPORT) == []


@pytest.mark.parametrize("typed", ["unmute", "取消静音", "unmute please"])
async def test_unmute_says_whether_there_was_anything_to_end(slack: Workspace, asked: Asked, typed: str) -> None:
    assert "You had not muted me" in (await slack.slash(ALICE, SUPPORT, "/mot", typed) or "")
    asked.silence = Silence(language=Language.ZH, was=UNTIL)
    assert "我回来了" in (await slack.slash(ALICE, SUPPORT, "/mot", typed) or "")


@pytest.mark.parametrize(
    ("language", "why", "expected"),
    [
        (Language.EN, NotSilenced.NONSENSE, "/mot mute until 15:00"),
        (Language.ZH, NotSilenced.NONSENSE, "/mot mute 2小时"),
        (Language.EN, NotSilenced.NOT_A_MEMBER, "nothing to silence"),
        (Language.ZH, NotSilenced.NOT_NOW, "请稍后再试"),
    ],
)
async def test_what_cannot_be_done_is_answered_with_what_can(
    slack: Workspace, asked: Asked, language: Language, why: NotSilenced, expected: str
) -> None:
    asked.silence = Silence(language=language, refused=why)

    assert expected in (await slack.slash(ALICE, SUPPORT, "/mot", "mute wibble") or "")


@pytest.mark.parametrize("hangs", [False, True])
async def test_an_answer_that_does_not_come_in_time_is_said_in_both_languages(
    slack: Workspace, asked: Asked, *, hangs: bool
) -> None:
    asked.hangs, asked.trouble = hangs, None if hangs else StorageUnavailable()
    answer = await slack.slash(ALICE, SUPPORT, "/mot", "mute") or ""

    assert "could not be done just now" in answer
    assert "请稍后再试" in answer


async def test_how_things_stand_is_counted_in_a_window(slack: Workspace, asked: Asked) -> None:
    asked.status = Status(
        language=Language.EN,
        zone="Europe/Berlin",
        muted_until=UNTIL,
        moments_open=4,
        promises_open=3,
        promises_today=2,
        promises_late=1,
        messages=12,
        messages_at_most=40,
        quiet_from=time(20),
        quiet_to=time(8),
        has_model=True,
        desk=DESK,
    )
    assert not await slack.slash(ALICE, SUPPORT, "/mot", "status")
    await eventually(lambda: "I am quiet" in window(slack, ALICE))

    for expected in (
        "You have muted me until Mon 2 Mar, 16:00",
        "Customers' requests open with you: 4",
        "Promises I keep in view for you: 3, due today 2, past their time 1",
        "New messages from me in 24 hours: 12, 40 at most",
        "Quiet hours: 20:00 to 08:00 on your clock",
        "Your coach: the language model",
        "Watched channels of yours: 2",
        "The language model answers",
        "Prompts live: 6, on trial: 1",
        "Jobs waiting or under way: 3",
    ):
        assert expected in window(slack, ALICE)
    assert slack.refused == []


async def test_what_cannot_be_counted_just_now_is_said_in_both_languages(slack: Workspace, asked: Asked) -> None:
    asked.trouble = StorageUnavailable()
    await slack.slash(ALICE, SUPPORT, "/mot", "状态")
    await eventually(lambda: "请稍后再试" in window(slack, ALICE))

    assert "could not be read just now" in window(slack, ALICE)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("is_quiet", [True, False])
def test_every_state_is_something_slack_takes(language: Language, *, is_quiet: bool) -> None:
    for status in (
        Status(language=language, is_member=False),
        Status(language=language, is_quiet=is_quiet),
        Status(language=language, muted_until=UNTIL, has_model=True, desk=DESK),
    ):
        assert block_problems(status_view(status)["blocks"], surface="modal", most=100) == []


def window(slack: Workspace, user: str) -> str:
    """All that the topmost window of a person says."""
    views = slack.views_of(user)
    return "\n".join(strings(views[-1]["blocks"])) if views else ""

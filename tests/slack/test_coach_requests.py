"""The ways to ask for advice at the wire: words behind the command, and the shortcut in a message's menu."""

import logging

import pytest

from motbot.domain.advice import Unadvised
from motbot.domain.errors import StorageUnavailable
from motbot.domain.nudge import Place
from motbot.playground.errors import CannotDo
from motbot.playground.workspace import Workspace
from tests.slack.asking_rig import Asked, advice
from tests.slack.looking import strings
from tests.slack.rig import ALICE, BEN, CARLA, RANDOM, SUPPORT, Kept, card, eventually
from tests.slack.sheet_rig import Sheets

pytestmark = pytest.mark.usefixtures("reading")


def window(slack: Workspace, user: str) -> str:
    """All that the topmost window of a person says."""
    views = slack.views_of(user)
    return "\n".join(strings(views[-1]["blocks"])) if views else ""


async def test_typed_words_open_a_window_at_once_that_follows_the_advice(slack: Workspace, asked: Asked) -> None:
    asked.advice = [advice(card=card(reply="")), advice()]
    answer = await slack.slash(ALICE, SUPPORT, "/mot", "try  The export\nis <broken> &amp; late ")
    await eventually(lambda: asked.ended)
    updates = [str(call.args["view"]) for call in slack.calls if call.method == "views.update"]

    assert not answer
    assert asked.asked == [("try", {"user": ALICE, "words": "The export\nis broken & late"})]
    assert ["A reply is being drafted" in one for one in updates] == [True, False]
    assert "You have the report by 14:00" in window(slack, ALICE)
    assert slack.history(SUPPORT) == []
    assert slack.refused == []


@pytest.mark.parametrize("typed", ["try", "try  ", "试试"])
async def test_without_words_it_is_said_how(slack: Workspace, asked: Asked, typed: str) -> None:
    assert "/mot try The export" in (await slack.slash(ALICE, SUPPORT, "/mot", typed) or "")
    assert "/mot try 导出" in (await slack.slash(BEN, SUPPORT, "/mot", typed) or "")
    assert asked.asked == []


async def test_the_shortcut_points_at_the_message_and_tells_who_wrote_it(slack: Workspace, asked: Asked) -> None:
    root = slack.post(CARLA, SUPPORT, "the export is broken")
    reply = slack.post(ALICE, SUPPORT, "I am on it", thread_ts=root)
    for ts in (root, reply):
        asked.ended = False
        await slack.shortcut(ALICE, SUPPORT, ts, "coach_message")
        await eventually(lambda: asked.ended)

    assert [given for _, given in asked.asked] == [
        {"user": ALICE, "place": Place(channel=SUPPORT, ts=root), "author": CARLA},
        {"user": ALICE, "place": Place(channel=SUPPORT, ts=reply, thread_ts=root), "author": ALICE},
    ]


async def test_of_a_direct_message_not_even_the_place_is_passed_on(slack: Workspace, asked: Asked) -> None:
    asked.advice = [advice(unadvised=Unadvised.NOT_READABLE)]
    dm = slack.im_with(ALICE)
    ts = slack.post(ALICE, dm.id, "between you and me")
    await slack.shortcut(ALICE, dm.id, ts, "coach_message")
    await eventually(lambda: "/invite @motbot" in window(slack, ALICE))

    [(_, given)] = asked.asked
    assert given["place"].channel == ""


async def test_whoever_closes_the_window_is_not_advised_any_further(slack: Workspace, asked: Asked) -> None:
    asked.advice = [advice(card=card(reply="")), advice()]
    asked.meanwhile = lambda: slack.views.clear(ALICE)
    await slack.slash(ALICE, SUPPORT, "/mot", "try the export is broken")
    await eventually(lambda: asked.ended)

    assert asked.given == 1


async def test_what_does_not_work_just_now_is_said_in_the_window_and_no_word_is_kept(
    slack: Workspace, asked: Asked, kept: Kept, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    asked.trouble = StorageUnavailable("tulip")
    await slack.slash(ALICE, SUPPORT, "/mot", "try tulip")
    await eventually(lambda: "Please try again" in window(slack, ALICE))
    ts = slack.post(ALICE, RANDOM, "the tulip is broken")
    await slack.shortcut(ALICE, RANDOM, ts, "coach_message")
    await eventually(lambda: len(asked.asked) == 2)

    assert "请稍后再试" in window(slack, ALICE)
    assert "tulip" not in caplog.text + "".join(capsys.readouterr())
    assert "tulip" not in str(kept)


async def test_people_of_other_workspaces_have_no_such_shortcut(slack: Workspace, asked: Asked) -> None:
    ts = slack.post(CARLA, SUPPORT, "the export is broken")
    with pytest.raises(CannotDo):
        await slack.shortcut(CARLA, SUPPORT, ts, "coach_message")

    assert asked.asked == []


async def test_a_review_is_still_another_shortcut(slack: Workspace, asked: Asked, reading: Sheets) -> None:
    ts = slack.post(CARLA, SUPPORT, "the export is broken")
    await slack.shortcut(ALICE, SUPPORT, ts, "review_thread")
    await eventually(lambda: reading.asked)

    assert asked.asked == []

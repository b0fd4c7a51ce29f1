"""The ways to a sheet at the wire: the command with a link, the shortcut in a message's menu, and one's own page."""

import logging

import pytest

from motbot.domain.errors import StorageUnavailable
from motbot.domain.language import Language
from motbot.domain.nudge import Place
from motbot.domain.review import ReviewState
from motbot.playground.errors import CannotDo
from motbot.playground.workspace import Workspace
from motbot.slack.sheet_views import not_yours_view
from tests.slack.looking import strings
from tests.slack.rig import ALICE, BEN, CARLA, SUPPORT, TS, US, Kept, eventually
from tests.slack.sheet_rig import ELSEWHERE, Sheets, all_of_mine, overview, page_of
from tests.slack.test_permalinks_forged import OTHER_HOSTS, OTHER_NUMBERS, OTHER_PATHS, OTHER_WAYS

LINK = f"{US.url}archives/{SUPPORT}/p1772442000000100"
REPLY = f"{US.url}archives/{SUPPORT}/p1772442900000100?thread_ts={TS}&cid={SUPPORT}"


def window(slack: Workspace, user: str) -> str:
    """All that the topmost window of a person says."""
    views = slack.views_of(user)
    return "\n".join(strings(views[-1]["blocks"])) if views else ""


@pytest.mark.parametrize(
    ("typed", "place", "is_blind"),
    [
        (LINK, Place(channel=SUPPORT, ts=TS), False),
        (f"  <{REPLY.replace('&', '&amp;')}|the thread> ", ELSEWHERE, False),
        (f"calibrate {LINK}", Place(channel=SUPPORT, ts=TS), True),
        (f"校准   <{LINK}>", Place(channel=SUPPORT, ts=TS), True),
        (
            f"https://app.slack.com/client/{US.team}/{SUPPORT}/thread/{SUPPORT}-{TS}",
            Place(channel=SUPPORT, ts=TS),
            False,
        ),
        (f"slack://channel?team={US.team}&id={SUPPORT}&message={TS}", Place(channel=SUPPORT, ts=TS), False),
    ],
)
async def test_a_link_opens_a_window_at_once_that_is_filled_with_what_was_found(
    reading: Sheets, slack: Workspace, typed: str, place: Place, is_blind: bool
) -> None:
    reading.pages[0] = overview()
    answer = await slack.slash(ALICE, SUPPORT, "/mot", f"review {typed}")
    await eventually(lambda: "Contact by contact" in window(slack, ALICE))
    [(verb, asked)] = reading.asked

    assert not answer
    assert verb == "request"
    assert (asked["user"], asked["place"], asked["is_blind"]) == (ALICE, place, is_blind)
    assert asked["window"] == slack.views_of(ALICE)[0]["id"]
    assert slack.history(SUPPORT) == []
    assert slack.refused == []


@pytest.mark.parametrize("link", [*OTHER_HOSTS, *OTHER_WAYS, *OTHER_PATHS, *OTHER_NUMBERS])
async def test_what_is_no_link_to_a_message_of_ours_is_refused_before_any_call(
    reading: Sheets, slack: Workspace, link: str
) -> None:
    before = len(slack.calls)
    answer = await slack.slash(ALICE, SUPPORT, "/mot", f"review {link}".replace("acme", "ours"))

    assert "This is no link to a message of this workspace." in (answer or "")
    assert "这不是本工作区里一条消息的链接" in (answer or "")
    assert reading.asked == []
    assert len(slack.calls) == before
    assert slack.views_of(ALICE) == []


@pytest.mark.parametrize("typed", ["review", "review  ", "review calibrate", "review 校准"])
async def test_without_a_link_it_is_said_how_to_get_one(reading: Sheets, slack: Workspace, typed: str) -> None:
    assert "Review this thread" in (await slack.slash(ALICE, SUPPORT, "/mot", typed) or "")
    assert "复制其中一条消息的链接" in (await slack.slash(BEN, SUPPORT, "/mot", typed) or "")
    assert reading.asked == []


async def test_the_shortcut_points_at_the_message_whose_menu_it_was_chosen_in(
    reading: Sheets, slack: Workspace
) -> None:
    reading.pages[0] = overview()
    root = slack.post(CARLA, SUPPORT, "the export is broken")
    reply = slack.post(ALICE, SUPPORT, "I am on it", thread_ts=root)
    for ts in (root, reply):
        await slack.shortcut(ALICE, SUPPORT, ts, "review_thread")
        await eventually(lambda: "Contact by contact" in window(slack, ALICE))

    assert [given["place"] for _, given in reading.asked] == [
        Place(channel=SUPPORT, ts=root),
        Place(channel=SUPPORT, ts=reply, thread_ts=root),
    ]


async def test_people_of_other_workspaces_have_neither_command_nor_shortcut(reading: Sheets, slack: Workspace) -> None:
    ts = slack.post(CARLA, SUPPORT, "the export is broken")
    with pytest.raises(CannotDo):
        await slack.shortcut(CARLA, SUPPORT, ts, "review_thread")
    with pytest.raises(CannotDo):
        await slack.slash(CARLA, SUPPORT, "/mot", f"review {LINK}")

    assert reading.asked == []


async def test_whoever_may_not_and_whatever_is_not_there_end_in_the_same_window(
    reading: Sheets, slack: Workspace
) -> None:
    for link in (LINK, REPLY, f"{US.url}archives/C0NOWHERE/p1772442000000100"):
        await slack.slash(ALICE, SUPPORT, "/mot", f"review {link}")
        await eventually(lambda: "nothing here that I can show you" in window(slack, ALICE))
        [view] = slack.views_of(ALICE)

        [block] = view["blocks"]
        assert [{**block, "block_id": None}] == [
            {**one, "block_id": None} for one in not_yours_view(Language.EN)["blocks"]
        ]
        assert view["title"] == not_yours_view(Language.EN)["title"]
        assert not view.get("private_metadata")


async def test_what_cannot_be_stored_just_now_is_said_in_the_window(
    reading: Sheets, slack: Workspace, kept: Kept, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    reading.trouble = StorageUnavailable("tulip")
    await slack.slash(ALICE, SUPPORT, "/mot", f"review {LINK}")
    await eventually(lambda: "Please try again" in window(slack, ALICE))

    assert "请稍后再试" in window(slack, ALICE)
    assert kept.bodies == []
    assert "tulip" not in caplog.text + "".join(capsys.readouterr())


async def test_a_sheet_that_is_ready_before_its_window_is_filled_is_not_overwritten(
    reading: Sheets, slack: Workspace
) -> None:
    def the_job_is_faster() -> None:
        held = slack.views_of(ALICE)[0]
        slack.views.update(held["id"], {"type": "modal", "title": held["title"], "blocks": [{"type": "divider"}]})

    reading.meanwhile = the_job_is_faster
    reading.pages[0] = page_of(state=ReviewState.READING)
    await slack.slash(ALICE, SUPPORT, "/mot", f"review {LINK}")
    await eventually(lambda: [call.error for call in slack.calls if call.method == "views.update"] == ["hash_conflict"])

    assert slack.views_of(ALICE)[0]["blocks"] == [{"type": "divider"}]


async def test_all_that_is_held_about_a_person_is_shown_to_that_person(reading: Sheets, slack: Workspace) -> None:
    reading.held = all_of_mine()
    await slack.slash(ALICE, SUPPORT, "/mot", "mine")
    await eventually(lambda: "Sheets about you" in window(slack, ALICE))
    shown = window(slack, ALICE)

    for expected in (
        "Nobody is ranked by it",
        "2 open, 31 closed",
        "done 3, later 1",
        "kept 4, past their time 1",
        "marks you have set 5",
        "Shown so far: a lead (Mon 2 Mar, 10:00), you (Mon 2 Mar, 10:00).",
        "messages as Slack sent them: 7 days",
    ):
        assert expected in shown
    assert reading.asked == [("mine", {"user": ALICE})]
    assert slack.refused == []

"""The door decides about anything that may come, stores what matters, and keeps no secrets."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_bolt.async_app import AsyncApp
from structlog.testing import capture_logs

from motbot.domain.errors import BadInput, MotbotError, StorageUnavailable
from motbot.metrics import Metrics
from motbot.slack.bolt import answer_the_rest, bolt_app, web_client
from motbot.slack.events import parse
from motbot.slack.inbox import Door
from motbot.slack.screening import Fate, Screened, is_deeper_than, keepable, screen
from tests.slack.rig import (
    ALICE,
    SUPPORT,
    TS,
    US,
    HandClock,
    Json,
    Kept,
    event_body,
    message,
    press_body,
    submission_body,
)


def screened(body: Any) -> Screened:
    return screen(body, us=US, watches=lambda channel: channel == SUPPORT, received_at="1772442005.000200")


@pytest.mark.parametrize(
    ("body", "fate"),
    [
        (event_body(message()), Fate.STORE),
        (event_body(message(channel="C0OTHER")), Fate.DROP),
        (event_body(message(channel="D0ALICE", channel_type="im", user=ALICE)), Fate.STORE),
        (event_body(message(channel="D0ALICE", channel_type="im", user=US.user, bot_id=US.bot)), Fate.DROP),
        (event_body(message(subtype="channel_join")), Fate.DROP),
        (event_body({"type": "user_change", "user": {"id": ALICE}}), Fate.STORE),
        (event_body({"type": "team_rename"}), Fate.DROP),
        (event_body({"type": "app_home_opened", "user": ALICE, "tab": "home"}), Fate.PASS),
        (event_body({"type": "channel_id_changed", "old_channel_id": SUPPORT, "new_channel_id": "C9"}), Fate.STORE),
        (event_body({"type": "member_joined_channel", "user": US.user, "channel": "C0OTHER"}), Fate.DROP),
        (event_body(message(), event_id=None), Fate.ASIDE),
        (event_body(message(), event_id=""), Fate.ASIDE),
        (event_body(message(), event_id="E" * 500), Fate.ASIDE),
        (event_body(message(), team_id=None, authorizations=None), Fate.ASIDE),
        (event_body(message(ts="soon")), Fate.ASIDE),
        (press_body("claim"), Fate.STORE),
        (press_body("more", "choose_wrong:7"), Fate.PASS),
        (press_body("claim", "x"), Fate.ASIDE),
        (press_body("kept_promise", "0:12"), Fate.STORE),
        (press_body("kept_promise", "7"), Fate.ASIDE),
        (submission_body("edited", {}), Fate.STORE),
        (submission_body("other", {}), Fate.PASS),
        ({"type": "url_verification", "challenge": "x"}, Fate.PASS),
        ({"type": "view_closed"}, Fate.PASS),
        ({"command": "/mot", "text": "help"}, Fate.PASS),
        ({"type": "unheard_of"}, Fate.ASIDE),
        ({"type": ["list"]}, Fate.ASIDE),
        ({}, Fate.ASIDE),
        ([], Fate.ASIDE),
        (None, Fate.ASIDE),
    ],
)
def test_every_payload_has_its_fate(body: Any, fate: Fate) -> None:
    assert screened(body).fate is fate


@pytest.mark.parametrize(
    ("body", "event_id"),
    [
        (event_body(message()), "Ev1"),
        (press_body("claim"), "action:1772442005.000200:claim:U0ALICE"),
        (submission_body("edited", {}), "view:V1:1.abc"),
    ],
)
def test_every_payload_has_the_id_that_makes_it_what_it_is(body: Json, event_id: str) -> None:
    assert screened(body).event_id == event_id


def test_secrets_and_what_nobody_reads_are_not_stored() -> None:
    loud = message(blocks=[{"type": "rich_text"}], files=[{"url_private": "https://files"}])
    profile = {"type": "user_change", "user": {"id": ALICE, "profile": {"email": "a@b.example", "phone": "1"}}}
    kept = [screened(body).body for body in (event_body(loud), event_body(profile), press_body("claim"))]

    assert None not in kept
    for secret in ("verification", "url_private", "rich_text", "a@b.example", "hooks.slack.com", "our own card"):
        assert secret not in json.dumps(kept)


def test_of_files_only_their_number_is_stored() -> None:
    files = [{"id": "F1", "name": "salaries.xlsx"}, {"id": "F2", "mode": "tombstone"}, {"id": "F3"}]
    stored = screened(event_body(message(subtype="file_share", files=files))).body

    assert stored is not None
    assert stored["event"]["files"] == [{}, {}]
    assert getattr(parse(stored, us=US), "files", None) == 2


def test_what_a_bot_writes_into_blocks_alone_is_stored() -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "Ticket 7"}}]
    stored = screened(event_body(message("", blocks=blocks))).body

    assert stored is not None
    assert stored["event"]["blocks"] == blocks


def nested(levels: int) -> Json:
    body: Json = {}
    for _ in range(levels):
        body = {"event": body}
    return body


def test_depth_is_measured_without_recursion() -> None:
    assert not is_deeper_than(60, nested(59))
    assert is_deeper_than(60, nested(61))
    assert is_deeper_than(60, nested(50_000))


def test_what_is_nested_too_deep_is_laid_aside_without_it() -> None:
    deep = event_body(message(), authorizations=[nested(900)])

    assert screened(deep).fate is Fate.ASIDE
    assert isinstance(keepable(deep), str)


def test_what_is_laid_aside_is_kept_without_secrets() -> None:
    assert keepable({"type": "x", "token": "t", "response_url": "u", "trigger_id": "1"}) == {"type": "x"}


JSON_SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from([TS, SUPPORT]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(
            [
                "type", "event", "event_id", "team_id", "team", "authorizations", "enterprise", "enterprise_id", "user",
                "view", "actions", "state", "values", "channel", "ts", "message", "item", "command", "response_urls",
                "is_ext_shared_channel", "payload",
            ]
        ),
        inner,
        max_size=6,
    ),
    max_leaves=20,
)  # fmt: skip
KINDS = st.sampled_from(
    ["event_callback", "block_actions", "view_submission", "shortcut", "view_closed", "message_action"]
)


@pytest.fixture
async def bare_app() -> AsyncIterator[AsyncApp]:
    async with aiohttp.ClientSession() as session:
        app = bolt_app(client=web_client(token="xoxb-x", session=session), us=US, signing_secret="")
        answer_the_rest(app)
        yield app


@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(
    kind=KINDS, shape=st.dictionaries(st.sampled_from(sorted({*event_body({}), *press_body("x"), "view"})), JSON_SHAPES)
)
async def test_no_shape_of_json_gets_past_the_door_unanswered(bare_app: AsyncApp, kind: str, shape: Json) -> None:
    kept = Kept()
    door = Door(
        us=US,
        accept=kept.accept,
        set_aside=kept.set_aside,
        watches=lambda _: True,
        clock=HandClock(),
        metrics=Metrics(),
    )

    answer = await door.answer(bare_app, mode="socket_mode", body={**shape, "type": kind})

    # What a person waits for, and breaks, is not acknowledged: they see it, and Slack does not send it again.
    assert answer.status == 200 or (kept.aside and kind != "event_callback")


async def test_what_is_known_already_is_acknowledged_again(app: AsyncApp, door: Door, kept: Kept) -> None:
    for _ in range(3):
        assert (await door.answer(app, mode="socket_mode", body=event_body(message()))).status == 200

    assert len(kept.accepted) == 1


@pytest.mark.parametrize(("trouble", "heard"), [(StorageUnavailable(), 1), (BadInput("nested too deep"), 0)])
async def test_what_could_be_stored_later_is_told_to_whoever_reads_it_again(
    app: AsyncApp, kept: Kept, trouble: MotbotError, heard: int
) -> None:
    told: list[bool] = []
    door = Door(
        us=US,
        accept=kept.accept,
        set_aside=kept.set_aside,
        watches=lambda _: True,
        clock=HandClock(),
        metrics=Metrics(),
        not_stored=lambda: told.append(True),
    )
    kept.trouble = trouble

    assert (await door.answer(app, mode="socket_mode", body=event_body(message()))).status == 503
    assert len(told) == heard


async def test_an_outage_is_told_once_a_minute_with_how_much_could_not_be_stored(app: AsyncApp, kept: Kept) -> None:
    clock = HandClock()
    door = Door(
        us=US,
        accept=kept.accept,
        set_aside=kept.set_aside,
        watches=lambda _: True,
        clock=clock,
        metrics=Metrics(),
    )
    kept.trouble = StorageUnavailable()

    with capture_logs() as lines:
        for seconds in (0, 1, 1, 60, 1):
            clock.forward(seconds)
            await door.answer(app, mode="socket_mode", body=event_body(message()))

    assert [line["payloads"] for line in lines] == [1, 3]

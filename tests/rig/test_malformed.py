"""Events with anything anywhere come through the socket: they are acknowledged or laid aside, and the bot goes on."""

import copy
import json
from random import Random
from typing import Any

import pytest

from tests.rig.conftest import OpenCrowd
from tests.rig.crowd import Crowd
from tests.rig.town import OURS, Town

pytestmark = pytest.mark.timeout(300)  # a busy machine is no failure
JUNK: tuple[Any, ...] = (
    None, True, 7, -1e300, 10**30, "", "x" * 5000, [], {}, [[[]]], {"ts": {}}, "\ud800", "a\x00b", "<!channel>",
    "\u202eabc", "1772442000.000100", "C0TOWN0", OURS, ["message"], json.loads("[" * 90 + "]" * 90),
)  # fmt: skip


def event(people: Crowd, number: int) -> dict[str, Any]:
    """An event as Slack writes it."""
    ts = people.stage.workspace.stamps.next()
    inner = {
        "type": "message",
        "channel": people.town.channel(number),
        "channel_type": "channel",
        "user": people.town.customer(number),
        "team": OURS,
        "text": "Hello",
        "ts": ts,
        "event_ts": ts,
        "blocks": [{"type": "rich_text", "elements": [{"type": "text", "text": "Hello"}]}],
        "files": [{"id": "F1", "name": "a.png"}],
        "edited": {"user": "U1", "ts": ts},
    }
    return {
        "type": "event_callback",
        "team_id": OURS,
        "api_app_id": people.town.app.app_id,
        "authorizations": [{"team_id": OURS, "user_id": people.town.app.bot_user_id, "is_bot": True}],
        "event_id": f"EvJunk{number}",
        "event_time": 1772442000,
        "event": inner,
    }


def spoiled(whole: dict[str, Any], random: Random) -> dict[str, Any]:
    """The same with junk in some places, and some places gone."""
    result = copy.deepcopy(whole)
    for _ in range(random.choice((1, 1, 2, 5)) if whole else 0):
        place: Any = result or {"gone": None}
        while True:
            key = random.choice(list(place) if isinstance(place, dict) else range(len(place)))
            if isinstance(place[key], dict | list) and place[key] and random.random() < 0.7:
                place = place[key]
                continue
            break
        if isinstance(place, dict) and random.random() < 0.2:
            del place[key]
        else:
            place[key] = copy.deepcopy(random.choice(JUNK))
    return result


@pytest.mark.row("F1", trials=200, long=50_000)
async def test_whatever_stands_in_an_event_the_bot_answers_and_goes_on(crowd: OpenCrowd, trials: int) -> None:
    random = Random(11)
    async with crowd(Town(channels=5, customers=2)) as people:
        for number in range(trials):
            people.stage.workspace.send_raw(spoiled(event(people, number), random))
            if number % 100 == 99:
                await people.stage.rests()
        await people.stage.rests()
        people.say(10)
        shown = await people.settles()

        assert shown.lost == ()
        assert (shown.doubled, shown.misplaced, shown.seen_by_customers) == (0, 0, 0)
        assert people.stage.workspace.unacked == 0

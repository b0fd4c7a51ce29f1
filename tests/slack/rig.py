"""A hand clock, an inbox in memory, and nudges and Slack bodies to write tests with."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from motbot.domain.due import Doubt
from motbot.domain.expectation import Expectation, ExpectationKind, Urgency
from motbot.domain.language import Language
from motbot.domain.nudge import (
    Card,
    NotePurpose,
    NudgeKind,
    Place,
    PromiseItem,
    PromiseNote,
    Prompt,
    PromptPurpose,
    Summary,
)
from motbot.domain.promise import TRACKED, Mending, PromiseState, Strength, Withdrawn
from motbot.slack.identity import Identity

Json = dict[str, Any]

T0 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
US = Identity(team="T0OURTEAM", user="U0PLAYBOT", bot="B0PLAYBOT", url="https://ours.slack.com/")
SUPPORT, HELP, RANDOM = "C0SUPPORT", "C0HELP", "C0RANDOM"
ALICE, BEN, CARLA, GUEST, LEFT, BRIDGE = "U0ALICE", "U0BEN", "U0CARLA", "U0GUEST", "U0LEFT", "U0BRIDGE"
TS = "1772442000.000100"


class HandClock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> datetime:
        return T0 + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        return self.passed

    def forward(self, seconds: float) -> None:
        self.passed += seconds


@dataclass
class Kept:
    """An inbox in memory that fails while `trouble` is set, and takes nothing in while `open` is not."""

    accepted: dict[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    aside: list[tuple[str, str, Mapping[str, Any] | str]] = field(default_factory=list)
    trouble: Exception | None = None
    open: asyncio.Event = field(default_factory=asyncio.Event)
    knocking: int = 0

    def __post_init__(self) -> None:
        self.open.set()

    async def accept(self, team: str, event_id: str, body: Mapping[str, Any], /) -> bool:
        self.knocking += 1
        await self.open.wait()
        self.knocking -= 1
        if self.trouble is not None:
            raise self.trouble
        new = (team, event_id) not in self.accepted
        self.accepted.setdefault((team, event_id), body)
        return new

    async def set_aside(self, team: str, reason: str, body: Mapping[str, Any] | str, /) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.aside.append((team, reason, body))

    @property
    def bodies(self) -> list[Mapping[str, Any]]:
        return list(self.accepted.values())


async def eventually(condition: Callable[[], object]) -> None:
    """Wait until something becomes true; pytest's own timeout ends what never does."""
    while not condition():  # noqa: ASYNC110 - what is waited for is outside of our reach
        await asyncio.sleep(0.002)


def event_body(event: Json, **more: Any) -> Json:
    """An events_api body around an event."""
    return {
        "type": "event_callback",
        "token": "verification",
        "team_id": US.team,
        "event_id": "Ev1",
        "event_time": 1772442000,
        "authorizations": [{"team_id": US.team, "user_id": US.user}],
        "event": event,
        **more,
    }


def message(text: str = "the export is broken", **more: Any) -> Json:
    """A message event."""
    return {
        "type": "message",
        "channel": SUPPORT,
        "channel_type": "channel",
        "user": CARLA,
        "team": "T0CUSTOMER",
        "ts": TS,
        "event_ts": TS,
        "text": text,
        **more,
    }


def press_body(action_id: str, value: str = "7", **more: Any) -> Json:
    """A block_actions body; `value` is the chosen option's where the action is the menu."""
    action: Json = {"action_id": action_id, "action_ts": "1772442005.000200", "block_id": "b"}
    action |= {"selected_option": {"value": value}} if action_id == "more" else {"value": value}
    return {
        "type": "block_actions",
        "token": "verification",
        "response_url": "https://hooks.slack.com/actions/secret",
        "trigger_id": "1.2.3",
        "team": {"id": US.team, "domain": "ours"},
        "user": {"id": ALICE, "team_id": US.team},
        "actions": [action],
        "message": {"text": "our own card"},
        **more,
    }


def submission_body(callback_id: str, values: Mapping[str, Json], **more: Any) -> Json:
    """A view_submission body; values by block id."""
    return {
        "type": "view_submission",
        "token": "verification",
        "trigger_id": "1.2.3",
        "team": {"id": US.team},
        "user": {"id": ALICE, "team_id": US.team},
        "view": {
            "type": "modal",
            "id": "V1",
            "hash": "1.abc",
            "callback_id": callback_id,
            "private_metadata": "7",
            "blocks": [{"type": "section"}],
            "state": {"values": {block: {block: chosen} for block, chosen in values.items()}},
        },
        **more,
    }


SAID_TS = "1772442600.000200"
"""Of our own words."""
PLACE = Place(channel=SUPPORT, ts=TS)
BERLIN = ZoneInfo("Europe/Berlin")

EXPECTATIONS = (
    Expectation(kind=ExpectationKind.EXPLICIT, text="the export works again", quote="export is broken", source=TS),
    Expectation(kind=ExpectationKind.IMPLICIT, text="the report reaches the board in time", cue="meeting at 3 pm"),
    Expectation(kind=ExpectationKind.NOT_YET_EXISTING, text="a way to export without us", cue="third time this month"),
)


def card(**more: Any) -> Card:
    """A card as an agent would get it."""
    given: Json = {
        "moment": 7,
        "kind": NudgeKind.OFFER,
        "language": Language.EN,
        "place": PLACE,
        "channel_name": "support-customer",
        "words": "Hi, the export is broken again and my board meeting is at 3 pm",
        "expectations": EXPECTATIONS,
        "urgency": Urgency.HIGH,
        "reply_by": T0.astimezone(BERLIN),
        "reply": "I am on it, Carla. You have the report by 14:00; at 13:30 I tell you how far we are.",
        "why": "Offer: who, what and by when, with a check before the meeting",
    }
    return Card(**(given | more))


def summary(**more: Any) -> Summary:
    """The line that offers a moment."""
    given: Json = {
        "moment": 7,
        "language": Language.EN,
        "place": PLACE,
        "channel_name": "support-customer",
        "words": "Hi, the export is broken again",
        "urgency": Urgency.CRITICAL,
        "reply_by": T0,
    }
    return Summary(**(given | more))


def prompt(**more: Any) -> Prompt:
    """A prompt to confirm."""
    given: Json = {
        "moment": 7,
        "purpose": PromptPurpose.CONFIRM,
        "language": Language.EN,
        "place": PLACE,
        "card": Place(channel="D1", ts=TS),
        "channel_name": "support-customer",
        "words": "Hi, the export is broken again",
        "reply": "Did the report reach the board in time?",
        "why": "Confirm: ask about the outcome",
    }
    return Prompt(**(given | more))


def item(**more: Any) -> PromiseItem:
    """A promise as it was found, with a time that one click is enough for."""
    given: Json = {
        "promise": 12,
        "place": Place(channel=SUPPORT, ts=SAID_TS, thread_ts=TS),
        "channel_name": "support-customer",
        "what": "the repaired export is in your folder",
        "words": "I'll put the repaired export into your folder by 3 pm",
        "due": (T0 + timedelta(hours=5)).astimezone(BERLIN),
        "due_words": "by 3 pm",
        "zone": "Europe/Berlin",
    }
    return PromiseItem(**(given | more))


def tracked(**more: Any) -> PromiseItem:
    """The same, once its agent wants to be reminded."""
    return item(**({"state": PromiseState.ACCEPTED, "is_reminded": True} | more))


def ended(why: Withdrawn | None = None, /, **more: Any) -> PromiseItem:
    """The same, once it is over: kept, or for a reason."""
    state = PromiseState.KEPT if why is None else PromiseState.WITHDRAWN
    return item(**({"state": state, "withdrawn": why, "is_open": False} | more))


def every_item() -> Iterator[PromiseItem]:
    """A promise in every state and doubt that its agent may see."""
    for doubt in Doubt:
        yield item(doubt=doubt, due=None)
    yield item(doubt=Doubt.DISAGREED, due_guess=(T0 + timedelta(hours=20)).astimezone(BERLIN))
    yield item(due=None, due_words="")
    yield item(due=None, due_words="soon", strength=Strength.VAGUE)
    yield item(strength=Strength.CONDITIONAL, condition="you send the file")
    for state in TRACKED:
        yield tracked(state=state, at_once=True)
        yield tracked(state=state, moved=True, has_evidence=True, evidence="here it is")
        yield tracked(state=state, has_evidence=True)
        yield tracked(state=state, has_evidence=True, looks_kept=True)
        for reply in ("", "It will be 6 pm."):
            yield tracked(state=state, mending=Mending.MOVE, reply=reply, why=reply)
    yield item()
    yield item(has_evidence=True)
    yield ended()
    yield ended(state=PromiseState.BROKEN, withdrawn=Withdrawn.LAPSED)
    for why in Withdrawn:
        yield ended(why)
    yield ended(Withdrawn.CANNOT, mending=Mending.CANNOT, reply="I have to say no.", why="Early")


def note(*items: PromiseItem, **more: Any) -> PromiseNote:
    """A reminder of one promise, or of those given."""
    given: Json = {
        "purpose": NotePurpose.REMINDER,
        "language": Language.EN,
        "items": items or (tracked(),),
        "moment": 7,
        "card": Place(channel="D1", ts=TS),
    }
    return PromiseNote(**(given | more))

"""Turns presses, choices and sent modals into what a person did with a private message of ours."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import Field as Key

from motbot.domain.errors import BadInput
from motbot.domain.events import Act, Acted
from motbot.slack import payloads as p
from motbot.slack.act_refs import CHOOSE_NOT_HELPFUL, CHOOSE_WRONG, MORE, read_picking, read_ref

RECEIVED_AT = "motbot_received_at"
"""Stamp the door puts on what it stores: a sent modal carries no time of its own."""


class Clicker(p.Payload):
    """Who pressed."""

    id: str
    team_id: str | None = None


class Team(p.Payload):
    """The workspace of the app; absent in org-wide installations."""

    id: str = ""


class Choice(p.Payload):
    """A chosen option."""

    value: str


class Action(p.Payload):
    """One pressed button or chosen option."""

    action_id: str
    action_ts: p.Stamp
    value: str | None = None
    selected_option: Choice | None = None


class BlockActions(p.Payload):
    """A press on a message."""

    team: Team | None = None
    user: Clicker
    actions: list[Action]


class Field(p.Payload):
    """What stands in one field of a modal."""

    value: str | None = None
    selected_option: Choice | None = None
    selected_date: str | None = None
    selected_time: str | None = None

    @property
    def words(self) -> str:
        """Typed or chosen; empty where it was left empty."""
        option = self.selected_option.value if self.selected_option else ""
        return self.value or option or self.selected_date or self.selected_time or ""


class State(p.Payload):
    """Fields by block and action."""

    values: dict[str, dict[str, Field]]


class View(p.Payload):
    """A modal as it was sent."""

    id: str
    callback_id: str
    private_metadata: str = ""
    state: State

    def field(self, block: str) -> str:
        """What stands in a block's one field; empty where there is none."""
        return next((field.words for field in self.state.values.get(block, {}).values()), "")


class ViewSubmission(p.Payload):
    """Somebody sent a modal."""

    team: Team | None = None
    user: Clicker
    view: View
    received_at: p.Stamp | None = Key(default=None, alias=RECEIVED_AT)


REPLY, KNOWN, REASON, NOTE, WHICH, DAY, CLOCK = "reply", "known", "reason", "note", "which", "day", "clock"
"""Block ids of the modals' fields."""

_ANSWERS = {
    Act.EDITED.value: (Act.EDITED, REPLY, KNOWN),
    CHOOSE_NOT_HELPFUL: (Act.NOT_HELPFUL, REASON, NOTE),
    CHOOSE_WRONG: (Act.WRONG, WHICH, NOTE),
}
"""By callback id: the act a sent modal is, the field of its value, the field of its note."""

PICKED = frozenset({Act.FIXED, Act.MOVED})
"""What the windows with a date and a time are; their callback ids are the acts."""
_WALL_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d", re.ASCII)


def parse_interaction(body: Mapping[str, Any]) -> Acted | None:
    """Turn a stored interaction into what was done; None for what needs no decision.

    Raises:
        BadInput: it makes no sense; says where.
    """
    kind = body.get("type")
    if kind == "block_actions":
        return _pressed(body)
    if kind == "view_submission":
        return _sent(body)
    return None


def _pressed(body: Mapping[str, Any]) -> Acted | None:
    press = p.read(BlockActions, body, "block_actions")
    if not press.actions:
        raise BadInput("Slack's block_actions: field actions: expected at least one; it is kept aside")
    action = press.actions[0]
    if action.action_id != MORE and action.action_id not in set(Act):
        return None
    chosen = action.selected_option.value if action.selected_option else action.value
    ref = read_ref(action.action_id, chosen or "")
    if ref.act is None:
        return None
    return Acted(
        team=_team(press.team, press.user),
        user=press.user.id,
        act=ref.act,
        moment=ref.moment,
        promise=ref.promise,
        at=p.at(action.action_ts),
    )


def _sent(body: Mapping[str, Any]) -> Acted | None:
    sent = p.read(ViewSubmission, body, "view_submission")
    if sent.view.callback_id in PICKED:
        return _picked(sent, Act(sent.view.callback_id))
    answer = _ANSWERS.get(sent.view.callback_id)
    if answer is None:
        return None
    act, value, note = answer
    return Acted(
        team=_team(sent.team, sent.user),
        user=sent.user.id,
        act=act,
        moment=read_ref(act.value, sent.view.private_metadata).moment,
        value=sent.view.field(value),
        note=sent.view.field(note),
        at=_received(sent),
    )


def _picked(sent: ViewSubmission, act: Act) -> Acted:
    """A time was chosen for a promise."""
    about = read_picking(act, sent.view.private_metadata)
    wall_time = f"{sent.view.field(DAY)}T{sent.view.field(CLOCK)}"
    if not _WALL_TIME.fullmatch(wall_time):
        raise BadInput(f"a sent window: fields {DAY} and {CLOCK}: expected a date and a time")
    return Acted(
        team=_team(sent.team, sent.user),
        user=sent.user.id,
        act=act,
        moment=about.moment,
        promise=about.promise,
        value=wall_time,
        note=sent.view.field(REASON),
        zone=about.zone.key,
        at=_received(sent),
    )


def _received(sent: ViewSubmission) -> datetime:
    if sent.received_at is None:
        raise BadInput(f"a stored view_submission: field {RECEIVED_AT}: expected the door's stamp")
    return p.at(sent.received_at)


def _team(team: Team | None, user: Clicker) -> str:
    return (team.id if team else "") or user.team_id or ""

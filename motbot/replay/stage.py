"""Builds the workspace that dialogues are played in: a channel, a customer and an agent for each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from motbot.playground.spec import AppSpec, ChannelSpec, TeamSpec, UserSpec, WorkspaceSpec
from motbot.replay.dialogues import Dialogue, Speaker

OURS, THEIRS = "T0OURTEAM", "T0CUSTOMER"
APART = timedelta(seconds=37)
"""Dialogues begin this far apart, so that they interleave as in life."""

ZONES = {"zh": ("Asia/Shanghai", 28_800, "zh-CN"), "en": ("Europe/London", 0, "en-GB")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """When which line of which dialogue is spoken."""

    at: datetime
    dialogue: int
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Where a dialogue is played and by which accounts."""

    dialogue: Dialogue
    channel: str
    accounts: dict[tuple[Speaker, str], str]
    zone: str

    def account(self, index: int) -> str:
        """Who says a line."""
        line = self.dialogue.messages[index]
        return self.accounts[line.by, line.speaker]

    @property
    def agents(self) -> tuple[str, ...]:
        """The accounts of our side."""
        return tuple(account for (by, _), account in self.accounts.items() if by is Speaker.AGENT)


def parts_of(dialogues: Sequence[Dialogue]) -> tuple[Part, ...]:
    """Give each dialogue its channel and its accounts; a dialogue without an agent still has one on duty."""
    parts = []
    for number, dialogue in enumerate(dialogues):
        voices = dict.fromkeys((line.by, line.speaker) for line in dialogue.messages)
        if not any(by is Speaker.AGENT for by, _ in voices):
            voices[Speaker.AGENT, ""] = None
        accounts = {
            (by, name): f"U0{'AGENT' if by is Speaker.AGENT else 'CUST'}{number}X{order}"
            for order, (by, name) in enumerate(voices)
        }
        zone = ZONES.get(dialogue.lang, ZONES["en"])[0]
        parts.append(Part(dialogue=dialogue, channel=f"C0PLAY{number}", accounts=accounts, zone=zone))
    return tuple(parts)


def workspace_for(parts: Sequence[Part]) -> WorkspaceSpec:
    """The workspace with everybody in it: agents are ours, customers of another company."""
    app = AppSpec()
    users, channels = [], []
    for part in parts:
        zone, offset, locale = ZONES.get(part.dialogue.lang, ZONES["en"])
        for (by, _), account in part.accounts.items():
            team = OURS if by is Speaker.AGENT else THEIRS
            users.append(
                UserSpec(id=account, name=account.lower(), team_id=team, tz=zone, tz_offset=offset, locale=locale)
            )
        channels.append(
            ChannelSpec(
                id=part.channel,
                name=f"play-{part.channel[6:].lower()}",
                members=(app.bot_user_id, *part.accounts.values()),
                is_ext_shared=True,
                teams=(OURS, THEIRS),
            )
        )
    teams = (TeamSpec(id=OURS, name="Ours", domain="ours"), TeamSpec(id=THEIRS, name="Theirs", domain="theirs"))
    return WorkspaceSpec(teams=teams, users=tuple(users), channels=tuple(channels), app=app)


def script_of(parts: Sequence[Part], start: datetime) -> tuple[Cue, ...]:
    """Every line of every dialogue in the order of time."""
    cues = [
        Cue(at=start + number * APART + timedelta(seconds=line.t), dialogue=number, index=index)
        for number, part in enumerate(parts)
        for index, line in enumerate(part.dialogue.messages)
    ]
    return tuple(sorted(cues, key=lambda cue: (cue.at, cue.dialogue, cue.index)))

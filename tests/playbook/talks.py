"""Small conversations for the playbook's tests, written as one tuple for each line."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from motbot.domain.expectation import Assessment
from motbot.domain.language import Language
from motbot.domain.message import ChannelKind, ConversationView, Line
from motbot.domain.people import Side
from motbot.playbook import Playbook

FOLDER = Path(__file__).parents[2] / "prompts" / "playbook"
ZONE = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2026, 4, 8, 10, 0, tzinfo=ZONE)
"""A Wednesday."""

_SIDES = {"customer": Side.CUSTOMER, "other": Side.CUSTOMER, "agent": Side.AGENT, "bot": Side.BOT}


def talk(
    *said: tuple[int, str, str],
    facts: str = "",
    known: tuple[str, ...] = (),
    zone: ZoneInfo = ZONE,
    burst: int = 1,
    addressed: tuple[str, ...] = (),
    files: int = 0,
) -> ConversationView:
    """A view of lines (minutes after ten, who, text); the last `burst` are to be judged, `files` hang on the last."""
    lines = [
        Line(
            ts=f"{1000 + at}.000000",
            at=MORNING + timedelta(minutes=minutes),
            side=_SIDES[who],
            author=who,
            text=text,
            addressed=addressed if at == len(said) - 1 else (),
            files=files if at == len(said) - 1 else 0,
        )
        for at, (minutes, who, text) in enumerate(said)
    ]
    return ConversationView(
        lines=tuple(lines),
        focus=tuple(line.ts for line in lines[-burst:]),
        now=lines[-1].at,
        zone=zone,
        channel_kind=ChannelKind.CUSTOMER,
        facts=facts,
        known=known,
        default_language=Language.EN,
        mentions_ours=frozenset({"agent"}),
    )


def says(text: str, *, facts: str = "", zone: ZoneInfo = ZONE) -> ConversationView:
    """A conversation of one customer's line."""
    return talk((0, "customer", text), facts=facts, zone=zone)


async def assess(playbook: Playbook, view: ConversationView) -> Assessment:
    """The playbook's assessment of a view."""
    return (await playbook.coach.assessor.assess(view)).assessment


async def reply(playbook: Playbook, view: ConversationView) -> str:
    """The playbook's reply, from its own assessment."""
    return (await playbook.coach.drafter.draft(view, await assess(playbook, view), Language.EN)).draft.reply

"""Shows a conversation to a model: numbered lines by side and role, never names, with the time and the calendar."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from motbot.catalogue.formats import name_in_english
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.llm.meanings import CHANNEL_KINDS
from motbot.llm.remembered import remembered

_ROLES: Mapping[Side, str] = {
    Side.CUSTOMER: "CUSTOMER",
    Side.AGENT: "OUR AGENT",
    Side.COLLEAGUE: "OUR COLLEAGUE",
    Side.BOT: "PROGRAM",
    Side.UNKNOWN: "UNKNOWN PERSON",
}
CALENDAR_DAYS = 14
_LINES_AT_MOST = 40
_LINES_LEFT_OUT = 10
"""Of a longer conversation whole tens are left out: then the beginning stays as it was for ten messages, and cached."""
_CHARACTERS_AT_MOST = 24_000
_MENTION = re.compile(r"<@([UWB][A-Z0-9]*)(?:\|[^<>]*)?>|@([UWB][A-Z0-9]{6,})\b")
_LABEL = re.compile(rf"@(?:{'|'.join(_ROLES.values())}|SOMEBODY(?: NOT)? OF OURS)(?: [A-Z]\b)?")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def without_labels(quote: str) -> str:
    """The longest piece of a quote that holds no mention: mentions are shown as labels, which nobody wrote."""
    return max(_LABEL.split(quote), key=len)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """The lines as the model sees them, and the way back from its labels to ours."""

    rows: tuple[dict[str, Any], ...]
    ts_by_id: Mapping[str, str]
    account_by_label: Mapping[str, str]
    mentions_ours: frozenset[str] = frozenset()

    def ts_of(self, line_id: str) -> str:
        """Our id of a line the model names; empty where there is no such line."""
        return self.ts_by_id.get(line_id.strip().upper(), "")

    def account_of(self, label: str) -> str:
        """The account behind a label; anything else stays as it is."""
        return self.account_by_label.get(label.strip().upper(), label)

    def without_accounts(self, text: str) -> str:
        """A text with every mention as the label of whom it means, which is how the lines are shown too."""
        labels = {account: label for label, account in self.account_by_label.items()}
        return _without_accounts(text, labels, self.mentions_ours)


def transcript_of(view: ConversationView) -> Transcript:
    """Number and label the newest lines; our own posts are left out, the judged lines are always in."""
    lines = [line for line in view.lines if line.side is not Side.OURSELVES]
    labels = _labels(lines)
    kept = _newest(lines, view.focus)
    ids = {f"L{number}": line for number, line in enumerate(kept, 1)}
    return Transcript(
        rows=tuple(_row(line_id, line, labels, view) for line_id, line in ids.items()),
        ts_by_id={line_id: line.ts for line_id, line in ids.items()},
        account_by_label={label: account for account, label in labels.items()},
        mentions_ours=view.mentions_ours,
    )


def _labels(lines: list[Line]) -> dict[str, str]:
    """A label for each account, lettered in the order they first spoke."""
    labels: dict[str, str] = {}
    counts: dict[Side, int] = {}
    for line in lines:
        if line.author not in labels:
            number = counts.get(line.side, 0)
            counts[line.side] = number + 1
            labels[line.author] = f"{_ROLES[line.side]} {_letter(number)}"
    return labels


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else str(number + 1)  # noqa: PLR2004 - letters of the alphabet


def _newest(lines: list[Line], focus: tuple[str, ...]) -> list[Line]:
    kept: list[Line] = []
    size = 0
    beyond = max(0, len(lines) - _LINES_AT_MOST)
    left_out = -(-beyond // _LINES_LEFT_OUT) * _LINES_LEFT_OUT
    for at, line in reversed(list(enumerate(lines))):
        size += len(line.text)
        fits = at >= left_out and size <= _CHARACTERS_AT_MOST
        if fits or line.ts in focus:
            kept.append(line)
    return list(reversed(kept))


def _row(line_id: str, line: Line, labels: Mapping[str, str], view: ConversationView) -> dict[str, Any]:
    addressed = dict.fromkeys(_addressee(account, labels, view.mentions_ours) for account in line.addressed)
    return {
        "id": line_id,
        "who": labels[line.author],
        "at": day_and_time(line.at.astimezone(view.zone)),
        "to": ", ".join(addressed),
        "edited": line.edited,
        "judged": line.ts in view.focus,
        "ours": line.side.is_ours,
        "files": line.files,
        "text": _without_accounts(line.text, labels, view.mentions_ours),
    }


def _without_accounts(text: str, labels: Mapping[str, str], ours: frozenset[str]) -> str:
    return _MENTION.sub(lambda match: "@" + _addressee(match[1] or match[2], labels, ours), text)


def _addressee(account: str, labels: Mapping[str, str], ours: frozenset[str]) -> str:
    """Whom a mention means, without a name."""
    if account in labels:
        return labels[account]
    return "SOMEBODY OF OURS" if account in ours else "SOMEBODY NOT OF OURS"


def day_and_time(at: datetime) -> str:
    """A local time as every prompt shows it, such as `Mon 2026-03-02 17:00`."""
    return f"{_DAYS[at.weekday()][:3]} {at:%Y-%m-%d %H:%M}"


def shared_inputs(view: ConversationView, transcript: Transcript) -> dict[str, Any]:
    """What every task is told: the present, the calendar, the place, what our side knows, and the conversation."""
    now = view.now.astimezone(view.zone)
    days = (now.date() + timedelta(days=ahead) for ahead in range(CALENDAR_DAYS))
    return {
        "now": f"{_DAYS[now.weekday()]} {now:%Y-%m-%d %H:%M}",
        "zone": f"{view.zone.key}, UTC{now:%z}",
        "calendar": [f"{_DAYS[day.weekday()][:3]} {day.isoformat()}" for day in days],
        "channel": CHANNEL_KINDS[view.channel_kind],
        "facts": view.facts,
        "known": [*view.known, *remembered(view)],
        "limits": [{"rule": limit.rule, "instead": limit.instead} for limit in view.limits],
        "lines": list(transcript.rows),
        "customer_language": name_in_english(view.language),
    }


SHARED_INPUTS = frozenset(
    {"now", "zone", "calendar", "channel", "facts", "known", "limits", "lines", "customer_language"}
)

"""A conversation from a file: its lines as a coach reads them, with the names that the file gave its people."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from motbot.domain.language import Language
from motbot.domain.message import ChannelKind, ConversationView, Line
from motbot.domain.people import Side

_ACCOUNTS: Mapping[Side, str] = {
    Side.CUSTOMER: "U0CUSTOMER",
    Side.AGENT: "U0AGENT",
    Side.COLLEAGUE: "U0COLLEAGUE",
    Side.BOT: "B0PROGRAM",
}
"""Accounts look like Slack's, so that mentions of them are known for mentions everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """One conversation of a file. The same file gives the same accounts, `ts` and times whenever it is read."""

    id: str
    """The id the file gives it; for a file that is one conversation, the file's name without folder and ending."""
    lines: tuple[Line, ...]
    zone: ZoneInfo
    focus: tuple[str, ...] = ()
    """`ts` of what the file wants judged, else of the last burst of a customer."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What the file calls each account; no coach is shown it."""
    channel_kind: ChannelKind = ChannelKind.CUSTOMER
    facts: str = ""
    default_language: Language = Language.EN
    is_timed: bool = True
    """The file says when things were said. Where it does not, lines stand a minute apart, which means nothing."""

    def view(self) -> ConversationView:
        """The conversation as it stood after its last line."""
        return ConversationView(
            lines=self.lines,
            focus=self.focus,
            now=self.lines[-1].at,
            zone=self.zone,
            channel_kind=self.channel_kind,
            facts=self.facts,
            default_language=self.default_language,
            mentions_ours=frozenset(line.author for line in self.lines if line.side.is_ours),
        )

    def with_names(self, text: str) -> str:
        """A text of its lines, or of a coach, with the file's names in place of accounts."""
        for account in sorted(self.names, key=len, reverse=True):
            text = text.replace(f"@{account}", f"@{self.names[account]}")
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody of a file."""

    name: str
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One message of a file; `by` is the key of its speaker."""

    by: str
    at: datetime
    text: str
    edited: bool = False


def accounts_of(speakers: Mapping[str, Speaker]) -> dict[str, str]:
    """An account for each speaker's key, numbered within each side in the order given."""
    counts: dict[Side, int] = {}
    accounts = {}
    for key, speaker in speakers.items():
        counts[speaker.side] = counts.get(speaker.side, 0) + 1
        accounts[key] = f"{_ACCOUNTS[speaker.side]}{counts[speaker.side]}"
    return accounts


def lines_of(said: Iterable[Said], speakers: Mapping[str, Speaker]) -> tuple[Line, ...]:
    """The messages as lines, in the order given, which is that of their times; each has a `ts` of its own."""
    accounts = accounts_of(speakers)
    mention = _Mention({speaker.name: accounts[key] for key, speaker in speakers.items() if speaker.name})
    lines, newest = [], 0
    for one in said:
        newest = max(newest + 1, int(one.at.timestamp()) * 1_000_000)
        text, addressed = mention.read(one.text)
        lines.append(
            Line(
                ts=ts_of(newest),
                at=one.at,
                side=speakers[one.by].side,
                author=accounts[one.by],
                text=text,
                edited=one.edited,
                addressed=addressed,
            )
        )
    return tuple(lines)


def ts_of(microseconds: int) -> str:
    """Slack's id of a message: seconds since 1970, as many digits for each, so that they sort as texts do."""
    return f"{microseconds // 1_000_000:010d}.{microseconds % 1_000_000:06d}"


def names_of(speakers: Mapping[str, Speaker]) -> dict[str, str]:
    """What each account is called."""
    accounts = accounts_of(speakers)
    return {accounts[key]: speaker.name for key, speaker in speakers.items() if speaker.name}


def last_burst(lines: Sequence[Line]) -> tuple[str, ...]:
    """The customers' last words that our side did not interrupt."""
    return tuple(reversed(list(_backwards(lines))))


def _backwards(lines: Sequence[Line]) -> Iterator[str]:
    found = False
    for line in reversed(lines):
        if line.side is Side.CUSTOMER:
            found = True
            yield line.ts
        elif found and line.side.is_ours:
            return


def in_utc(at: datetime) -> datetime:
    """The instant: Python compares two times of one zone by their walls, wrongly where the clocks go back."""
    return at.astimezone(UTC)


class _Mention:
    """Finds `@name` of a file's people and puts their accounts there, as Slack does."""

    def __init__(self, accounts: Mapping[str, str]) -> None:
        self._accounts = {name.casefold(): account for name, account in accounts.items()}
        # The longest first; behind a name of Latin letters no further one may stand, Chinese has no gaps to look for.
        names = sorted(accounts, key=len, reverse=True)
        either = "|".join(re.escape(one) + (r"(?![A-Za-z0-9_])" if one[-1:].isascii() else "") for one in names)
        self._pattern = re.compile(rf"(?<![A-Za-z0-9._])@({either or '(?!)'})", re.IGNORECASE)

    def read(self, text: str) -> tuple[str, tuple[str, ...]]:
        """The text with accounts in place of names, and the accounts it mentions, each once."""
        found: dict[str, None] = {}

        def account(match: re.Match[str]) -> str:
            known = self._accounts.get(match[1].casefold())
            if known is None:
                return match[0]
            found[known] = None
            return f"@{known}"

        return self._pattern.sub(account, text), tuple(found)

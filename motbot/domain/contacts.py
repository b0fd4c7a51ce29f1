"""The contacts of a conversation, each a customer's words and our answer to them, and people shown as their roles."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256

from motbot.domain.called_names import CalledNames
from motbot.domain.grounding import verbatim
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.domain.promise import Promise
from motbot.domain.sheet import Fate, fate_of, passed_untold

_SILENT = frozenset({Side.BOT, Side.OURSELVES})
_ROLE = {
    Side.CUSTOMER: "customer",
    Side.UNKNOWN: "customer",
    Side.AGENT: "agent",
    Side.COLLEAGUE: "colleague",
    Side.BOT: "program",
    Side.OURSELVES: "program",
}
_NUMBERED = ("", "second ", "third ", "fourth ", "fifth ", "sixth ")
_OURS, _STRANGER = "somebody of ours", "somebody"
_MENTION = re.compile(r"<@([UWB][A-Z0-9]*)(?:\|[^<>]*)?>|@([UWB][A-Z0-9]{6,})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A customer's burst and everything our side says until the customer speaks again; one of the two may be empty."""

    number: int
    """Counted from 1."""
    asked: tuple[Line, ...] = ()
    """Empty where our side spoke first."""
    said: tuple[Line, ...] = ()
    """Empty where nobody has answered (yet)."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """Both, in their order."""
        return (*self.asked, *self.said)

    @property
    def is_answered(self) -> bool:
        """Whether our side has said anything."""
        return bool(self.said)

    @property
    def at(self) -> datetime:
        """When our side had said all of it, and knew what it was told between; unanswered, when the burst was over."""
        return (self.said or self.asked)[-1].at

    @property
    def asked_at(self) -> datetime | None:
        """When the burst was over; None where our side spoke first."""
        return self.asked[-1].at if self.asked else None

    @property
    def answered_at(self) -> datetime | None:
        """When our side answered first."""
        return self.said[0].at if self.said else None


def contacts_of(lines: Iterable[Line]) -> tuple[Contact, ...]:
    """Split a conversation, oldest line first, into its contacts; programs' lines and our own posts are no part.

    Whoever Slack would not describe counts as a customer.
    """
    contacts: list[tuple[list[Line], list[Line]]] = []
    for line in lines:
        if line.side in _SILENT:
            continue
        if not contacts or (not line.side.is_ours and contacts[-1][1]):
            contacts.append(([], []))
        contacts[-1][1 if line.side.is_ours else 0].append(line)
    return tuple(
        Contact(number=number, asked=tuple(asked), said=tuple(said)) for number, (asked, said) in enumerate(contacts, 1)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """Where a name or a mention stood, and where its role stands now."""

    start: int
    end: int
    was_start: int
    was_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """A view in which nobody has a name, and the way back to what was written."""

    view: ConversationView
    shown: Mapping[str, str]
    """The text of every line as the view shows it, by `ts`."""
    originals: Mapping[str, str]
    """The text of every line as it was written, by `ts`."""
    spots: Mapping[str, tuple[_Spot, ...]]

    def written(self, ts: str, words: str) -> str:
        """The words of a quote as they were written, names included; "" where they do not stand in that line."""
        shown = self.shown.get(ts, "")
        found = verbatim(words, shown)
        start = shown.find(found) if found else -1
        if start < 0:
            return ""
        end = start + len(found)
        return self.originals[ts][self._was(ts, start, at_end=False) : self._was(ts, end, at_end=True)]

    def _was(self, ts: str, place: int, *, at_end: bool) -> int:
        """A place in the shown text as one in the original; inside a role it is the name's own edge."""
        moved = 0
        for spot in self.spots.get(ts, ()):
            if place < spot.start or (place == spot.start and not at_end):
                break
            if place < spot.end or (place == spot.end and at_end):
                return spot.was_end if at_end else spot.was_start
            moved = spot.was_end - spot.end
        return place + moved


def with_roles(view: ConversationView, *, names: Mapping[str, Sequence[str]] | None = None) -> Roles:
    """Show a view without anybody's name: the same people give the same roles, whatever they are called.

    Authors, those addressed, mentions and the profile names in the words become "customer", "second customer",
    "agent", "colleague" and so on, numbered in the order in which they first spoke.

    Args:
        view: the conversation.
        names: the profile names of accounts (real name, display name), as Slack tells them.
    """
    labels = roles_of(view.lines)
    called = CalledNames(
        {labels.get(account, _stranger(account, view)): given for account, given in (names or {}).items()}
    )
    texts = {line.ts: _replaced(line.text, labels, view, called) for line in view.lines}
    lines = tuple(
        replace(
            line,
            author=labels[line.author],
            text=texts[line.ts][0],
            addressed=tuple(labels.get(account, _stranger(account, view)) for account in line.addressed),
        )
        for line in view.lines
    )
    ours = frozenset(labels.get(account, _OURS) for account in view.mentions_ours)
    return Roles(
        view=replace(view, lines=lines, mentions_ours=ours),
        shown={line.ts: line.text for line in lines},
        originals={line.ts: line.text for line in view.lines},
        spots={ts: spots for ts, (_, spots) in texts.items() if spots},
    )


def roles_of(lines: Iterable[Line]) -> dict[str, str]:
    """A role for every account that speaks, numbered in the order in which those of one role first spoke."""
    roles: dict[str, str] = {}
    counts: dict[str, int] = {}
    for line in lines:
        if line.author not in roles:
            role = _ROLE[line.side]
            number = counts.get(role, 0)
            counts[role] = number + 1
            front = _NUMBERED[number] if number < len(_NUMBERED) else f"{number + 1}th "
            roles[line.author] = front + role
    return roles


def content_hash(
    view: ConversationView, *, promises: Iterable[Promise] = (), views: Sequence[ConversationView] = ()
) -> str:
    """A hash of all that a review rests on, for telling whether one can be taken from the cache.

    Give it the view with people as their roles: the present, accounts and names do not change it, nor what a coach has
    found in the same words meanwhile. What a promise has come to does. `views` are those of its contacts, where each
    has its own: what they know counts then, so that what was learnt after the conversation changes nothing.
    """
    roles = roles_of(view.lines)
    said = [(line.ts, roles[line.author], line.text, line.files) for line in view.lines]
    first, *others = map(_known, views or (view,))
    known = first if all(one == first for one in others) else (first, *others)
    ended = [(one.words, how) for one in promises if (how := _ended_as(one, view.now))]
    text = json.dumps((said, known, ended), ensure_ascii=True)
    return sha256(text.encode()).hexdigest()


def _ended_as(promise: Promise, now: datetime) -> str:
    """What it has come to; "" while it is open and has time."""
    if passed_untold(promise, now):
        return "over"
    fate = fate_of(promise)
    return "" if fate is Fate.OPEN else fate.value


def _known(view: ConversationView) -> tuple[str, ...]:
    """What our side knows, as one text each."""
    return (view.facts, *view.known, view.zone.key, view.channel_kind, *(repr(asdict(one)) for one in view.limits))


def _stranger(account: str, view: ConversationView) -> str:
    """The role of somebody who is only mentioned."""
    return _OURS if account in view.mentions_ours else _STRANGER


def _replaced(
    text: str, labels: Mapping[str, str], view: ConversationView, names: CalledNames
) -> tuple[str, tuple[_Spot, ...]]:
    """The text with roles in place of mentions and names, and where they stand."""
    mentions = (
        (match.start(), match.end(), "@" + labels.get(account, _stranger(account, view)))
        for match in _MENTION.finditer(text)
        for account in (match[1] or match[2],)
    )
    parts: list[str] = []
    spots: list[_Spot] = []
    length = done = 0
    for start, end, role in sorted((*mentions, *names.found(text))):
        if start < done:
            continue
        parts += (text[done:start], role)
        length += start - done
        spots.append(_Spot(start=length, end=length + len(role), was_start=start, was_end=end))
        length += len(role)
        done = end
    return "".join((*parts, text[done:])), tuple(spots)

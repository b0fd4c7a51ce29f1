"""Proposes cases from life: of each stored conversation that teaches something, a case in which nobody is named."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from motbot.catalogue import to_say
from motbot.domain.contacts import contacts_of
from motbot.domain.message import Line
from motbot.domain.policy import ChannelPolicy
from motbot.domain.proposed_case import Known, ProposedCase, Reason, Taught, Teaching, in_order
from motbot.domain.proposed_case_making import case_of, state_of
from motbot.domain.routing import zone_named
from motbot.ports.lived import Lived, LivedConversations
from motbot.ports.slack import Directory
from motbot.use_cases.lessons import Lesson, Lessons, said_in
from motbot.use_cases.who_is_named import who_is_named

LOOKED_AT_MOST = 1000
"""How many conversations are looked at, the newest first."""


class LeftOut(StrEnum):
    """Why something that teaches is not proposed now."""

    KNOWN = to_say("was proposed before")
    OVER_LIMIT = to_say("is over the limit; ask again")
    CHANNEL_SAYS_NO = to_say("is from a channel with `cases: false`")
    NOT_WATCHED = to_say("is from a channel that is not in the config any more")
    WORDS_GONE = to_say("is about words that are not stored (any more)")
    NAMES_UNKNOWN = to_say(
        "has people whom Slack does not describe just now, so that their names cannot be taken out; ask again"
    )
    UNWRITABLE = to_say("cannot be written as a case")
    NOT_LOOKED_AT = to_say("is older than the conversations that are looked at in one go; ask with a shorter --since")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """The cases, the one that says most of the right answer first, and what was left out."""

    cases: tuple[ProposedCase, ...] = ()
    left_out: dict[LeftOut, int] = field(default_factory=dict)


class ProposeCases:
    """Reads; changes nothing."""

    def __init__(self, *, lived: LivedConversations, directory: Directory) -> None:
        """Take the ports."""
        self._lived = lived
        self._directory = directory

    async def __call__(
        self, *, since: datetime | None, at_most: int | None, known: Collection[str] = frozenset()
    ) -> Proposals:
        """Propose, at most so many.

        Args:
            since: only what was said or came to pass since then; None: ever.
            at_most: how many cases; None: all of them.
            known: the `state` of every case that was ever proposed.

        Raises:
            SlackRateLimited: a channel cannot be read just now; ask again later.
            SlackUnclear: likewise.
            StorageUnavailable: the database does not answer just now.
        """
        left_out: dict[LeftOut, int] = {}
        policies = {channel: await self._directory.channel(channel) for channel in await self._directory.watched()}
        lived = await self._lived.since(list(policies), since, at_most=LOOKED_AT_MOST + 1)
        if len(lived) > LOOKED_AT_MOST:
            left_out[LeftOut.NOT_LOOKED_AT] = 1
        teachings = []
        for one in lived[:LOOKED_AT_MOST]:
            teachings += self._teachings(one, policies.get(one.channel), since, left_out)
        fresh = [one for one in teachings if state_of(one) not in known]
        _count(left_out, LeftOut.KNOWN, len(teachings) - len(fresh))
        cases: list[ProposedCase] = []
        ordered = in_order(fresh)
        for place, teaching in enumerate(ordered):
            if at_most is not None and len(cases) >= at_most:
                _count(left_out, LeftOut.OVER_LIMIT, len(ordered) - place)
                break
            people = await who_is_named(self._directory, teaching, policies[teaching.channel])
            if people is None:
                _count(left_out, LeftOut.NAMES_UNKNOWN)
            else:
                cases.append(case_of(teaching, people))
        return Proposals(cases=tuple(cases), left_out=left_out)

    def _teachings(
        self, lived: Lived, policy: ChannelPolicy | None, since: datetime | None, left_out: dict[LeftOut, int]
    ) -> list[Teaching]:
        """What one conversation teaches; why it teaches nothing here is counted."""
        refusal = self._refusal(lived, policy)
        if refusal is not None or policy is None:
            _count(left_out, refusal or LeftOut.NOT_WATCHED)
            return []
        lessons = Lessons(lived)
        found = lessons.found(since)
        _count(left_out, LeftOut.WORDS_GONE, lessons.without_words)
        return [_teaching(lived, lessons.lines, one, policy) for one in found]

    def _refusal(self, lived: Lived, policy: ChannelPolicy | None) -> LeftOut | None:
        if policy is not None and not policy.cases:
            return LeftOut.CHANNEL_SAYS_NO
        return None if lived.lines else LeftOut.WORDS_GONE


def linked(
    lines: Sequence[Line], *, focus: str, policy: ChannelPolicy, team: str, root: str, at: datetime
) -> Teaching | None:
    """A conversation that a trainer has named; None where no customer says anything up to what was pointed at.

    Args:
        lines: everything that was said in it.
        focus: `ts` of what was pointed at: the customer's words that came last by then are judged.
        policy: how its channel works.
        team: our workspace.
        root: `ts` of its first message.
        at: when it was named.
    """
    kept = said_in(lines)
    contacts = [one for one in contacts_of(kept) if one.asked]
    before = [one for one in contacts if one.asked[0].ts <= focus]
    contact = next(reversed(before), None)
    if contact is None:
        return None
    asked = [line for line in contact.asked if line.ts <= focus] or contact.asked[:1]
    lesson = Lesson(contact=contact, focus=asked[-1].ts)
    lesson.because(Taught.LINKED, "A trainer has named this conversation.", at)
    lived = Lived(team=team, channel=policy.id, conversation=0, root=root)
    return _teaching(lived, kept, lesson, policy)


def _teaching(lived: Lived, lines: Sequence[Line], lesson: Lesson, policy: ChannelPolicy) -> Teaching:
    reply = lesson.reply
    end = reply[0].ts if reply else lesson.focus
    said = {line.ts for line in reply}
    facts = "\n".join(dict.fromkeys(filter(None, (policy.facts.strip(), *lesson.facts))))
    return Teaching(
        team=lived.team,
        channel=lived.channel,
        root=lived.root or lines[0].ts,
        kind=policy.kind,
        channel_name=policy.name,
        zone=zone_named(policy.zone),
        language=policy.language,
        lines=tuple(line for line in lines if line.ts <= end and line.ts not in said),
        focus=lesson.focus,
        reply=reply,
        facts=facts,
        reasons=tuple(_by_rank(lesson.reasons)),
        known=lesson.known if lesson.reasons else Known(),
        found=lesson.found,
        said_of=tuple(lesson.said_of),
        called={one.line.author: (one.author.username,) for one in lived.lines if one.author.username},
    )


def _by_rank(reasons: Iterable[Reason]) -> list[Reason]:
    return sorted(reasons, key=lambda one: one.taught.rank)


def _count(left_out: dict[LeftOut, int], why: LeftOut, more: int = 1) -> None:
    if more:
        left_out[why] = left_out.get(why, 0) + more

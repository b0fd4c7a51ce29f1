"""Whom a moment is whispered to, and what may keep the whisper back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from motbot.domain.conversation import Conversation
from motbot.domain.expectation import Urgency
from motbot.domain.moment import Moment, Suppressed
from motbot.domain.own_limits import limits_of
from motbot.domain.people import Person
from motbot.domain.policy import ChannelPolicy, Limits
from motbot.domain.sensitivity import Sensitivity
from motbot.domain.urgency import end_of_quiet

LOOK_AGAIN = timedelta(hours=1)
"""When somebody over the daily cap may have room again."""
_LEAST = {Sensitivity.LOW: Urgency.HIGH, Sensitivity.NORMAL: Urgency.NORMAL, Sensitivity.HIGH: Urgency.LOW}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An agent who might be nudged, with what bears on it."""

    person: Person
    muted_until: datetime | None = None
    nudged_today: int = 0
    refused: bool = False
    """Slack has refused to bring this person a message about this moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The answer: one responsible person, or several who may claim; or why nobody, and when to look again."""

    to: tuple[Person, ...] = ()
    claimable: bool = False
    suppressed: Suppressed | None = None
    nudge_at: datetime | None = None

    @property
    def is_own_wish(self) -> bool:
        """Whether the one it is for hears of it later, or need not: nobody else is asked in their place."""
        return self.suppressed in {Suppressed.QUIET_HOURS, Suppressed.BELOW_SENSITIVITY}


def candidates_for(moment: Moment, conversation: Conversation, policy: ChannelPolicy) -> tuple[Sequence[str], bool]:
    """Name who is responsible, or everybody who could claim; the flag says that it is to be claimed.

    Responsible is who took the moment, else who last answered in the conversation, else who is on duty.
    """
    for one in (moment.agent, conversation.last_agent):
        if one in policy.agents:
            return (one,), False
    if policy.on_duty:
        return policy.on_duty[:1], False
    everybody = sorted(policy.agents)
    return everybody, len(everybody) > 1


def is_below(urgency: Urgency, sensitivity: Sensitivity) -> bool:
    """Whether a dial, the channel's or an agent's own, says that a moment is not pressing enough for a nudge."""
    return urgency.rank < _LEAST[sensitivity].rank


def route(
    candidates: Sequence[Candidate],
    *,
    claimable: bool,
    urgency: Urgency,
    now: datetime,
    limits: Limits,
    sensitivity: Sensitivity | None = None,
) -> Route:
    """Choose among the candidates those who may be nudged now; `sensitivity` is the channel's, for those without one.

    That it is too slight for them counts only where nothing else holds anybody back: those others may hear of it later.
    """
    held: dict[Suppressed, datetime | None] = {}
    free: list[Person] = []
    for candidate in candidates:
        dial = candidate.person.preferences.sensitivity or sensitivity
        if dial is not None and is_below(urgency, dial):
            held.setdefault(Suppressed.BELOW_SENSITIVITY, None)
            continue
        reason, until = _held_back(candidate, urgency, now, limits)
        if reason is None:
            free.append(candidate.person)
        elif reason not in held or (until and held[reason] and until < (held[reason] or until)):
            held[reason] = until
    if free:
        return Route(to=tuple(free), claimable=claimable)
    if Suppressed.BELOW_SENSITIVITY in held and len(held) == 1:
        return Route(suppressed=Suppressed.BELOW_SENSITIVITY)
    if Suppressed.QUIET_HOURS in held:
        return Route(suppressed=Suppressed.QUIET_HOURS, nudge_at=held[Suppressed.QUIET_HOURS])
    reason = next((one for one in held if one is not Suppressed.BELOW_SENSITIVITY), Suppressed.NOBODY)
    return Route(suppressed=reason, nudge_at=held.get(reason))


def _held_back(
    candidate: Candidate, urgency: Urgency, now: datetime, limits: Limits
) -> tuple[Suppressed | None, datetime | None]:
    """Why this one is not to be nudged now, and until when where that is known."""
    if candidate.refused or not candidate.person.may_be_nudged:
        return Suppressed.NOBODY, None
    if urgency is Urgency.CRITICAL:
        return None, None
    if candidate.muted_until is not None and candidate.muted_until > now:
        return Suppressed.MUTED, candidate.muted_until
    until = end_of_quiet(now, zone_of(candidate.person), limits_of(candidate.person, limits))
    if until is not None:
        return Suppressed.QUIET_HOURS, until
    if candidate.nudged_today >= limits.daily_cap:
        return Suppressed.DAILY_CAP, now + LOOK_AGAIN
    return None, None


def zone_of(person: Person, *, otherwise: str = "UTC") -> ZoneInfo:
    """The person's zone, by the name that Slack gives; `otherwise` (the channel's) where it gives none."""
    return zone_named(person.zone, otherwise=otherwise)


def zone_named(name: str, *, otherwise: str = "UTC") -> ZoneInfo:
    """The zone of an IANA name; for one that we do not have `otherwise`, at last UTC."""
    return known_zone(name) or known_zone(otherwise) or ZoneInfo("UTC")


def known_zone(name: str) -> ZoneInfo | None:
    """The zone of an IANA name, or None where there is no such zone here."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None

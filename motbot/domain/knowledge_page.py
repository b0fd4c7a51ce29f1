"""What a lead is shown of a channel's knowledge, and what comes of what they or an agent have set."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from motbot.domain.channel_knowledge import Difference, KnowledgeSource, ProposedFacts
from motbot.domain.language import Language
from motbot.domain.limits import PromiseLimit
from motbot.domain.typed_limit import LimitFault


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgePage:
    """All that our side knows in a channel, for one of its leads."""

    channel: str
    channel_name: str
    language: Language
    zone: str
    """IANA name of the zone in which the lead sees times."""
    config_facts: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    """Set in Slack; what the config says as well is left out."""
    over: frozenset[str] = frozenset()
    """Those of both whose day is over: they are not used any more."""
    config_limits: tuple[PromiseLimit, ...] = ()
    limits: tuple[PromiseLimit, ...] = ()
    version: int = 0
    """Id of the change that holds; 0 before the first one."""
    by: str = ""
    at: datetime | None = None
    proposed: tuple[ProposedFacts, ...] = ()
    """The oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastChange:
    """One line of the history."""

    id: int
    by: str
    at: datetime
    source: KnowledgeSource
    difference: Difference
    is_newest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeHistory:
    """Who has changed what, the newest first."""

    page: KnowledgePage
    changes: tuple[PastChange, ...]
    is_cut: bool = False
    """There are older ones."""


class Unkept(StrEnum):
    """Why nothing was stored."""

    NOT_YOURS = "not_yours"
    """Whoever asks leads the channel no (more), or is not in it."""
    NOT_YOUR_CARD = "not_your_card"
    """The card it stood on is not theirs (any more)."""
    GONE = "gone"
    """It is not there any more: somebody else has decided, or changed it."""
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    """As many limits, or proposals, as a channel takes."""
    EMPTY = "empty"
    SECRET = "secret"  # noqa: S105 - no password
    DETAILS = "details"
    """It holds what may be somebody's own: to be looked at once more."""
    TODAY = "today"
    """It holds words that are true today alone: likewise, once."""
    MEANWHILE = "meanwhile"
    """Another lead has stored something since the window was opened."""
    BAD_LIMIT = "bad_limit"
    NOBODY_LEADS = "nobody_leads"
    """The config names no lead who could decide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What came of it: stored, unless there is a reason why not."""

    why_not: Unkept | None = None
    page: KnowledgePage | None = None
    """As it stands now; None for whoever may not see it."""
    facts: tuple[str, ...] = ()
    """MEANWHILE: both people's facts together. TODAY: what was typed."""
    meanwhile: Difference = field(default_factory=Difference)
    """MEANWHILE: what the other one has changed."""
    details: tuple[str, ...] = ()
    """DETAILS and TODAY: the words that may be somebody's own."""
    of_today: tuple[str, ...] = ()
    """Likewise: the words that are true today alone."""
    faults: Mapping[LimitFault, LimitFault] = field(default_factory=dict)
    """BAD_LIMIT: what is wrong, by the field that it is told beside."""
    is_proposal: bool = False
    """It waits for a lead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promoting:
    """What a window shows in which facts are worded anew, before they are kept or proposed."""

    channel: str
    channel_name: str
    language: Language
    facts: tuple[str, ...]
    details: tuple[str, ...] = ()
    of_today: tuple[str, ...] = ()
    """Words in them that are true today alone."""
    is_lead: bool = False
    """They are kept at once; else they are proposed."""
    moment: int = 0
    """Of the card they were typed on; 0 for a proposal."""
    proposal: int = 0
    by: str = ""
    """Who has proposed them."""
    why_not: Unkept | None = None

"""What somebody's Home tab holds, by the roles they have now; no other person is named in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum

from motbot.domain.expectation import Urgency
from motbot.domain.fading import Fading
from motbot.domain.language import Language
from motbot.domain.mine import SheetItem
from motbot.domain.moment import Stage
from motbot.domain.nudge import Place
from motbot.domain.preferences import NOTHING_SET, Preferences
from motbot.domain.promise_list import LatePromise, PromiseList


class NextStep(StrEnum):
    """What an open moment asks of its agent now."""

    ASK = "ask"
    """Explore: a decisive fact is missing."""
    ANSWER = "answer"
    COMPLETE = "complete"
    """Our answer has left something open."""
    CONFIRM = "confirm"
    """Ask whether the outcome is right, once it has rested."""
    KEEP = "keep"
    """Something promised is still to be done."""
    HEAR = "hear"
    """The customer has been, or is to be, asked whether it is right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMoment:
    """One of the person's own open moments."""

    place: Place
    channel_name: str
    words: str
    stage: Stage
    step: NextStep
    urgency: Urgency
    reply_by: datetime | None = None
    """In the person's zone; None once our side has answered."""
    is_overdue: bool = False
    """That time has passed."""
    is_unsolved: bool = False
    """What was delivered for it does not do: it is no new request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedChannel:
    """A channel that the person leads, in figures; late promises by the expectation they let down."""

    channel_name: str
    by_stage: Mapping[Stage, int] = field(default_factory=dict)
    late_replies: int = 0
    """Requests of the last seven days that were answered after the time to reply by, or wait although it is over."""
    late: tuple[LatePromise, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LivePrompt:
    """What answers for a task now."""

    task: str
    version: str
    digest: str
    since: datetime
    by: str
    """Who published it: an account of the machine or of Slack; `motbot` at a first start."""
    is_trial: bool = False
    share: int = 0
    figures: Mapping[str, float] = field(default_factory=dict)
    """What it was measured to do when it was published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """Everything, for one person."""

    language: Language
    zone: str = "UTC"
    is_member: bool = True
    """False for anybody but a full member of our workspace: then everything else says nothing."""
    is_agent: bool = False
    is_trainer: bool = False
    may_announce: bool = False
    """They lead or administer a channel: they get the text that tells a shared channel of motbot."""
    moments: tuple[OpenMoment, ...] = ()
    """The most pressing first."""
    promises: PromiseList = field(default_factory=PromiseList)
    sheets: tuple[SheetItem, ...] = ()
    fadings: tuple[Fading, ...] = ()
    preferences: Preferences = NOTHING_SET
    quiet_from: time = time(0)
    """As they hold for the person now, whoever has set them."""
    quiet_to: time = time(0)
    usual_from: time = time(0)
    """As the config has them for whoever has set none."""
    usual_to: time = time(0)
    led: tuple[LedChannel, ...] = ()
    prompts: tuple[LivePrompt, ...] = ()
    is_whole: bool = True
    """False where Slack does not say of some channel whether they are in it now."""

    @property
    def has_role(self) -> bool:
        """Whether motbot does anything for them."""
        return self.is_agent or self.is_trainer or self.may_announce or bool(self.led)

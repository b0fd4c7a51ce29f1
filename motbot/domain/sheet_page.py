"""One page of a sheet as one person may see it now: the overview, or one contact with everybody's marks."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motbot.domain.agreement import Agreement
from motbot.domain.language import Language
from motbot.domain.nudge import Place
from motbot.domain.review import Cost, Failure, RaterRole, RemarkKind, ReviewedLine, ReviewState, Row
from motbot.domain.scoring import Quote
from motbot.domain.sheet import JudgedExpectation, JudgedPromise


class Hidden(StrEnum):
    """Why the coach's score of a row is not shown."""

    BLIND = "blind"
    """Calibration: this person has not sent their own marks yet."""
    NOT_TRUSTED = "not_trusted"
    """The coach has not agreed well enough with people on such rows, and the config asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanMark:
    """A person's mark; people are named by their role alone."""

    role: RaterRole
    is_yours: bool
    score: int | None
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRemark:
    """What somebody says of a row."""

    role: RaterRole
    is_yours: bool
    kind: RemarkKind
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A row with the coach's mark, as far as it is shown, and those of people."""

    row: Row
    words: str = ""
    """On the overview: how the contact begins, on one line, shortened; shown before anybody's marks too."""
    score: int | None = None
    rule: int | None = None
    """The rule of the decision order that fixed the score of a contact or conversation as a whole."""
    hidden: Hidden | None = None
    reason: str = ""
    behaviours: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    humans: tuple[HumanMark, ...] = ()
    remarks: tuple[ShownRemark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How far a blind review has come."""

    sent_by_you: bool
    sent: int
    """How many people have sent their marks."""
    missing: tuple[int, ...] = ()
    """Contacts this person has not marked as a whole yet: their marks can be sent once there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPage:
    """What a window shows. Everything a person may not see has been left out already."""

    review: int
    state: ReviewState
    failure: Failure | None = None
    cost: Cost | None = None
    language: Language
    """Of the person who looks."""
    place: Place
    channel_name: str = ""
    department: str = ""
    """Which of our own departments asks, in a channel for internal requests."""
    zone: str = "UTC"
    """IANA name of the zone in which times are shown: the viewer's, else the channel's."""
    page: int = 0
    """0: the overview; else the number of the contact."""
    pages: int = 1
    """The overview and one for each contact."""
    role: RaterRole | None = None
    rows: tuple[SheetRow, ...] = ()
    """On the overview the conversation and then each contact as a whole; else the contact as a whole and its steps."""
    asked: tuple[ReviewedLine, ...] = ()
    said: tuple[ReviewedLine, ...] = ()
    lines: tuple[ReviewedLine, ...] = ()
    """Every line a quote of this page is from, for its link."""
    expectations: tuple[JudgedExpectation, ...] = ()
    is_pending: bool = False
    """Nobody has answered this contact and it is not late yet: none of its expectations is met or missed so far."""
    promises: tuple[JudgedPromise, ...] = ()
    better: str = ""
    """What +3 would have been."""
    calibration: Calibration | None = None
    agreement: tuple[Agreement, ...] = ()
    """For trainers, on the overview."""
    made_by: str = ""
    """`model` or `playbook`."""
    without_model: bool = False
    scale_note: str = ""
    earlier: int = 0
    """An earlier review of the same conversation whose words have changed since; 0 where there is none."""

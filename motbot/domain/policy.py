"""What the config decides, as values the rules can use: who answers where, how fast, how much, and when not."""

from dataclasses import dataclass, field
from datetime import time, timedelta
from enum import StrEnum

from motbot.domain.departments import Department
from motbot.domain.due import DueConventions
from motbot.domain.language import Language
from motbot.domain.limits import PromiseLimit
from motbot.domain.message import ChannelKind
from motbot.domain.people import Side
from motbot.domain.sensitivity import Sensitivity


class HumanFrom(StrEnum):
    """Where a help-desk bridge names the human behind its post."""

    USERNAME = "username"
    METADATA = "metadata"
    PREFIX = "prefix"
    ATTACHMENT = "attachment"


class WordsIn(StrEnum):
    """Where in a bridge's post the human's words stand."""

    TEXT = "text"
    """In its text; where that is empty, in its blocks and attachments."""
    BLOCKS = "blocks"
    ATTACHMENTS = "attachments"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """A help-desk bot whose posts are really a human's: which bot (bot or app id), and whose words they are."""

    bot: str
    speaks_for: Side = Side.CUSTOMER
    """Where nothing below tells otherwise."""
    human_from: HumanFrom = HumanFrom.USERNAME
    written_as: str = ""
    """How the name is written: `{name} ({side})`; empty means the name alone, for a prefix `{name}:`."""
    name_field: str = ""
    """The metadata field with the name; empty means the usual ones."""
    id_field: str = ""
    """The metadata field that stays the same when the human is renamed."""
    side_field: str = ""
    """The metadata field that tells the side; empty means what stands for `{side}`, or the name."""
    agents_named: tuple[str, ...] = ()
    """Whose side is ours, with `*` for anything; so for the three below."""
    colleagues_named: tuple[str, ...] = ()
    customers_named: tuple[str, ...] = ()
    tool_named: tuple[str, ...] = ()
    """Who is nobody: the help desk's own notices."""
    words_in: WordsIn = WordsIn.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelPolicy:
    """How one watched channel works; user groups are already resolved to accounts."""

    id: str
    name: str = ""
    kind: ChannelKind = ChannelKind.CUSTOMER
    agents: frozenset[str] = frozenset()
    on_duty: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    trainers: tuple[str, ...] = ()
    admins: tuple[str, ...] = ()
    facts: str = ""
    zone: str = "UTC"
    language: Language = Language.EN
    sensitivity: Sensitivity = Sensitivity.NORMAL
    guests_are: Side = Side.CUSTOMER
    bridges: tuple[Bridge, ...] = ()
    limits: tuple[PromiseLimit, ...] = ()
    """What must not be promised here."""
    track_at_once: bool = False
    """Firm, dated promises in the first person are tracked without a click, with undo."""
    departments: tuple[Department, ...] = ()
    """Of our own, in a channel for internal requests: whoever asks there asks for one of them."""
    cases: bool = True
    """What is said here may be proposed as a case for trainers."""
    as_configured: "ChannelPolicy | None" = None
    """The same without what its leads have set in Slack; None where that is nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long motbot waits for what."""

    quiet: timedelta = timedelta(seconds=3)
    """A burst is over when its author has been silent this long ..."""
    burst_at_most: timedelta = timedelta(seconds=12)
    """... or when its first message is this old."""
    while_answering: timedelta = timedelta(0)
    """The silence that ends a burst where an agent is answering already; zero means `quiet`, as everywhere else."""
    group_within: timedelta = timedelta(minutes=15)
    """Root messages of one author belong together while the conversation is younger than this."""
    confirm_after: timedelta = timedelta(hours=4)
    """Rest after the agent's last answer until the Confirm prompt."""
    close_after: timedelta = timedelta(days=7)
    """Rest after the Confirm prompt until the moment closes, unconfirmed."""
    claim_within: timedelta = timedelta(minutes=10)
    """How long a moment waits to be claimed before those on duty, or else the leads, hear of it."""
    model_wait: timedelta = timedelta(seconds=60)
    """How long a moment waits for the model before the playbook's card appears."""
    later: timedelta = timedelta(minutes=30)
    """What the Later button means."""
    draft_ahead: bool = True
    """A model drafts the reply as its card comes; else once the agent asks for it."""
    expire_after: timedelta = timedelta(hours=24)
    """Words older than this when they reach us are kept, but nobody is nudged about them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one agent gets. Critical moments pass both bounds."""

    daily_cap: int = 40
    """New private messages to one agent in 24 hours."""
    quiet_from: time = time(20, 0)
    quiet_to: time = time(8, 0)
    """In the agent's own zone; equal times switch quiet hours off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How a tracked promise is kept in view."""

    remind_share: float = 0.25
    """The share of the time from tracking to due that is left when the agent is reminded ..."""
    remind_least: timedelta = timedelta(minutes=15)
    """... but no less than this ..."""
    remind_most: timedelta = timedelta(hours=4)
    """... and no more."""
    late_after: timedelta = timedelta(0)
    """How long after its due time a promise counts as broken."""
    lapse_after: timedelta = timedelta(days=7)
    """How long a promise that nobody tracks, or a broken one that nobody touches, stays open."""
    merge_within: timedelta = timedelta(minutes=1)
    """Notes to one person within this time are one message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyWithin:
    """The times after which silence itself disappoints (method.md, labelling step 2)."""

    critical: timedelta = timedelta(minutes=10)
    high: timedelta = timedelta(minutes=60)
    end_of_day: time = time(18, 0)
    workdays: frozenset[int] = field(default_factory=lambda: frozenset(range(5)))
    """Monday is 0."""
    office: DueConventions | None = None
    """When work is done: what presses at other hours is due once it begins again. None counts at any hour."""


class ShowCoach(StrEnum):
    """When the coach's score of a row stands on a sheet."""

    ALWAYS = "always"
    AGREED = "agreed"
    """Once it has agreed well enough with people on rows of that kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRules:
    """How conversations are reviewed."""

    ask_above: int = 300
    """A conversation of more messages than this is judged only once whoever asked has seen what it takes."""
    lines_a_call: int = 40
    """How many messages the coach is given to judge at once; a contact is never split."""
    model_wait: timedelta = timedelta(minutes=3)
    """How long a review waits for the model before the playbook stands in."""
    show_coach: ShowCoach = ShowCoach.ALWAYS
    agreed_kappa: float = 0.4
    agreed_pairs: int = 30
    """For AGREED: the least weighted kappa, on at least so many rows."""

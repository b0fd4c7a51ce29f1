"""Everything the configuration file may say, as one frozen tree; the keys are documented in the shipped example."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from motbot.catalogue import say
from motbot.domain.departments import Department
from motbot.domain.due import DueConventions
from motbot.domain.language import Language
from motbot.domain.message import ChannelKind
from motbot.domain.people import Side
from motbot.domain.policy import ChannelPolicy, Keeping, Limits, Pace, ReplyWithin
from motbot.domain.prices import Price
from motbot.domain.sensitivity import Sensitivity
from motbot.settings.branch import Branch, branch_in, keys_of
from motbot.settings.bridging import BridgeBranch
from motbot.settings.departments import DepartmentBranch
from motbot.settings.limiting import ModelLimitsBranch
from motbot.settings.pricing import PriceBranch
from motbot.settings.privacy import PrivacyBranch
from motbot.settings.promising import DueTimesBranch, PromiseLimitBranch, PromisesBranch
from motbot.settings.publishing import PromptsBranch
from motbot.settings.retaining import RetentionBranch
from motbot.settings.reviewing import ReviewBranch
from motbot.settings.scalars import (
    Account,
    ChannelId,
    ClockTime,
    Duration,
    Flag,
    Listed,
    Text,
    Weekday,
    ZoneName,
    decimal,
    one_of,
    read_language,
    whole,
)

_PACE = Pace()
_LIMITS = Limits()
_REPLY_WITHIN = ReplyWithin()

Speech = Annotated[Language, BeforeValidator(read_language)]
GuestSide = Annotated[Side, BeforeValidator(one_of(Side, Side.CUSTOMER, Side.COLLEAGUE))]
Port = Annotated[int, BeforeValidator(whole(0, 65535))]


class CoachKind(StrEnum):
    """Who finds expectations and writes drafts."""

    MODEL = "model"
    PLAYBOOK = "playbook"


class LogLevel(StrEnum):
    """From which weight on a line is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class StructuredMode(StrEnum):
    """How a model is made to answer in the shape we need."""

    AUTO = "auto"
    JSON_SCHEMA = "json_schema"
    JSON_OBJECT_SCHEMA = "json_object_schema"
    JSON_OBJECT = "json_object"
    TEXT = "text"


class TokenLimit(StrEnum):
    """Which parameter bounds the length of an answer."""

    AUTO = "auto"
    MAX_TOKENS = "max_tokens"
    MAX_COMPLETION_TOKENS = "max_completion_tokens"


class DatabaseBranch(Branch):
    """The database, beside what MOTBOT_DATABASE_URL and MOTBOT_DATA_DIR say."""

    root_allowed: Flag = False
    pool_size: Annotated[int, BeforeValidator(whole(1, 100))] = 10


class ModelBranch(Branch):
    """The language model, beside its address and key, which stand in the environment."""

    name: Text = "gpt-5-mini"
    structured_mode: Annotated[StructuredMode, BeforeValidator(one_of(StructuredMode))] = StructuredMode.AUTO
    token_limit: Annotated[TokenLimit, BeforeValidator(one_of(TokenLimit))] = TokenLimit.AUTO
    deadline: Duration = timedelta(seconds=45)
    temperature: Annotated[float, BeforeValidator(decimal(0, 2))] = 0.0
    max_output: Annotated[int, BeforeValidator(whole(64, 100_000))] = 1500
    concurrency: Annotated[int, BeforeValidator(whole(1, 64))] = 4
    prices: Listed[PriceBranch] = ()
    limits: ModelLimitsBranch = ModelLimitsBranch()

    def price_table(self) -> dict[str, Price]:
        """The prices by the name of their model."""
        return {one.model: one.to_domain() for one in self.prices}


class PeopleBranch(Branch):
    """Roles that hold in every channel, and what a guest of our own workspace is."""

    leads: Listed[Account] = ()
    trainers: Listed[Account] = ()
    admins: Listed[Account] = ()
    guests_are: GuestSide = Side.CUSTOMER


class ChannelBranch(Branch):
    """One watched channel; what is not said here is taken from the top of the file."""

    id: ChannelId
    name: Text = ""
    kind: Annotated[ChannelKind, BeforeValidator(one_of(ChannelKind))] = ChannelKind.CUSTOMER
    agents: Annotated[Listed[Account], Field(min_length=1)]
    on_duty: Listed[Account] = ()
    leads: Listed[Account] = ()
    facts: Text = ""
    timezone: ZoneName | None = None
    language: Speech | None = None
    sensitivity: Annotated[Sensitivity, BeforeValidator(one_of(Sensitivity))] = Sensitivity.NORMAL
    limits: Listed[PromiseLimitBranch] = ()
    cases: Flag = True


class PaceBranch(Branch):
    """How long motbot waits for what."""

    quiet: Duration = _PACE.quiet
    burst_at_most: Duration = _PACE.burst_at_most
    while_answering: Duration = _PACE.while_answering
    group_within: Duration = _PACE.group_within
    confirm_after: Duration = _PACE.confirm_after
    close_after: Duration = _PACE.close_after
    claim_within: Duration = _PACE.claim_within
    model_wait: Duration = _PACE.model_wait
    later: Duration = _PACE.later
    draft_ahead: Flag = _PACE.draft_ahead
    expire_after: Duration = _PACE.expire_after

    @model_validator(mode="after")
    def _a_burst_outlasts_its_silence(self) -> Self:
        if self.quiet > self.burst_at_most:
            raise ValueError(
                say("expected burst_at_most to be at least as long as quiet; raise burst_at_most or lower quiet")
            )
        return self

    def to_domain(self) -> Pace:
        """The same for the rules."""
        return Pace(
            quiet=self.quiet,
            burst_at_most=self.burst_at_most,
            while_answering=self.while_answering,
            group_within=self.group_within,
            confirm_after=self.confirm_after,
            close_after=self.close_after,
            claim_within=self.claim_within,
            model_wait=self.model_wait,
            later=self.later,
            draft_ahead=self.draft_ahead,
            expire_after=self.expire_after,
        )


class QuietHoursBranch(Branch):
    """From when until when nobody is nudged about anything that can wait; `from` is a word of Python."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    begin: Annotated[ClockTime, Field(alias="from")] = _LIMITS.quiet_from
    end: Annotated[ClockTime, Field(alias="to")] = _LIMITS.quiet_to


class LimitsBranch(Branch):
    """How much one agent gets."""

    daily_cap: Annotated[int, BeforeValidator(whole(1, 10_000))] = _LIMITS.daily_cap
    quiet_hours: QuietHoursBranch = QuietHoursBranch()

    def to_domain(self) -> Limits:
        """The same for the rules."""
        hours = self.quiet_hours
        return Limits(daily_cap=self.daily_cap, quiet_from=hours.begin, quiet_to=hours.end)


class ReplyWithinBranch(Branch):
    """After which time silence itself disappoints, by urgency."""

    critical: Duration = _REPLY_WITHIN.critical
    high: Duration = _REPLY_WITHIN.high
    end_of_day: ClockTime = _REPLY_WITHIN.end_of_day
    workdays: Annotated[Listed[Weekday], Field(min_length=1)] = tuple(sorted(_REPLY_WITHIN.workdays))

    @model_validator(mode="after")
    def _critical_is_sooner(self) -> Self:
        if self.critical > self.high:
            raise ValueError(say("expected critical to be at most as long as high; swap the two or shorten critical"))
        return self

    def to_domain(self) -> ReplyWithin:
        """The same for the rules."""
        days = frozenset(self.workdays)
        return ReplyWithin(critical=self.critical, high=self.high, end_of_day=self.end_of_day, workdays=days)


class Config(Branch):
    """The whole file."""

    coach: Annotated[CoachKind, BeforeValidator(one_of(CoachKind))]
    language: Speech = Language.EN
    timezone: ZoneName = "UTC"
    health_port: Port = 8080
    log_level: Annotated[LogLevel, BeforeValidator(one_of(LogLevel))] = LogLevel.INFO
    database: DatabaseBranch = DatabaseBranch()
    model: ModelBranch = ModelBranch()
    privacy: PrivacyBranch = PrivacyBranch()
    people: PeopleBranch = PeopleBranch()
    welcome: Flag = True
    bridges: Listed[BridgeBranch] = ()
    channels: Listed[ChannelBranch] = ()
    departments: Listed[DepartmentBranch] = ()
    pace: PaceBranch = PaceBranch()
    limits: LimitsBranch = LimitsBranch()
    reply_within: ReplyWithinBranch = ReplyWithinBranch()
    promises: PromisesBranch = PromisesBranch()
    due_times: DueTimesBranch = DueTimesBranch()
    review: ReviewBranch = ReviewBranch()
    prompts: PromptsBranch = PromptsBranch()
    memory: Flag = True
    retention: RetentionBranch = RetentionBranch()

    def keeping(self) -> Keeping:
        """How promises are kept in view."""
        return self.promises.to_domain()

    def replying(self) -> ReplyWithin:
        """By when our side replies while it works."""
        return replace(self.reply_within.to_domain(), office=self.due_conventions())

    def due_conventions(self) -> DueConventions:
        """What the words of a time mean here."""
        return self.due_times.to_domain()

    def channel_policies(self) -> tuple[ChannelPolicy, ...]:
        """Each watched channel for the rules; user groups (S...) still stand unresolved among the accounts."""
        return tuple(self._policy(channel) for channel in self.channels)

    def _departments(self) -> tuple[Department, ...]:
        return tuple(one.to_domain() for one in self.departments)

    def _policy(self, channel: ChannelBranch) -> ChannelPolicy:
        return ChannelPolicy(
            id=channel.id,
            name=channel.name,
            kind=channel.kind,
            agents=frozenset(channel.agents),
            on_duty=channel.on_duty,
            leads=tuple(dict.fromkeys((*channel.leads, *self.people.leads))),
            trainers=self.people.trainers,
            admins=self.people.admins,
            facts=channel.facts,
            zone=channel.timezone or self.timezone,
            language=channel.language or self.language,
            sensitivity=channel.sensitivity,
            guests_are=self.people.guests_are,
            bridges=tuple(bridge.to_domain() for bridge in self.bridges),
            limits=tuple(limit.to_domain() for limit in channel.limits),
            track_at_once=self.promises.track_at_once,
            departments=self._departments() if channel.kind is ChannelKind.INTERNAL_REQUEST else (),
            cases=channel.cases,
        )


def branches(top: type[Branch] = Config, path: str = "") -> Iterator[tuple[str, type[Branch]]]:
    """Every section below one, with its dotted path; lists of sections appear once."""
    yield path, top
    for key, field in keys_of(top).items():
        below = branch_in(field)
        if below:
            yield from branches(below, f"{path}.{key}".removeprefix("."))

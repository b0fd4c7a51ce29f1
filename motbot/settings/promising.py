"""What the file may say about promises: how they are kept in view, what their times mean, what must not be promised."""

from datetime import timedelta
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from motbot.catalogue import say
from motbot.domain.due import DateOrder, DueConventions
from motbot.domain.limits import LimitKind, PromiseLimit
from motbot.domain.policy import Keeping
from motbot.settings.branch import Branch
from motbot.settings.scalars import (
    ClockTime,
    Date,
    Duration,
    Flag,
    Listed,
    Phrase,
    Said,
    Text,
    Weekday,
    decimal,
    one_of,
    whole,
)

_KEEPING = Keeping()
_TIMES = DueConventions()

Hour = Annotated[int, BeforeValidator(whole(0, 23))]


class PromisesBranch(Branch):
    """How tracked promises are kept in view."""

    track_at_once: Flag = False
    remind_share: Annotated[float, BeforeValidator(decimal(0, 0.9))] = _KEEPING.remind_share
    remind_least: Duration = _KEEPING.remind_least
    remind_most: Duration = _KEEPING.remind_most
    late_after: Duration = _KEEPING.late_after
    lapse_after: Duration = _KEEPING.lapse_after

    @model_validator(mode="after")
    def _least_is_less_than_most(self) -> Self:
        if self.remind_least > self.remind_most:
            raise ValueError(
                say("expected remind_least to be at most as long as remind_most; swap the two or change one")
            )
        return self

    @model_validator(mode="after")
    def _late_comes_before_over(self) -> Self:
        if self.lapse_after <= self.late_after:
            raise ValueError(say("expected lapse_after to be longer than late_after; write a day or more, such as 7d"))
        return self

    def to_domain(self) -> Keeping:
        """The same for the rules."""
        return Keeping(
            remind_share=self.remind_share,
            remind_least=self.remind_least,
            remind_most=self.remind_most,
            late_after=self.late_after,
            lapse_after=self.lapse_after,
        )


class DueTimesBranch(Branch):
    """What a team means by words that leave the hour or the day open."""

    start_of_work: ClockTime = _TIMES.start_of_work
    end_of_day: ClockTime = _TIMES.end_of_day
    noon: ClockTime = _TIMES.noon
    morning: ClockTime = _TIMES.morning
    first_thing: ClockTime = _TIMES.first_thing
    afternoon: ClockTime = _TIMES.afternoon
    evening: ClockTime = _TIMES.evening
    small_hours: ClockTime = _TIMES.small_hours
    end_of_week: Weekday = _TIMES.end_of_week
    workdays: Annotated[Listed[Weekday], Field(min_length=1)] = tuple(sorted(_TIMES.workdays))
    holidays: Listed[Date] = ()
    extra_workdays: Listed[Date] = ()
    earliest_hour: Hour = _TIMES.earliest_hour
    latest_hour: Hour = _TIMES.latest_hour
    date_order: Annotated[DateOrder, BeforeValidator(one_of(DateOrder))] = _TIMES.date_order

    @model_validator(mode="after")
    def _what_begins_also_ends(self) -> Self:
        if self.start_of_work >= self.end_of_day:
            raise ValueError(say("expected start_of_work to be earlier than end_of_day; swap the two or change one"))
        if self.earliest_hour >= self.latest_hour:
            raise ValueError(say("expected earliest_hour to be less than latest_hour; swap the two or change one"))
        return self

    @model_validator(mode="after")
    def _a_day_is_one_or_the_other(self) -> Self:
        if both := sorted({*self.holidays} & {*self.extra_workdays}):
            raise ValueError(
                say("expected {days} in holidays or in extra_workdays, not in both; take it out of one", days=both[0])
            )
        return self

    def to_domain(self) -> DueConventions:
        """The same for the rules."""
        return DueConventions(
            start_of_work=self.start_of_work,
            end_of_day=self.end_of_day,
            noon=self.noon,
            morning=self.morning,
            first_thing=self.first_thing,
            afternoon=self.afternoon,
            evening=self.evening,
            small_hours=self.small_hours,
            end_of_week=self.end_of_week,
            workdays=frozenset(self.workdays),
            holidays=frozenset(self.holidays),
            extra_workdays=frozenset(self.extra_workdays),
            earliest_hour=self.earliest_hour,
            latest_hour=self.latest_hour,
            date_order=self.date_order,
        )


class PromiseLimitBranch(Branch):
    """Something that must not be promised in a channel."""

    kind: Annotated[LimitKind, BeforeValidator(one_of(LimitKind))]
    words: Listed[Phrase] = ()
    rule: Said
    instead: Text = ""
    above: Annotated[float, BeforeValidator(decimal(0, 1_000_000_000))] | None = None
    sooner_than: Duration | None = None

    @model_validator(mode="after")
    def _something_tells_when_it_holds(self) -> Self:
        if not self.words and self.above is None and self.sooner_than in {None, timedelta(0)}:
            raise ValueError(
                say("expected words, above or sooner_than to say which promises are meant; add one of them")
            )
        return self

    def to_domain(self) -> PromiseLimit:
        """The same for the rules."""
        return PromiseLimit(
            kind=self.kind,
            words=self.words,
            rule=self.rule,
            instead=self.instead,
            above=self.above,
            sooner_than=self.sooner_than,
        )

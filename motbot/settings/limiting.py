"""What the file may say about how much is asked of the language model."""

from collections.abc import Callable
from typing import Annotated, TypeVar

from pydantic import BeforeValidator
from typing_extensions import override

from motbot.catalogue import say
from motbot.domain.model_limits import Bounds
from motbot.settings.branch import Branch
from motbot.settings.scalars import decimal, whole

_MANY = 1_000_000_000
_FEWEST_TOKENS = 1000
_NO_BOUND = "none"

T = TypeVar("T")


def _or_none(read: Callable[[object], T]) -> Callable[[object], T | None]:
    """Read a bound, or the word for no bound."""

    def bound(value: object) -> T | None:
        if value == _NO_BOUND:
            return None
        try:
            return read(value)
        except ValueError as wrong:
            raise ValueError(say("{wrong}; `{no_bound}` bounds nothing", wrong=wrong, no_bound=_NO_BOUND)) from None

    return bound


Count = Annotated[int | None, BeforeValidator(_or_none(whole(1, _MANY)))]
Tokens = Annotated[int | None, BeforeValidator(_or_none(whole(_FEWEST_TOKENS, _MANY)))]
Money = Annotated[float | None, BeforeValidator(_or_none(decimal(0, _MANY)))]


class ProcessLimitsBranch(Branch):
    """What one process may ask; how much at once is the model's `concurrency`."""

    requests_a_minute: Count = None
    tokens_a_minute: Tokens = None
    money_a_day: Money = None

    def to_domain(self) -> Bounds:
        """The same for the rules."""
        return Bounds(
            requests_a_minute=self.requests_a_minute,
            tokens_a_minute=self.tokens_a_minute,
            money_a_day=self.money_a_day,
        )


class FleetLimitsBranch(ProcessLimitsBranch):
    """What all processes on one database may ask together."""

    at_once: Count = None

    @override
    def to_domain(self) -> Bounds:
        """The same for the rules."""
        return Bounds(
            at_once=self.at_once,
            requests_a_minute=self.requests_a_minute,
            tokens_a_minute=self.tokens_a_minute,
            money_a_day=self.money_a_day,
        )


class ModelLimitsBranch(Branch):
    """How much is asked of the model."""

    fleet: FleetLimitsBranch = FleetLimitsBranch()
    process: ProcessLimitsBranch = ProcessLimitsBranch()

    @property
    def bounds_money(self) -> bool:
        """Whether anything hangs on the model's price."""
        return self.fleet.money_a_day is not None or self.process.money_a_day is not None

"""A limit as a lead types it into a window: every field is text, and each mistake is told beside its field."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from motbot.domain.errors import BadInput
from motbot.domain.limits import PromiseLimit

_UNITS = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1), "s": timedelta(seconds=1)}


class LimitFault(StrEnum):
    """What is wrong with a typed limit; but for the last two the value is the key of the config."""

    KIND = "kind"
    WORDS = "words"
    RULE = "rule"
    INSTEAD = "instead"
    ABOVE = "above"
    SOONER_THAN = "sooner_than"
    UNMEANT = "unmeant"
    """Neither words nor an amount nor a time says which promises are meant."""
    SECRET = "secret"  # noqa: S105 - no password
    """Something in it looks like a token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedLimit:
    """The fields as they were typed; empty says that one was left out."""

    kind: str
    words: str = ""
    """Words and phrases, one a line or with commas between them."""
    rule: str = ""
    instead: str = ""
    above: str = ""
    sooner_than: str = ""


class BadLimit(BadInput):
    """What was typed is no limit."""

    def __init__(self, faults: dict[LimitFault, LimitFault]) -> None:
        """Take what is wrong, by the field that it is told beside."""
        super().__init__(f"a limit: fields {', '.join(sorted(faults))} do not say what they should")
        self.faults = faults


def typed_of(limit: PromiseLimit) -> TypedLimit:
    """A limit as it would be typed."""
    return TypedLimit(
        kind=limit.kind,
        words=", ".join(limit.words),
        rule=limit.rule,
        instead=limit.instead,
        above="" if limit.above is None else f"{limit.above:.6f}".rstrip("0").rstrip("."),
        sooner_than="" if limit.sooner_than is None else duration_text(limit.sooner_than),
    )


def duration_text(duration: timedelta) -> str:
    """A duration as the config writes it, such as 1h30m."""
    left, parts = duration, []
    for unit, size in _UNITS.items():
        count, left = divmod(left, size)
        parts += [f"{count}{unit}"] if count else []
    return "".join(parts) or "0s"

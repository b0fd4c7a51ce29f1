"""Checks what a lead types in Slack by the rules of the configuration file."""

import re
import unicodedata

from pydantic import ValidationError

from motbot.domain.limits import PromiseLimit
from motbot.domain.typed_limit import BadLimit, LimitFault, TypedLimit
from motbot.settings.promising import PromiseLimitBranch
from motbot.settings.scalars import holds_secret

_UNITS = {
    "d": re.compile(r"\s*(?:days?|天)"),
    "h": re.compile(r"\s*(?:hours?|hrs?|个?小时)"),
    "m": re.compile(r"\s*(?:minutes?|mins?|分钟)"),
    "s": re.compile(r"\s*(?:seconds?|secs?|秒钟?)"),
}
_AND = re.compile(r"(?<=[dhms])\s*(?:,|\band\b)?\s*(?=\d)|\s+(?=[dhms]\b)")
_CURRENCY = r"(?:eur|usd|gbp|chf|cny|rmb|jpy|[€$£¥]|euros?|dollars?|pounds?|人民币|美元|欧元|元|块)"
_AMOUNT = re.compile(rf"{_CURRENCY}?\s*([\d.]+)\s*{_CURRENCY}?")
_BETWEEN_WORDS = re.compile(r"[,，、;；\n]")


class ConfigChecks:
    """The Checks port over the sections of the configuration file."""

    def limit(self, typed: TypedLimit) -> PromiseLimit:
        """Make a limit of what was typed. Raises BadLimit."""
        given = _given(typed)
        secret = {_field(name): LimitFault.SECRET for name, value in given.items() if holds_secret(str(value))}
        if secret:
            raise BadLimit(secret)
        try:
            return PromiseLimitBranch.model_validate(given).to_domain()
        except ValidationError as wrong:
            raise BadLimit(dict(_fault(error["loc"]) for error in wrong.errors())) from None

    def holds_secret(self, text: str) -> bool:
        """Whether a text holds what looks like a token."""
        return holds_secret(text)


def _given(typed: TypedLimit) -> dict[str, object]:
    """As a reader of the file finds it; an empty field is a key that was left out."""
    words = [word.strip() for word in _BETWEEN_WORDS.split(typed.words) if word.strip()]
    told = {"kind": typed.kind, "rule": typed.rule, "instead": typed.instead}
    limits = {"above": _amount(typed.above.strip()), "sooner_than": _duration(typed.sooner_than.strip())}
    return {**told, "words": words, **{key: value for key, value in limits.items() if value}}


def _amount(typed: str) -> str:
    """As the file writes it, where it is a number with a currency; else as it was typed."""
    found = _AMOUNT.fullmatch(_plain(typed))
    return found[1] if found else typed


def _duration(typed: str) -> str:
    """As the file writes it, with a letter for every unit; what it does not name stays and is refused."""
    found = _plain(typed)
    for letter, unit in _UNITS.items():
        found = unit.sub(letter, found)
    return _AND.sub("", found)


def _plain(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).casefold()


def _fault(place: tuple[int | str, ...]) -> tuple[LimitFault, LimitFault]:
    """The field beside which a mistake is told, and which it is; one of the whole limit is told beside the words."""
    if not place:
        return LimitFault.WORDS, LimitFault.UNMEANT
    field = _field(str(place[0]))
    return field, field


def _field(key: str) -> LimitFault:
    return LimitFault(key)

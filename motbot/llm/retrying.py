"""When a call to the model is tried again, and after how long: what the server asks for, else a random wait."""

import math
from collections.abc import Callable, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime

import openai
from tenacity import RetryCallState

_RETRIED_STATUS = frozenset({408, 409, 429})
_SERVER_ERROR = 500
_NO_MONEY = "insufficient_quota"
_FIRST_WAIT = 0.5
_LONGEST_WAIT = 8.0


class UnusableAnswer(Exception):
    """The server said 200 and nothing that can be used: no choices, no content, a page instead of JSON."""


class AnswerTooLarge(Exception):
    """The server's answer is larger than any answer of ours can be."""


def may_come_right(error: BaseException) -> bool:
    """Whether the same request is worth another try within the call.

    A test by type: a predicate that says yes to everything would swallow cancellation.
    """
    match error:
        case openai.APIStatusError():
            if error.code == _NO_MONEY:
                return False
            return error.status_code in _RETRIED_STATUS or error.status_code >= _SERVER_ERROR
        case openai.APIConnectionError() | UnusableAnswer():
            return True
        case _:
            return False


def asked_wait(headers: Mapping[str, str], now: Callable[[], datetime]) -> float | None:
    """Seconds the server asks us to wait: `retry-after-ms`, or `retry-after` in seconds or as a date."""
    try:
        if milliseconds := headers.get("retry-after-ms"):
            return _positive(float(milliseconds) / 1000)
        if seconds := headers.get("retry-after"):
            return _positive(float(seconds))
    except ValueError:
        pass
    try:
        at = parsedate_to_datetime(headers.get("retry-after", ""))
        return _positive((at - now()).total_seconds())
    except (ValueError, TypeError):
        return None


def _positive(seconds: float) -> float | None:
    """Nothing, where a server asks for no wait or for nonsense: the ordinary wait then holds."""
    return seconds if math.isfinite(seconds) and seconds > 0 else None


def wait_for(*, random: Callable[[], float], now: Callable[[], datetime]) -> Callable[[RetryCallState], float]:
    """Make the wait between two tries.

    Args:
        random: gives a number from 0 to 1, for the spread between many callers.
        now: the present, aware, for dates in `retry-after`.
    """

    def wait(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = asked_wait(error.response.headers, now) if isinstance(error, openai.APIStatusError) else None
        if asked is not None:
            return asked + 0.1 * random()
        bound: float = min(_LONGEST_WAIT, _FIRST_WAIT * 2.0 ** (state.attempt_number - 1))
        return bound * (0.5 + 0.5 * random())

    return wait

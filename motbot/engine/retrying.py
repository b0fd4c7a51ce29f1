"""The rule for a job that failed: how often it is tried again, and after which pause."""

from datetime import timedelta

from motbot.domain.errors import Retryable, SlackRateLimited

FAILURES_AT_MOST = 5
"""After so many failures for the same reason of ours, a job goes aside."""
OUTAGES_AT_MOST = 100
"""After so many tries while something outside does not answer (about eight hours), likewise."""
LONGEST_PAUSE = timedelta(minutes=5)


def pause_after(error: Exception, attempt: int) -> timedelta | None:
    """How long to wait before the next try; None when the job goes aside.

    Args:
        error: what the job raised.
        attempt: how often it has been tried, this time included.
    """
    at_most = OUTAGES_AT_MOST if isinstance(error, Retryable) else FAILURES_AT_MOST
    if attempt >= at_most:
        return None
    asked = timedelta(seconds=error.retry_after) if isinstance(error, SlackRateLimited) else timedelta(0)
    return max(asked, min(timedelta(seconds=4 ** min(attempt - 1, 10)), LONGEST_PAUSE))

"""Every error motbot raises, in one tree; the docstring is the message a person reads first.

MotbotError
+-- BadInput            exit code 2: what was given cannot be used; names file, line, key and remedy
|   +-- BadConfig
|   +-- BadPrompt
|   +-- BadDialogue
+-- StorageRefused      exit code 3: the database cannot be used as it stands
+-- Failed              exit code 1: the thing asked for did not work
+-- Retryable           the same call may work later
|   +-- ModelUnavailable
|   +-- StorageUnavailable
|   +-- SlackRateLimited
|   +-- SlackUnclear
+-- Refused             the same call will not work later either
    +-- ModelRefused
    +-- SlackRefused
"""


class MotbotError(Exception):
    """Something went wrong in motbot."""

    def __init__(self, message: str = "") -> None:
        """Take the message, or else the class's docstring."""
        super().__init__(message or (type(self).__doc__ or "").strip())


class BadInput(MotbotError):
    """What was given cannot be used."""


class BadConfig(BadInput):
    """The configuration cannot be used."""


class BadPrompt(BadInput):
    """A prompt or playbook file cannot be used."""


class BadDialogue(BadInput):
    """A dialogue or case file cannot be used."""


class StorageRefused(MotbotError):
    """The database cannot be used as it stands."""


class Failed(MotbotError):
    """The thing asked for did not work."""


class Retryable(MotbotError):
    """The same call may work later."""


class ModelUnavailable(Retryable):
    """The language model did not answer in time or not in a usable form."""


class StorageUnavailable(Retryable):
    """The database does not answer just now."""


class SlackRateLimited(Retryable):
    """Slack asks us to wait before this call."""

    def __init__(self, message: str = "", *, retry_after: float = 1.0) -> None:
        """Take how many seconds Slack asks us to wait."""
        super().__init__(message)
        self.retry_after = retry_after


class SlackUnclear(Retryable):
    """The connection broke before Slack said whether it did what was asked."""


class Refused(MotbotError):
    """The same call will not work later either."""


class ModelRefused(Refused):
    """The language model declined to answer, or its answer stayed unusable after one repair."""


class SlackRefused(Refused):
    """Slack said no."""

    def __init__(self, code: str, message: str = "") -> None:
        """Take Slack's own error code."""
        super().__init__(message or f"Slack said no: {code}")
        self.code = code

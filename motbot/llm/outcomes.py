"""Says in our own errors what a failed request to the model means: try later, or never."""

import openai

from motbot.catalogue import say, to_say
from motbot.domain.errors import ModelRefused, ModelUnavailable
from motbot.llm.retrying import AnswerTooLarge, UnusableAnswer

_REMEDIES = {
    401: to_say("check the key"),
    403: to_say("check the rights of the key"),
    404: to_say("check the name of the model and the address of the server"),
    429: to_say("too many requests: lower the concurrency or raise the limit there"),
}
"""What somebody can put right on their side: the same call then works, so these count as retryable."""
_SERVER_ERROR = 500


def outcome_of(error: Exception, where: str) -> ModelUnavailable | ModelRefused:
    """Turn a request's last error into ours. The message names the server and a remedy, never what was said."""
    match error:
        case openai.APIStatusError():
            return _status(error, where)
        case openai.APITimeoutError():
            return ModelUnavailable(say("{where} did not answer in time.", where=where))
        case AnswerTooLarge():
            return ModelUnavailable(say("{where} sent an answer that is larger than any answer can be.", where=where))
        case openai.APIConnectionError():
            return ModelUnavailable(say("{where} cannot be reached; check its address and the network.", where=where))
        case UnusableAnswer():
            return ModelUnavailable(
                say(
                    "{where} sent no usable answer ({error}); check that it speaks OpenAI's chat API.",
                    where=where,
                    error=error,
                )
            )
        case _:
            return ModelUnavailable(say("{where} failed ({error}).", where=where, error=type(error).__name__))


def _status(error: openai.APIStatusError, where: str) -> ModelUnavailable | ModelRefused:
    status = error.status_code
    if error.code == "insufficient_quota":
        return ModelUnavailable(
            say("{where} has no quota left (429 insufficient_quota); pay the bill or raise the quota.", where=where)
        )
    if error.code == "content_filter":
        return ModelRefused(
            say(
                "The content filter of the model's server stopped the request ({status} content_filter).", status=status
            )
        )
    if status in _REMEDIES:
        return ModelUnavailable(
            say("{where} answers {status}; {remedy}.", where=where, status=status, remedy=say(_REMEDIES[status]))
        )
    if status >= _SERVER_ERROR or status in {408, 409}:
        return ModelUnavailable(say("{where} answers {status}; it may work later.", where=where, status=status))
    code = f" {error.code}" if error.code else ""
    return ModelRefused(
        say(
            "{where} refuses the request ({status}{code}); check model, limits and prompt length.",
            where=where,
            status=status,
            code=code,
        )
    )

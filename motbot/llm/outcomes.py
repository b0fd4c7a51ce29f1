"""Says in our own errors what a failed request to the model means: try later, or never."""

import openai

from motbot.domain.errors import ModelRefused, ModelUnavailable
from motbot.llm.retrying import AnswerTooLarge, UnusableAnswer

_REMEDIES = {
    401: "check the key",
    403: "check the rights of the key",
    404: "check the name of the model and the address of the server",
    429: "too many requests: lower the concurrency or raise the limit there",
}
"""What somebody can put right on their side: the same call then works, so these count as retryable."""
_SERVER_ERROR = 500


def outcome_of(error: Exception, where: str) -> ModelUnavailable | ModelRefused:
    """Turn a request's last error into ours. The message names the server and a remedy, never what was said."""
    match error:
        case openai.APIStatusError():
            return _status(error, where)
        case openai.APITimeoutError():
            return ModelUnavailable(f"{where} did not answer in time.")
        case AnswerTooLarge():
            return ModelUnavailable(f"{where} sent an answer that is larger than any answer can be.")
        case openai.APIConnectionError():
            return ModelUnavailable(f"{where} cannot be reached; check its address and the network.")
        case UnusableAnswer():
            return ModelUnavailable(f"{where} sent no usable answer ({error}); check that it speaks OpenAI's chat API.")
        case _:
            return ModelUnavailable(f"{where} failed ({type(error).__name__}).")


def _status(error: openai.APIStatusError, where: str) -> ModelUnavailable | ModelRefused:
    status = error.status_code
    if error.code == "insufficient_quota":
        return ModelUnavailable(f"{where} has no quota left (429 insufficient_quota); pay the bill or raise the quota.")
    if error.code == "content_filter":
        return ModelRefused(f"The content filter of the model's server stopped the request ({status} content_filter).")
    if status in _REMEDIES:
        return ModelUnavailable(f"{where} answers {status}; {_REMEDIES[status]}.")
    if status >= _SERVER_ERROR or status in {408, 409}:
        return ModelUnavailable(f"{where} answers {status}; it may work later.")
    code = f" {error.code}" if error.code else ""
    return ModelRefused(f"{where} refuses the request ({status}{code}); check model, limits and prompt length.")

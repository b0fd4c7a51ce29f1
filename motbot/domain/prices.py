"""What calls of a language model cost by a table of prices; what is not in the table is not known, never nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a million tokens of a model cost, in any one currency."""

    prompt: float
    cached: float
    """Of prompt tokens that the provider has seen shortly before."""
    completion: float

    def of(self, *, prompt_tokens: int, cached_tokens: int, completion_tokens: int) -> float:
        """What a call costs; `cached_tokens` are part of the prompt's."""
        cached = min(cached_tokens, prompt_tokens)
        fresh = prompt_tokens - cached
        return (fresh * self.prompt + cached * self.cached + completion_tokens * self.completion) / _MILLION


def price_of(model: str, prices: Mapping[str, Price]) -> Price | None:
    """The price of a model by its name, or of what its name begins with: servers put dates behind names.

    None where the table does not name it: that is never taken for nothing.
    """
    if model in prices:
        return prices[model]
    dated = [name for name in prices if model.startswith(f"{name}-")]
    return prices[max(dated, key=len)] if dated else None

"""What one call of the language model took, for whoever counts calls."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What one call took, whether anything came of it or not."""

    task: str
    model: str
    latency_ms: int
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int
    remembered: bool = False
    """Answered from a memory: it took this when it was asked, and nothing now."""
    outcome: str = "answered"
    """Or `too_slow`, `unavailable`, `refused`."""

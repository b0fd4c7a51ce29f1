"""The dial that says how pressing a moment must be before anybody is nudged."""

from enum import StrEnum


class Sensitivity(StrEnum):
    """How pressing a moment must be: set for a channel, and by each agent for themselves."""

    LOW = "low"
    """Only high and critical moments."""
    NORMAL = "normal"
    """Everything but low urgency."""
    HIGH = "high"
    """Every moment."""

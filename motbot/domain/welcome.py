"""The first message somebody ever gets: what motbot sees, who sees what, how to have peace, what is kept."""

from dataclasses import dataclass

from motbot.domain.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """Greets an agent, once. It names no conversation; how long things are kept is what the config says, in days."""

    language: Language
    events_days: int
    moments_days: int
    sheets_days: int

    @property
    def moment(self) -> int:
        """It is about no moment."""
        return 0

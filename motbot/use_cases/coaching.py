"""Who coaches: the configured coach, and the playbook that steps in when the model does not answer."""

from dataclasses import dataclass

from motbot.ports.coach import Coach, FirstLook
from motbot.ports.reviewer import Reviewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Coaching:
    """The coaches of one running motbot."""

    coach: Coach
    """The configured one: the model's, or the playbook's."""
    fallback: Coach
    """The playbook's; the same as `coach` where no model is configured."""
    first_look: FirstLook
    reviewer: Reviewer
    """The configured one, which fills in sheets: the model's, or the playbook's."""
    fallback_reviewer: Reviewer
    """The playbook's; the same as `reviewer` where no model is configured."""

    @property
    def has_model(self) -> bool:
        """Whether a card made by the fallback must say so."""
        return self.coach is not self.fallback

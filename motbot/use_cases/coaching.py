"""Who coaches: the configured coach, and the playbook that steps in when the model does not answer."""

from collections.abc import Callable
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
    chosen: "Callable[[str], Coaching] | None" = None
    """Gives the coaches with the prompts that a conversation gets now; None where every conversation gets the same."""

    def answering(self, conversation: int | str) -> "Coaching":
        """The coaches of one conversation, whose prompts stay as they are while they answer.

        Ask for them anew for every answer: what is published may change in between, and an answer has one revision.
        """
        return self if self.chosen is None else self.chosen(str(conversation))

    @property
    def has_model(self) -> bool:
        """Whether a card made by the fallback must say so."""
        return self.coach is not self.fallback

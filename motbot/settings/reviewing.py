"""What the file may say about reviews of conversations."""

from typing import Annotated

from pydantic import BeforeValidator

from motbot.domain.policy import ReviewRules, ShowCoach
from motbot.settings.branch import Branch
from motbot.settings.scalars import Duration, decimal, one_of, whole

_REVIEW = ReviewRules()


class ReviewBranch(Branch):
    """How conversations are reviewed."""

    ask_above: Annotated[int, BeforeValidator(whole(20, 10_000))] = _REVIEW.ask_above
    model_wait: Duration = _REVIEW.model_wait
    show_coach: Annotated[ShowCoach, BeforeValidator(one_of(ShowCoach))] = _REVIEW.show_coach
    agreed_kappa: Annotated[float, BeforeValidator(decimal(0, 1))] = _REVIEW.agreed_kappa
    agreed_pairs: Annotated[int, BeforeValidator(whole(1, 100_000))] = _REVIEW.agreed_pairs

    def to_domain(self) -> ReviewRules:
        """The same for the rules."""
        return ReviewRules(
            ask_above=self.ask_above,
            model_wait=self.model_wait,
            show_coach=self.show_coach,
            agreed_kappa=self.agreed_kappa,
            agreed_pairs=self.agreed_pairs,
        )

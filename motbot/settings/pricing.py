"""What the file may say about the prices of language models."""

import re
from typing import Annotated

from pydantic import BeforeValidator

from motbot.catalogue import to_say
from motbot.domain.prices import Price
from motbot.settings.branch import Branch
from motbot.settings.scalars import decimal, text_matching

_NAME = re.compile(r"\S(?:.{0,98}\S)?")
_DEAREST = 100_000

Amount = Annotated[float, BeforeValidator(decimal(0, _DEAREST))]


class PriceBranch(Branch):
    """What a million tokens of one model cost."""

    model: Annotated[str, BeforeValidator(text_matching(_NAME, to_say("the name of a model")))]
    prompt: Amount
    cached: Amount
    completion: Amount

    def to_domain(self) -> Price:
        """The same for the rules."""
        return Price(prompt=self.prompt, cached=self.cached, completion=self.completion)

"""What takes place and presses: it sets the time for what is wanted, and is no wish of its own."""

import re
from collections.abc import Sequence
from dataclasses import replace

from motbot.domain.conditions import is_circumstance
from motbot.domain.language import ByLanguage, Language
from motbot.playbook.rephrasing import Kind, Stated
from motbot.playbook.situation import Situation
from motbot.playbook.voice import lowered

_WE_ZH = re.compile(r"^(?:我们?|咱们?)(?:这边)?")
_IN_TIME = ByLanguage({Language.ZH: "赶得上：", Language.EN: "In time: "})


def told_beside(one: Stated, situation: Situation) -> Stated:
    """What only tells of the occasion that presses is a time, however it was put."""
    pressing, quote = situation.deadline_piece, one.expectation.quote
    presses = pressing is not None and (quote in pressing.text or pressing.text in quote)
    occasion = one.kind is Kind.PROBLEM and presses and is_circumstance(one.expectation)
    return replace(one, kind=Kind.TIME) if occasion else one


def in_time(wishes: Sequence[Stated], language: Language) -> tuple[Stated, ...]:
    """The wishes, with the occasions among them said as what the others are to be in time for."""
    if all(map(is_occasion, wishes)):
        return tuple(wishes)
    return tuple(_as_time(one, language) if is_occasion(one) else one for one in wishes)


def is_occasion(one: Stated) -> bool:
    """Whether it only says what takes place and when."""
    return one.kind is Kind.TIME and is_circumstance(one.expectation)


def _as_time(one: Stated, language: Language) -> Stated:
    said = one.expectation
    text = _WE_ZH.sub("", lowered(said.text))
    return replace(one, expectation=replace(said, text=f"{_IN_TIME[language]}{text}"))

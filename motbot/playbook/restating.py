"""The customer's asks as our side says them back: in sentences of our own, never quoted."""

from collections.abc import Sequence
from itertools import groupby

from motbot.domain.expectation import Assessment, ExpectationKind
from motbot.domain.language import Language
from motbot.playbook.rephrase import Kind, Stated
from motbot.playbook.wording import Wording

SEVERAL = 3
"""From this many on they are numbered."""
_YOURS_ZH = ("您这边", "您的", "您那边")
_ALSO_ZH = ("", "也", "还")
_YOU_ZH = ("您之前", "您")


def kept(stated: Sequence[Stated], assessment: Assessment) -> tuple[Stated, ...]:
    """What the rules find stated, as far as the assessment still holds it, then what only the assessment holds."""
    explicit = assessment.of_kind(ExpectationKind.EXPLICIT)
    quotes = {found.quote for found in explicit}
    known = {found.expectation.quote for found in stated}
    added = [Stated(expectation=found, kind=Kind.REQUEST, yours="") for found in explicit if found.quote not in known]
    return (*(found for found in stated if found.expectation.quote in quotes), *added)


def said_back(stated: Sequence[Stated], wording: Wording, language: Language, *, tense: str = "says") -> str:
    """Up to three asks as one clause, several as a numbered list; empty where none had better be said back."""
    sayable = [found for found in stated if found.yours]
    asks = [found for found in sayable if found.kind is not Kind.TIME]
    if len(asks) >= SEVERAL:
        times = [found.yours for found in sayable if found.kind is Kind.TIME]
        return _numbered([found.yours for found in asks], times, language)
    both = "，以及" if language is Language.ZH else " and "
    clauses = [
        wording.one(f"{tense}.{kind}", language).replace("{what}", both.join(found.yours for found in group))
        for kind, group in groupby(sayable, key=lambda found: found.kind)
    ]
    return _chinese(clauses) if language is Language.ZH else ", and ".join(clauses)


def bare(stated: Sequence[Stated], language: Language) -> str:
    """The asks without a frame, for a sentence that has one of its own."""
    return ("；" if language is Language.ZH else "; ").join(found.yours for found in stated if found.yours)


def _numbered(asks: Sequence[str], times: Sequence[str], language: Language) -> str:
    mark, stop = ("{at}）{text}", "；") if language is Language.ZH else ("({at}) {text}", "; ")
    return stop.join((*(mark.format(at=at, text=text) for at, text in enumerate(asks, 1)), *times))


def _chinese(clauses: Sequence[str]) -> str:
    """A clause with 您 that follows another such one does not say it again."""
    said = ""
    framed = 0
    for clause in clauses:
        you = "" if clause.startswith(_YOURS_ZH) else next((word for word in _YOU_ZH if clause.startswith(word)), "")
        joint = ("，" if said else "") + (_ALSO_ZH[min(framed, len(_ALSO_ZH) - 1)] if you else "")
        said += joint + (clause.removeprefix(you) if you and framed else clause)
        framed += bool(you)
    return said

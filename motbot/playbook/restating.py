"""The customer's asks as our side says them back: in sentences of our own, never quoted."""

from collections.abc import Sequence
from itertools import dropwhile, groupby

from motbot.domain.expectation import Assessment, ExpectationKind
from motbot.domain.language import Language
from motbot.playbook.fitting import names_nothing_zh
from motbot.playbook.rephrasing import Kind, Stated
from motbot.playbook.wording import Wording

SEVERAL = 3
"""From this many on they are numbered."""
STATEMENTS = frozenset({Kind.PROBLEM, Kind.TIME})
"""What is no ask: it follows the numbered ones."""
_FRAMES_ZH = ("需要", "想要", "想知道", "请我们", "说")
_ALSO_ZH = ("", "也", "还")
_YOU_EN = ("you ", "you'd ")
_YOU_ZH = ("您之前", "您")


def kept(stated: Sequence[Stated], assessment: Assessment) -> tuple[Stated, ...]:
    """What the rules find stated, as far as the assessment still holds it, then what only the assessment holds."""
    explicit = assessment.of_kind(ExpectationKind.EXPLICIT)
    quotes = {found.quote for found in explicit}
    known = {found.expectation.quote for found in stated}
    added = [Stated(expectation=found, kind=Kind.REQUEST, yours="") for found in explicit if found.quote not in known]
    held = (found for found in stated if found.kind is Kind.ANSWER or found.expectation.quote in quotes)
    return (*held, *added)


def said_back(stated: Sequence[Stated], wording: Wording, language: Language, *, tense: str = "says") -> str:
    """Up to three asks as one clause, several as a numbered list; empty where none had better be said back."""
    sayable = sorted(_sayable(stated), key=lambda found: found.kind is Kind.TIME)
    asks = [found for found in sayable if found.kind not in STATEMENTS]
    if len(asks) >= SEVERAL:
        conditions = [found.yours for found in sayable if found.kind in STATEMENTS]
        return _numbered([found.yours for found in asks], conditions, language)
    clauses = [
        wording.one(f"{tense}.{kind}", language).replace(
            "{what}", _both(kind, language).join(one.yours for one in group)
        )
        for kind, group in groupby(sayable, key=lambda found: found.kind)
    ]
    if language is Language.ZH:
        return _chinese(clauses)
    return _english(clauses, apart=bool(sayable) and sayable[-1].kind is Kind.TIME)


def _both(kind: Kind, language: Language) -> str:
    """What stands between two asks of one kind."""
    if language is Language.ZH:
        return "，" if kind in STATEMENTS else "，以及"
    return ", and " if kind in STATEMENTS else " and "


def bare(stated: Sequence[Stated], language: Language) -> str:
    """The asks without a frame, for a sentence that has one of its own."""
    return ("；" if language is Language.ZH else "; ").join(found.yours for found in _sayable(stated))


def _sayable(stated: Sequence[Stated]) -> list[Stated]:
    """What may be said back; what only takes up a thing goes behind what names it, and never first."""
    return list(dropwhile(lambda found: names_nothing_zh(found.yours), (one for one in stated if one.yours)))


def _numbered(asks: Sequence[str], conditions: Sequence[str], language: Language) -> str:
    mark, stop = ("{at}）{text}", "；") if language is Language.ZH else ("({at}) {text}", "; ")
    return stop.join((*(mark.format(at=at, text=text) for at, text in enumerate(asks, 1)), *conditions))


def _english(clauses: Sequence[str], *, apart: bool) -> str:
    """A clause that says what "you" want goes on with "and"; their own words, and a last one set apart, stand alone."""
    said = ""
    for left, clause in zip(reversed(range(len(clauses))), clauses, strict=True):
        goes_on = clause.startswith(_YOU_EN) and (left or not apart)
        said += ((", and " if goes_on else "; ") if said else "") + clause
    return said


def _chinese(clauses: Sequence[str]) -> str:
    """A clause with 您 that follows another such one does not say it again."""
    said = ""
    framed = 0
    for clause in clauses:
        you = next(
            (word for word in _YOU_ZH if clause.startswith(word) and clause.startswith(_FRAMES_ZH, len(word))), ""
        )
        joint = ("，" if said else "") + (_ALSO_ZH[min(framed, len(_ALSO_ZH) - 1)] if you else "")
        said += joint + (clause.removeprefix(you) if you and framed else clause)
        framed += bool(you)
    return said

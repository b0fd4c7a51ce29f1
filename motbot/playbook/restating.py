"""The customer's asks as a reply says them back: in "you" words where that is plain, else in their own, quoted."""

from collections.abc import Sequence

from motbot.domain.expectation import Assessment, ExpectationKind
from motbot.domain.language import Language
from motbot.playbook.rephrase import Kind, Stated
from motbot.playbook.wording import quoted, shortened


def kept(stated: Sequence[Stated], assessment: Assessment) -> tuple[Stated, ...]:
    """What the rules find stated, as far as the assessment still holds it, then what only the assessment holds."""
    explicit = assessment.of_kind(ExpectationKind.EXPLICIT)
    quotes = {found.quote for found in explicit}
    known = {found.expectation.quote for found in stated}
    added = [Stated(expectation=found, kind=Kind.REQUEST, yours="") for found in explicit if found.quote not in known]
    return (*(found for found in stated if found.expectation.quote in quotes), *added)


def restated(stated: Stated, language: Language) -> str:
    """One ask as a reply says it back."""
    if stated.kind is Kind.REQUEST and stated.yours:
        return shortened(stated.yours, 90)
    said = stated.expectation.quote or stated.expectation.text
    return quoted(f"{said}?" if stated.kind is Kind.QUESTION and language is Language.EN else said, language)

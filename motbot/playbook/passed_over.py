"""Wishes that only the assessment holds, since our answer has passed over them, in words that can be said back."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from motbot.domain.expectation import Assessment, ExpectationKind
from motbot.playbook.phrases import plain
from motbot.playbook.rephrase import Rephraser
from motbot.playbook.rephrasing import Stated
from motbot.playbook.sentences import Piece
from motbot.playbook.situation import Situation


def with_passed_over(rephraser: Rephraser, situation: Situation, assessment: Assessment) -> tuple[Stated, ...]:
    """What the newer words state, behind it what is still open of what was asked before them."""
    stated = rephraser.stated(situation)
    pieces = () if situation.ruling.answers else tuple(_pieces(situation, assessment, stated))
    if not pieces:
        return stated
    before = replace(situation, asks=pieces, pieces=pieces, deadline=None, deadline_piece=None)
    return (*stated, *rephraser.stated(before))


def _pieces(situation: Situation, assessment: Assessment, stated: Sequence[Stated]) -> Iterator[Piece]:
    known = {one.expectation.quote for one in stated}
    texts = {line.ts: plain(line.text) for line in situation.view.earlier_lines}
    for one in assessment.of_kind(ExpectationKind.EXPLICIT):
        _, quote, rest = texts.get(one.source, "").partition(plain(one.quote))
        if quote and one.quote not in known:
            yield Piece(text=one.quote, source=one.source, asked=rest.lstrip().startswith("?"))

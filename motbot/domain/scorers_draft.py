"""Judges what the customer would be asked and sent: needless questions, promises too early, the wrong language."""

import re
from collections.abc import Iterator

from motbot.catalogue import say
from motbot.domain.case import Case
from motbot.domain.expectation import Assessed, Drafted
from motbot.domain.grounding import folded
from motbot.domain.harm import Harm
from motbot.domain.known_answers import is_answered
from motbot.domain.language import language_of
from motbot.domain.matching import share_within
from motbot.domain.people import Side
from motbot.domain.tried import Tried
from motbot.domain.value_words import in_words

_TOLD_ALREADY = 0.9
"""This much of a question stands in the conversation as a statement."""
_LEAST_WORDS = 6
"""Letters of a question, Han ones twice, that are enough to know what it is about."""
_OPEN = re.compile(
    r"""\b(?:what|when|where|which|who|whom|whose|why|how|or)\b
    | 什么|哪|谁|几|多少|多久|多大|怎么|怎样|如何|为何|为什么|何时|是否|还是|吗.*吗""",
    re.VERBOSE,
)
_AT_THE_END = re.compile(r"[,\s]*(?:对|是)?[吗么吧呢啊]?[?？\s]*$")
_ASKS = re.compile(r"[?？]")
_SENTENCE = re.compile(r"[^.!?。！？\n]+[?？]")
_ANSWERED = "answered_question"


def draft_rows(case: Case, assessed: Assessed, drafted: Drafted | None) -> Iterator[Tried]:
    """What the agent is told to ask, and what the customer would read."""
    yield _questions(case, assessed, drafted)
    if drafted is None:
        return
    reply = drafted.draft.reply
    yield Tried(harm=Harm.WRONG_LANGUAGE, count=1, findings=tuple(_wrong_language(case, reply)))
    if assessed.assessment.missing_fact:
        commits = drafted.draft.commitments
        early = bool(commits) and not _ASKS.search(reply)
        fact = assessed.assessment.missing_fact
        told = tuple(
            say("promises {what} without asking: {fact}", what=repr(one.what), fact=fact)
            for one in commits[:1]
            if early
        )
        yield Tried(harm=Harm.OFFER_BEFORE_EXPLORE, count=1, findings=told)


def _wrong_language(case: Case, reply: str) -> Iterator[str]:
    right = case.view.language
    found = language_of(reply, default=right)
    if found is not right:
        yield say("{found} for {label}", found=in_words(found), label=in_words(right))


def _questions(case: Case, assessed: Assessed, drafted: Drafted | None) -> Tried:
    asked = assessed.assessment.explore_questions
    in_reply = tuple(match[0].strip() for match in _SENTENCE.finditer(drafted.draft.reply)) if drafted else ()
    taken_out = assessed.provenance.dropped.count(_ANSWERED)
    told = (
        *(one for one in asked if is_answered(one, case.view) or is_stated(one, case)),
        # A reply may say over again what it has understood, and ask whether that is right.
        *(one for one in in_reply if is_answered(one, case.view)),
        *(say("taken out: {reason}", reason=in_words(_ANSWERED)) for _ in range(taken_out)),
    )
    return Tried(
        harm=Harm.QUESTION_ALREADY_ANSWERED, count=len(asked) + len(in_reply) + taken_out, findings=tuple(told)
    )


def is_stated(question: str, case: Case) -> bool:
    """Whether a question for yes or no asks for what a customer has stated almost in these words.

    An open question shares its words with what it is about, which says nothing.
    """
    plain = _AT_THE_END.sub("", folded(question))
    letters = sum(2 if ord(letter) > 0x2E80 else 1 for letter in plain if letter.isalnum())  # noqa: PLR2004 - Han
    if _OPEN.search(plain) or letters < _LEAST_WORDS:
        return False
    told = (line.text for line in case.view.lines if line.side is Side.CUSTOMER)
    statements = (piece for text in told for piece in re.split(r"[.!。！\n]", text) if not _ASKS.search(piece))
    return any(share_within(plain, statement) >= _TOLD_ALREADY for statement in statements)

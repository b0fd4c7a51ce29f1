"""Clauses that go on after a request, with another deed or with how it is to be: "can we go to 150, keep the room"."""

import re
from collections.abc import Sequence

from motbot.playbook.sentences import Piece

_REQUESTS = re.compile(
    r"\b(?P<lead>(?:can|could|would|will) (?:you|we|i)(?: please)?|please|(?:i|we)(?:'d| would) (?:like|love) to"
    r"|(?:i|we) (?:need|want|have) to)\b",
    re.IGNORECASE,
)
_DEED = re.compile(
    r"(?:(?:and|or|then|also) )*(?!(?:the|a|an|and|or|but|not|if|in|on|at|to|for|with|of|by|from|as|is|are|was|were|has"
    r"|have|had|so|that|which|who|when|where|what|how|why|i|we|you|it|they|he|she|this|these|those|there|because|since|while"
    r"|until|after|before|than|plus|like|per|about|over|under|all|both|no|do|does|did|then|please|via|only|just)\b"
    r"(?!(?<=have) (?:a|an|the|it|them|one|two|\d)\b))[a-z]+(?: (?:back|up|out|over|down|off|in))?"
    r" (?:the|an?|my|our|your|his|her|their|it|them|us|me|him|this|that|these|those|both|all|one|two|three|\d)\b",
    re.IGNORECASE,
)
"""A clause that begins with the plain form of a verb and what it is done to."""
_CONDITION = re.compile(
    r"(?:and )?(?:no|without|same|only|nothing|not|invoice|ideally|preferably|at least|at most|max|up to) \w+ \w+"
    r"|(?:and )?\w+ \w+ (?:centred|centered|included|attached|excluded|removed|only|each|please)$",
    re.IGNORECASE,
)
"""A clause without a verb of its own that says how something is to be."""

_NO_SUBJECT = re.compile(r"and (?:[a-z]+s|[a-z]+ed|is|are|will|must|can|cannot|won't)\b", re.IGNORECASE)


def going_on(clauses: Sequence[Piece]) -> set[int]:
    """Places of the clauses that go on and stand by themselves."""
    first = next((at for at, part in enumerate(clauses) if _REQUESTS.search(part.text)), len(clauses))
    deeds = {at for at, part in enumerate(clauses) if at > first and _DEED.match(part.text)}
    return deeds | {at for at, part in enumerate(clauses) if at and _CONDITION.match(part.text)}


def with_its_lead(part: Piece, sentence: Piece) -> str:
    """A clause with the words in front that it shares with those before it: "can we" keep the room."""
    lead = _REQUESTS.search(sentence.text)
    if lead is None or lead["lead"] in part.text or not _DEED.match(part.text):
        return part.text
    return f"{lead['lead']} {part.text}"


def with_its_subject(part: Piece, sentences: Sequence[Piece]) -> Piece:
    """A clause, or the whole sentence it is from where it begins with a verb whose subject stands before it."""
    if not _NO_SUBJECT.match(part.text):
        return part
    return next((one for one in sentences if one.source == part.source and part.text in one.text), part)

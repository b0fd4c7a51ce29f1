"""Which limits of a channel a promise goes beyond: by its words, by an amount in them, by how soon it falls due."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from motbot.domain.amounts import amounts
from motbot.domain.grounding import folded
from motbot.domain.limits import LimitKind, PromiseLimit
from motbot.domain.own_words import aloud
from motbot.domain.promise import Beyond

_LATIN = "a-z0-9\u00df-\u024f"
_CLAUSE = re.compile(r"[.!?;:,。！？；：，…\n]+(?=\s|$|[^\x00-\x7f])|(?<=[。！？；：，…])")
_DENIED = re.compile(
    r"n't\b|\b(?:not|never|cannot|without|neither|nor|nobody|unable|no one)\b|\bno(?: \w+)? $"
    r"|不(?![但仅])|没(?!问题|错)|无法|无权|未(?!来)|勿|别(?!的|处|担心)|禁止|难以"
)
"""In front of words, in the same clause: they are not said but denied."""


def beyond(
    words: str, *, due: datetime | None, said_at: datetime, limits: Iterable[PromiseLimit]
) -> tuple[Beyond, ...]:
    """The limits that a promise in these words goes beyond, in the order of the config, each once."""
    text = " ; ".join(map(folded, words.splitlines()))
    left = due.astimezone(UTC) - said_at.astimezone(UTC) if due else None
    gone = (
        Beyond(kind=limit.kind, rule=limit.rule, instead=limit.instead)
        for limit in limits
        if _is_meant(limit, text)
        and (limit.above is None or any(amount > limit.above for amount in amounts(text, _meant_by(limit))))
        and (limit.sooner_than is None or (left is not None and left < limit.sooner_than))
    )
    return tuple(dict.fromkeys(gone))


def unsayable(text: str, *, limits: Iterable[PromiseLimit]) -> tuple[Beyond, ...]:
    """The limits of what is never said that a text goes beyond, promised or not.

    What it quotes, and what a clause denies ("we can't guarantee"), is not said.
    """
    legal = [one for one in limits if one.kind is LimitKind.LEGAL and one.sooner_than is None]
    clauses = [folded(clause) for clause in _CLAUSE.split(aloud(text)) if clause.strip()]
    gone = (
        Beyond(kind=limit.kind, rule=limit.rule, instead=limit.instead)
        for limit in legal
        if any(_is_said(limit, clause) for clause in clauses)
    )
    return tuple(dict.fromkeys(gone))


def _is_said(limit: PromiseLimit, clause: str) -> bool:
    if limit.above is not None and not any(amount > limit.above for amount in amounts(clause, _meant_by(limit))):
        return False
    found = (re.search(pattern, clause) for pattern in _meant_by(limit))
    places = [match.start() for match in found if match] if limit.words else [0]
    return any(not _DENIED.search(clause, 0, place) for place in places)


def _is_meant(limit: PromiseLimit, text: str) -> bool:
    return not limit.words or any(re.search(pattern, text) for pattern in _meant_by(limit))


def _meant_by(limit: PromiseLimit) -> tuple[str, ...]:
    return tuple(map(_pattern, limit.words))


def _pattern(word: str) -> str:
    """A word of Latin letters stands alone; Chinese has no gaps to look for."""
    plain = folded(word.removesuffix("*"))
    before = rf"(?<![{_LATIN}])" if re.match(f"[{_LATIN}]", plain) else ""
    behind = rf"(?![{_LATIN}])" if not word.endswith("*") and re.search(f"[{_LATIN}]$", plain) else ""
    return before + re.escape(plain) + behind

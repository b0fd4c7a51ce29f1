"""What our side knows in a channel beside its config: facts and limits that its leads have set, and their history."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from unicodedata import category
from zoneinfo import ZoneInfo

from motbot.domain.grounding import folded
from motbot.domain.lasting import is_over, still_holding
from motbot.domain.limits import PromiseLimit
from motbot.domain.policy import ChannelPolicy
from motbot.domain.safe_text import without_hidden

FACTS_AT_MOST = 3000
"""Characters of all facts that are set in Slack for one channel: what the field of a window takes."""
LIMITS_AT_MOST = 20
"""Limits that are set in Slack for one channel."""
_BULLET = re.compile(r"^(?:[-*\u2022\u00b7]\s+|\d{1,2}[.)]\s+)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=[\u3002\uff01\uff1f\uff1b])")
_PART = re.compile(r"\d+(?:[.,:/-]\d+)*|[^\W\d_]+|[^\w\s]")
_SIGNS = frozenset("%&@#*/\u2030")
"""Marks that Unicode takes for punctuation, and that say something all the same."""
_BESIDE_CHINESE = re.compile(r"(?<=[\u3040-\u9fff]) | (?=[\u3040-\u9fff])")
_MINUS = re.compile(r"(?<![\w-])-(?=\d)")


class KnowledgeSource(StrEnum):
    """How a change came about."""

    LEAD = "lead"
    """A lead has typed it."""
    PROMOTED = "promoted"
    """An agent had typed it on a card, under "We know that ..."."""
    BROUGHT_BACK = "brought_back"
    """A lead has taken an earlier state back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeChange:
    """One change of what a channel knows beside its config, whole: the newest one of a channel holds."""

    id: int = 0
    team: str
    channel: str
    by: str
    """The lead's account; empty once they are forgotten."""
    at: datetime
    facts: tuple[str, ...] = ()
    limits: tuple[PromiseLimit, ...] = ()
    source: KnowledgeSource = KnowledgeSource.LEAD
    since: tuple[datetime | None, ...] = ()
    """When each fact was told, in their order; nothing of what was kept before anybody was told that facts can end."""

    @property
    def told(self) -> dict[str, datetime | None]:
        """When each fact was told; None of one that holds whatever it says."""
        return dict(zip(self.facts, self.since or (None,) * len(self.facts), strict=False))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedFacts:
    """What an agent wants to be kept as facts of a channel: it waits for one of its leads, and holds for nobody."""

    id: int = 0
    team: str
    channel: str
    by: str
    """The agent's account."""
    at: datetime
    facts: tuple[str, ...]
    details: tuple[str, ...] = ()
    """What in them may be somebody's own, and the agent has left in."""
    moment: int = 0
    """On whose card they were typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What one state has and another has not."""

    facts_added: tuple[str, ...] = ()
    facts_removed: tuple[str, ...] = ()
    limits_added: tuple[PromiseLimit, ...] = ()
    limits_removed: tuple[PromiseLimit, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether both are the same."""
        return not (self.facts_added or self.facts_removed or self.limits_added or self.limits_removed)


def facts_in(text: str) -> tuple[str, ...]:
    """The facts of a text, one a line, without bullets and without repetition."""
    lines = [_BULLET.sub("", " ".join(line.split())) for line in without_hidden(text).splitlines()]
    first = {fact_key(line): line for line in reversed(lines)}
    return tuple(dict.fromkeys(first[fact_key(line)] for line in lines if any(map(str.isalnum, line))))


def laid_on(policy: ChannelPolicy, change: KnowledgeChange | None) -> ChannelPolicy:
    """A channel as it works with what its leads have set: the config always holds, and theirs comes on top.

    What the config says already is not said twice; where nothing is left to be added the policy stays as it is. What
    was laid on before gives way.
    """
    policy = policy.as_configured or policy
    if change is None:
        return policy
    facts, limits = new_facts(policy, change.facts), new_limits(policy, change.limits)
    if not facts and not limits:
        return policy
    told = "\n".join(filter(None, (policy.facts.strip(), *facts)))
    told = told if facts else policy.facts
    return replace(policy, facts=told, limits=(*policy.limits, *limits), as_configured=policy)


def laid_at(policy: ChannelPolicy, change: KnowledgeChange | None, at: datetime) -> ChannelPolicy:
    """As `laid_on`, without what leads have set and its own words have ended by then; of the config nothing is lost."""
    if change is None:
        return laid_on(policy, None)
    zone = ZoneInfo(policy.zone)
    today = at.astimezone(zone).date()
    kept = (
        still_holding(fact, told=when.astimezone(zone).date(), today=today).strip() if when else fact
        for fact, when in change.told.items()
    )
    return laid_on(policy, replace(change, facts=tuple(filter(None, kept)), since=()))


def facts_over(change: KnowledgeChange | None, *, zone: ZoneInfo, at: datetime) -> frozenset[str]:
    """The facts that leads have set and of which something does not hold any more at that time."""
    told, today = change.told if change else {}, at.astimezone(zone).date()
    return frozenset(
        fact for fact, when in told.items() if when and is_over(fact, told=when.astimezone(zone).date(), today=today)
    )


def new_facts(policy: ChannelPolicy, facts: Iterable[str]) -> tuple[str, ...]:
    """Those that the channel's config does not say, sentence for sentence."""
    told = _sentences(policy.facts)
    return tuple(fact for fact in facts if not _sentences(fact) <= told)


def new_limits(policy: ChannelPolicy, limits: Iterable[PromiseLimit]) -> tuple[PromiseLimit, ...]:
    """Those that do not stand in the channel's config."""
    told = set(map(limit_mark, policy.limits))
    return tuple(one for one in limits if limit_mark(one) not in told)


def limit_mark(limit: PromiseLimit) -> str:
    """What a limit is told by: a few letters that change with whatever it says."""
    words = sorted(map(folded, limit.words))
    told = (limit.kind, words, folded(limit.rule), folded(limit.instead), limit.above, limit.sooner_than)
    return sha256(repr(told).encode()).hexdigest()[:12]


def together(before: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """The facts that two people have made of the same ones: nothing that either has written is lost.

    Args:
        before: what both began with.
        mine: what the second one has made of it.
        theirs: what the first one has stored meanwhile.
    """
    began, own = set(map(fact_key, before)), set(map(fact_key, mine))
    kept = [fact for fact in theirs if fact_key(fact) in own or fact_key(fact) not in began]
    known = set(map(fact_key, kept))
    return (*kept, *(fact for fact in mine if fact_key(fact) not in began | known))


def with_facts(facts: Sequence[str], more: Iterable[str]) -> tuple[str, ...]:
    """The facts with some that are not among them yet behind."""
    known = set(map(fact_key, facts))
    return (*facts, *(fact for fact in more if fact_key(fact) not in known))


def difference(before: KnowledgeChange | None, after: KnowledgeChange | None) -> Difference:
    """What has changed between two states; None is the state before anybody has set anything."""
    old, new = before.facts if before else (), after.facts if after else ()
    limits_old = {limit_mark(one): one for one in (before.limits if before else ())}
    limits_new = {limit_mark(one): one for one in (after.limits if after else ())}
    known_old, known_new = set(map(fact_key, old)), set(map(fact_key, new))
    return Difference(
        facts_added=tuple(fact for fact in new if fact_key(fact) not in known_old),
        facts_removed=tuple(fact for fact in old if fact_key(fact) not in known_new),
        limits_added=tuple(one for mark, one in limits_new.items() if mark not in limits_old),
        limits_removed=tuple(one for mark, one in limits_old.items() if mark not in limits_new),
    )


def length_of(facts: Iterable[str]) -> int:
    """How many characters they take in the field of a window, in the UTF-16 units by which Slack counts."""
    return len("\n".join(facts).encode("utf-16-le")) // 2


def fact_key(fact: str) -> str:
    """What two facts that say the same have in common: case, spaces and punctuation count for nothing.

    What belongs to a number stays, for 1.5 is not 15, and so do signs that mean something, such as % or +.
    """
    parts = _PART.findall(_MINUS.sub(" \u00ac", folded(fact).replace("'", "")))
    return _BESIDE_CHINESE.sub("", " ".join(filter(_means_something, parts)))


def _means_something(part: str) -> bool:
    return part[0].isalnum() or part in _SIGNS or not category(part[0]).startswith("P")


def _sentences(text: str) -> frozenset[str]:
    """The sentences of a text, as facts are compared."""
    pieces = (piece for line in text.splitlines() for piece in _SENTENCE_END.split(_BULLET.sub("", line.strip())))
    return frozenset(filter(None, map(fact_key, pieces)))

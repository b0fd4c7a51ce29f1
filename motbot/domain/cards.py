"""How a moment becomes what an agent sees: the card, the line that offers it, and the prompts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, tzinfo

from motbot.domain.customer_words import BRIEFLY_AT_MOST
from motbot.domain.departments import department_of
from motbot.domain.drafting import offers_draft
from motbot.domain.expectation import Draft, ExpectationKind, Signal
from motbot.domain.language import Language, language_like, language_of
from motbot.domain.memory import Memory
from motbot.domain.moment import Drafting, Moment, Stage
from motbot.domain.nudge import Card, NudgeKind, Place, PromiseItem, Prompt, PromptPurpose, Summary
from motbot.domain.own_words import aloud
from motbot.domain.people import Person
from motbot.domain.policy import ChannelPolicy
from motbot.domain.promise import Beyond
from motbot.domain.routing import zone_named, zone_of
from motbot.domain.safe_text import excerpt
from motbot.domain.shown_promises import by_due
from motbot.domain.story import HandOver, Story

OWED_AT_MOST = 6


def language_for(person: Person, default: Language) -> Language:
    """The language an agent reads: what they set, else Slack's setting where we speak it, else the channel's."""
    if person.preferences.language is not None:
        return person.preferences.language
    return language_like(person.locale) or default


def place_of(moment: Moment, *, thread_ts: str = "") -> Place:
    """The newest of the moment's words, to be linked."""
    newest = max(moment.focus, default="")
    return Place(channel=moment.channel, ts=newest, thread_ts="" if thread_ts == newest else thread_ts)


def kind_of(moment: Moment) -> NudgeKind:
    """Explore while the decisive fact is missing, else offer."""
    return NudgeKind.EXPLORE if moment.assessment.missing_fact else NudgeKind.OFFER


def unanswered_of(moment: Moment) -> tuple[str, ...]:
    """What the customer asked for in words and our answer leaves open, once there is an answer."""
    if not moment.is_open or not moment.is_answered:
        return ()
    asked = (*moment.expected, *moment.assessment.expectations)
    left = {one.mark: one.text for one in asked if one.kind is ExpectationKind.EXPLICIT}
    return tuple(left[mark] for mark in moment.unanswered if mark in left and left[mark] not in moment.wrong)


def unsayable_of(moment: Moment, promises: Iterable[PromiseItem]) -> tuple[Beyond, ...]:
    """The limits of what is never said that no promise on the card warns of already."""
    told = {limit for one in promises if one.is_open for limit in one.beyond}
    return tuple(limit for limit in moment.unsayable if limit not in told)


def zone_of_card(card: Card) -> tzinfo:
    """The zone of the agent it is for; of a card from before it named one, the offset of the time it shows."""
    if card.zone:
        return zone_named(card.zone)
    return (card.reply_by.tzinfo if card.reply_by else None) or UTC


def card_for(
    moment: Moment,
    *,
    person: Person,
    policy: ChannelPolicy,
    place: Place,
    words: str,
    without_model: bool,
    is_answer: bool = False,
    promises: Sequence[PromiseItem] = (),
    memory: Memory | None = None,
) -> Card:
    """Put a moment's card together for one agent."""
    found = moment.assessment
    draft = moment.draft or Draft(reply="", why="")
    return Card(
        moment=moment.id,
        kind=kind_of(moment),
        language=language_for(person, policy.language),
        place=place,
        channel_name=policy.name or policy.id,
        words=words,
        expectations=found.expectations,
        urgency=found.urgency,
        reply_by=_local(found.reply_by, person),
        is_overdue=moment.is_overdue,
        questions=found.explore_questions,
        say_no=found.say_no,
        reply=draft.reply,
        offers_draft=offers_draft(moment),
        why=hint_of(draft, language_for(person, policy.language)),
        stage=moment.stage,
        is_unsolved=Signal.NOT_QUITE in found.signals,
        is_answer=is_answer,
        close_reason=moment.close_reason,
        later_at=_local(moment.later_at, person),
        is_done=_is_done(moment),
        claimed=moment.agent == person.id,
        without_model=without_model,
        known=moment.known,
        kept=moment.kept,
        unanswered=unanswered_of(moment),
        unsayable=unsayable_of(moment, promises),
        promises=tuple(promises),
        zone=zone_of(person).key,
        reader=person.id,
        department=department_of(moment.customer, policy.id, policy.departments),
        hand_overs=_on_clock(moment, zone_of(person)),
        memory=memory if moment.stage is Stage.EXPLORING else None,
    )


def card_now(
    card: Card, moment: Moment, *, words: str | None = None, promises: Sequence[PromiseItem] | None = None
) -> Card:
    """The same card after the moment has gone on: everything the moment holds, the agent's own view kept."""
    found = moment.assessment
    draft = moment.draft or Draft(reply="", why="")
    shown = card.promises if promises is None else tuple(promises)
    zone = zone_of_card(card) if card.zone or card.reply_by else None
    return replace(
        card,
        kind=kind_of(moment),
        words=card.words if words is None else words,
        expectations=found.expectations,
        urgency=found.urgency,
        reply_by=found.reply_by.astimezone(zone) if found.reply_by and zone else found.reply_by,
        is_overdue=moment.is_overdue,
        later_at=moment.later_at.astimezone(zone_of_card(card)) if moment.later_at else None,
        questions=found.explore_questions,
        say_no=found.say_no,
        reply=draft.reply,
        offers_draft=offers_draft(moment),
        faded=None if moment.drafting is Drafting.ASKED else card.faded,
        why=hint_of(draft, card.language),
        stage=moment.stage,
        is_unsolved=Signal.NOT_QUITE in found.signals,
        is_answer=card.is_answer and words in {None, card.words},
        close_reason=moment.close_reason,
        is_done=_is_done(moment),
        known=moment.known,
        kept=moment.kept,
        unanswered=unanswered_of(moment),
        unsayable=unsayable_of(moment, shown),
        promises=shown,
        hand_overs=_on_clock(moment, zone_of_card(card)),
        memory=card.memory if moment.stage is Stage.EXPLORING else None,
    )


def summary_for(moment: Moment, *, person: Person, policy: ChannelPolicy, place: Place, words: str) -> Summary:
    """The one line that offers an unclaimed moment to one of several agents."""
    return Summary(
        moment=moment.id,
        language=language_for(person, policy.language),
        place=place,
        channel_name=policy.name or policy.id,
        words=excerpt(words, BRIEFLY_AT_MOST),
        urgency=moment.assessment.urgency,
        reply_by=_local(moment.assessment.reply_by, person),
        department=department_of(moment.customer, policy.id, policy.departments),
        is_overdue=moment.is_overdue,
    )


def prompt_for(
    moment: Moment,
    purpose: PromptPurpose,
    *,
    person: Person,
    policy: ChannelPolicy,
    place: Place,
    card: Place | None,
    words: str,
    draft: Draft | None = None,
    story: Story | None = None,
    taker: str = "",
    promises: Iterable[PromiseItem] = (),
) -> Prompt:
    """A short new message for what must be noticed.

    `draft` is the Confirm question, `story` that of a hand-over, `taker` who has taken it, and `promises` what
    stays its reader's all the same.
    """
    return Prompt(
        moment=moment.id,
        purpose=purpose,
        language=language_for(person, policy.language),
        place=place,
        card=card,
        channel_name=policy.name or policy.id,
        words=excerpt(words, BRIEFLY_AT_MOST),
        department=department_of(moment.customer, policy.id, policy.departments),
        reply=draft.reply if draft else "",
        why=hint_of(draft, language_for(person, policy.language)) if draft else "",
        story=story,
        taker=taker,
        promises=by_due(promises)[:OWED_AT_MOST],
    )


def hint_of(draft: Draft, language: Language) -> str:
    """Why a draft says what it says; nothing where it was told to somebody who reads another language.

    What it quotes is the customer's, in the customer's language.
    """
    tells_apart = language.is_mastered and language_of(aloud(draft.why), default=language) is not language
    return "" if tells_apart else draft.why


def _is_done(moment: Moment) -> bool:
    """Whether it was called done, and is not over: then each promise is asked about, tracked or not."""
    return moment.done_at is not None and moment.stage in {Stage.ACTING, Stage.CONFIRMING}


def _on_clock(moment: Moment, zone: tzinfo) -> tuple[HandOver, ...]:
    return tuple(replace(one, at=one.at.astimezone(zone)) for one in moment.hand_overs)


def _local(at: datetime | None, person: Person) -> datetime | None:
    """The same instant on the person's own clock."""
    return at.astimezone(zone_of(person)) if at else None

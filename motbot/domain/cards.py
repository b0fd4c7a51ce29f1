"""How a moment becomes what an agent sees: the card, the line that offers it, and the prompts."""

from dataclasses import replace
from datetime import datetime

from motbot.domain.expectation import Draft
from motbot.domain.language import Language
from motbot.domain.message import Line
from motbot.domain.moment import Moment
from motbot.domain.nudge import Card, NudgeKind, Place, Prompt, PromptPurpose, Summary
from motbot.domain.people import Person
from motbot.domain.policy import ChannelPolicy
from motbot.domain.routing import zone_of
from motbot.domain.safe_text import excerpt

WORDS_AT_MOST = 300


def language_for(person: Person, default: Language) -> Language:
    """The language an agent reads: Slack's setting where it is one we speak, else the channel's."""
    code = person.locale.lower()[:2]
    return Language(code) if code in set(Language) else default


def place_of(moment: Moment, *, thread_ts: str = "") -> Place:
    """The newest of the moment's words, to be linked."""
    newest = max(moment.focus, default="")
    return Place(channel=moment.channel, ts=newest, thread_ts="" if thread_ts == newest else thread_ts)


def words_of(moment: Moment, lines: tuple[Line, ...]) -> str:
    """What the customer said in this moment, shortened; the newest burst where it does not all fit."""
    said = [line.text for line in lines if line.ts in moment.focus and line.text]
    while len(said) > 1 and sum(map(len, said)) > WORDS_AT_MOST:
        said.pop(0)
    return excerpt("\n".join(said), WORDS_AT_MOST)


def kind_of(moment: Moment) -> NudgeKind:
    """Explore while the decisive fact is missing, else offer."""
    return NudgeKind.EXPLORE if moment.assessment.missing_fact else NudgeKind.OFFER


def card_for(
    moment: Moment,
    *,
    person: Person,
    policy: ChannelPolicy,
    place: Place,
    words: str,
    without_model: bool,
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
        questions=found.explore_questions,
        say_no=found.say_no,
        reply=draft.reply,
        why=draft.why,
        stage=moment.stage,
        close_reason=moment.close_reason,
        claimed=moment.agent == person.id,
        without_model=without_model,
        known=moment.known,
    )


def card_now(card: Card, moment: Moment, *, words: str | None = None) -> Card:
    """The same card after the moment has gone on: everything the moment holds, the agent's own view kept."""
    found = moment.assessment
    draft = moment.draft or Draft(reply="", why="")
    zone = card.reply_by.tzinfo if card.reply_by else None
    return replace(
        card,
        kind=kind_of(moment),
        words=card.words if words is None else words,
        expectations=found.expectations,
        urgency=found.urgency,
        reply_by=found.reply_by.astimezone(zone) if found.reply_by and zone else found.reply_by,
        questions=found.explore_questions,
        say_no=found.say_no,
        reply=draft.reply,
        why=draft.why,
        stage=moment.stage,
        close_reason=moment.close_reason,
        known=moment.known,
    )


def summary_for(moment: Moment, *, person: Person, policy: ChannelPolicy, place: Place, words: str) -> Summary:
    """The one line that offers an unclaimed moment to one of several agents."""
    return Summary(
        moment=moment.id,
        language=language_for(person, policy.language),
        place=place,
        channel_name=policy.name or policy.id,
        words=excerpt(words, 120),
        urgency=moment.assessment.urgency,
        reply_by=_local(moment.assessment.reply_by, person),
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
) -> Prompt:
    """A short new message for what must be noticed; `draft` is the Confirm question."""
    return Prompt(
        moment=moment.id,
        purpose=purpose,
        language=language_for(person, policy.language),
        place=place,
        card=card,
        channel_name=policy.name or policy.id,
        words=excerpt(words, 120),
        reply=draft.reply if draft else "",
        why=draft.why if draft else "",
    )


def _local(at: datetime | None, person: Person) -> datetime | None:
    """The same instant on the person's own clock."""
    return at.astimezone(zone_of(person)) if at else None

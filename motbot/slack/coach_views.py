"""Draws advice that somebody has asked for: the card an agent would get, without anything to press on it."""

from collections.abc import Iterator, Sequence
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from motbot.domain.advice import Advice, Source
from motbot.domain.language import Language
from motbot.domain.nudge import Card
from motbot.slack import rich
from motbot.slack.card_blocks import advice_blocks, said_words, urgency_headline
from motbot.slack.coach_wording import CoachWording, coach_wording
from motbot.slack.permalinks import permalink
from motbot.slack.plain import quoted, quoted_line
from motbot.slack.promise_blocks import CHANNEL_AT_MOST, Pen
from motbot.slack.tongues import in_every_language
from motbot.slack.wording import wording

ADVICE = "advice"
"""Callback id of the window: nothing in it can be pressed but a link and Close."""
_TITLE_AT_MOST = 24
_NAME_AT_MOST = 60


def reading_view() -> dict[str, Any]:
    """What the window shows before we know anything, in every language."""
    return _notice(Language.EN, in_every_language(coach_wording, lambda say: say.loading))


def failed_view() -> dict[str, Any]:
    """Says in every language that it did not work just now."""
    return _notice(Language.EN, in_every_language(coach_wording, lambda say: say.failed, between="\n"))


def advice_view(advice: Advice, workspace_url: str) -> dict[str, Any]:
    """The advice as far as it stands; slack_sdk's models refuse what Slack would refuse."""
    say = coach_wording(advice.language)
    if advice.unadvised is not None:
        return _notice(advice.language, say.unadvised[advice.unadvised])
    pen = Pen(language=advice.language, workspace_url=workspace_url)
    body = _card(advice.card, pen) if advice.card is not None else _no_request(advice, say, pen)
    return _view(advice.language, [*body, *_own_card(advice, say, workspace_url), *_small_print(advice, say)])


def _card(card: Card, pen: Pen) -> Iterator[Block]:
    """As on a card, with the questions beside an offer as well."""
    yield rich.header(urgency_headline(card))
    if card.channel_name:
        yield rich.context(pen.words.in_channel.format(channel=quoted_line(card.channel_name, CHANNEL_AT_MOST)))
    yield rich.rich(*said_words(card, pen))
    yield from advice_blocks(card, pen, always_asks=True)


def _no_request(advice: Advice, say: CoachWording, pen: Pen) -> Iterator[Block]:
    yield rich.header(say.no_request)
    yield rich.rich(rich.line(rich.words(pen.words.said, bold=True)), rich.quote(quoted(advice.words, pen.room.words)))
    if advice.negative is not None:
        yield rich.rich(rich.line(rich.words(say.no_card.format(reason=say.negative[advice.negative]))))


def _own_card(advice: Advice, say: CoachWording, workspace_url: str) -> Iterator[Block]:
    if advice.own_card is not None:
        link = rich.link(permalink(workspace_url, advice.own_card), say.open_own_card)
        yield rich.rich(rich.line(rich.words(say.own_card), link))


def _small_print(advice: Advice, say: CoachWording) -> Iterator[Block]:
    """Who says so, by which prompts, and what becomes of it."""
    sources = say.comma.join(_sources(advice.sources, say))
    made_by = say.by_model if advice.by_model else say.by_playbook
    yield rich.divider()
    yield rich.context(*([say.model_away] if advice.model_away else []), made_by.format(sources=sources), say.kept)


def _sources(sources: Sequence[Source], say: CoachWording) -> Iterator[str]:
    """Each prompt that had a part in it; the playbook's parts are one text."""
    revisions = {one.revision for one in sources}
    if len(revisions) == 1 and not any(one.variant for one in sources):
        yield say.revision.format(revision=quoted_line(sources[0].revision, _NAME_AT_MOST))
        return
    for one in sources:
        yield _source(one, say)


def _source(source: Source, say: CoachWording) -> str:
    given = {"variant": source.variant, "version": source.version, "revision": source.revision}
    names = {name: quoted_line(text, _NAME_AT_MOST) for name, text in given.items()}
    pattern = say.source if source.variant else say.source_unnamed
    told = pattern.format(task=say.tasks.get(source.task, source.task), **names)
    return say.on_trial.format(source=told) if source.is_on_trial else told


def _notice(language: Language, text: str) -> dict[str, Any]:
    """Nothing in it tells one message from another."""
    return _view(language, [rich.rich(rich.line(rich.words(text)))])


def _view(language: Language, blocks: Sequence[Block]) -> dict[str, Any]:
    view = View(
        type="modal",
        callback_id=ADVICE,
        title=rich.plain(coach_wording(language).title, _TITLE_AT_MOST),
        close=rich.plain(wording(language).close, _TITLE_AT_MOST),
        blocks=list(blocks),
    )
    view.validate_json()
    return view.to_dict()

"""Takes a conversation from Slack, by the link of one of its messages and with the tokens of the environment."""

from functools import partial

import aiohttp

from motbot.catalogue import say, to_say
from motbot.clock import SystemClock
from motbot.domain.errors import BadInput, Failed, SlackRefused
from motbot.domain.language import Language
from motbot.domain.review import Review
from motbot.reviews.subject import Subject
from motbot.settings.environment import require
from motbot.settings.loading import Settings
from motbot.slack.bolt import web_client
from motbot.slack.identity import identify
from motbot.slack.people import SlackDirectory
from motbot.slack.permalink_forms import address_in
from motbot.slack.permalinks import NO_PERMALINK, parse_permalink, permalink
from motbot.slack.threads import SlackThreads
from motbot.slack.web_api import WebApi
from motbot.use_cases.read_thread import ReadThread

_REMEDIES = {
    "not_in_channel": to_say("invite the bot into the channel"),
    "missing_scope": to_say("add the scopes of the app's manifest and install the app again"),
}


def is_link(target: str) -> bool:
    """Whether somebody means a link, be it a good one or not, rather than a file."""
    return "://" in target or address_in(target) is not None


async def subject_at(target: str, settings: Settings) -> Subject:
    """The thread of the message that is linked to, as it stands in Slack now.

    Whoever has the tokens may read; the channel must be a watched one all the same. What the bot has stored of the
    conversation is not looked at.

    Raises:
        BadInput: it is no link to a message of the workspace.
        BadConfig: SLACK_BOT_TOKEN is not set.
        Failed: the channel is not watched, or Slack does not show the message.
        SlackRateLimited: ask again later.
        SlackUnclear: likewise.
    """
    if address_in(target) is None:
        raise BadInput(say(NO_PERMALINK))
    needs = {"SLACK_BOT_TOKEN": settings.environment.slack_bot_token}
    token = require(needs, what_for=say("motbot needs it to read a message by its link; a file needs none"))
    async with aiohttp.ClientSession() as session:
        client = web_client(
            token=token["SLACK_BOT_TOKEN"].get_secret_value(),
            session=session,
            base_url=settings.environment.slack_api_url,
        )
        return await _read(target, settings, WebApi(client=client))


async def _read(target: str, settings: Settings, api: WebApi) -> Subject:
    us = await identify(api)
    place = parse_permalink(target, workspace_url=us.url, team=us.team, enterprise=us.enterprise)
    directory = SlackDirectory(api=api, us=us, channels=settings.config.channel_policies())
    policy = await directory.channel(place.channel)
    if policy is None:
        raise Failed(
            say(
                "{file}: channels: {channel} is not among them; add it, or give a file instead",
                file=settings.file,
                channel=place.channel,
            )
        )
    clock = SystemClock()
    reading = ReadThread(store=None, directory=directory, threads=SlackThreads(api=api, us=us), clock=clock)
    review = Review(
        team=us.team,
        channel=place.channel,
        ts=place.ts,
        thread_ts=place.thread_ts,
        asked_by=us.user,
        asked_at=clock.now(),
        language=Language.EN,
    )
    try:
        thread = await reading(review, policy)
    except SlackRefused as refusal:
        remedy = say(_REMEDIES.get(refusal.code, to_say("check the link, and that the bot is in the channel")))
        raise Failed(
            say("Slack does not show this message ({code}): {remedy}", code=refusal.code, remedy=remedy)
        ) from refusal
    return Subject(
        title=f"#{policy.name or policy.id}",
        view=thread.view,
        names=thread.names,
        threads=thread.threads,
        place=place,
        link=partial(permalink, us.url),
        with_names=directory.called.words,
    )

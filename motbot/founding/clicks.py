"""What is left to be clicked in Slack, in order, each step with its page."""

import shlex
from dataclasses import dataclass
from pathlib import Path

from motbot.catalogue import listed, say
from motbot.founding.answers import Answers, Transport
from motbot.founding.manifest import EVENTS, NEW_APP
from motbot.settings.tree import CoachKind

YOUR_APPS = "https://api.slack.com/apps"
SOCKET_MODE = "https://docs.slack.dev/apis/events-api/using-socket-mode"
EVENTS_API = "https://docs.slack.dev/apis/events-api"
ADD_TO_CHANNEL = "https://slack.com/help/articles/201980108"
FIND_IDS = "https://slack.com/help/articles/221769328"
KEYS = "https://platform.openai.com/api-keys"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step, the page it is done on, and for a command what to type."""

    text: str
    link: str = ""
    typed: str = ""


def steps(folder: Path, answers: Answers) -> tuple[Step, ...]:
    """The way from the written folder to the first nudge."""
    config = shlex.quote(str(folder / "motbot.yaml"))
    over_http = answers.transport is Transport.HTTP
    given = (
        Step(
            text=say(
                "Create the app. Where your terminal opens links, this one brings the manifest along; elsewhere choose "
                "From a manifest > your workspace, and paste {file}.",
                file="slack-manifest.yaml",
            ),
            link=NEW_APP,
        ),
        Step(
            text=say(
                "Install it: Install App > Install to Workspace. Copy the Bot User OAuth Token (xoxb-...) into .env "
                "behind SLACK_BOT_TOKEN="
            ),
            link=YOUR_APPS,
        ),
        _signing_secret() if over_http else _app_token(),
        Step(
            text=say(
                "Switch on Event Subscriptions > Delayed Events: after an outage Slack then delivers for 24 hours. No "
                "manifest can do this click."
            ),
            link=EVENTS_API,
        ),
        _channels(answers),
    )
    key = (Step(text=say("Put the model's key into .env behind OPENAI_API_KEY= (or Azure's variables)."), link=KEYS),)
    run = f"MOTBOT_CONFIG={config} motbot run" + (" --http 3000" if over_http else "")
    last = (
        Step(
            text=say("See whether all is well; every line that is not says what to do."),
            typed=f"MOTBOT_CONFIG={config} motbot check" + (" --http" if over_http else ""),
        ),
        Step(text=say("Start it."), typed=run),
    )
    told = (*given, *(key if answers.coach is CoachKind.MODEL else ()), *last)
    return (*told, _verify(answers.url)) if over_http else told


def _app_token() -> Step:
    return Step(
        text=say(
            "Basic Information > App-Level Tokens > Generate, with the scope connections:write. Copy it (xapp-...) "
            "into .env behind SLACK_APP_TOKEN="
        ),
        link=SOCKET_MODE,
    )


def _signing_secret() -> Step:
    return Step(
        text=say("Basic Information > App Credentials: copy the Signing Secret into .env behind SLACK_SIGNING_SECRET="),
        link=YOUR_APPS,
    )


def _channels(answers: Answers) -> Step:
    """Inviting, or where the ids are found that have not been named yet."""
    if answers.channels:
        names = listed(f"#{one.name}" if one.name else one.id for one in answers.channels)
        told = say(
            "Type /invite @motbot in {channels}. In a channel shared with a customer they see that it has joined.",
            channels=names,
        )
        return Step(text=told, link=ADD_TO_CHANNEL)
    told = say(
        "Name your channels and agents in motbot.yaml under channels:. A channel's id stands at the bottom of its "
        "About tab, a person's under their profile > More > Copy member ID. Then type /invite @motbot in each channel."
    )
    return Step(text=told, link=FIND_IDS)


def _verify(url: str) -> Step:
    told = say(
        "Once it runs, let Slack try the address {url}: Event Subscriptions > Request URL > Retry.",
        url=f"{url}{EVENTS}",
    )
    return Step(text=told, link=YOUR_APPS)

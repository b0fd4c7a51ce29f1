"""The `.env` that is filled in by hand: one line for each secret, with where it is found."""

from motbot.catalogue import say, speaking, to_say
from motbot.founding.answers import Answers, Transport
from motbot.settings.tree import CoachKind

_HEAD = to_say(
    "What motbot keeps secret. It reads this file itself, beside the configuration; a variable that is set where "
    "motbot is\nstarted wins. Nobody but you should be able to read it (mode 0600), and it belongs into no "
    "repository.\nOne NAME=value a line, without spaces around the =."
)
_BOT = to_say("The Bot User OAuth Token (xoxb-...): https://api.slack.com/apps > your app > OAuth & Permissions")
_SOCKET = to_say(
    "The app-level token (xapp-...) with connections:write: your app > Basic Information > App-Level Tokens"
)
_HTTP = to_say("The signing secret, for `motbot run --http PORT`: your app > Basic Information > App Credentials")
_MODEL = to_say(
    "The model's key, for `coach: model`; OPENAI_BASE_URL for any other server that speaks OpenAI's language."
)
_AZURE = to_say("Or on Azure:")
_DATABASE = to_say(
    "A PostgreSQL of your own, postgresql://user:password@host:5432/motbot; without it motbot brings one along ..."
)
_FOLDER = to_say("... and keeps its data in this folder, given with its full path.")


def secrets_template(answers: Answers) -> str:
    """The file as it is written once, its remarks in the language of the cards; nobody's tokens are in it yet."""
    with speaking(answers.language.value):
        over_http = answers.transport is Transport.HTTP
        reached = [_remark(_HTTP), "SLACK_SIGNING_SECRET="] if over_http else [_remark(_SOCKET), "SLACK_APP_TOKEN="]
        key = "OPENAI_API_KEY=" if answers.coach is CoachKind.MODEL else "# OPENAI_API_KEY="
        blocks = (
            [_remark(_HEAD)],
            [_remark(_BOT), "SLACK_BOT_TOKEN="],
            reached,
            [
                *(_remark(_MODEL), key, "# OPENAI_BASE_URL="),
                *(_remark(_AZURE), "# AZURE_OPENAI_ENDPOINT=", "# AZURE_OPENAI_API_KEY=", "# OPENAI_API_VERSION="),
            ],
            [_remark(_DATABASE), "# MOTBOT_DATABASE_URL=", _remark(_FOLDER), "# MOTBOT_DATA_DIR="],
        )
        return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _remark(text: str) -> str:
    """A text of ours, every line of it behind a mark."""
    return "\n".join(f"# {line}" for line in say(text).splitlines())

"""The `.env` that is filled in by hand: one line for each secret, with where it is found."""

from motbot.founding.answers import Answers, Transport
from motbot.settings.tree import CoachKind

_HEAD = """\
# What motbot keeps secret. It reads this file itself, beside the configuration; a variable that is set where motbot is
# started wins. Nobody but you should be able to read it (mode 0600), and it belongs into no repository.
# One NAME=value a line, without spaces around the =.

# The Bot User OAuth Token (xoxb-...): https://api.slack.com/apps > your app > OAuth & Permissions
SLACK_BOT_TOKEN=
"""
_SOCKET = """
# The app-level token (xapp-...) with connections:write: your app > Basic Information > App-Level Tokens
SLACK_APP_TOKEN=
"""
_HTTP = """
# The signing secret, for `motbot run --http PORT`: your app > Basic Information > App Credentials
SLACK_SIGNING_SECRET=
"""
_MODEL = """
# The model's key, for `coach: model`; OPENAI_BASE_URL for any other server that speaks OpenAI's language.
{mark}OPENAI_API_KEY=
# OPENAI_BASE_URL=
# Or on Azure:
# AZURE_OPENAI_ENDPOINT=
# AZURE_OPENAI_API_KEY=
# OPENAI_API_VERSION=

# A PostgreSQL of your own, postgresql://user:password@host:5432/motbot; without it motbot brings one along ...
# MOTBOT_DATABASE_URL=
# ... and keeps its data in this folder, given with its full path.
# MOTBOT_DATA_DIR=
"""


def secrets_template(answers: Answers) -> str:
    """The file as it is written once; nobody's tokens are in it yet."""
    reached = _HTTP if answers.transport is Transport.HTTP else _SOCKET
    return _HEAD + reached + _MODEL.format(mark="" if answers.coach is CoachKind.MODEL else "# ")

"""Runs the bot as `motbot run` does, but without looking up unclear posts: what the look-up is for must then show."""

import asyncio
import os
import sys
from dataclasses import replace

from motbot.app import run_until_stopped
from motbot.log import configure_logging
from motbot.settings.loading import load_settings
from motbot.wiring import Wiring


def main() -> None:
    """Run until stopped, with everything from the environment."""
    settings = load_settings(os.environ)
    configure_logging(stream=sys.stderr, level=str(settings.log_level), as_json=True)
    wiring = Wiring.for_slack(settings, http_port=None, listen=True)
    asyncio.run(run_until_stopped(replace(wiring, look_up=False)))


if __name__ == "__main__":
    main()

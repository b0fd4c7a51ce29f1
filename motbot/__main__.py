"""The program's entry: loads the command line, and hands over to it."""

import signal
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line; exit 0 good, 1 failed, 2 bad usage or config, 3 storage refused."""
    # Loading takes a second or two: Ctrl-C meanwhile simply ends it, rather than with a traceback of our imports.
    heeds = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # a background job may be told to ignore it
    if heeds:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from motbot.cli import commands  # noqa: PLC0415 - loaded under the handler above
    from motbot.entry import run  # noqa: PLC0415
    from motbot.log import hear_the_rest  # noqa: PLC0415

    if heeds:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    hear_the_rest()
    sys.exit(run(commands()))


if __name__ == "__main__":
    main()

"""The program of the short-lived process in which an unknown prompt is tried: reads a text, tells what came of it.

It gives up opening, writing and starting anything before it sees the text, and has little memory and time. Whatever a
text may find a way to do, it does it here, without our environment's secrets.
"""

import json
import math
import sys
import time
from collections.abc import Mapping
from typing import Any

import structlog

from motbot.catalogue import say
from motbot.llm.looking_through import Looked, look_through
from motbot.llm.prompt_text import Terms

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment] # there is no such module there

READY = b"ready\n"
UNCONFINED = b"loose\n"
"""Likewise ready, but only the clock of whoever started it can stop it here."""
MEMORY = 512 * 1024 * 1024
"""Bytes of address space."""
SECONDS = 1
"""Of the processor, beside what it took to start; the system stops it between that and twice as much."""

_FRONT = '---\nid: x\nversion: "1"\ntask: x\ninputs: {x: text}\n---\n# system\n{{ "x" | upper }}\n# user\n'


def main() -> None:
    """Say that all is loaded, take a request from standard input, and answer on standard output."""
    # What a library logs would else stand in the answer.
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    warm_up()
    confined = confine()
    sys.stdout.buffer.write(READY if confined else UNCONFINED)
    sys.stdout.buffer.flush()
    request = json.loads(sys.stdin.buffer.read())
    try:
        looked = answered(request)
    except MemoryError:
        looked = Looked(
            errors=((1, say("it takes more than {memory} MB to read; shorten it", memory=MEMORY // 1024**2)),)
        )
    sys.stdout.buffer.write(json.dumps(as_reply(looked, confined=confined)).encode())
    sys.stdout.buffer.flush()


def warm_up() -> None:
    """Have Python load what it only loads when it is needed: later it can open nothing any more."""
    for user in ("{{ x }}", "{{ 'a' + }}", "{{ 1 + x }}", "{{ x.y }}"):
        look_through(_FRONT + user, Terms(task="x", inputs={"x": "text"}), [{"x": "x"}])
    say("this is no YAML")


def confine() -> bool:
    """Give up memory, time, files and processes; False where this platform knows no such limits."""
    if resource is None:
        return False
    limits = {
        resource.RLIMIT_CPU: math.ceil(time.process_time()) + SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        # Standard input, output and error are open; nothing else ever will be.
        resource.RLIMIT_NOFILE: 3,
        resource.RLIMIT_AS: MEMORY,
    }
    try:
        for limit, most in limits.items():
            resource.setrlimit(limit, (most, most))
    except (ValueError, OSError):  # some platforms name limits that they do not keep
        return False
    return True


def answered(request: Mapping[str, Any]) -> Looked:
    """Look the text of a request through."""
    return look_through(request["text"], Terms(**request["terms"]), request["samples"])


def as_reply(looked: Looked, *, confined: bool) -> dict[str, Any]:
    """The answer in plain values."""
    return {name: getattr(looked, name) for name in Looked.__slots__} | {"confined": confined}


if __name__ == "__main__":
    main()

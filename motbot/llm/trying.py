"""Tries an unknown prompt in a process of its own, which is soon stopped, before the bot compiles it itself."""

import asyncio
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import structlog

from motbot.catalogue import labelled, language_of_process, say, spoken
from motbot.domain.errors import BadPrompt
from motbot.llm import cell
from motbot.llm.fencing import TagSource, random_tag
from motbot.llm.looking_through import Looked
from motbot.llm.prompt_files import Task, Template
from motbot.llm.sample_inputs import sample_inputs

STARTS_WITHIN = 30.0
"""Seconds that the process has for loading Python, however busy the machine: the text is not there yet."""
ANSWERS_WITHIN = 2.0
"""Seconds that it has with the text where nothing else would stop it."""
CONFINED_ANSWERS_WITHIN = 10.0
"""Seconds where the system stops it after one of the processor's: a busy machine makes no good prompt a bad one."""
_ANSWERED_WITHIN = {cell.READY: CONFINED_ANSWERS_WITHIN, cell.UNCONFINED: ANSWERS_WITHIN}
_REPLY_AT_MOST = 4 * 1024 * 1024
_NOTES = ("errors", "warnings")
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "MOTBOT_LOCALES")
"""What Python may need to start, and where more languages are: no token, and nothing else of our environment."""

Step = Callable[[IO[bytes], IO[bytes]], bytes]
"""Something done with what a process reads and writes."""

log = structlog.get_logger()


def untried() -> Looked:
    """What is said of a text that no process could be had for: the next try may go well."""
    told = say("it could not be tried, the machine is too busy or short of memory; try again")
    return Looked(errors=((1, told),))


def look(text: str, *, task: Task) -> Looked:
    """Look a text through in a process of its own; blocks for at most some seconds, and leaves no process behind."""
    terms = task.terms()
    request = {"text": text, "terms": asdict(terms), "samples": sample_inputs(sorted(terms.inputs))}
    return Attempt(json.dumps(request).encode()).looked()


async def tried_template(
    *, text: str, source: str, task: Task, model: str, tags: TagSource = random_tag, fences: bool = True
) -> Template:
    """The template of a text that nobody has tried yet, tried first; the event loop goes on meanwhile.

    Args:
        text: complete in itself, as `read_draft` gives it.
        source: how it is called in messages.
        task: what it is for.
        model: what will answer it.
        tags: makes the tags of its fences.
        fences: refuse it too if it shows foreign words without a fence.

    Raises:
        BadPrompt: with file, line and remedy.
    """
    looked = await asyncio.to_thread(look, text, task=task)
    if looked.errors and (fences or not looked.system):
        line, problem = looked.errors[0]
        raise BadPrompt(labelled(f"{source}:{line}", problem))
    return await asyncio.to_thread(_template, text=text, source=source, task=task, model=model, tags=tags)


def _template(*, text: str, source: str, task: Task, model: str, tags: TagSource) -> Template:
    return Template(text=text, source=source, task=task, model=model, tags=tags)


class Attempt:
    """One process with one text."""

    def __init__(
        self,
        request: bytes,
        *,
        program: str = cell.__name__,
        starts_within: float = STARTS_WITHIN,
        answers_within: float | None = None,
    ) -> None:
        """Take what is sent to the program, a module, and how many seconds it has before that and for it."""
        self._request = request
        self._program = program
        self._starts_within = starts_within
        self._answers_within = answers_within
        self._is_late = False

    def looked(self) -> Looked:
        """What it says, or why it says nothing."""
        with subprocess.Popen(  # noqa: S603 - our own Python with our own module
            [sys.executable, "-S", "-s", "-B", "-P", "-m", self._program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            close_fds=True,
        ) as process:
            try:
                reply = self._exchanged(process)
            finally:
                process.kill()
        return self._read(reply)

    def _exchanged(self, process: "subprocess.Popen[bytes]") -> bytes | None:
        """What it answers; None where it could not even be asked."""
        greeting = self._within(self._starts_within, process, _greeted)
        if greeting not in _ANSWERED_WITHIN:
            log.error("prompt_cell_broken", late=self._is_late)
            return None
        return self._within(self._answers_within or _ANSWERED_WITHIN[greeting], process, self._asked)

    def _within(self, seconds: float, process: "subprocess.Popen[bytes]", step: Step) -> bytes:
        watch = threading.Timer(seconds, self._stop, (process,))
        watch.daemon = True
        watch.start()
        try:
            return step(*_pipes(process))
        finally:
            watch.cancel()

    def _stop(self, process: "subprocess.Popen[bytes]") -> None:
        self._is_late = True
        process.kill()

    def _asked(self, to: IO[bytes], answers: IO[bytes]) -> bytes:
        try:
            to.write(self._request)
            to.close()
        except OSError:  # it ended without reading
            return b""
        return answers.read(_REPLY_AT_MOST)

    def _read(self, reply: bytes | None) -> Looked:
        if reply is None:
            return untried()
        try:
            found: Mapping[str, Any] = json.loads(reply) if not self._is_late else {}
            notes = {name: tuple((int(line), str(text)) for line, text in found[name]) for name in _NOTES}
            looked = Looked(**{name: found[name] for name in Looked.__slots__} | notes)
        except (ValueError, KeyError, TypeError):  # cut off, or never begun
            what = say("the prompt takes too much time or memory to be read and rendered; shorten it")
            return Looked(errors=((1, what),))
        if not found.get("confined"):
            log.warning("prompt_cell_unlimited", kept="time only")
        return looked


def _greeted(_to: IO[bytes], answers: IO[bytes]) -> bytes:
    return answers.readline(len(cell.READY))


def _pipes(process: "subprocess.Popen[bytes]") -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise BrokenPipeError
    return process.stdin, process.stdout


def _environment() -> dict[str, str]:
    places = os.pathsep.join(place or str(Path.cwd()) for place in sys.path)
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    speaks = {"MOTBOT_LANGUAGE": spoken() or language_of_process()}
    return kept | speaks | {"PYTHONPATH": places, "PYTHONUTF8": "1", "PYTHONHASHSEED": "0"}

"""Sets up the log: ids, kinds and counts get through; what people wrote, and every token, does not.

Everything goes to one stream, ours and the libraries'. Three walls stand one behind the other: libraries are heard from
WARNING on only and without their message, for Slack's write whole frames into it; of our own events a text passes only
under a key known to hold an id or a kind, and only in the form of one; and in the finished line whatever looks like a
token is blacked out.
"""

import logging
import re
import sys
import threading
import traceback
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from enum import Enum
from types import TracebackType
from typing import Any, Final, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger
from typing_extensions import override

_OURS: Final = "motbot"
_LONGEST_EVENT: Final = 80
_MOST_FRAMES: Final = 8
_MOST_ITEMS: Final = 20

_ID: Final = re.compile(r"[A-Za-z0-9_.:/@+=#-]{1,120}")
_TOKEN: Final = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+|(?<![A-Za-z0-9])sk-[\w-]{8,}|hooks\.slack\.com/\S+"
    r"|(?i:bearer|ticket=|token=|api-key:?)\s*[\w.~+/=-]{6,}|://[^/\s:@]+:[^/\s@]+@"
)

_ID_KEYS: Final = frozenset(
    {
        "act", "app", "bot", "channel", "coach", "code", "conversation", "dialogue", "error", "error_type",
        "event_id", "fate", "file", "group", "host", "id", "ids", "job", "key", "kind", "language", "level", "lock",
        "logger", "method", "migration", "mode", "model", "moment", "negative_type", "operation", "outcome", "path",
        "place", "port", "queue", "reason", "revision", "severity", "sheet", "side", "signal", "stage", "state",
        "status", "step", "subject", "suppressed", "task", "team", "template", "thread", "timestamp", "to",
        "ts", "urgency", "user", "variant", "verdict", "version", "view", "where", "whisper", "worker", "zone",
    }
)  # fmt: skip
"""Keys whose text is an id or a word of our own code. A new key with text is withheld until it stands here."""

_EXCEPTION_KEYS: Final = frozenset({"exc_info", "exception", "stack", "stack_info"})


def configure_logging(*, stream: TextIO, level: str = "info", as_json: bool = True) -> None:
    """Send every log line of this process to one stream.

    Args:
        stream: usually standard error.
        level: `debug`, `info`, `warning` or `error`, for our own loggers.
        as_json: one JSON object a line, else columns for a person.
    """
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=stream.isatty())
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name, _stamp(), without_message],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _BlackedOut(renderer)],
    )
    listener = _Listener(stream)
    listener.setFormatter(formatter)
    listener.addFilter(_LibrariesFromWarning())
    root = logging.getLogger()
    root.handlers[:] = [listener]
    root.setLevel(logging.WARNING)
    logging.getLogger(_OURS).setLevel(level.upper())
    logging.captureWarnings(capture=True)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            _stamp(),
            only_ids,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def hear_the_rest() -> None:
    """Log what breaks where nobody waits for it, in a thread or while something is cleared away, by its kind and place.

    Python would print it with its message; for the process's own entry only, since it is for the whole process.
    """
    threading.excepthook = lambda broken: _told("thread.broke", broken.exc_value)
    sys.unraisablehook = lambda broken: _told("clearing_away.broke", broken.exc_value)


def _told(event: str, error: BaseException | None) -> None:
    structlog.get_logger(_OURS).error(event, error=type(error).__name__, exc_info=error)


def only_ids(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Keep numbers, ids and kinds; withhold every other text, telling only its length."""
    passed: EventDict = {key: _passed(key, value) for key, value in event.items() if key not in _EXCEPTION_KEYS}
    passed["event"] = _event_name(event.get("event"))
    passed.update(_failure(event.get("exc_info")))
    return passed


def without_message(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace a library's message, which may hold anything, by the place in its code that wrote it."""
    record: logging.LogRecord = event["_record"]
    event["event"] = "a library has something to say"
    event["where"] = f"{record.name}:{record.module}:{record.lineno}"
    event.update(_failure(record.exc_info))
    # The formatter would render both, messages and source lines included.
    record.exc_info = record.exc_text = record.stack_info = None
    for key in _EXCEPTION_KEYS:
        event.pop(key, None)
    return event


class _BlackedOut:
    """Renders a line and blacks out what looks like a token in it."""

    def __init__(self, renderer: Processor) -> None:
        """Take what renders the line."""
        self._renderer = renderer

    def __call__(self, logger: WrappedLogger, method: str, event: EventDict) -> str:
        """Render one line."""
        return _TOKEN.sub("[redacted]", str(self._renderer(logger, method, event)))


class _Listener(logging.StreamHandler[TextIO]):
    """Writes lines; of one that cannot be written it tells no more than its place."""

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        """Python would print the message with its arguments, and those may be anybody's words."""
        with suppress(OSError, ValueError):
            self.stream.write(f"a line could not be logged: {record.module}:{record.lineno}\n")


class _LibrariesFromWarning(logging.Filter):
    """Lets a library's line pass from WARNING on, whatever level the library or its user has set."""

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        is_ours = record.name == _OURS or record.name.startswith(f"{_OURS}.")
        return is_ours or record.levelno >= logging.WARNING


def _stamp() -> Processor:
    return structlog.processors.TimeStamper(fmt="iso", utc=True)


def _event_name(event: object) -> str:
    """An event is named by our own code; a name this long, or with signs of another script, is no name."""
    text = str(event)
    return text if len(text) <= _LONGEST_EVENT and text.isascii() and text.isprintable() else _withheld(text)


def _passed(key: str, value: object) -> object:
    """The value as it may be read by an operator."""
    match value:
        case Enum():
            return _passed(key, value.value)
        case None | bool() | int() | float():
            return value
        case BaseException():
            return type(value).__name__
        case list() | tuple() | set() | frozenset():
            return [_passed(key, item) for item in list(value)[:_MOST_ITEMS]]
        case str() if key in _ID_KEYS and _ID.fullmatch(value):
            return value
        case _:
            return _withheld(value)


def _withheld(value: object) -> str:
    """What stands in for a value that may not be read."""
    match value:
        case str():
            return f"[text of {len(value)}]"
        case Mapping():
            return f"[{len(value)} entries]"
        case _:
            return f"[{type(value).__name__}]"


def _failure(exc_info: object) -> MutableMapping[str, Any]:
    """What kind of error it was and where it came from; never its message, which may quote what failed."""
    error = _error_of(exc_info)
    if error is None:
        return {}
    causes = [type(error).__name__]
    while (cause := error.__cause__ or error.__context__) is not None and len(causes) < _MOST_FRAMES:
        causes.append(type(cause).__name__)
        error = cause
    return {"error_type": " < ".join(causes), "trace": _frames(_error_of(exc_info))}


def _error_of(exc_info: object) -> BaseException | None:
    match exc_info:
        case BaseException():
            return exc_info
        case (_, BaseException() as error, _):
            return error
        case True:
            return sys.exc_info()[1]
        case _:
            return None


def _frames(error: BaseException | None) -> list[str]:
    trace: TracebackType | None = error.__traceback__ if error else None
    frames = traceback.extract_tb(trace)[-_MOST_FRAMES:]
    return [f"{frame.filename.rpartition('site-packages/')[2]}:{frame.lineno}:{frame.name}" for frame in frames]

"""Bounds what rendering a template takes: work is counted, sizes are refused before they come to be.

A template is text that people edit, and may be broken or hostile: it meets plain values only, by keys and places,
never an attribute of an object, and every filter, loop and comparison pays for the values it goes through.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from jinja2 import StrictUndefined, Undefined, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from typing_extensions import override

from motbot.catalogue import say
from motbot.llm.fencing import fenced
from motbot.llm.flaws import nearest
from motbot.llm.template_grammar import EACH, FILTERS, TESTS, WEIGHED

TAG = "fence_tag"
BUDGET = "(budget)"
"""Where a render's budget stands in its context; no template can write this name."""
STEPS = 200_000
"""What a render may take; the longest conversations take some thousands."""
_TEXT_AT_MOST = 100_000
_STEPS_PER_TEXT = 32
_LARGEST_NUMBER = 10**9
_LOOP = frozenset({"first", "index", "index0", "last", "length", "nextitem", "previtem", "revindex", "revindex0"})
_SCALARS = (str, int, float)


class Budget:
    """What a render may still take, in steps."""

    def __init__(self, steps: int = STEPS) -> None:
        """Take how many steps there are."""
        self.left = steps

    def spend(self, steps: int) -> None:
        """Take some away. Raises SecurityError when there are none left."""
        self.left -= steps
        if self.left < 0:
            raise SecurityError(say("this takes too much work; loop over less, and not in one another"))

    def weigh(self, *values: object) -> None:
        """Pay for going through values, however they hang together."""
        waiting = list(values)
        while waiting:
            value = waiting.pop()
            if isinstance(value, str):
                self.spend(1 + len(value) // _STEPS_PER_TEXT)
                continue
            self.spend(1)
            if isinstance(value, Mapping):
                waiting += value.values()
            elif isinstance(value, (list, tuple)):
                waiting += value


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja for prompts: no globals, few filters, nothing but keys and places to look into."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self) -> None:
        """Set it up."""
        # Not optimized: the optimizer would work out values while compiling, before any bound holds.
        super().__init__(
            undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True, optimized=False,
            finalize=_shown,
        )  # fmt: skip
        found = {name: _paying(self.filters[name]) for name in FILTERS & set(self.filters)}
        self.filters = found | {
            "join": _join, "replace": _replace, "string": _string, "trim": _trim, "untrusted": _untrusted,
            EACH: _each, WEIGHED: _weighed,
        }  # fmt: skip
        self.tests = {name: _paying(self.tests[name]) for name in TESTS}
        self.globals = {}

    @override
    def getattr(self, obj: Any, attribute: str) -> Any:
        return self.getitem(obj, attribute)

    @override
    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, Mapping) and argument in obj:
            return obj[argument]
        if isinstance(obj, (list, tuple, str)) and isinstance(argument, (int, slice)):
            try:
                return obj[argument]
            except IndexError:
                return self.undefined(hint=say("there is no place {argument} in this list", argument=argument))
        if isinstance(obj, LoopContext):
            return getattr(obj, argument) if argument in _LOOP else self._unknown(argument, _LOOP)
        if isinstance(obj, Mapping):
            return self._unknown(argument, map(str, obj))
        return self.undefined(hint=say("`{argument}` is asked of a value that has no keys", argument=argument))

    def _unknown(self, key: object, known: Iterable[str]) -> Undefined:
        return self.undefined(
            hint=say("there is no `{key}` here; {nearest}", key=key, nearest=nearest(str(key)[:100], known))
        )

    @override
    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "+" and (_are(str, left, right) or _are(list, left, right)):
            _refuse_long(len(left) + len(right))
            _budget(context).weigh(left, right)
            return left + right
        for value in (left, right):
            if not isinstance(value, (int, float)) or abs(value) > _LARGEST_NUMBER:
                raise SecurityError(
                    say("`{operator}` is only for small numbers here; put texts together with ~", operator=operator)
                )
        if operator == "**":
            raise SecurityError(say("`**` is not part of prompt templates"))
        return super().call_binop(context, operator, left, right)


def _paying(original: Any) -> Callable[..., Any]:
    """The same filter or test, paid for by what goes in and what comes out."""
    wanted = getattr(getattr(original, "jinja_pass_arg", None), "name", "")

    @pass_context
    def paid(context: Context, value: Any, *args: Any, **options: Any) -> Any:
        _budget(context).weigh(value, *args, *options.values())
        first = {"context": context, "eval_context": context.eval_ctx, "environment": context.environment}
        given = (first[wanted], value) if wanted else (value,)
        return _received(context, original(*given, *args, **options))

    return paid


def _received(context: Context, result: Any) -> Any:
    """What a filter gave, paid for; a row that is made while it is read is read to its end."""
    if isinstance(result, Iterator):
        result = list(islice(result, _TEXT_AT_MOST))
    if isinstance(result, str) and len(result) > _TEXT_AT_MOST:
        raise SecurityError(
            say("a text of more than {text_at_most} characters comes of this; shorten it", text_at_most=_TEXT_AT_MOST)
        )
    _budget(context).weigh(result)
    return result


@pass_context
def _shown(context: Context, value: Any) -> Any:
    """What stands in double braces: a text or a number; anything else would show its inside, at any length."""
    if not isinstance(value, (*_SCALARS, Undefined)):
        raise SecurityError(say("only a text or a number can be shown; join a list with `| join(', ')`, name a key"))
    _budget(context).weigh(value)
    return value


@pass_context
def _each(context: Context, value: Any, cost: int) -> Any:
    """What a loop goes through, paid for before it begins."""
    if isinstance(value, Undefined):
        return value
    if not isinstance(value, (list, tuple, str, Mapping)):
        raise SecurityError(say("`for` needs a list; this is none"))
    _budget(context).spend(len(value) * cost)
    return value


@pass_context
def _weighed(context: Context, value: Any) -> Any:
    _budget(context).weigh(value)
    return value


@pass_context
def _join(context: Context, value: Any, between: Any = "", attribute: str | None = None) -> str:
    if isinstance(value, Mapping) or attribute is not None:
        raise SecurityError(say("`join` takes a list of texts; pick the texts with `| map(attribute='...')` before it"))
    pieces = [_text_of(context, one) for one in value]
    comma = _text_of(context, between)
    _refuse_long(sum(map(len, pieces)) + len(comma) * len(pieces))
    return comma.join(pieces)


@pass_context
def _replace(context: Context, value: Any, old: Any, new: Any) -> str:
    text, was, becomes = (_text_of(context, one) for one in (value, old, new))
    if not was:
        raise SecurityError(say("`replace` needs a text to look for"))
    _refuse_long(len(text) + text.count(was) * len(becomes))
    return text.replace(was, becomes)


@pass_context
def _string(context: Context, value: Any) -> str:
    return _text_of(context, value)


@pass_context
def _trim(context: Context, value: Any) -> str:
    return _text_of(context, value).strip()


@pass_context
def _untrusted(context: Context, value: Any) -> str:
    """Put foreign words between fences."""
    return fenced(_text_of(context, value), str(context[TAG]))


def _text_of(context: Context, value: Any) -> str:
    if not isinstance(value, (*_SCALARS, Undefined)):
        raise SecurityError(say("a text or a number is expected here; name a key of the section, or join the list"))
    text = str(value)
    _budget(context).weigh(text)
    return text


def _are(kind: type, *values: object) -> bool:
    return all(isinstance(value, kind) for value in values)


def _refuse_long(size: int) -> None:
    if size > _TEXT_AT_MOST:
        raise SecurityError(
            say("a text of more than {text_at_most} characters comes of this; shorten it", text_at_most=_TEXT_AT_MOST)
        )


def _budget(context: Context) -> Budget:
    found: Budget = context[BUDGET]
    return found

"""The command line's help and refusals in the reader's language: our own texts, and those that Typer brings along."""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import typer
from rich.console import Console, ConsoleOptions
from rich.measure import Measurement
from rich.segment import Segment
from rich.text import Text
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup
from typing_extensions import override

from motbot.catalogue import say, to_say
from motbot.documents.prose import Prose

_REFUSALS = (
    to_say("Invalid value for {parameter}: {message}"),
    to_say("Invalid value: {message}"),
    to_say("Value error, {message}"),
    to_say("Missing argument {parameter}."),
    to_say("Missing option {parameter}."),
    to_say("Missing command."),
    to_say("No such option: {option} (Possible options: {options})"),
    to_say("No such option: {option}"),
    to_say("No such command {command}. Did you mean {commands}?"),
    to_say("No such command {command}."),
    to_say("Option {option} requires an argument."),
    to_say("Option {option} does not take a value."),
    to_say("Got unexpected extra argument(s) ({arguments})"),
    to_say("Input should be a valid integer, unable to parse string as an integer"),
    to_say("Input should be a valid number, unable to parse string as a number"),
    to_say("Input should be greater than or equal to {least}"),
    to_say("Input should be less than or equal to {most}"),
    to_say("{value} is not one of {choices}."),
)
"""What Typer says of a wrong line; it knows no other language, so its sentences are read and said anew."""

_FRAME = {
    "ARGUMENTS_PANEL_TITLE": to_say("Arguments"),
    "OPTIONS_PANEL_TITLE": to_say("Options"),
    "COMMANDS_PANEL_TITLE": to_say("Commands"),
    "ERRORS_PANEL_TITLE": to_say("Error"),
    "ABORTED_TEXT": to_say("Aborted."),
    "REQUIRED_LONG_STRING": to_say("[required]"),
    "DEFAULT_STRING": to_say("[default: {{}}]"),
    "RICH_HELP": to_say("Try [blue]'{{command_path}} {{help_option}}'[/] for help."),
}
"""The names under which Typer keeps its words for the frame of a help page."""
HELP_OPTION = to_say("Show this message and exit.")
"""Typer's words for an option that it adds by itself."""
_OPTIONS, _COMMAND = to_say("[OPTIONS]"), to_say("COMMAND [ARGS]...")
"""What stands in a usage for whatever may follow."""
_KINDS = {
    "str": to_say("<text>"),
    "int": to_say("<number>"),
    "int range": to_say("<number>"),
    "float": to_say("<number>"),
    "float range": to_say("<number>"),
    "path": to_say("<path>"),
    "Path": to_say("<path>"),
}
"""What Typer says of the value behind an option; a switch has none."""


class _Prose(Text):
    """A text whose rows end wherever the script allows; Typer asks for a `Text`."""

    @override
    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """As prose has it."""
        return Prose(self).__rich_measure__(console, options)

    @override
    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterable[Segment]:
        """As prose has it."""
        return console.render(Prose(self), options)


class _Folding(rich_utils.OptionHighlighter):
    """Typer's own, for languages that put no spaces between words: their lines are broken well, and never cut."""

    @override
    def __call__(self, text: str | Text) -> Text:
        """Mark the names of options; what has wide characters wraps as prose does, the rest between blanks."""
        shown = super().__call__(text)
        if shown.cell_len > len(shown):
            return _Prose(shown.plain, style=shown.style, spans=shown.spans)
        shown.overflow = "fold"
        return shown


class Spoken(TyperCommand):
    """A command that explains itself in the reader's language."""

    def __init__(self, *given: Any, **settings: Any) -> None:
        """Take what Typer gives, and put what is shown of it into words."""
        super().__init__(*given, **settings)
        _put_in_words(self)

    @override
    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the line of the usage, with our word for it."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=_usage())

    @override
    def get_help_option(self, ctx: Any) -> Any:
        """Typer's own option, in our words."""
        return _in_words(super().get_help_option(ctx))


class SpokenGroup(TyperGroup):
    """Commands that explain themselves, and refuse, in the reader's language."""

    def __init__(self, **settings: Any) -> None:
        """Take what Typer gives, and put what is shown of it into words."""
        super().__init__(**settings)
        _put_in_words(self)

    @override
    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the line of the usage, with our word for it."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=_usage())

    @override
    def get_help_option(self, ctx: Any) -> Any:
        """Typer's own option, in our words."""
        return _in_words(super().get_help_option(ctx))

    @override
    def main(self, *given: Any, **settings: Any) -> Any:
        """Run the line; the frame of what is printed speaks the language too."""
        for name, text in _FRAME.items():
            setattr(rich_utils, name, say(text))
        rich_utils.highlighter = _Folding()
        return super().main(*given, **settings)

    @override
    def make_context(self, *given: Any, **settings: Any) -> Any:
        """Read the line. Raises what Typer raises, in our words."""
        return _told(partial(super().make_context, *given, **settings))

    @override
    def invoke(self, ctx: Any) -> Any:
        """Run the command. Raises what Typer raises, in our words."""
        return _told(partial(super().invoke, ctx))


class SpokenApp(typer.Typer):
    """A command line whose commands are spoken ones unless they are told to be others."""

    def __init__(self, **settings: Any) -> None:
        """Take what Typer takes."""
        super().__init__(**{"cls": SpokenGroup, **settings})

    @override
    def command(self, *given: Any, **settings: Any) -> Callable[[Any], Any]:
        """Add a command, as Typer does."""
        return super().command(*given, **{"cls": Spoken, **settings})


def said_of_line(message: str) -> str:
    """What Typer says of a wrong line, in the reader's language; as it is where we do not know the sentence."""
    for text in _REFUSALS:
        found = re.fullmatch(_pattern(text), message, re.DOTALL)
        if found:
            inner = {"message": said_of_line(found["message"])} if "{message}" in text else {}
            return say(text, **{**found.groupdict(), **inner})
    return message


def help_texts(command: Any) -> Iterator[str]:
    """Every text that the help of a command and of those below it shows, as the catalogue has it."""
    shown = [command.help, command.epilog, *(getattr(one, "help", None) for one in command.params)]
    yield from (plain for text in shown if (plain := _plain(text)))
    for below in getattr(command, "commands", {}).values():
        yield from help_texts(below)


def _put_in_words(command: Any) -> None:
    command.help, command.epilog = _said(command.help), _said(command.epilog)
    command.options_metavar = say(_OPTIONS)
    if hasattr(command, "subcommand_metavar"):
        command.subcommand_metavar = say(_COMMAND)
    for one in command.params:
        _in_words(one)


def _in_words(option: Any) -> Any:
    if option is not None and not getattr(option, "is_in_words", False):
        option.help = _said(getattr(option, "help", None))
        option.display_type_rich = partial(_kind, option.display_type_rich)
        option.is_in_words = True
    return option


def _kind(named: Callable[..., str | None], ctx: Any) -> str | None:
    """What has to stand behind an option; choices and names of ours are as they are typed."""
    typed = named(ctx=ctx) or ""
    plain = typed.strip("<>").removeprefix("list[").removesuffix("]")
    if plain == "bool":
        return None
    return say(_KINDS[plain]) if plain in _KINDS else typed


def _said(text: str | None) -> str:
    return say(_plain(text))


def _plain(text: str | None) -> str:
    """The text without the breaks of the code's lines, which mean nothing."""
    paragraphs = inspect.cleandoc(text or "").split("\n\n")
    return "\n\n".join(" ".join(one.split()) for one in paragraphs).replace("{", "{{").replace("}", "}}")


def _usage() -> str:
    return f"{say('Usage:')} "


def _told(do: Callable[[], Any]) -> Any:
    try:
        return do()
    except typer.BadParameter as wrong:
        raise _again(wrong) from None
    except typer.TyperException as wrong:
        if type(wrong).__name__ == "NoArgsIsHelpError" or not hasattr(wrong, "format_message"):
            raise
        raise _again(wrong) from None


def _again(wrong: Any) -> typer.TyperException:
    """The same refusal with what it says put into words, whatever it is made of."""
    told = said_of_line(wrong.format_message())
    wrong.format_message = lambda: told
    return wrong  # type: ignore[no-any-return] # Typer's own class, which has no public name


def _pattern(text: str) -> str:
    return re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(text))

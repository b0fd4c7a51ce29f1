"""Reads the scenes that play themselves on the playground's page, one file each."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from motbot.catalogue import listed, say
from motbot.domain.errors import BadConfig
from motbot.domain.language import Language
from motbot.playground.page.scenes import Line, Scene, Step, Turn, Wait
from motbot.settings.branch import Branch
from motbot.settings.places import Problem, bad_config, path_of
from motbot.settings.reading import Document, read_document
from motbot.settings.scalars import ChannelId, ClockTime, Date, Duration, Flag, Listed, Text, one_of

_AFTER = timedelta(seconds=2)
_WANTS = ("reply", "press", "any")


def _read_wants(value: object) -> str:
    if value in _WANTS:
        return str(value)
    raise ValueError(say("expected one of {wants}; found {value!r}", wants=listed(_WANTS), value=value))


class _FillsBranch(Branch):
    """What is entered in a window that asks for a time; the keys are the ids of its fields."""

    day: Date | None = None
    clock: ClockTime | None = None
    reason: Text = ""

    def by_field(self) -> dict[str, str]:
        """What stands in each field, as the window's fields take it."""
        clock = f"{self.clock:%H:%M}" if self.clock else ""
        entered = {"day": self.day.isoformat() if self.day else "", "clock": clock, "reason": self.reason}
        return {name: value for name, value in entered.items() if value}


class _StepBranch(Branch):
    """One step: `who` and `text` say something, `who` and `your_turn` wait for the person, `passes` alone waits."""

    who: Text = ""
    text: Text = ""
    after: Duration = _AFTER
    passes: Duration = timedelta()
    root: Flag = False
    your_turn: Text = ""
    wants: Annotated[str, BeforeValidator(_read_wants)] = "reply"
    otherwise: Text = ""
    presses: Text = ""
    fills: _FillsBranch = _FillsBranch()

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        says, waits, passes = bool(self.text), bool(self.your_turn), self.passes > timedelta()
        if (says and waits) or not (says or waits or passes) or bool(self.who) != (says or waits):
            raise ValueError(
                say("expected who with text, or who with your_turn, or passes alone; write one of the three")
            )
        if self.fills.by_field() and not (waits and self.presses and self.wants == "press"):
            raise ValueError(say("expected fills only beside your_turn, wants: press and presses; name the button too"))
        return self

    def to_step(self, voices: Mapping[str, str]) -> Step:
        """The same for the page."""
        after = self.after.total_seconds()
        passes = self.passes.total_seconds()
        if self.your_turn:
            return Turn(
                who=voices[self.who],
                hint=self.your_turn,
                wants=self.wants,
                otherwise=self.otherwise,
                presses=self.presses,
                fills=self.fills.by_field(),
            )
        if self.text:
            return Line(who=voices[self.who], text=self.text, after=after, passes=passes, root=self.root)
        return Wait(passes=passes, after=after)


class _SceneBranch(Branch):
    """One file."""

    id: Text
    lang: Annotated[Language, BeforeValidator(one_of(Language))]
    title: Text
    about: Text
    channel: ChannelId
    begins_by: ClockTime | None = None
    steps: Annotated[Listed[_StepBranch], Field(min_length=1)]


def read_scenes(folder: Path, *, voices: Mapping[str, str]) -> tuple[Scene, ...]:
    """Read every scene of a folder, in the order of the files' names.

    Args:
        folder: holds the scenes as `*.yaml`.
        voices: the accounts behind the names that stand at `who`.

    Raises:
        BadConfig: tells every mistake of the first wrong file with its place; or there is no scene at all.
    """
    scenes = tuple(_read(path, voices) for path in sorted(folder.glob("*.yaml")))
    if not scenes:
        raise BadConfig(
            say("{folder}: holds no scene, so this installation is not whole; install motbot again", folder=folder)
        )
    seen: set[str] = set()
    for scene in scenes:
        if scene.id in seen:
            raise BadConfig(
                say(
                    "{folder}: id: {id!r} stands in two files; give each scene an id of its own",
                    folder=folder,
                    id=scene.id,
                )
            )
        seen.add(scene.id)
    return scenes


def _read(path: Path, voices: Mapping[str, str]) -> Scene:
    document = read_document(path)
    problems = list(document.problems)
    if document.value is not None:
        try:
            found = _SceneBranch.model_validate(document.value)
        except ValidationError as error:
            problems += _told(error, document)
        else:
            problems += _strangers(found, document, voices)
            if not problems:
                steps = tuple(step.to_step(voices) for step in found.steps)
                return Scene(
                    id=found.id,
                    lang=found.lang.value,
                    title=found.title,
                    about=found.about,
                    channel=found.channel,
                    begins_by=found.begins_by,
                    steps=steps,
                )
    raise bad_config(document.file, problems)


def _told(error: ValidationError, document: Document) -> list[Problem]:
    return [
        Problem(mark=document.mark(one["loc"]), path=path_of(one["loc"]), text=one["msg"].removeprefix("Value error, "))
        for one in error.errors(include_url=False, include_input=False)
    ]


def _strangers(found: _SceneBranch, document: Document, voices: Mapping[str, str]) -> list[Problem]:
    return [
        Problem(
            mark=document.mark(("steps", place, "who")),
            path=f"steps[{place}].who",
            text=say("nobody is called {who!r}; expected one of {voices}", who=step.who, voices=listed(voices)),
        )
        for place, step in enumerate(found.steps)
        if step.who and step.who not in voices
    ]

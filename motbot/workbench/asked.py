"""What the page can ask for, checked to the last field before anything is done."""

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from motbot.catalogue import labelled
from motbot.loopback.refusals import PageRefused

LARGEST_REQUEST = 2 * 2**20
"""Bytes: more than the longest prompt takes, twice over."""
LONGEST_TEXT = 400_000
SIDES_AT_MOST = 2

Task = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{0,39}$")]
Variant = Annotated[str, StringConstraints(pattern=r"^[^\W_][\w.-]{0,79}$")]
"""The name of a file without its ending: letters, digits, `.`, `_` and `-`, so that no name is a path."""
NewVariant = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]
"""Of a file that is to be: the same on every system."""
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Text = Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
CaseId = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Asked(BaseModel):
    """A request."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)


class DraftAsked(Asked):
    """A text as it stands in the editor, saved or not."""

    task: Task
    variant: Variant
    text: Text = Field(repr=False)


class RenderAsked(DraftAsked):
    """The same, filled in with a case; an empty one means an example of ours."""

    case: Annotated[str, StringConstraints(max_length=200)] = ""


class SaveAsked(DraftAsked):
    """The same, to be kept."""

    base: Digest
    """Of the file that was edited: another one means that somebody else has saved meanwhile."""


class CopyAsked(Asked):
    """A new variant from another one."""

    task: Task
    variant: Variant
    name: NewVariant


class SideAsked(Asked):
    """One side of a run: a variant's file as it stands, or a published prompt."""

    variant: Variant | None = None
    published: Annotated[int, Field(ge=1)] | None = None


class RunAsked(Asked):
    """A run of one prompt, or of two beside one another."""

    task: Task
    sides: Annotated[list[SideAsked], Field(min_length=1, max_length=SIDES_AT_MOST)]
    cases: Annotated[list[CaseId], Field(min_length=1, max_length=2000)]
    fresh: bool = False
    """Ask the model again, whatever it has answered before."""


class PromoteAsked(Asked):
    """A promotion, after measuring."""

    task: Task
    variant: Variant
    digest: Digest
    """Of the file as the trainer has seen it."""
    share: Annotated[int, Field(ge=1, le=100)] = 100
    reason: Reason = ""
    """Why it is forced; empty does not force it."""
    cases: Annotated[list[CaseId], Field(max_length=2000)] = Field(default_factory=list)
    """None means all."""


class RollBackAsked(Asked):
    """The way back."""

    task: Task
    generation: Annotated[int, Field(ge=0)]
    """Of the standing that the trainer has seen."""
    reason: Reason = ""


class CancelAsked(Asked):
    """The end of a run before its end."""

    run: Annotated[int, Field(ge=1)]


Wish = TypeVar("Wish", bound=Asked)


def read_wish(kind: type[Wish], given: dict[str, Any]) -> Wish:
    """Read a request.

    Raises:
        PageRefused: naming the field and what is wrong with it, never what was in it.
    """
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_input=False, include_context=False)[0]
        field = ".".join(str(part) for part in wrong["loc"]) or "body"
        raise PageRefused(400, "bad_request", labelled(field, f"{wrong['msg']}.")) from None

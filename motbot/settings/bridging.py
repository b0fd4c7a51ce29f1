"""What the file may say of help-desk bots whose posts are really a human's."""

from collections.abc import Callable
from typing import Annotated, Self

from pydantic import BeforeValidator, model_validator

from motbot.catalogue import say
from motbot.domain.people import Side
from motbot.domain.policy import Bridge, HumanFrom, WordsIn
from motbot.settings.branch import Branch
from motbot.settings.scalars import BridgeId, Listed, one_of, read_text, shown

_NAME, _SIDE = "{name}", "{side}"
_LONGEST = 120


def _form(value: object) -> str:
    """Read how a name is written; the place of the name is needed, and something must end it."""
    form = read_text(value)
    bare = form.replace(_NAME, "", 1).replace(_SIDE, "", 1)
    is_apart = f"{_NAME}{_SIDE}" not in form and f"{_SIDE}{_NAME}" not in form
    if _NAME in form and is_apart and len(form) <= _LONGEST and not {"{", "}", "\n"} & set(bare):
        return form
    raise ValueError(
        say(
            "expected one line with {place} in it once, such as {example}; found {value}",
            place=_NAME,
            example=f"{_NAME} ({_SIDE})",
            value=shown(value),
        )
    )


def _one_line(expected: Callable[[], str]) -> Callable[[object], str]:
    """Read some text of one line."""

    def read(value: object) -> str:
        text = read_text(value)
        if 0 < len(text) <= _LONGEST and "\n" not in text:
            return text
        raise ValueError(say("expected {expected}; found {value}", expected=expected(), value=shown(value)))

    return read


def _no_bare_star(value: object) -> str:
    """Read a name in which `*` stands for anything; alone it would be everybody."""
    text = _one_line(lambda: say("a name, or a part of one such as *(Acme Support)"))(value)
    if text.strip("* "):
        return text
    raise ValueError(
        say("expected a name, or a part of one; found {value}, which is everybody: use speaks_for", value=shown(value))
    )


Field = Annotated[
    str, BeforeValidator(_one_line(lambda: say("the name of a field in the post's metadata, such as requester.name")))
]
Named = Annotated[str, BeforeValidator(_no_bare_star)]
BridgeSide = Annotated[Side, BeforeValidator(one_of(Side, Side.CUSTOMER, Side.AGENT, Side.COLLEAGUE))]


class BridgeBranch(Branch):
    """A help-desk bot whose posts are really a human's."""

    bot: BridgeId
    speaks_for: BridgeSide = Side.CUSTOMER
    human_from: Annotated[HumanFrom, BeforeValidator(one_of(HumanFrom))] = HumanFrom.USERNAME
    written_as: Annotated[str, BeforeValidator(_form)] | None = None
    name_field: Field | None = None
    id_field: Field | None = None
    side_field: Field | None = None
    agents_named: Listed[Named] = ()
    colleagues_named: Listed[Named] = ()
    customers_named: Listed[Named] = ()
    tool_named: Listed[Named] = ()
    words_in: Annotated[WordsIn, BeforeValidator(one_of(WordsIn))] = WordsIn.TEXT

    @model_validator(mode="after")
    def _the_name_is_looked_for_in_one_place(self) -> Self:
        if self.name_field and self.human_from in {HumanFrom.USERNAME, HumanFrom.PREFIX}:
            raise ValueError(
                say(
                    "expected no name_field with human_from: {human_from}; write human_from: metadata, or take it out",
                    human_from=self.human_from.value,
                )
            )
        is_open = self.written_as is not None and self.written_as.endswith((_NAME, _SIDE))
        if is_open and self.human_from is HumanFrom.PREFIX:
            raise ValueError(
                say(
                    "expected something behind the name in written_as, so that its end is seen; such as {form}",
                    form=f"{_NAME}:",
                )
            )
        return self

    @model_validator(mode="after")
    def _a_name_has_one_side(self) -> Self:
        named = (*self.agents_named, *self.colleagues_named, *self.customers_named, *self.tool_named)
        twice = next((one for one in named if sum(one.casefold() == other.casefold() for other in named) > 1), None)
        if twice is not None:
            raise ValueError(
                say("expected each name in one of the lists; {name} stands there twice: keep one", name=shown(twice))
            )
        return self

    def to_domain(self) -> Bridge:
        """The same for the rules."""
        return Bridge(
            bot=self.bot,
            speaks_for=self.speaks_for,
            human_from=self.human_from,
            written_as=self.written_as or "",
            name_field=self.name_field or "",
            id_field=self.id_field or "",
            side_field=self.side_field or "",
            agents_named=self.agents_named,
            colleagues_named=self.colleagues_named,
            customers_named=self.customers_named,
            tool_named=self.tool_named,
            words_in=self.words_in,
        )

"""Turns the domain's frozen values into JSON documents and back, so that old rows meet new code by field defaults."""

from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from motbot.catalogue import say
from motbot.domain.errors import StorageUnavailable
from motbot.storage.clean import clean

T = TypeVar("T")


class Codec(Generic[T]):
    """Writes and reads one type. Fields a row has not are the type's defaults; fields the type has not are dropped."""

    def __init__(self, kind: type[T]) -> None:
        """Take the dataclass."""
        self._adapter: TypeAdapter[T] = TypeAdapter(kind)

    def dump(self, value: T) -> dict[str, Any]:
        """The value as a JSON object that PostgreSQL takes, whoever wrote its texts."""
        return clean(self._adapter.dump_python(value, mode="json"))

    def load(self, document: dict[str, Any]) -> T:
        """The value again; times come back aware, with the offset they were stored with.

        Raises:
            StorageUnavailable: a newer motbot has written it, and says what this one has no word for.
        """
        try:
            return self._adapter.validate_python(document)
        except ValidationError as error:
            raise not_ours(error.title, ".".join(str(part) for part in error.errors()[0]["loc"])) from None


def not_ours(kind: str, where: str) -> StorageUnavailable:
    """A row that this version cannot read: its job waits for a process that can, instead of failing for good."""
    return StorageUnavailable(
        say(
            "A row of kind {kind} cannot be read ({where}): it waits for a newer motbot to do so.",
            kind=kind,
            where=where,
        )
    )


def codec(kind: type[T]) -> Codec[T]:
    """The codec of a type, made at its first use: making one takes longer than a query."""
    made: Codec[T] = _made(kind)  # type: ignore[arg-type] # a class is hashable
    return made


@cache
def _made(kind: type[Any]) -> Codec[Any]:
    """Make it once."""
    return Codec(kind)

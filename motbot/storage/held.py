"""What one transaction has locked: nobody else changes such a row before its end, so that it is read only once."""

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Held(Generic[T]):
    """The rows of one table that a transaction has locked or written itself, by their ids, as they stand in it now.

    It lives as long as its transaction: the next one reads anew.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._rows: dict[int, T] = {}
        self._whole: set[Hashable] = set()
        self.new: set[int] = set()
        """Ids of the rows that this transaction has made: nobody else knows them yet."""

    def get(self, number: int) -> T | None:
        """The row, where it is held."""
        return self._rows.get(number)

    def keep(self, number: int, row: T) -> T:
        """Hold a row, or its newer state; gives it back."""
        self._rows[number] = row
        return row

    def keep_new(self, number: int, row: T) -> T:
        """Hold a row that this transaction has just made; gives it back."""
        self.new.add(number)
        return self.keep(number, row)

    def keep_all(self, group: Hashable, rows: Iterable[tuple[int, T]]) -> None:
        """Hold every row of a group; from now on the group is known to its last row."""
        self._rows.update(rows)
        self._whole.add(group)

    def has_all(self, group: Hashable) -> bool:
        """Whether every row of a group is held."""
        return group in self._whole

    def among(self, belongs: Callable[[T], bool]) -> list[T]:
        """The held rows that belong to a group, the oldest first."""
        return [self._rows[number] for number in sorted(self._rows) if belongs(self._rows[number])]

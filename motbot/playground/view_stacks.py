"""Open modals, one stack for each person, and App Home tabs."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from motbot.playground.errors import ApiError

if TYPE_CHECKING:
    from motbot.playground.spec import JSON

DEEPEST_STACK = 3


class ViewStacks:
    """Who sees which view; a view is replaced when it changes, never changed in place."""

    def __init__(self) -> None:
        self._stacks: dict[str, list[str]] = {}
        self._homes: dict[str, str] = {}
        self._views: dict[str, JSON] = {}
        self._owners: dict[str, str] = {}
        self._numbers = count(1)

    def open(self, user: str, view: JSON) -> JSON:
        """Open a modal on an empty stack; what was open before goes away, as in Slack's client."""
        self.clear(user)
        made = self._made(user, view, root=None, previous=None)
        self._stacks[user] = [made["id"]]
        return made

    def push(self, user: str, view: JSON) -> JSON:
        """Put a modal on top of the person's stack."""
        stack = self._stacks.get(user, [])
        if not stack:
            raise ApiError("not_found")
        if len(stack) >= DEEPEST_STACK:
            raise ApiError("push_limit_reached")
        made = self._made(user, view, root=stack[0], previous=stack[-1])
        stack.append(made["id"])
        return made

    def update(self, view_id: str, view: JSON, *, expected_hash: str | None = None) -> JSON:
        """Put new content in a view that is still open."""
        old = self._views.get(view_id)
        if old is None:
            raise ApiError("not_found")
        if expected_hash and expected_hash != old["hash"]:
            raise ApiError("hash_conflict")
        kept = {key: old[key] for key in ("id", "team_id", "app_id", "bot_id", "root_view_id", "previous_view_id")}
        self._views[view_id] = view | kept | {"hash": self._hash()}
        return self._views[view_id]

    def publish(self, user: str, view: JSON, *, expected_hash: str | None = None) -> JSON:
        """Set a person's App Home."""
        view_id = self._homes.get(user)
        if view_id is not None:
            return self.update(view_id, view, expected_hash=expected_hash)
        made = self._made(user, view, root=None, previous=None)
        self._homes[user] = made["id"]
        return made

    def pop(self, user: str) -> None:
        """Close the topmost modal."""
        self._forget(self._stacks[user].pop())

    def clear(self, user: str) -> None:
        """Close every modal of this person."""
        for view_id in self._stacks.pop(user, []):
            self._forget(view_id)

    def stack(self, user: str) -> list[JSON]:
        """Return a person's open modals, the topmost last."""
        return [self._views[view_id] for view_id in self._stacks.get(user, [])]

    def home(self, user: str) -> JSON | None:
        """Return a person's App Home."""
        view_id = self._homes.get(user)
        return None if view_id is None else self._views[view_id]

    def get(self, view_id: str) -> JSON | None:
        """Return an open view by its id."""
        return self._views.get(view_id)

    def owner(self, view_id: str) -> str:
        """Return who sees this view."""
        return self._owners[view_id]

    def by_external_id(self, external_id: str) -> str | None:
        """Return the id of the open view that the app named so."""
        named = (view["id"] for view in self._views.values() if view.get("external_id") == external_id)
        return next(named, None)

    def _made(self, user: str, view: JSON, *, root: str | None, previous: str | None) -> JSON:
        view_id = f"V{next(self._numbers):09d}"
        place = {"id": view_id, "root_view_id": root or view_id, "previous_view_id": previous}
        self._views[view_id] = view | place | {"hash": self._hash()}
        self._owners[view_id] = user
        return self._views[view_id]

    def _hash(self) -> str:
        return f"{next(self._numbers)}.playground"

    def _forget(self, view_id: str) -> None:
        self._views.pop(view_id, None)
        self._owners.pop(view_id, None)

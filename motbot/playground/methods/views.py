"""Methods that show modals and App Home tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from motbot.playground.errors import ApiError

if TYPE_CHECKING:
    from collections.abc import Callable

    from motbot.playground.call import Call
    from motbot.playground.spec import JSON


def open_modal(call: Call) -> JSON:
    """Open a modal for whoever caused the trigger."""
    view = _checked(call, "modal")
    user, _ = call.workspace.triggers.redeem(_trigger(call))
    return _shown(call, user, call.workspace.views.open(user, view))


def push(call: Call) -> JSON:
    """Put a modal on top of the one in which the trigger was caused."""
    view = _checked(call, "modal")
    user, origin = call.workspace.triggers.redeem(_trigger(call))
    if origin is None or not call.workspace.views.stack(user):
        raise ApiError("not_found")
    return _shown(call, user, call.workspace.views.push(user, view))


def update(call: Call) -> JSON:
    """Change an open view by its id or the app's own name for it."""
    views = call.workspace.views
    view_id = call.text("view_id") or views.by_external_id(call.required("external_id"))
    current = views.get(view_id) if view_id else None
    if view_id is None or current is None:
        raise ApiError("not_found")
    view = _checked(call, current["type"])
    user = views.owner(view_id)
    return _shown(call, user, views.update(view_id, view, expected_hash=call.text("hash") or None))


def publish(call: Call) -> JSON:
    """Set a person's App Home."""
    state, user = call.workspace, call.required("user_id")
    if user not in state.users:
        raise ApiError("user_not_found")
    if state.users[user].deleted or state.users[user].team_id != state.team.id:
        raise ApiError("not_enabled")
    view = _checked(call, "home")
    return _shown(call, user, state.views.publish(user, view, expected_hash=call.text("hash") or None))


def _trigger(call: Call) -> str:
    return call.text("trigger_id") or call.required("interactivity_pointer")


def _checked(call: Call, kind: str) -> JSON:
    given = call.args.get("view")
    view = call.workspace.check_view(call_name(kind), given)
    if view["type"] != kind:
        problem = f"the view's type must be {kind}"
        call.workspace.refuse(call_name(kind), {"view": given}, [problem])
        raise ApiError("invalid_arguments", [problem])
    return view


def call_name(kind: str) -> str:
    """Return how a refused view of this kind is recorded."""
    return f"views ({kind})"


def _shown(call: Call, user: str, view: JSON) -> JSON:
    call.workspace.tell_view(user, view)
    return {"view": view}


METHODS: dict[str, Callable[[Call], JSON]] = {
    "views.open": open_modal,
    "views.push": push,
    "views.update": update,
    "views.publish": publish,
}

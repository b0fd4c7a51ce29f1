"""What the app puts before people: posts, ephemeral messages, answers by response URL, views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from motbot.playground import validation
from motbot.playground.changes import Change
from motbot.playground.controls import with_ids
from motbot.playground.errors import ApiError
from motbot.playground.state import Refusal, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from motbot.playground.conversation import Conversation
    from motbot.playground.spec import JSON
    from motbot.playground.tickets import ResponseUrl

_CONTENT = ("text", "attachments", "metadata")


class Posting(State):
    """What the app may do, once the Web API has checked that it may."""

    def refuse(self, where: str, payload: JSON, problems: Sequence[str]) -> None:
        """Keep a record of a payload that Slack would not have taken."""
        self.refused.append(Refusal(where=where, payload=payload, problems=tuple(problems)))

    def check_message(self, where: str, content: JSON) -> None:
        """Refuse a message's content as Slack would, and keep a record of it."""
        for code, problems in validation.message_problems(content).items():
            self.refuse(where, content, problems)
            raise ApiError(code, problems)

    def check_view(self, where: str, view: object) -> JSON:
        """Return a view that Slack would take, or refuse it and keep a record."""
        problems = validation.view_problems(view)
        if problems:
            self.refuse(where, {"view": view}, problems)
            raise ApiError("invalid_arguments", problems)
        return self.stored_view(view)  # type: ignore[arg-type]

    def content(self, args: JSON) -> JSON:
        """Return the part of a call's arguments that a message stores."""
        kept = {key: args[key] for key in _CONTENT if args.get(key)}
        if args.get("blocks"):
            kept["blocks"] = with_ids(args["blocks"])
        return {"text": "", **kept}

    def bot_message(self, content: JSON) -> JSON:
        """Return a new message of the app with everything Slack adds to it."""
        return {
            "type": "message",
            "user": self.app.bot_user_id,
            "bot_id": self.app.bot_id,
            "app_id": self.app.app_id,
            "team": self.team.id,
            "bot_profile": {
                "id": self.app.bot_id,
                "app_id": self.app.app_id,
                "user_id": self.app.bot_user_id,
                "name": self.app.bot_name,
                "team_id": self.team.id,
                "deleted": False,
                "updated": 0,
                "icons": {},
            },
            "ts": self.stamps.next(),
            **content,
        }

    def stored_view(self, view: JSON) -> JSON:
        """Return a view with everything Slack adds to it, but for its place in a stack."""
        return {
            "callback_id": "",
            "private_metadata": "",
            "external_id": "",
            "clear_on_close": False,
            "notify_on_close": False,
            "title": None,
            "submit": None,
            "close": None,
            **view,
            "blocks": with_ids(view["blocks"]),
            "state": {"values": {}},
            "team_id": self.team.id,
            "app_id": self.app.app_id,
            "bot_id": self.app.bot_id,
            "app_installed_team_id": self.team.id,
        }

    def tell_view(self, user: str, view: JSON) -> None:
        """Tell whoever watches that a person sees a new or changed view."""
        kind = "home" if view["type"] == "home" else "view"
        self.watchers.tell(Change(kind=kind, user=user, by_bot=True, payload=view))

    def answer_person(self, user: str, conversation: Conversation, answer: JSON) -> None:
        """Show an answer to a command or an interaction: to that person alone unless it says in_channel."""
        self.check_message("response", answer)
        message = self.bot_message(self.content(answer))
        if answer.get("thread_ts"):
            message["thread_ts"] = answer["thread_ts"]
        if answer.get("response_type") == "in_channel":
            self.add_message(conversation, message)
        else:
            self.show_ephemeral(user, conversation, message)

    def respond(self, url: ResponseUrl, answer: JSON) -> None:
        """Do what the app sends to a response URL."""
        conversation = self.conversation(url.channel)
        if _flag(answer, "delete_original") or _flag(answer, "replace_original"):
            self._replace_original(url, conversation, answer)
        else:
            self.answer_person(url.user, conversation, answer)

    def _replace_original(self, url: ResponseUrl, conversation: Conversation, answer: JSON) -> None:
        if url.original is None:
            raise ApiError("message_not_found")
        deleting = _flag(answer, "delete_original")
        if not deleting:
            self.check_message("response", answer)
        ephemeral = self.ephemeral(url.user, url.original)
        if ephemeral is None and url.original.ts not in conversation.messages:
            raise ApiError("message_not_found")
        if ephemeral is not None:
            self.drop_ephemeral(url.user, url.original)
            if not deleting:
                kept = {key: value for key, value in ephemeral.message.items() if key != "blocks"}
                self.show_ephemeral(url.user, conversation, kept | self.content(answer))
        elif deleting:
            self.remove_message(conversation, url.original.ts)
        else:
            old = conversation.messages[url.original.ts]
            kept = {key: value for key, value in old.items() if key != "blocks"}
            self.change_message(conversation, kept | self.content(answer))


def _flag(answer: JSON, name: str) -> bool:
    return answer.get(name) in (True, "true", "1", 1)

"""What a team would otherwise write: a Bolt app that has the model judge every customer's message, in its listener.

Bolt acknowledges as soon as it has found the listener; the listener reads the whole thread, asks the model with the
shipped `assess` prompt, and shows the agents an ephemeral. Nothing is stored. It is meant to be good of its kind:
asynchronous, one connection pool to the model, the thread's beginning cached by the provider, errors logged.

Run by the benches only: `python -m tests.bench.bare_bolt`, with the environment of `motbot run`.
"""

import asyncio
import json
import logging
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openai
import yaml
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.llm.assessor import assess_task
from motbot.llm.fencing import tag_of_conversation
from motbot.llm.prompt_files import Template, read_template
from motbot.llm.schema import portable_schema
from motbot.llm.shapes import AssessAnswer
from motbot.llm.transcript import shared_inputs, transcript_of

PROMPT = Path(__file__).parents[2] / "prompts" / "assess" / "default.md"
MODEL = "gpt-5-mini"


@dataclass(frozen=True, slots=True, kw_only=True)
class BareCoach:
    """Judges a message and shows what came of it."""

    agents: dict[str, list[str]]
    """By channel."""
    template: Template
    model: openai.AsyncOpenAI
    schema: dict[str, Any]

    async def heard(self, event: dict[str, Any], client: AsyncWebClient) -> None:
        """Take a message: one of a customer is judged at once."""
        channel, user = event["channel"], event.get("user", "")
        agents = self.agents.get(channel, [])
        if not user or user in agents or event.get("subtype") or event.get("bot_id"):
            return
        thread = event.get("thread_ts") or event["ts"]
        said = await client.conversations_replies(channel=channel, ts=thread, limit=200)
        view = _view(said["messages"], judged=event["ts"], agents=agents)
        answer = await self._assessed(view)
        if not answer.is_moment:
            return
        found = [*(one.text for one in answer.explicit), *(one.text for one in answer.unsaid)]
        wants = "\n".join(f"- {one}" for one in found)
        text = f"> {event.get('text', '')}\nThe customer expects ({answer.urgency.value}):\n{wants}"
        for agent in agents:
            await client.chat_postEphemeral(channel=channel, user=agent, thread_ts=thread, text=text)

    async def _assessed(self, view: ConversationView) -> AssessAnswer:
        messages = self.template.render(shared_inputs(view, transcript_of(view)))
        said = await self.model.chat.completions.create(
            model=MODEL,
            messages=[{"role": "system", "content": messages.system}, {"role": "user", "content": messages.user}],
            response_format={
                "type": "json_schema",
                "json_schema": {"name": "assess", "schema": self.schema, "strict": True},
            },
        )
        return AssessAnswer.model_validate_json(said.choices[0].message.content or "")


def _view(messages: list[dict[str, Any]], *, judged: str, agents: list[str]) -> ConversationView:
    lines = tuple(
        Line(
            ts=one["ts"],
            at=datetime.fromtimestamp(float(one["ts"]), UTC),
            side=Side.AGENT if one.get("user") in agents else Side.CUSTOMER,
            author=one.get("user", ""),
            text=one.get("text", ""),
        )
        for one in messages
        if one["ts"] <= judged
    )
    return ConversationView(lines=lines, focus=(judged,), now=lines[-1].at, zone=ZoneInfo("UTC"))


async def _run(channels: Sequence[Mapping[str, Any]]) -> None:
    coach = BareCoach(
        agents={one["id"]: list(one["agents"]) for one in channels},
        template=read_template(PROMPT, task=assess_task(), model=MODEL, tags=tag_of_conversation()),
        schema=portable_schema(AssessAnswer),
        model=openai.AsyncOpenAI(
            api_key="none", base_url=os.environ.get("OPENAI_BASE_URL") or "http://127.0.0.1:9/v1", timeout=20
        ),
    )
    web = AsyncWebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = AsyncApp(client=web)
    app.event("message")(coach.heard)
    handler = AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"], web_client=web)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    sys.stderr.write(json.dumps({"event": "bot.ready"}) + "\n")
    sys.stderr.flush()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await stop.wait()
    await handler.close_async()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    asyncio.run(_run(yaml.safe_load(Path(os.environ["MOTBOT_CONFIG"]).read_text(encoding="utf-8"))["channels"]))

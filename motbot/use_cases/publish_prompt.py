"""Publishes a prompt: for every conversation or on trial for some, unless a guarded figure has fallen."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

import structlog

from motbot.catalogue import in_turn, say
from motbot.domain.errors import BadInput, Failed
from motbot.domain.guarding import Fallen, Guards, fallen
from motbot.domain.prompt import PublishedPrompt, Standing
from motbot.domain.publishing import WHOLE, ChangeKind, PromptChange, digest_of, promoted, tried
from motbot.ports.clock import Clock
from motbot.ports.store import Store, Transaction

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a text that can be used says of itself."""

    version: str
    title: str


Check = Callable[[str, str, str], Awaitable[Checked]]
"""Tries a text before it is published, by its task, what it is called in messages, and itself. Raises BadPrompt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text that is to be published, complete in itself: no file is needed to render it."""

    task: str
    variant: str
    text: str = field(repr=False)

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return f"{self.task}/{self.variant}"

    def published(self, checked: Checked, *, by: str, at: datetime) -> PublishedPrompt:
        """The same as it is kept."""
        return PublishedPrompt(
            task=self.task,
            variant=self.variant,
            digest=digest_of(self.text),
            text=self.text,
            version=checked.version,
            title=checked.title,
            by=by,
            at=at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What the live prompt and the draft were measured to do, on the same cases: shares by the names of harms."""

    against: int
    """Id of the prompt that was live when it was measured."""
    before: Mapping[str, float]
    after: Mapping[str, float]


class PublishPrompt:
    """Puts a prompt in force. Every process follows within seconds."""

    def __init__(self, *, store: Store, clock: Clock, guards: Guards, check: Check) -> None:
        """Take where prompts are kept, what is guarded, and who tries a text first."""
        self._store = store
        self._clock = clock
        self._guards = guards
        self._check = check

    def fallen(self, measured: Measured | None) -> tuple[Fallen, ...]:
        """What of the guarded figures has become worse than it may."""
        return () if measured is None else fallen(measured.before, measured.after, self._guards)

    async def __call__(
        self, draft: Draft, *, by: str, measured: Measured | None = None, share: int = WHOLE, reason: str = ""
    ) -> PromptChange:
        """Publish it.

        Args:
            draft: the text.
            by: who does it: an account of the machine or of Slack.
            measured: its figures beside the live prompt's; None where there are none, as with the playbook.
            share: percentage of conversations that get it; below 100 it is on trial beside the live one.
            reason: why it is to be published although a guarded figure has fallen; kept. Empty does not force it.

        Raises:
            BadPrompt: the text cannot be used.
            BadInput: the share makes no sense.
            Failed: a guarded figure has fallen and no reason was given; or the text is in force like this already; or
                what is live has changed since the draft was measured.
            StorageUnavailable: nothing has changed.
        """
        _refuse_share(share)
        worse = self.fallen(measured)
        if worse and not reason:
            told = in_turn(one.told for one in worse)
            raise Failed(say("Not published: {worse}. Force it with a reason, or improve the prompt.", worse=told))
        checked = await self._check(draft.task, draft.name, draft.text)
        figures = dict(measured.after) if measured else {}
        new = draft.published(checked, by=by, at=self._clock.now())
        new = replace(new, figures=figures, reason=reason if worse else "")
        async with self._store.begin(durable=True) as tx:
            await tx.prompts.take_turn()
            now = (await tx.prompts.standings()).get(draft.task) or Standing(task=draft.task, live=0)
            if measured is not None and measured.against != now.live and not reason:
                raise _overtaken(draft.task)
            prompt = await _kept(tx, new, now)
            change = await tx.prompts.change(self._change(now, prompt, share, by=by, reason=reason, measured=measured))
        log.info(
            "prompt.published",
            task=draft.task,
            prompt=prompt.id,
            kind=change.kind,
            share=share,
            generation=change.standing.generation,
            fallen=len(worse),
        )
        return change

    def _change(
        self, now: Standing, prompt: PublishedPrompt, share: int, *, by: str, reason: str, measured: Measured | None
    ) -> PromptChange:
        """What is in force from now on."""
        if prompt.id == now.live:
            raise Failed(
                say(
                    "{task}/{variant} is live already, exactly as it is; nothing has changed.",
                    task=prompt.task,
                    variant=prompt.variant,
                )
            )
        if share < WHOLE and not now.live:
            raise Failed(
                say(
                    "No {task} prompt is live yet to be tried beside; promote one without a trial first.",
                    task=prompt.task,
                )
            )
        if (prompt.id, share) == (now.trial, now.share):
            raise Failed(
                say(
                    "{task}/{variant} is on trial for {share} % already; nothing has changed.",
                    task=prompt.task,
                    variant=prompt.variant,
                    share=share,
                )
            )
        return PromptChange(
            kind=ChangeKind.PROMOTED if share == WHOLE else ChangeKind.TRIED,
            standing=promoted(now, prompt.id) if share == WHOLE else tried(now, prompt.id, share),
            by=by,
            reason=reason,
            figures_before=dict(measured.before) if measured else {},
            at=self._clock.now(),
        )


async def _kept(tx: Transaction, new: PublishedPrompt, now: Standing) -> PublishedPrompt:
    """The text as it is in force already, so that the conversations of a trial stay with it; else it is a new one."""
    known = [await tx.prompts.get(one) for one in (now.live, now.trial) if one]
    same = (one for one in known if one is not None and one.digest == new.digest)
    return next(same, None) or await tx.prompts.add(new)


def _refuse_share(share: int) -> None:
    if not 1 <= share <= WHOLE:
        raise BadInput(
            say("--trial: {share} is no percentage of conversations; expected 1 to 99, or none for all", share=share)
        )


def _overtaken(task: str) -> Failed:
    return Failed(
        say(
            "Not published: another {task} prompt was put in force while this one was measured. Promote it "
            "again, to be measured against that one.",
            task=task,
        )
    )

"""Publishes from the workbench as `motbot prompts promote` does: measured beside the live prompt, refused on a fall."""

from collections.abc import Mapping
from dataclasses import dataclass

from motbot.domain.case import Case
from motbot.domain.errors import Failed
from motbot.domain.publishing import PromptChange
from motbot.publishing import TemplateOf, check_by, first_published_beside
from motbot.settings.loading import Settings
from motbot.tuning.beside_live import Ran
from motbot.tuning.desk_outcome import guards_json, outcome_of
from motbot.tuning.published import Published, account, named
from motbot.use_cases.list_prompts import ListPrompts, PromptsLog
from motbot.use_cases.publish_prompt import Draft, Measured, PublishPrompt
from motbot.workbench.shown import Json, ShownChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Promotion:
    """What a trainer wants to be live."""

    draft: Draft
    share: int
    reason: str
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BothRan:
    """The live prompt's run and the draft's."""

    against: int
    before: Ran
    after: Ran

    @property
    def measured(self) -> Measured:
        """Their figures."""
        return Measured(against=self.against, before=self.before.figures.guarded, after=self.after.figures.guarded)


class Publishing:
    """Everything that changes what the live bot answers by."""

    def __init__(self, settings: Settings, published: Published, *, tried: TemplateOf) -> None:
        """Take the settings, whose guards hold, the database, and who tries a text."""
        self._check = check_by(tried)
        self._settings = settings
        self._published = published
        self._guards = settings.config.prompts.guards.to_domain()
        self._publish = PublishPrompt(
            store=published.store,
            clock=published.clock,
            guards=self._guards,
            check=self._check,
        )

    async def begin(self, draft: Draft) -> PromptsLog:
        """Try the text, and publish the shipped one where none was: there is something to measure beside then.

        Raises:
            BadPrompt: one of them cannot be used.
            Failed: both say the same, so that nothing would change.
        """
        published = self._published
        await self._check(draft.task, draft.name, draft.text)
        await first_published_beside(
            draft,
            prompts=self._settings.prompts,
            store=published.store,
            clock=published.clock,
            check=check_by(published.templates.compiled),
        )
        return await ListPrompts(store=published.store)()

    async def publish(self, wish: Promotion, ran: BothRan | None, *, note: str = "") -> Mapping[str, Json]:
        """Publish it, or say why not. `note` says why nothing was measured."""
        measured = ran.measured if ran else None
        worse = self._publish.fallen(measured)
        shown: dict[str, Json] = {
            **(outcome_of([ran.before, ran.after], task=wish.draft.task) if ran else {}),
            "guards": guards_json(measured, worse, self._guards) if measured else [],
            "note": note,
        }
        try:
            change = await self._publish(
                wish.draft, by=account(), measured=measured, share=wish.share, reason=wish.reason
            )
        except Failed as refused:
            return {**shown, "published": False, "refused": str(refused), "can_be_forced": bool(worse)}
        log = await ListPrompts(store=self._published.store)(wish.draft.task, at_most=1)
        told = shown_change(change, log)
        done: dict[str, Json] = {"kind": told.kind, "live": told.live, "trial": told.trial, "share": told.share}
        return {**shown, "published": True, "forced": bool(worse), "change": done}


def not_published(refused: str, *, can_be_forced: bool = False) -> dict[str, Json]:
    """The outcome of a promotion that came to an end before anything was measured."""
    return {"guards": [], "note": "", "published": False, "refused": refused, "can_be_forced": can_be_forced}


def shown_change(change: PromptChange, log: PromptsLog) -> ShownChange:
    """A change for the page, its prompts by their names."""
    now = change.standing
    return ShownChange(
        task=now.task,
        kind=change.kind.value,
        live=named(log, now.live),
        trial=named(log, now.trial) if now.trial else "",
        share=now.share,
        by=change.by,
        reason=change.reason,
        at=change.at,
        generation=now.generation,
    )

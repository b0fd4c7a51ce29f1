"""A conversation with all that is known of it as a reviewer is shown it: nobody has a name, in whosever words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from motbot.domain.contacts import Contact, Roles, contacts_of, content_hash, roles_of, with_roles
from motbot.domain.expectation import Expectation
from motbot.domain.known_then import KnownThen
from motbot.domain.message import ConversationView
from motbot.domain.promise import Promise
from motbot.domain.scoring import Mark, Quote
from motbot.domain.sheet import ContactSheet, JudgedExpectation, JudgedPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnamed:
    """What a reviewer is given, and the way back to what was written."""

    roles: Roles
    contacts: tuple[Contact, ...]
    expectations: Mapping[Expectation, Expectation]
    """As they are shown, and as they were found."""
    promises: tuple[Promise, ...]
    views: tuple[ConversationView, ...]
    """For each contact the conversation with what our side knew then."""
    content: str
    """Hash of all of it: the same words give the same, whoever says them and whatever they are called."""

    @property
    def view(self) -> ConversationView:
        """The conversation as it is shown."""
        return self.roles.view

    def written(self, part: ContactSheet) -> ContactSheet:
        """A contact's part with every quote as it was written; a quote that stands in no line loses its words.

        Its own reasons and replies stay as they are: they name roles, and a sheet names nobody.
        """
        return replace(
            part,
            evidence=tuple(replace(seen, quote=self._quote(seen.quote)) for seen in part.evidence),
            marks=tuple(self._mark(mark) for mark in part.marks),
            expectations=tuple(self._expectation(one) for one in part.expectations),
            promises=tuple(self._promise(one) for one in part.promises),
        )

    def _mark(self, mark: Mark) -> Mark:
        return replace(mark, quotes=tuple(map(self._quote, mark.quotes)))

    def _quote(self, quote: Quote) -> Quote:
        return Quote(ts=quote.ts, words=self.roles.written(quote.ts, quote.words))

    def _expectation(self, judged: JudgedExpectation) -> JudgedExpectation:
        one = judged.expectation
        known = self.expectations.get(one)
        if known is None:
            quote = self.roles.written(one.source, one.quote) if one.quote else ""
            cue = (self.roles.written(one.source, one.cue) if one.cue else "") or one.cue
            known = replace(one, quote=quote, cue=cue)
        return replace(judged, expectation=known)

    def _promise(self, promise: JudgedPromise) -> JudgedPromise:
        due = promise.due_words
        words = self.roles.written(promise.quote.ts, due) if due else ""
        return replace(promise, quote=self._quote(promise.quote), due_words=words)


def unnamed(
    view: ConversationView,
    *,
    names: Mapping[str, Sequence[str]],
    expectations: Sequence[Expectation] = (),
    promises: Sequence[Promise] = (),
    then: Sequence[KnownThen] = (),
) -> Unnamed:
    """Show a conversation without anybody's name.

    Args:
        view: the whole conversation.
        names: the profile names of accounts, as Slack tells them.
        expectations: what is known to have been expected.
        promises: what is known to have been promised, and what became of it.
        then: what our side knew at each contact; empty where that was always what the view says.
    """
    now = KnownThen(facts=view.facts, known=view.known, limits=view.limits)
    texts = (text for one in (now, *then) for text in (one.facts, *one.known))
    told = (*texts, *_words_of(expectations), *_words_about(promises))
    roles, shown = _shown(view, names, tuple(dict.fromkeys(text for text in told if text)))
    roles = replace(roles, view=_knowing(roles.view, now, shown))
    expected = {_expectation(one, shown): one for one in expectations}
    accounts = roles_of(view.lines)
    held = tuple(_promise(one, shown, accounts) for one in promises)
    contacts = contacts_of(roles.view.lines)
    views = tuple(_knowing(roles.view, one, shown) for one in then) or (roles.view,) * len(contacts)
    return Unnamed(
        roles=roles,
        contacts=contacts,
        expectations=expected,
        promises=held,
        views=views,
        content=content_hash(roles.view, promises=held, views=views),
    )


def _shown(
    view: ConversationView, names: Mapping[str, Sequence[str]], texts: Sequence[str]
) -> tuple[Roles, Mapping[str, str]]:
    """The conversation without names, and by the same names and roles other texts about it."""
    # Said last, by whoever spoke first, they change nobody's role.
    said = tuple(replace(view.lines[0], ts=f"about {n}", text=text) for n, text in enumerate(texts) if view.lines)
    roles = with_roles(replace(view, lines=(*view.lines, *said)), names=names)
    end = len(view.lines)
    lines = roles.view.lines
    shown = {text: line.text for text, line in zip(texts, lines[end:], strict=bool(view.lines))}
    return replace(roles, view=replace(roles.view, lines=lines[:end])), shown


def _knowing(view: ConversationView, known: KnownThen, shown: Mapping[str, str]) -> ConversationView:
    notes = tuple(shown.get(one, "") for one in known.known)
    return replace(view, facts=shown.get(known.facts, ""), known=notes, limits=known.limits)


def _words_of(expectations: Sequence[Expectation]) -> Iterator[str]:
    for one in expectations:
        yield from (one.text, one.quote, one.cue)


def _words_about(promises: Sequence[Promise]) -> Iterator[str]:
    for one in promises:
        yield from (one.who, one.what, one.words, one.condition, one.reason)
        if one.evidence:
            yield one.evidence.words


def _expectation(one: Expectation, shown: Mapping[str, str]) -> Expectation:
    return replace(one, text=shown.get(one.text, ""), quote=shown.get(one.quote, ""), cue=shown.get(one.cue, ""))


def _promise(one: Promise, shown: Mapping[str, str], accounts: Mapping[str, str]) -> Promise:
    """A promise of somebody's role; what was drafted about it is of no matter for what it came to."""
    evidence = replace(one.evidence, words=shown.get(one.evidence.words, "")) if one.evidence else None
    return replace(
        one,
        agent=accounts.get(one.agent, ""),
        said_by=accounts.get(one.said_by, ""),
        who=shown.get(one.who, ""),
        what=shown.get(one.what, ""),
        words=shown.get(one.words, ""),
        condition=shown.get(one.condition, ""),
        reason=shown.get(one.reason, ""),
        evidence=evidence,
        draft=None,
    )

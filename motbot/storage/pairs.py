"""The coach's scores of a sheet beside people's, row by row: in columns, so that no sheet is opened to compare them."""

from typing import Any

from sqlalchemy import Integer, Select, Text, cast, literal, select
from sqlalchemy.dialects.postgresql import distinct_on

from motbot.domain.review import ReviewState
from motbot.domain.scoring import Step
from motbot.domain.sheet import Sheet
from motbot.storage.tables import ratings, reviews


def coach_scores(sheet: Sheet | None) -> dict[str, int]:
    """The scores of a sheet by `<contact>:<step>`; contact 0 is the conversation, no step the contact as a whole."""
    if sheet is None:
        return {}
    given: dict[str, int | None] = {}
    if sheet.overall is not None:
        given[_key(0)] = sheet.overall.ruling.score
    for one in sheet.contacts:
        given[_key(one.number)] = one.overall.score if one.overall is not None else None
        given |= {_key(one.number, mark.step): mark.score for mark in one.marks}
    return {key: score for key, score in given.items() if score is not None}


def pairs_in(team: str) -> Select[Any]:
    """The statement that gives `review`, `step` ("" for none), `coach` and `human` of every row that both have scored.

    Of each person's marks on a row the newest counts alone, also where it takes an earlier score back.
    """
    row = (ratings.c.review, ratings.c.rater, ratings.c.contact, ratings.c.step)
    key = cast(ratings.c.contact, Text).concat(literal(":", Text)).concat(ratings.c.step)
    newest = (
        select(*row, ratings.c.score.label("human"), cast(reviews.c.scores[key].astext, Integer).label("coach"))
        .join(reviews, reviews.c.id == ratings.c.review)
        .where(reviews.c.team == team, reviews.c.state == ReviewState.READY.value)
        .ext(distinct_on(*row))
        .order_by(*row, ratings.c.at.desc(), ratings.c.id.desc())
        .subquery()
    )
    both = select(newest).where(newest.c.human.is_not(None), newest.c.coach.is_not(None))
    return both.order_by(newest.c.review, newest.c.contact, newest.c.step, newest.c.rater)


def _key(contact: int, step: Step | None = None) -> str:
    return f"{contact}:{step or ''}"

"""Any review at all, for tests by property: every field of it and of its sheet drawn, in texts PostgreSQL takes."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from motbot.domain.expectation import Expectation, ExpectationKind, Provenance
from motbot.domain.language import Language
from motbot.domain.people import Side
from motbot.domain.review import Cost, Failure, Review, ReviewedLine, ReviewState
from motbot.domain.scoring import Depth, Facts, Fault, Mark, Quote, Repair, Ruling, Seen, Step
from motbot.domain.sheet import ContactSheet, Fate, JudgedExpectation, JudgedPromise, Outcome, Sheet, ThreadScore

_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
_TEXTS = st.lists(_TEXT, max_size=3).map(tuple)
_FLAG = st.booleans()
_NUMBER = st.integers(0, 10**6)
_SCORE = st.integers(-3, 3)
_IN_UTC = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 # hypothesis wants bounds without a zone
_TIME = st.builds(
    lambda at, minutes: at.astimezone(timezone(timedelta(minutes=minutes))), _IN_UTC, st.integers(-720, 840)
)
_QUOTE = st.builds(Quote, ts=_TEXT, words=_TEXT)
_RULING = st.builds(Ruling, score=_SCORE, rule=st.integers(1, 9))
_LANGUAGE = st.sampled_from(Language)

_FACTS = st.builds(
    Facts,
    faults=st.frozensets(st.sampled_from(Fault)),
    is_mild=_FLAG,
    asked=_NUMBER,
    unanswered=_NUMBER,
    is_late=_FLAG,
    presses=_FLAG,
    harms=_FLAG,
    repair=st.sampled_from(Repair),
    depth=st.sampled_from(Depth),
)
_MARK = st.builds(
    Mark,
    step=st.sampled_from(Step),
    score=st.none() | _SCORE,
    behaviours=_TEXTS,
    lacking=_TEXTS,
    quotes=st.lists(_QUOTE, max_size=2).map(tuple),
    reason=_TEXT,
)
_EXPECTATION = st.builds(
    Expectation, kind=st.sampled_from(ExpectationKind), text=_TEXT, quote=_TEXT, cue=_TEXT, source=_TEXT
)
_JUDGED = st.builds(JudgedExpectation, expectation=_EXPECTATION, outcome=st.sampled_from(Outcome))
_PROMISE = st.builds(
    JudgedPromise, quote=_QUOTE, fate=st.sampled_from(Fate), due_words=_TEXT, taken_back_at=st.none() | _IN_UTC
)
_CONTACT = st.builds(
    ContactSheet,
    number=_NUMBER,
    asked=_TEXTS,
    said=_TEXTS,
    facts=_FACTS,
    evidence=st.lists(st.builds(Seen, quote=_QUOTE, fault=st.none() | st.sampled_from(Fault)), max_size=2).map(tuple),
    overall=st.none() | _RULING,
    reason=_TEXT,
    expects=_FLAG,
    marks=st.lists(_MARK, max_size=4).map(tuple),
    expectations=st.lists(_JUDGED, max_size=2).map(tuple),
    promises=st.lists(_PROMISE, max_size=2).map(tuple),
    better=_TEXT,
)
_PROVENANCE = st.builds(
    Provenance,
    coach=_TEXT,
    revision=_TEXT,
    model=_TEXT,
    latency_ms=_NUMBER,
    prompt_tokens=_NUMBER,
    cached_tokens=_NUMBER,
    completion_tokens=_NUMBER,
    dropped=_TEXTS,
)
SHEETS = st.builds(
    Sheet,
    contacts=st.lists(_CONTACT, max_size=3).map(tuple),
    overall=st.none() | st.builds(ThreadScore, ruling=_RULING, contact=_NUMBER),
    language=_LANGUAGE,
    provenance=_PROVENANCE,
    content=_TEXT,
)
_LINE = st.builds(ReviewedLine, ts=_TEXT, thread_ts=_TEXT, at=_TIME, side=st.sampled_from(Side), role=_TEXT, text=_TEXT)
REVIEWS = st.builds(
    Review,
    team=_TEXT,
    channel=_TEXT,
    ts=_TEXT,
    thread_ts=_TEXT,
    conversation=st.integers(0, 2**62),
    asked_by=_TEXT,
    asked_at=_TIME,
    language=_LANGUAGE,
    is_blind=_FLAG,
    is_agreed=_FLAG,
    as_agent=_FLAG,
    state=st.sampled_from(ReviewState),
    failure=st.none() | st.sampled_from(Failure),
    cost=st.none() | st.builds(Cost, lines=_NUMBER, calls=_NUMBER, tokens=_NUMBER),
    agents=_TEXTS,
    lines=st.lists(_LINE, max_size=3).map(tuple),
    sheet=st.none() | SHEETS,
    without_model=_FLAG,
    attempts=_NUMBER,
    ready_at=st.none() | _TIME,
    version=_NUMBER,
    wake_at=st.none() | _TIME,
)

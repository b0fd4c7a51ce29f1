"""The shipped playbook, read once for all tests of a file."""

import asyncio

import pytest

from motbot.use_cases.coaching import Coaching
from tests.reviews.conversations import offline


@pytest.fixture(scope="session")
def coaching() -> Coaching:
    return asyncio.run(offline())

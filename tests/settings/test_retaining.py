"""Tests of what the file may say about how long what is kept."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from motbot.domain.retention import Retention
from motbot.settings import default_config, load_config
from motbot.settings.retaining import RetentionBranch


def test_the_shipped_file_says_what_holds_without_it() -> None:
    assert load_config(default_config()).retention.to_domain() == RetentionBranch().to_domain() == Retention()


def test_raw_events_may_be_kept_for_no_time_at_all() -> None:
    assert RetentionBranch.model_validate({"raw_events": "0s"}).to_domain().raw_events == timedelta(0)


@pytest.mark.parametrize("key", ["moments", "sheets"])
def test_what_people_still_work_with_is_kept_for_a_day(key: str) -> None:
    assert getattr(RetentionBranch.model_validate({key: "1d"}), key) == timedelta(days=1)
    with pytest.raises(ValidationError, match=f"expected {key} to be at least 1d"):
        RetentionBranch.model_validate({key: "23h"})

"""What the file may say about the words that leave for a model."""

from motbot.settings.branch import Branch
from motbot.settings.scalars import Flag


class PrivacyBranch(Branch):
    """What a model's server gets to see."""

    hide_personal_data: Flag = True

"""Where the forum's migrations look for the field with a member's words."""

from learning.accounts.sealed import AuthoredTextField

__all__ = ["AuthoredTextField"]

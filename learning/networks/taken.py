"""What a woman takes with her of the log of her networks, in words."""

from collections.abc import Sequence
from typing import Any


def acts_done(rows: Sequence[Any]) -> list[str]:
    """What she did with a role, as a lead reads it; on whom stands nowhere."""
    from learning.networks import audit  # It reads these models.

    said = ((audit.ACTS.get(each.act, each.act), audit.roles_of(each)) for each in rows)
    return [f"{act}: {roles}" if roles else str(act) for act, roles in said]

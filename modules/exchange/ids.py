"""Names written by hand become the UUIDs that pages, blocks and choices are known by: the same in every language."""

from uuid import UUID, uuid5

NAMESPACE = UUID("5b0f0a5e-3d0c-4c55-9a44-0f2a7f5d8f3b")


def stable_id(*names: str) -> UUID:
    """The UUID of a name within others, outermost first; a last name that is a UUID stands for itself."""
    try:
        return UUID(names[-1])
    except ValueError:
        return uuid5(NAMESPACE, "/".join(names))

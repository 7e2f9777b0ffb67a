"""HTTP only: joining, the desk, members, codes, and what is hers."""

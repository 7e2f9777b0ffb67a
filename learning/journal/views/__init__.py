"""HTTP of the journal: reading it, writing in it, what comes from a lesson."""

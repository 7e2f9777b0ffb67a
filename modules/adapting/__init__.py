"""A network makes a shared course its own, and decides block by block on what changes in it later."""

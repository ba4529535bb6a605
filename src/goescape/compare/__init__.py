"""Two revisions compared: what allocates, leaks and is inlined before and after a change, whatever moved."""

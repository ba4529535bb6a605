"""Generated programs, compared with the real compiler."""

"""goescape: Go escape analysis outside the Go compiler."""

"""Builds that are planned once and analysed as often as asked: packages, workers, the store."""

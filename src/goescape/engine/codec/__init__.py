"""Summaries as bytes: encoding a package, decoding it piece by piece. No input or output in here."""

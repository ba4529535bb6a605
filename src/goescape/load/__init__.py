"""Finds and selects source: the only room that reads files of the user's project.

The way in is `graph.load`: patterns and a `Context` in, a `Graph` of plain `Package` values out.
"""

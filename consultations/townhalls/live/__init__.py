"""Telling followers what happens, while it happens.

The database is the log (`townhalls.log`), and everything here may fail without a word being lost: a doorbell that does not
ring is made good by looking, a line that breaks by a cursor, and where nothing is live at all the page says so and works.
"""

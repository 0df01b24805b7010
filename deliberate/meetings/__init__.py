"""Meetings: called with lawful notice, an agenda of issues, attendance, and an outcome for every item.

A *kind* decides notice, quorum and who leads; figures come from the place's rule set, never from here. A meeting keeps
the version of the rule set it was scheduled under. Everything that happens stands in the stream `meeting:<id>`.
"""

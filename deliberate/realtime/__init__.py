"""From what is recorded to what stands on every phone: rooms, shapes, catching up, presence.

A *room* holds the connections looking at one meeting; an *item* is a ledger entry in the shape phones get; a *batch*
covers a range of a meeting's stream; a *snapshot* is the state that a range is applied to.
"""

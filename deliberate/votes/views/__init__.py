"""Pages of votes: the list, the ballot paper, the confirmation, the result, and the moderator's side of each."""

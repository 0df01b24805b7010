"""The map of opinion: pure arithmetic on who agrees with what. Nothing here knows who anybody is."""

"""Moderation of any text: reports, hiding with a reason, appeal to another person, and the public log of it all."""

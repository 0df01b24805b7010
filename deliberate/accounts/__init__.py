"""People: accounts, signing in, language, identity behind a chosen name."""

"""Finding texts: application-made bigrams, so that two Chinese characters are found alike in both databases."""

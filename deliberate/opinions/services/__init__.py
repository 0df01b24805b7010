"""What is done with a conversation of statements: by those who lead it, and by those who take part."""

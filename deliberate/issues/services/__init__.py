"""What is done with issues: propose, second, screen, and every move further along the spine."""

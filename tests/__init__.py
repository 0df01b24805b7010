"""What the product does, told by tests."""

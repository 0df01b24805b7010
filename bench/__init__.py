"""Measures of the product, each printed as JSON: `python3 dev.py bench NAME`."""

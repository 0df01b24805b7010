"""Counting methods: pure, exact, one file each, one signature."""

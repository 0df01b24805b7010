"""The rules of minutes: how they are drafted, mended, confirmed and published."""

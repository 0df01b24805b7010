"""Pages of carrying out: resolutions, action items, the unit's own page, and parts of other pages."""

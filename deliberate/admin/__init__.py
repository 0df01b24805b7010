"""Setting a community up from pages: places, roles, roll, categories, rules. It owns no rules and sees no ballots."""

"""Pages of translations, and how other pages show them."""

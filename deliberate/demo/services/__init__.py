"""Making the demo community with the product's own services, so that every story could really have happened."""

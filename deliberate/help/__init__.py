"""Help inside the product: whom to call, how things are done here, a first look around, and a guide to print."""

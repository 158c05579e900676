"""A shelf of blueprints: one site of all of them, with what runs through them."""

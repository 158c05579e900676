"""What a drawing is made of, from primitives to cards, arrows and legends."""

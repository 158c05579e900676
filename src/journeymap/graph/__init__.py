"""The model as a graph that answers typed questions."""

"""Nodes to the model."""

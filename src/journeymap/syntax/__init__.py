"""Text to nodes, each with its place; the only folder that knows YAML."""

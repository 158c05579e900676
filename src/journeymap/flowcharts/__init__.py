"""Charts of other tools: nodes and arrows, whatever format they came in, and the blueprint that can be made of them."""

"""The translations of what the program says, and what reads them."""

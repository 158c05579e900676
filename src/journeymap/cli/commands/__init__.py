"""The commands, one module each; its constant is `COMMAND`."""

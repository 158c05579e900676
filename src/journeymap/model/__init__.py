"""The nouns of a service blueprint: frozen data, no behaviour beyond reading it."""

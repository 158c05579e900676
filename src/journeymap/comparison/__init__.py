"""Two versions of a service: which is which, and what is different for its customers."""

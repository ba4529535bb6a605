"""What is left of a function when all is decided, in the order in which it will be evaluated."""

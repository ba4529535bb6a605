"""What other packages need of a package, as bytes: encoded once, decoded entry by entry."""

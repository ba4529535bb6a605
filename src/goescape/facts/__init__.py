"""What was found out about functions, as plain data with identities: no trees, no sentences."""

"""Contracts: what code promises not to do, checked against what is known of it. Fails closed."""

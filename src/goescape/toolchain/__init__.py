"""What depends on the Go release and on the target, as values: nobody else asks for a version or an architecture."""

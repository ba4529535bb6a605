"""What users of the library and the command line call: one package's pipeline, whole builds, results."""

"""What tests share: golden files, the real toolchain, running goescape in process."""

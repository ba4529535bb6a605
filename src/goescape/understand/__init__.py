"""What facts mean to people: sites, causes, ways into callees, sentences."""

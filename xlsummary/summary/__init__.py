"""Every figure once, with its cells, and the sections of each kind."""

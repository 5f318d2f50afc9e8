"""Layouts onto a workbook file.

`graft` is where to begin: our sheets put into a user's book; `into_book` is the same with what is to be said of it. Each of the
others can be read by itself:

- layouts as a package of our own: `author`, with `cells` (the rows), `styles` (looks by name) and `charts`;
- the user's package: `users_book` (what it holds), `heads` (the first rows of a sheet), `older` (our sheets of an earlier run),
  `copies` (whether a file is nothing but an output), `refusals` (why it is left alone);
- ours into theirs: `titles`, `our_parts`, `style_merge`, `listing`, `calculation_chain`;
- bytes: `trees` (XML kept as it is), `raw_zip` (entries kept as they lie), `grafted` (what comes out).
"""

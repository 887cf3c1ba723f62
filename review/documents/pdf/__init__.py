"""Documents as PDF: the tree of a text, the letters that can be printed, and the press that makes the file."""

"""How text travels: Markdown, blocks, alignment, differences."""

"""Everything that asks Graphviz: its text, its tool, its fonts, its pictures."""

"""How a drawing looks: themes, the files that hold them, and what they owe their readers."""

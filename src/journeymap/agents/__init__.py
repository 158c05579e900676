"""What a program that works with people may ask of blueprints: tools and pages over the Model Context Protocol."""

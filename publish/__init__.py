"""From the authors' sources to the committed notebooks, and from those to the site."""

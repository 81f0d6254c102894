"""What the notebooks of the book import: networks in NumPy, experiments, data and the look of the figures."""

from gradiente import style
from gradiente.explore import explore

__all__ = ["explore", "style"]

"""The widget that `gradiente.explore` returns: an anywidget that needs no kernel once it is shown."""

from pathlib import Path
from typing import Any

import anywidget
import traitlets


class Experiment(anywidget.AnyWidget):
    """Pictures of every combination of some controls, and the module that shows the one chosen.

    Its state holds all that the page needs (explore.js, explore.css, the pictures), and nothing random.
    """

    _esm = Path(__file__).with_name("explore.js")
    _css = Path(__file__).with_name("explore.css")

    data = traitlets.Unicode(help="Base64 of what gradiente.explore.pack returns.").tag(sync=True)
    controls = traitlets.List(help="One dict a control; the last one's values vary fastest.").tag(sync=True)
    caption = traitlets.Unicode().tag(sync=True)
    description = traitlets.Unicode().tag(sync=True)
    lang = traitlets.Unicode(help='"es", "en", or "" for the language of the page.').tag(sync=True)
    summary = traitlets.Unicode(help="One line of plain text, the same at every run.")
    picture = traitlets.Unicode(help="SVG of the start, for viewers that run no widgets.")

    def __repr__(self) -> str:
        return self.summary

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return {**data, "text/plain": self.summary, "image/svg+xml": self.picture}, metadata

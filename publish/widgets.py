"""An experiment as the HTML of the site: a picture that needs no script, and what explore-loader.js needs."""

import hashlib
import html
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import gradiente
from gradiente.style import theme_svg

MODULE = Path(gradiente.__file__).with_name("explore.js")
NEEDED = ("data", "controls", "caption", "description", "lang")


def explore_html(state: Mapping[str, Any], fallback_svg: str) -> str:
    """Return the HTML of one experiment.

    Parameters
    ----------
    state : mapping
        State of a `gradiente.experiment.Experiment`, as the notebook keeps it.
    fallback_svg : str
        The ``image/svg+xml`` that the notebook keeps beside it.

    Raises
    ------
    ValueError
        If the widget is no experiment, or was made with another explore.js than the site would run it with.
    """
    missing = [name for name in NEEDED if name not in state]
    if missing:
        raise ValueError(f"this widget is no experiment: its state has no {', '.join(missing)}")
    if state.get("_esm") != MODULE.read_text(encoding="utf-8"):
        raise ValueError("this experiment was made with another gradiente/explore.js: run make notebooks")
    prefix = f"x{hashlib.sha256(state['data'].encode()).hexdigest()[:8]}-"
    data = json.dumps({name: state[name] for name in NEEDED}, ensure_ascii=False).replace("<", "\\u003c")
    # as high as the controls, so that nothing moves when they come
    waiting = "".join(f'<div class="explore-control explore-{c["kind"]}"></div>' for c in state["controls"])
    return (
        '<div class="gradiente-explore"><figure>'
        f'<div class="gradiente-picture" role="img" aria-label="{html.escape(state["description"])}">'
        f"{theme_svg(fallback_svg, prefix)}</div>"
        f'<div class="explore-controls explore-waiting" aria-hidden="true">{waiting}</div>'
        f"<figcaption>{html.escape(state['caption'])}</figcaption></figure>"
        f'<script type="application/json">{data}</script></div>'
    )

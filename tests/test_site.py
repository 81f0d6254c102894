"""The built site in a real browser: what a reader sees and moves, and that no other host is asked."""

import functools
from pathlib import Path

import pytest

from publish.project import ROOT
from publish.site import build, table_of_contents

HTML = ROOT / "_build" / "html"
LANGUAGES = {"es": "en", "en": "es"}


@pytest.fixture(scope="module")
def site(serve):
    """The address of the site, served by a plain static server."""
    if not (HTML / "index.html").exists():
        build()
    return serve(HTML).removesuffix("/")


@pytest.fixture
def visit(site, page):
    """Open a page of the site; at the end nothing may have gone wrong and no other host been asked."""
    problems, foreign = [], []
    page.on("console", lambda m: problems.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("requestfailed", lambda request: problems.append(f"failed: {request.url}"))
    page.on(
        "request",
        lambda r: None if r.url.startswith((site, "data:", "blob:")) else foreign.append(r.url),
    )

    def go(path, **options):
        page.goto(f"{site}/{path}", wait_until="networkidle", **options)
        return page

    yield go
    assert problems == []
    assert foreign == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("about", table_of_contents(), ids=lambda about: about.name)
def test_page(visit, site, about, lang):
    """All that a reader does on one page, in one visit."""
    page = visit(f"{lang}/{about.name}.html")
    assert page.get_attribute("html", "lang") == lang
    assert page.locator("article h1").count() == 1
    assert page.locator("text=[[").filter(has_text="|").count() == 0  # no [[es|en]] left over
    _formulas_are_typeset(page)
    experiments = _every_experiment_moves(page)
    assert experiments or not about.is_notebook or "/" in about.name, "a chapter without an experiment"
    if about.is_notebook:
        _colab_and_download_give_the_notebook(page, f"notebooks/{lang}/{about.name}.ipynb")
    assert not _wider_than_its_window(page)
    _fits_a_phone_in_the_dark(page)
    _language_switch_lands_on_the_twin(page, f"{site}/{LANGUAGES[lang]}/{about.name}.html")


def _formulas_are_typeset(page):
    """Those out of view as well, without anybody scrolling there."""
    written = page.locator(".math").count()
    page.wait_for_function(f"document.querySelectorAll('.math mjx-math').length >= {written}")
    assert page.locator("mjx-merror, [data-mjx-error]").count() == 0


def _every_experiment_moves(page):
    """Move every control by mouse and by keyboard, and return how many experiments there were."""
    experiments = page.locator(".gradiente-explore").all()
    for experiment in experiments:
        experiment.scroll_into_view_if_needed()
        for slider in experiment.locator("input[type=range]").all():
            key = slider.evaluate("s => s.value === s.max ? 'ArrowLeft' : 'ArrowRight'")
            _moves(experiment, functools.partial(slider.press, key))
            width = slider.bounding_box()["width"]
            far = slider.evaluate("s => s.value > s.max / 2 ? 0.05 : 0.95")
            _moves(experiment, functools.partial(slider.click, position={"x": width * far, "y": 5}))
        for menu in experiment.locator("select").all():
            other = menu.evaluate("m => [...m.options].findIndex(o => !o.selected)")
            _moves(experiment, functools.partial(menu.select_option, index=other))
        for box in experiment.locator("input[type=checkbox]").all():
            _moves(experiment, functools.partial(box.press, "Space"))
    return len(experiments)


def _moves(experiment, act):
    """Act, and see that the picture is another one in the next frame."""
    picture = experiment.locator(".gradiente-picture svg")
    before = picture.inner_html()
    act()
    experiment.page.evaluate("() => new Promise(requestAnimationFrame)")
    assert picture.inner_html() != before, f"{act}: the picture stays as it was"


def _colab_and_download_give_the_notebook(page, path):
    colab = page.locator(".page-tool", has_text="Colab").get_attribute("href")
    assert colab.split("/blob/main/")[1] == path
    with page.expect_download() as download:
        page.click(".page-tool[download]")
    assert Path(download.value.path()).read_bytes() == (ROOT / path).read_bytes()


def _wider_than_its_window(page):
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def _fits_a_phone_in_the_dark(page):
    size = page.viewport_size
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark")
    assert not _wider_than_its_window(page)
    white = "p => getComputedStyle(p).getPropertyValue('--gradiente-paper').trim() === '#fff'"
    page.wait_for_function(f"[...document.querySelectorAll('.gradiente-picture')].every(p => !({white})(p))")
    page.set_viewport_size(size)


def _language_switch_lands_on_the_twin(page, address):
    lang = page.get_attribute("html", "lang")
    page.click(".page-tool-language")
    page.wait_for_load_state("load")
    assert page.url == address
    assert page.get_attribute("html", "lang") == LANGUAGES[lang]


@pytest.mark.parametrize(("locale", "lang"), [("es-AR", "es"), ("en-GB", "en"), ("fr-FR", "en")])
def test_landing_page_follows_the_browsers_language(site, browser, locale, lang):
    context = browser.new_context(locale=locale)
    page = context.new_page()
    page.goto(site, wait_until="networkidle")
    assert page.url == f"{site}/{lang}/index.html"
    page.goto(f"{site}/index.html?choose")
    links = [a.get_attribute("href") for a in page.locator("nav a").all()]
    assert links == ["es/index.html", "en/index.html"]
    context.close()


def test_pages_name_no_other_host_to_load_from():
    for path in HTML.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for attribute in ('src="http', 'src="//', '@import url("http', 'rel="stylesheet" href="http'):
            assert attribute not in text, f"{path}: {attribute}"

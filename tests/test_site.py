"""The built site in a real browser: what a reader sees and moves, and that no other host is asked."""

import functools
from pathlib import Path

import pytest

from publish.project import ROOT
from publish.site import build, table_of_contents

HTML = ROOT / "_build" / "html"
LANGUAGES = {"es": "en", "en": "es"}
PAGES = [page.name for page in table_of_contents()]


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
@pytest.mark.parametrize("name", PAGES)
def test_page_opens_with_its_formulas_typeset(visit, lang, name):
    page = visit(f"{lang}/{name}.html")
    assert page.get_attribute("html", "lang") == lang
    assert page.locator("article h1").count() == 1
    page.wait_for_function("window.MathJax === undefined || MathJax.startup?.promise !== undefined")
    page.evaluate("window.MathJax && MathJax.startup.promise")
    written = page.locator(".math").count()
    page.evaluate("window.MathJax && MathJax.startup.document.lazyTypesetAll()")
    assert page.locator(".math mjx-container").count() >= written
    assert page.locator("mjx-merror, [data-mjx-error]").count() == 0
    assert page.locator("text=[[").filter(has_text="|").count() == 0  # no [[es|en]] left over
    wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wider


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_language_switch_lands_on_the_twin_page(visit, site, lang, name):
    page = visit(f"{lang}/{name}.html")
    page.click(".page-tool-language")
    page.wait_for_load_state("networkidle")
    twin = LANGUAGES[lang]
    assert page.url == f"{site}/{twin}/{name}.html"
    assert page.get_attribute("html", "lang") == twin


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_experiment_moves_by_mouse_and_by_keyboard(visit, lang):
    moved = 0
    for name in PAGES:
        page = visit(f"{lang}/{name}.html")
        for experiment in page.locator(".gradiente-explore").all():
            experiment.scroll_into_view_if_needed()
            for slider in experiment.locator("input[type=range]").all():
                key = slider.evaluate("s => s.value === s.max ? 'ArrowLeft' : 'ArrowRight'")
                moved += _moves(experiment, functools.partial(slider.press, key))
                width = slider.bounding_box()["width"]
                far = slider.evaluate("s => s.value > s.max / 2 ? 0.05 : 0.95")
                moved += _moves(
                    experiment, functools.partial(slider.click, position={"x": width * far, "y": 5})
                )
            for menu in experiment.locator("select").all():
                other = menu.evaluate("m => [...m.options].findIndex(o => !o.selected)")
                moved += _moves(experiment, functools.partial(menu.select_option, index=other))
            for box in experiment.locator("input[type=checkbox]").all():
                moved += _moves(experiment, functools.partial(box.press, "Space"))
    assert moved > 0


def _moves(experiment, act) -> int:
    """Act, and see that the picture is another one in the next frame."""
    picture = experiment.locator(".gradiente-picture svg")
    before = picture.inner_html()
    act()
    experiment.page.evaluate("() => new Promise(requestAnimationFrame)")
    changed = picture.inner_html() != before
    assert changed, f"{act}: the picture stays as it was"
    return 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_notebook_pages_offer_colab_and_the_notebook(visit, lang):
    notebooks = [page.name for page in table_of_contents() if page.is_notebook]
    for name in notebooks:
        page = visit(f"{lang}/{name}.html")
        colab = page.locator(".page-tool", has_text="Colab").get_attribute("href")
        path = colab.split("/blob/main/")[1]
        assert (ROOT / path).read_bytes() == (ROOT / "notebooks" / lang / f"{name}.ipynb").read_bytes()
        with page.expect_download() as download:
            page.click(".page-tool[download]")
        assert Path(download.value.path()).read_bytes() == (ROOT / path).read_bytes()


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


def test_phone_in_the_dark(site, browser):
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme="dark")
    page = context.new_page()
    for name in PAGES:
        page.goto(f"{site}/es/{name}.html", wait_until="networkidle")
        wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wider, name
        for picture in page.locator(".gradiente-picture").all():
            paper = picture.evaluate("p => getComputedStyle(p).getPropertyValue('--gradiente-paper').trim()")
            assert paper != "#fff"
    context.close()


def test_pages_name_no_other_host_to_load_from():
    for path in HTML.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for attribute in ('src="http', 'src="//', '@import url("http', 'rel="stylesheet" href="http'):
            assert attribute not in text, f"{path}: {attribute}"

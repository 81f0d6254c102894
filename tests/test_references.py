"""Citations become links in the reader's language, and the list holds exactly what is cited."""

import pytest

from publish.references import Bibliography
from publish.source import SourceError, read

BIB = r"""
@article{rumelhart1986learning,
  author = {Rumelhart, David E. and Hinton, Geoffrey E. and Williams, Ronald J.},
  title = {Learning representations by back-propagating errors},
  journal = {Nature}, volume = {323}, pages = {533--536}, year = {1986}, doi = {10.1038/323533a0}
}
@inproceedings{glorot2010understanding,
  author = {Glorot, Xavier and Bengio, Yoshua},
  title = {Understanding the difficulty}, booktitle = {AISTATS}, year = {2010}, url = {https://example.org/g.html}
}
@misc{muller2019when,
  author = {M{\"u}ller, Rafael}, title = {When does label smoothing help?}, year = {2019},
  eprint = {1906.02629}
}
"""


@pytest.fixture
def bibliography(tmp_path):
    path = tmp_path / "references.bib"
    path.write_text(BIB, encoding="utf-8")
    return Bibliography.read(path)


def chapter(folder, text):
    path = folder / "01_test.md"
    path.write_text(f'+++ {{"lang": "es"}}\n\n# T\n\n{text}\n\n+++ {{"lang": "en"}}\n\n# T\n\n{text}\n')
    return read(path)


def test_citation_in_parentheses_and_in_prose(bibliography):
    link = "https://example.org/g.html"
    assert bibliography.cite("[@glorot2010understanding]", "es") == f"([Glorot y Bengio, 2010]({link}))"
    assert bibliography.cite("@glorot2010understanding shows", "en") == (
        f"[Glorot and Bengio (2010)]({link}) shows"
    )
    both = bibliography.cite("[@rumelhart1986learning; @muller2019when]", "en")
    assert both == (
        "([Rumelhart et al., 1986](https://doi.org/10.1038/323533a0); "
        "[Müller, 2019](https://arxiv.org/abs/1906.02629))"
    )


def test_a_citation_may_say_where(bibliography, tmp_path):
    text = "[@muller2019when, section 2; @glorot2010understanding]"
    assert bibliography.cite(text, "en") == (
        "([Müller, 2019](https://arxiv.org/abs/1906.02629), section 2; "
        "[Glorot and Bengio, 2010](https://example.org/g.html))"
    )
    assert "Müller" in bibliography.list(chapter(tmp_path, text), "en")


@pytest.mark.parametrize("text", ["[@muller2019when see there]", "[@muller2019when", "[@; @muller2019when]"])
def test_what_only_looks_like_a_citation_is_refused(bibliography, tmp_path, text):
    with pytest.raises(SourceError, match=r"cell 1.*\[@.* is not a citation"):
        bibliography.check(chapter(tmp_path, text))
    bibliography.check(chapter(tmp_path, f"`{text}`"))


def test_code_and_formulas_are_left_alone(bibliography):
    text = "`@glorot2010understanding` and $a @glorot2010understanding b$\n```\n@glorot2010understanding\n```"
    assert bibliography.cite(text, "en") == text


def test_list_is_sorted_and_holds_what_is_cited(bibliography, tmp_path):
    source = chapter(tmp_path, "See @rumelhart1986learning and [@glorot2010understanding].")
    listed = bibliography.list(source, "es")
    assert listed.startswith("## Referencias\n\n- X. Glorot y Y. Bengio (2010).")
    assert "D. E. Rumelhart, G. E. Hinton y R. J. Williams (1986). *Learning representations" in listed
    assert "Nature 323, 533–536. [doi.org/10.1038/323533a0](https://doi.org/10.1038/323533a0)" in listed
    assert "Müller" not in listed


def test_no_citation_no_list(bibliography, tmp_path):
    assert bibliography.list(chapter(tmp_path, "Nothing."), "en") is None


def test_unknown_key_is_refused_with_its_cell(bibliography, tmp_path):
    with pytest.raises(SourceError, match=r"cell 1 .*@nobody1999 is not in references\.bib"):
        bibliography.check(chapter(tmp_path, "See @nobody1999."))


def test_entry_that_cannot_be_found_is_refused(tmp_path):
    path = tmp_path / "references.bib"
    path.write_text("@misc{a2000, author = {A, B}, title = {T}, year = {2000}}")
    with pytest.raises(SourceError, match="entry a2000: no doi, eprint or url"):
        Bibliography.read(path)

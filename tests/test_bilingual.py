"""``[[es|en]]``: chosen where a reader sees words, refused where it is broken, arrays left alone."""

import pytest

from publish.bilingual import BilingualError, choose, choose_in_code, choose_in_data


@pytest.mark.parametrize(
    ("text", "spanish", "english"),
    [
        ("[[coste|cost]]", "coste", "cost"),
        ("a [[b|c]] d [[e|f]]", "a b d e", "a c d f"),
        ("[[|only here]]", "", "only here"),
        ("[[vale [1]|is [1]]]", "vale [1]", "is [1]"),
        ("[[se esperaba [[1.0]]|expected [[1.0]]]]", "se esperaba [[1.0]]", "expected [[1.0]]"),
        ("[[dos\nlíneas|two\nlines]]", "dos\nlíneas", "two\nlines"),
        ("[[1, 2], [3, 4]]", "[[1, 2], [3, 4]]", "[[1, 2], [3, 4]]"),
        ("f([[2.0]], [[1.0]])", "f([[2.0]], [[1.0]])", "f([[2.0]], [[1.0]])"),
        ("no brackets | at all", "no brackets | at all", "no brackets | at all"),
    ],
)
def test_choose(text, spanish, english):
    assert choose(text, "es") == spanish
    assert choose(text, "en") == english


def test_code_changes_in_strings_and_comments_only():
    code = 'W = A[[0, 1]] | B[[i]]  # [[pesos|weights]]\nprint(f"[[coste {x[0]:.2f}|cost {x[0]:.2f}]]")\n'
    assert choose_in_code(code, "en") == ('W = A[[0, 1]] | B[[i]]  # weights\nprint(f"cost {x[0]:.2f}")\n')


def test_code_keeps_what_follows_a_multiline_string():
    code = '"""[[uno\ndos|one\ntwo]]"""\nx = "[[á|b]]"  # [[ñ|n]]'
    assert choose_in_code(code, "es") == '"""uno\ndos"""\nx = "á"  # ñ'


def test_data_changes_in_every_string():
    data = {"alt": "[[una curva|a curve]]", "tags": ["[[a|b]]"], "points": 2}
    assert choose_in_data(data, "en") == {"alt": "a curve", "tags": ["b"], "points": 2}


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ('"[[coste|cost"', "unclosed"),
        ("# [[coste|cost]", "unclosed"),
        ('"[[coste"', "unclosed"),
        ('"[[coste]]"', "without its bar"),
        ('"[[|z||of |z|]]"', "more than one bar"),
        ("def f(:\n    '''", "not Python"),
    ],
)
def test_broken_text_is_refused(code, message):
    with pytest.raises(BilingualError, match=message):
        choose_in_code(code, "es")

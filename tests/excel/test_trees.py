from __future__ import annotations

import pytest

from xlsummary.excel.trees import (
    STRICT,
    USUAL,
    add,
    child,
    elements,
    in_dialect,
    is_true,
    local,
    number,
    parsed,
    put_in_order,
    written,
)
from xlsummary.package import PackageError


@pytest.mark.parametrize(
    "content",
    [
        b"<a><b></a>",
        b"",
        b"<a/><b/>",
        b'<?xml version="1.0" encoding="klingon"?><a/>',
        b"<a>" * 300 + b"</a>" * 300,
        b'<?xml version="1.0" encoding="UTF-16"?><a/>',
    ],
)
def test_bad_xml_is_a_damaged_book(content: bytes) -> None:
    with pytest.raises(PackageError) as error:
        parsed(content)
    assert error.value.rule == "damaged-book"


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b"<!DOCTYPE a><a/>",
    ],
)
def test_declarations_are_refused(content: bytes) -> None:
    with pytest.raises(PackageError) as error:
        parsed(content)
    assert error.value.rule == "unsafe-inside"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_was_read_is_written_in_one_encoding_with_comments_prefixes_and_instructions(encoding: str) -> None:
    text = '<!-- 1 --><?x 2?><y:a xmlns:y="u" xmlns:z="v" mc="z"><!-- 3 --><y:b z:c="&lt;字"/> </y:a><!-- 4 -->'
    root = parsed(text.encode(encoding))
    once = written(root)
    assert once.startswith(b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n")
    assert text in once.decode()
    assert written(parsed(once)) == once


def test_parts_of_ours_in_the_strict_dialect_have_its_names_and_their_texts_are_left_alone() -> None:
    told = f'xmlns="{USUAL.main}" and ="{USUAL.relations}"'
    part = (
        f'<worksheet xmlns="{USUAL.main}" xmlns:r="{USUAL.relations}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f'<t x="&quot;{USUAL.main}">{told}</t><u uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></worksheet>'
    ).encode()
    strict = parsed(in_dialect(part, STRICT))
    assert set(strict.nsmap.values()) == {STRICT.main, STRICT.relations, "http://purl.oclc.org/ooxml/drawingml/main"}
    assert [each.text for each in elements(strict, "t")] == [told]
    assert [each.get("x") for each in elements(strict, "t")] == [f'"{USUAL.main}']
    assert [each.get("uri") for each in elements(strict, "u")] == ["http://purl.oclc.org/ooxml/drawingml/chart"]
    assert in_dialect(part, USUAL) == part


def test_the_type_of_a_relation_in_both_dialects() -> None:
    usual = f"{USUAL.relations}/chart"
    assert USUAL.relation_type(usual) == usual
    assert STRICT.relation_type(usual) == "http://purl.oclc.org/ooxml/officeDocument/relationships/chart"


def test_a_new_element_stands_before_what_comes_after_it_and_has_the_prefix_of_its_parent() -> None:
    root = parsed(b'<x:a xmlns:x="u"><!-- c --><x:one/><x:four/><x:five/></x:a>')
    order = ("one", "two", "three", "four", "five", "six")
    for name in ("three", "two", "six"):
        put_in_order(root, name, order)
    assert [(local(each), each.prefix) for each in elements(root)] == [(name, "x") for name in order]
    assert add(root, "seven", name="n").get("name") == "n"


def test_attributes_that_are_missing_or_no_numbers_are_what_they_stand_for() -> None:
    root = parsed(f'<a n="7" m="-1" on="true" off="0" huge="{"9" * 5000}"/>'.encode())
    assert [number(root, name, 3) for name in ("n", "m", "x", "huge")] == [7, 3, 3, 3]
    assert [is_true(root, name) for name in ("on", "off", "x")] == [True, False, False]
    assert not is_true(child(root, "b"), "on")

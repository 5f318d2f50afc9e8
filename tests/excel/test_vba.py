"""MS-OVBA compression and modules replaced, against oletools' own reader."""

from pathlib import Path
from zipfile import ZipFile

import pytest
import xlwings
from hypothesis import given
from hypothesis import strategies as st

from tests.excel.macros import source_of
from xlsummary.excel.vba import CODE_PAGE, DoesNotFitError, compressed, decompressed, replaced, sources

CARRIED = ("quickstart_addin_ribbon.xlam", "quickstart_standalone.xlsm")
HELLO = 'Attribute VB_Name = "Module1"\r\nSub Hello()\r\nEnd Sub\r\n'


def project(name: str) -> bytes:
    with ZipFile(Path(xlwings.__file__).parent / name) as package:
        return package.read("xl/vbaProject.bin")


@pytest.mark.parametrize("name", CARRIED)
def test_every_module_that_xlwings_carries_comes_back_after_compression(name: str) -> None:
    found = sources(project(name))
    assert {"ThisWorkbook", "Dictionary", "xlwings"} <= found.keys()
    for source in found.values():
        container = compressed(source.encode(CODE_PAGE))
        assert decompressed(container) == source.encode(CODE_PAGE)
        assert source_of(container) == source.encode(CODE_PAGE)


@given(st.lists(st.sampled_from(["Sub ", "End Sub\r\n", "x = 1\r\n", "'", "销", "a" * 70]), max_size=900))
def test_any_source_comes_back_by_ours_and_by_oletools(pieces: list[str]) -> None:
    source = "".join(pieces).encode()
    container = compressed(source)
    assert decompressed(container) == source
    assert source_of(container) == source


def test_what_is_no_container_is_told() -> None:
    with pytest.raises(ValueError, match="container"):
        decompressed(b"PK")


def test_a_module_is_replaced_and_nothing_else_in_the_project() -> None:
    old = project("quickstart_standalone.xlsm")
    new = replaced(old, {"Module1": HELLO})
    assert len(new) == len(old)
    before, after = sources(old), sources(new)
    assert after["Module1"].startswith(HELLO)
    assert all(line.startswith("'") for line in after["Module1"][len(HELLO) :].splitlines())
    assert {name: text for name, text in after.items() if name != "Module1"} == {
        name: text for name, text in before.items() if name != "Module1"
    }
    assert replaced(old, {"Module1": HELLO}) == new


def test_a_source_that_is_too_long_is_refused() -> None:
    long = HELLO + "".join(f"' {number * 7919}\r\n" for number in range(400))
    with pytest.raises(DoesNotFitError):
        replaced(project("quickstart_standalone.xlsm"), {"Module1": long})


def test_a_module_that_is_not_there_is_told() -> None:
    with pytest.raises(KeyError):
        replaced(project("quickstart_standalone.xlsm"), {"Module9": HELLO})

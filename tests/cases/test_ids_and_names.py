"""Reported cases of codes and names."""

from __future__ import annotations

from pathlib import Path

from tests.cases.readings import accepted, errors, run, sales_by, told
from tests.cases.workbooks import case, workbook
from xlsummary.book.read import read_book


def test_numeric_client_codes(tmp_path: Path) -> None:
    reported = case("RC-25")
    book = accepted(workbook(reported, tmp_path))
    (client,) = book.clients
    assert client.code == "1001"
    assert sales_by(book, "client") == {client.name: reported.values["client_total"][client.code]}
    assert sales_by(book, "client_code") == reported.values["client_total"]


def test_leading_zeros_of_codes(tmp_path: Path) -> None:
    reported = case("RC-26")
    book = accepted(workbook(reported, tmp_path))
    names = {client.code: client.name for client in book.clients}
    assert names == {"001001": "甲公司", "1001": "乙公司"}
    sums = sales_by(book, "client")
    for code, least in reported.values["client_total_min"].items():
        assert sums[names[code]] >= least
    assert sums[names["1001"]] == 20
    assert sales_by(book, "client_code") == {"001001": 50, "1001": 20}


def test_codes_longer_than_fifteen_digits(tmp_path: Path) -> None:
    reading = read_book(workbook(case("RC-27"), tmp_path))
    assert [client.code for client in reading.book.clients] == ["330102199001011234"]
    assert ("long-number", "C2") in told(reading.problems)
    assert errors(reading) == []


def test_codes_turned_into_dates(tmp_path: Path) -> None:
    reading = read_book(workbook(case("RC-29"), tmp_path))
    assert errors(reading) == [("date-for-name", "C2")]
    assert "2025-01-02" not in str(reading.book.actuals.texts)


def test_odd_spaces_around_names(tmp_path: Path) -> None:
    reported = case("RC-30")
    path = workbook(reported, tmp_path)
    book = accepted(path)
    assert sales_by(book, "rep") == reported.values["rep_actual"]
    assert list(sales_by(book, "client")) == ["甲公司"]
    planning = run(path).planning
    assert planning

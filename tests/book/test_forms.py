"""Each form of README's table reads as the table says."""

from __future__ import annotations

import pytest

from tests.book.forms import FORMS, Field, Form, read_form
from xlsummary.problems import Severity


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.field.value} {form.becomes or form.cells[0]}")
def test_every_form_reads_as_the_table_says(form: Form) -> None:
    assert {cell: read_form(form.field, cell) for cell in form.cells} == dict.fromkeys(form.cells, (form.becomes, form.rules))


def test_the_table_has_forms_that_read_and_forms_that_are_refused_for_every_field() -> None:
    for field in Field:
        forms = [form for form in FORMS if form.field is field]
        assert any(form.becomes for form in forms)
        assert any(rule.severity is Severity.ERROR for form in forms for rule in form.rules)

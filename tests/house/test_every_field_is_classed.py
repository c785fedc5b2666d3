"""Every field of every model of this project is public, internal, or in a compartment."""

from __future__ import annotations

from vault import classes


def test_no_field_is_without_a_class() -> None:
    models = classes.project_models()
    assert {"casework", "consent", "disclosures", "records_access"} <= {model._meta.app_label for model in models}
    assert classes.unclassed(models) == []

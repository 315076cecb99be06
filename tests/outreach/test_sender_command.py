from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from frontporch.outreach.models import Sender
from tests.make import make_district

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    out = StringIO()
    call_command("sender", *words, stdout=out)
    return out.getvalue()


def test_a_number_is_named_once_and_listed() -> None:
    district = make_district(code="cedar")
    assert "learning, sms: +16015550142 through sms" in run("--district", "cedar", "--address", "+16015550142")
    assert run("--district", "cedar") == "learning, sms: +16015550142 through sms\n"
    assert Sender.objects.get(district=district).carrier == "sms"


def test_an_unknown_district_and_a_taken_number_are_refused_in_sentences() -> None:
    make_district(code="cedar"), make_district(code="pine")
    run("--district", "cedar", "--address", "+16015550142")
    with pytest.raises(CommandError, match="One sender has one purpose"):
        run("--district", "pine", "--address", "+16015550142")
    with pytest.raises(CommandError, match="no district or program"):
        run("--district", "nowhere")

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import ProgrammingError, transaction

from frontporch.audit.models import SYSTEM, Entry
from frontporch.families import registry, services
from frontporch.families.models import Consent, ContactPoint, Edge, Guardian
from frontporch.families.queries import number_key
from frontporch.lib.refusal import Refusal
from frontporch.places.access import scope
from tests.make import make_guardian

pytestmark = pytest.mark.django_db


@pytest.fixture
def guardian() -> Iterator[Guardian]:
    guardian = make_guardian(phone="+16015550111")
    with scope(guardian.district_id):
        yield guardian


def test_a_person_sets_a_tier_with_a_paper_and_it_is_written_down(guardian: Guardian) -> None:
    edge = guardian.edges.get()

    services.set_tier(edge=edge, tier="no-contact", document="court order, 3/2/2026", by=SYSTEM)

    edge.refresh_from_db()
    assert (edge.tier, edge.tier_source, edge.document) == ("no-contact", "staff", "court order, 3/2/2026")
    entry = Entry.objects.get(verb="families.set_tier")
    assert entry.facts == {"before": "decides", "after": "no-contact"}


def test_an_earlier_paper_stays_on_file_when_none_is_named(guardian: Guardian) -> None:
    edge = guardian.edges.get()
    services.set_tier(edge=edge, tier="informed", document="court order, 3/2/2026", by=SYSTEM)
    services.set_tier(edge=edge, tier="decides", document="", by=SYSTEM)

    assert Edge.objects.get().document == "court order, 3/2/2026"


def test_a_parent_s_rights_are_not_taken_without_a_paper(guardian: Guardian) -> None:
    with pytest.raises(Refusal) as no:
        services.set_tier(edge=guardian.edges.get(), tier="learns-with", document=" ", by=SYSTEM)

    assert no.value.code == "document-needed"
    assert Edge.objects.get().tier == "decides"


def test_a_tier_that_is_not_in_the_list_is_refused(guardian: Guardian) -> None:
    with pytest.raises(Refusal) as no:
        services.set_tier(edge=guardian.edges.get(), tier="boss", document="", by=SYSTEM)

    assert no.value.code == "unknown-tier"


def test_the_consent_ledger_grows_and_never_changes(guardian: Guardian) -> None:
    key = number_key("phone", "+16015550111")
    for given in (True, False):
        services.record_consent(
            district=guardian.district, guardian=guardian, number_key=key, channel="sms", purpose="learning", given=given,
            basis="reply", by=SYSTEM,
        )  # fmt: skip

    assert list(Consent.objects.order_by("at").values_list("given", flat=True)) == [True, False]
    with pytest.raises(ProgrammingError), transaction.atomic():
        Consent.objects.update(given=True)


@pytest.mark.parametrize(("channel", "purpose"), [("pigeon", "learning"), ("sms", "selling")])
def test_a_consent_to_nothing_we_know_is_refused(guardian: Guardian, channel: str, purpose: str) -> None:
    with pytest.raises(Refusal) as no:
        services.record_consent(
            district=guardian.district,
            number_key="k",
            channel=channel,
            purpose=purpose,
            given=True,
            basis="form",
            by=SYSTEM,
        )

    assert no.value.code == "unknown-consent"


def test_a_number_is_kept_in_one_form_with_its_source(guardian: Guardian) -> None:
    point = services.add_contact_point(
        guardian=guardian, kind="phone", value="(601) 555-0122", source="family", by=SYSTEM
    )

    assert (point.value, point.source, point.state) == ("+16015550122", "family", "works")
    assert point.number_key == number_key("phone", "+16015550122")


def test_saying_a_number_again_revives_it_under_the_new_source(guardian: Guardian) -> None:
    ContactPoint.objects.update(state="failed", failures=2, gone_on="2026-09-01")

    services.add_contact_point(guardian=guardian, kind="phone", value="601-555-0111", source="staff", by=SYSTEM)

    point = ContactPoint.objects.get()
    assert (point.source, point.state, point.failures, point.gone_on) == ("staff", "works", 0, None)


def test_an_e_mail_address_is_kept_in_small_letters(guardian: Guardian) -> None:
    point = services.add_contact_point(
        guardian=guardian, kind="email", value=" Maria@Example.ORG ", source="staff", by=SYSTEM
    )

    assert point.value == "maria@example.org"


def test_a_postal_address_is_kept_on_one_line(guardian: Guardian) -> None:
    point = services.add_contact_point(
        guardian=guardian, kind="address", value=" 1 Main St \n Town", source="staff", by=SYSTEM
    )

    assert point.value == "1 Main St Town"


@pytest.mark.parametrize(
    ("kind", "value", "code"), [("phone", "call me", "unreadable-number"), ("email", "maria@", "unreadable-email")]
)
def test_what_reaches_nobody_is_refused_with_the_way_to_write_it(
    guardian: Guardian, kind: str, value: str, code: str
) -> None:
    with pytest.raises(Refusal) as no:
        services.add_contact_point(guardian=guardian, kind=kind, value=value, source="staff", by=SYSTEM)

    assert no.value.code == code


def test_a_language_is_kept_read_and_spoken_apart(guardian: Guardian) -> None:
    services.set_language(guardian=guardian, reads="zxx", speaks="Spanish", source="staff", by=SYSTEM)

    guardian.refresh_from_db()
    assert (guardian.reads, guardian.speaks, guardian.language_source) == ("zxx", "es", "staff")


def test_words_that_name_no_language_are_refused(guardian: Guardian) -> None:
    with pytest.raises(Refusal) as no:
        services.set_language(guardian=guardian, reads="Klingonish", speaks="", source="staff", by=SYSTEM)

    assert no.value.code == "unknown-language"


def test_every_app_that_joined_takes_part_in_merging_copying_and_erasing() -> None:
    seen: list[tuple[int, int]] = []

    def merge(source: int, into: int) -> int:
        seen.append((source, into))
        return 3

    handlers = registry.Handlers(
        merge_guardians=merge,
        export=lambda guardians, children: {"notes": [{"id": 1}]},
        erase=lambda guardians, children: 2,
    )
    before = dict(registry.everyone())
    registry.register("test-app", handlers)
    try:
        assert registry.merge_guardians(source=7, into=8)["test-app"] == 3
        assert seen == [(7, 8)]
        assert registry.export(guardians=[1], children=[])["test-app"] == {"notes": [{"id": 1}]}
        assert registry.erase(guardians=[1], children=[])["test-app"] == 2
        with pytest.raises(ValueError, match="registered already"):
            registry.register("test-app", handlers)
    finally:
        registry._apps.pop("test-app")
    assert registry.everyone() == before

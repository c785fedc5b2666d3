"""The five shipped profiles say what their policies say, and are silent where those are."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from policy import catalogue
from policy.decision import SourceKind, clause, default
from policy.description import describe, settings_of
from policy.loading import load_profile, shipped_profiles
from policy.loading.rules import DEMO_ROLES
from policy.profile import Stated
from policy.profile.values import ConsentForm, ConsentMethod
from policy.vocabulary import Group, HeldBy, Power, Role

SLUGS = ("pace", "new-futures", "pias", "acevo", "preston")
DUTY_IDS = Path(__file__).with_name("duty_ids.txt").read_text(encoding="utf-8").split()
OWN_IDS = {"pace": "PACE-", "new-futures": "NF-", "pias": "PIAS-", "acevo": "ACEVO-", "preston": "PRESTON-"}

STATED = """
confidentiality.held_by                   C C C C C
confidentiality.bound_groups              C C C C C
disclosure.authorisers                    C s s s s
disclosure.channel                        s C s s s
disclosure.record_content                 C s s s s
disclosure.minimum                        s C C s C
disclosure.emergency_services_first       s s s C s
authority.prior                           C C C s s
authority.written                         C s s s s
authority.deputies                        C C s s C
authority.after_if_life_at_risk           C C n n n
advice.step                               C C C C s
inform_subject.required                   s C C C s
inform_subject.exceptions                 s C s C s
inform_subject.who                        s C C C s
consent.form                              C C C C C
consent.agencies_listed                   s C s C s
consent.partial                           C C s s s
consent.blanket                           s C s s s
consent.as_need_arises                    s C s s s
consent.freely_given                      C s C s s
consent.expiry                            s s s s s
consent.internal                          C C C C s
referral.rule                             C C C C s
sharing.encourage                         C C C s s
sharing.inbound_notice                    s C s s s
media.rule                                C s s s s
statistics.rule                           s C C C s
calls.rule                                s C s C s
calls.monitoring                          s s s C s
attendance.dates                          s s s s C
contact.details                           s s C s C
contact.preferences                       s C s C s
contact.feedback                          s s s C s
records.third_party_material              s C C s C
shared_database.rule                      s s C s s
meetings.rule                             s C C s s
meetings.volunteer_reports_in_proceedings s s s s C
meetings.premises_assessments             n n n n C
transfer.outside_eea                      s s s s C
own_file.access                           C C s C C
own_file.notice_hours                     s C s s s
own_file.supervised                       s C s s s
own_file.exemption                        s C s s C
file_access.denied                        s C s s s
vetting.rule                              s s s s C
acknowledgement.rule                      s C s s C
acknowledgement.briefing                  s C s s s
policy_pages.service_users                s C C C C
review.interval_months                    s s s s C
retention.period_years                    s s s s C
retention.trigger                         s s s s C
retention.disposal                        s s s s C
storage.rule                              C C s C C
age.child_until                           s C s s s
age.own_confidentiality                   s C s s s
age.capacity                              s C s C s
people.service_user_roles                 s s C s s
safeguarding.abuse_response_script        s C C s s
safeguarding.past_abuse                   s s C s s
safeguarding.allegations_named_staff      s C C s s
records.notes_status                      s s C s s
records.group_work                        s s C C s
breach.consequences                       s C s s s
data_protection.legal_framework           C C s C C
"""
"""Where each policy speaks (C), is silent (s), or the question does not arise (n)."""

LETTER = {Stated.CLAUSE: "C", Stated.SILENT: "s", Stated.NOT_APPLICABLE: "n"}


@pytest.mark.parametrize("row", STATED.strip().splitlines(), ids=lambda row: row.split()[0])
def test_each_policy_speaks_or_is_silent_as_it_does_on_paper(row: str) -> None:
    key, *expected = row.split()
    found = [LETTER[dict(settings_of(load_profile(slug)))[key].stated] for slug in SLUGS]
    assert found == expected


def test_the_five_profiles_hold_exactly_the_duties_of_the_five_policies() -> None:
    held = [duty.id for slug in SLUGS for duty in load_profile(slug).duties]
    assert len(DUTY_IDS) == 190
    assert sorted(held) == sorted(DUTY_IDS)
    assert set(SLUGS) == set(shipped_profiles())


def test_the_duties_that_only_people_can_keep_are_known() -> None:
    human = {duty.id for slug in SLUGS for duty in load_profile(slug).duties if duty.human_only}
    assert human == {"PACE-2", "PACE-3", "NF-3.4a", "NF-4.1g", "NF-4.6.1", "PIAS-3-ii", "PIAS-CB-1-ii"}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_clause_is_cited_without_a_roman_number_and_has_its_own_words(slug: str) -> None:
    profile = load_profile(slug)
    for each in profile.clauses.values():
        assert each.id.startswith(OWN_IDS[slug])
        assert each.id.rpartition("-")[2] not in {"i", "ii", "iii", "iv", "v"}
    words = [each.paraphrase for each in profile.clauses.values()]
    words += [duty.statement for duty in profile.duties]
    assert len(words) == len(set(words)), "every clause and duty is told apart by its words"
    assert all(len(each) <= 170 for each in words)
    cited = {duty.id.split("-i")[0].split("-v")[0] for duty in profile.duties}
    assert cited <= set(profile.clauses)


@pytest.mark.parametrize(
    ("slug", "child", "parent"),
    [
        ("new-futures", "NF-1.1a", "NF-1.1"),
        ("new-futures", "NF-2.4a", "NF-2.4"),
        ("new-futures", "NF-1.5", None),
        ("new-futures", "NF-2.2", None),
        ("new-futures", "NF-3.1a", None),
        ("pias", "PIAS-CB-4b", "PIAS-CB-4"),
        ("preston", "PRESTON-3a", "PRESTON-3"),
        ("preston", "PRESTON-5b", "PRESTON-5"),
        ("preston", "PRESTON-5", None),
    ],
)
def test_a_clause_knows_the_clause_it_stands_under(slug: str, child: str, parent: str | None) -> None:
    assert load_profile(slug).clauses[child].parent == parent


@pytest.mark.parametrize("slug", SLUGS)
def test_no_default_borrows_a_clause_and_no_citation_leads_nowhere(slug: str) -> None:
    profile = load_profile(slug)
    for key, setting in settings_of(profile):
        kinds = {source.kind for source in setting.sources}
        assert (kinds == {SourceKind.CLAUSE}) == (setting.stated is Stated.CLAUSE), key
        for source in setting.sources:
            assert source.id in {**profile.clauses, **catalogue.defaults(), **catalogue.law_notes()}, key


@pytest.mark.parametrize("slug", SLUGS)
def test_every_profile_names_the_roles_of_the_demonstration(slug: str) -> None:
    profile = load_profile(slug)
    assert set(DEMO_ROLES) < set(profile.titles)
    assert len(set(profile.titles.values())) == len(profile.titles)
    assert profile.roles[Role.CHAIR].group is Group.COMMITTEE
    assert Power.CASEWORK not in profile.roles[Role.COMMITTEE].powers
    assert Power.CASEWORK not in profile.roles[Role.CHAIR].powers
    assert not profile.warnings


@pytest.mark.parametrize("slug", SLUGS)
def test_a_profile_is_filed_under_its_own_slug(slug: str) -> None:
    assert load_profile(slug).slug == slug


def test_titles_are_the_charitys_own() -> None:
    assert load_profile("pace").titles[Role.DIRECTOR] == "Chief Executive Officer"
    assert load_profile("pace").titles[Role.FRIEND] == "Friend of Pace"
    assert load_profile("new-futures").titles[Role.COORDINATOR] == "Project Co-ordinator"
    assert load_profile("pias").titles[Role.MANAGER] == "Service Manager"
    assert load_profile("preston").titles[Role.COORDINATOR] == "Co-ordinator"


@pytest.mark.parametrize(
    ("slug", "power", "roles"),
    [
        ("pace", Power.AUTHORISE, {Role.DIRECTOR, Role.CHAIR}),
        ("new-futures", Power.ADVISE, {Role.DIRECTOR, Role.MANAGER}),
        ("new-futures", Power.AUTHORISE, {Role.DIRECTOR, Role.MANAGER, Role.CHAIR}),
        ("preston", Power.SEE_VETTING, {Role.COORDINATOR, Role.CHAIR}),
    ],
)
def test_powers_lie_with_whom_the_policy_or_the_default_names(slug: str, power: Power, roles: set[Role]) -> None:
    assert set(load_profile(slug).roles_with(power)) == roles


@pytest.mark.parametrize(
    ("slug", "holder", "general"),
    [
        ("pace", HeldBy.WORKER, "PACE-5"),
        ("new-futures", HeldBy.ORGANISATION, "NF-1.1"),
        ("pias", HeldBy.SERVICE, "PIAS-CB-1"),
        ("acevo", HeldBy.ORGANISATION, "ACEVO-1"),
        ("preston", HeldBy.CENTRE, "PRESTON-0"),
    ],
)
def test_who_holds_a_confidence_and_the_clause_for_every_refusal(slug: str, holder: HeldBy, general: str) -> None:
    profile = load_profile(slug)
    assert profile.confidentiality.held_by.value is holder
    assert profile.general_clause == clause(general)


def test_spoken_consent_is_never_enough_where_it_must_be_written() -> None:
    assert load_profile("new-futures").consent.form.value is ConsentForm.WRITTEN
    assert ConsentMethod.SPOKEN not in ConsentForm.WRITTEN.methods
    assert ConsentMethod.SPOKEN in load_profile("pace").consent.form.value.methods


def test_volunteers_wait_only_where_a_policy_says_so() -> None:
    (rule,) = load_profile("new-futures").file_access.denied.value
    assert (rule.role, rule.months, rule.satisfactory) == (Role.VOLUNTEER, 6, True)
    assert all(not load_profile(slug).file_access.denied.value for slug in SLUGS if slug != "new-futures")


def test_the_database_flag_says_one_thing_and_the_lists_for_and_against_are_filled() -> None:
    database = load_profile("pias").shared_database
    assert database.flag_text.value == "PIAS is working with the family"
    assert len(database.advantages.value) >= 2 <= len(database.disadvantages.value)


@pytest.mark.clause("PIAS-REV")
def test_the_printed_month_of_revision_is_kept_and_the_review_is_the_softwares_choice() -> None:
    profile = load_profile("pias")
    assert profile.about.printed_revision == "November 2020"
    assert profile.review.interval_months.source == default("DEF-16")
    assert "version 2020-11" in catalogue.explain(clause("PIAS-REV"), profile)


def test_prestons_three_years_are_the_only_period_of_retention() -> None:
    assert load_profile("preston").retention.period_years.value == 3
    assert {load_profile(slug).retention.period_years.value for slug in SLUGS[:-1]} == {None}


def test_the_countries_without_an_exemption_are_the_area_and_the_united_kingdom() -> None:
    countries = load_profile("preston").transfer.countries.value
    assert len(countries) == 31
    assert {"GB", "IE", "NO", "IS", "LI"} < countries
    assert not {"US", "CH"} & countries


def test_the_wrong_cross_reference_is_put_right() -> None:
    (fix,) = load_profile("new-futures").cross_references
    assert (fix.printed, fix.means, set(fix.clauses)) == ("4.1", "1.1", {"NF-4.1c", "NF-4.2b", "NF-4.2d", "NF-4.3c"})


@pytest.mark.parametrize("slug", SLUGS)
def test_readings_are_marked_and_law_that_moved_on_is_dated(slug: str) -> None:
    profile = load_profile(slug)
    ids = [each.id for each in profile.interpretations]
    assert len(ids) == len(set(ids)) > 0
    for each in profile.interpretations:
        assert set(each.clauses) <= set(profile.clauses)
        assert each.problem != each.reading
    assert all(entry.checked_on == date(2026, 1, 1) for entry in profile.superseded)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_words_for_service_users_are_short_and_cover_every_circumstance(slug: str) -> None:
    profile = load_profile(slug)
    text = profile.service_user_text
    for each in (text.aims, text.promise, text.sharing, text.own_records, *text.recorded, *text.exceptions):
        for sentence in each.replace("?", ".").split("."):
            assert len(sentence.split()) <= 30, sentence
    assert len(text.exceptions) >= {"new-futures": 12, "pace": 4, "acevo": 8}.get(slug, 2)


def test_a_profile_can_be_read_in_full_on_a_terminal() -> None:
    profile = load_profile("new-futures")
    text = describe(profile)
    assert "own_file.notice_hours = 24  [NF-2.2]" in text
    assert "retention.period_years = none  [DEF-17] (silent)" in text
    assert "role=volunteer months=6 satisfactory=yes leave=pauses" in text
    for ground in profile.grounds:
        assert f"ground {ground} " in text
    shown = dict(settings_of(profile))
    counted = sum(
        "silence" in field.metadata
        for section in dataclasses.fields(profile)
        if dataclasses.is_dataclass(held := getattr(profile, section.name))
        for field in dataclasses.fields(held)
    )
    assert len(shown) == counted > 65

"""Whatever happens on a journey, in whatever order, this holds."""

from __future__ import annotations

import itertools
from datetime import timedelta
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chitta.cards.deck import deck
from chitta.cards.replies import quick_replies
from chitta.core import times
from chitta.core.db import transaction
from chitta.core.errors import Problem
from chitta.core.vocabulary import CARD_STATUSES, DOMAINS, STAGES, TOPICS, VIEWS
from chitta.journey import facts, stages
from chitta.journey.models import Journey
from chitta.journey.state import Artifact, MasterState, ModelCard

texts = st.sampled_from(["sings", "plays alone", "Sings!", "wakes at night", "אוהבת לטפס", "talks little"])
kinds = st.sampled_from(["strength", "concern", "history", "context", "hope", "development"])
nth = st.integers(0, 5)  # which of the observations so far
counts = st.integers(0, 4)
seen = st.builds(
    facts.Observed, kind=kinds, domain=st.sampled_from(DOMAINS), text=texts, example=st.sampled_from(["", "once"])
)
ages = st.integers(-400, 20 * 366).map(lambda days: times.today() - timedelta(days=days))
details = st.builds(
    facts.ChildDescribed,
    name=st.sampled_from([None, "Noa", "Noga"]),
    date_of_birth=st.none() | ages,
    birth_precision=st.sampled_from(["day", "month", "year"]),
    gender=st.sampled_from([None, "girl"]),
)
artifacts = st.builds(
    Artifact,
    type=st.sampled_from(["videos", "documents", "analysis", "parent_report"]),
    count=counts,
    total=counts,
    status=st.sampled_from([None, "waiting", "ready", "failed"]),
)
cards = st.builds(
    ModelCard,
    icon=st.just("eye"),
    title=texts,
    status=st.sampled_from(CARD_STATUSES),
    action=st.sampled_from(["", *VIEWS]),
)
about = st.one_of(
    st.tuples(st.just(facts.Withdrawn), nth),
    st.tuples(st.just(facts.Disputed), nth),
    st.tuples(st.just(facts.Corrected), nth),
)
happenings = st.one_of(
    seen,
    seen,
    details,
    about,
    st.builds(facts.ParentSaid, message_id=st.just(uuid4())),
    st.builds(facts.StageChosen, stage=st.sampled_from(STAGES)),
    st.builds(
        facts.TopicRaised, topic=st.sampled_from(TOPICS), outcome=st.sampled_from(["asked", "answered", "passed"])
    ),
    st.builds(facts.MilestoneReached, name=st.sampled_from(["interview", "video_1", "first_smile"])),
    st.builds(facts.CardLaid, card=cards),
    st.builds(facts.RepliesSuggested, replies=st.lists(texts, min_size=1, max_size=4).map(tuple)),
    st.builds(facts.ViewOpened, view=st.sampled_from(VIEWS)),
    st.builds(facts.FilmingChosen, choice=st.sampled_from(["wanted", "later", "declined"])),
    st.just(facts.GoOn()),
    st.builds(facts.ArtifactCounted, artifact=artifacts),
)


def made(happening, journey):
    """Facts about an observation are drawn by place and become real once there is one."""
    if not isinstance(happening, tuple):
        return happening
    kind, place = happening
    known = journey.observations(("held", "disputed", "withdrawn"))
    if not known:
        return facts.GoOn()
    one = known[place % len(known)]
    return kind(
        observation_id=one.id, **({"text": "better words", "version": one.version} if kind is facts.Corrected else {})
    )


def holds(state: MasterState) -> None:
    figures = state.progress.model_dump().values()
    assert all(isinstance(one, int) and 0 <= one <= 100 for one in figures)
    assert len(set(state.completed_milestones)) == len(state.completed_milestones)
    if state.progress.interview >= stages.ENOUGH and not stages.missing(state):
        assert "interview" in state.completed_milestones
    for views in (frozenset(VIEWS), frozenset({"portrait"}), frozenset()):
        table = deck(state, views)
        assert 1 <= len(table) <= 4 and len({card.key for card in table}) == len(table)
        assert all(not card.action or card.action in views for card in table)
        assert sum(card.status == "action" for card in table) <= 1
        assert [card.priority for card in table] == sorted(card.priority for card in table)
        replies = quick_replies(state, views)
        assert 3 <= len(replies) <= 4 and all(reply.view in views if reply.view else reply.text for reply in replies)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(happenings, max_size=14))
def test_a_journey_is_always_true_to_its_rows(app, dana, happened):
    with app.app_context(), transaction():
        journey = Journey.open(Journey.locked(dana.session_id).child)
        for happening in happened:
            before, version = journey.state, journey.version
            fact = made(happening, journey)
            try:
                journey.learn(fact)
            except Problem:
                assert journey.state == before and journey.version == version
            else:
                assert journey.version == version + 1
                if not isinstance(fact, facts.Withdrawn):
                    assert journey.state.progress.interview >= before.progress.interview
                assert set(before.completed_milestones) <= set(journey.state.completed_milestones)
            assert journey.state == journey.recount()
            holds(journey.state)


def test_every_stage_has_a_table_and_something_to_say():
    clips = Artifact(type="videos", count=1, total=3)
    given_up = Artifact(type="parent_report", count=0, status="failed")
    for stage, artifact in itertools.product(STAGES, (None, clips, given_up)):
        holds(MasterState(journey_stage=stage, active_artifacts=(artifact,) if artifact else ()))

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "peer_review.assessments"
    label = "peer_assessments"
    verbose_name = _("Assessments")

    def ready(self) -> None:
        from core.log_names import offer_names
        from peer_review.assessments import lifecycle
        from peer_review.assessments.domain.leaving import see_to_the_board
        from peer_review.assessments.panels import desk
        from peer_review.assessments.queries import names, waiting
        from peer_review.reviews.queries.counting import offer_count
        from peer_review.teams.leaving import offer_leaving

        lifecycle.stand_in_gates()
        offer_leaving(see_to_the_board)
        desk.offer_panels()
        offer_count("to_assess", waiting.to_assess)
        offer_count("to_agree", waiting.to_agree)
        offer_names("peer_assessments.assessment", names.names_of_assessments)
        offer_names("peer_assessments.judgement", names.names_of_judgements)
        offer_names("peer_assessments.score", names.names_of_scores)

import html

from matching import Catalog, Profile, Recommender
from matching.screens.pieces import comparing

PROFILE = Profile(profession="dentist", max_weeks=4)


def test_what_to_ask_each_organization_stands_side_by_side(data_folder):
    recommender = Recommender(Catalog.from_folder(data_folder))
    role_ids = recommender.recommend(PROFILE, n=3)["role_id"].tolist()
    explanations = [recommender.explain(PROFILE, role_id) for role_id in role_ids]
    table = html.unescape(comparing.table(recommender.catalog, role_ids, explanations))
    questions = [question for one in explanations for question in one.questions]
    assert questions
    assert [question for question in questions if question not in table] == []

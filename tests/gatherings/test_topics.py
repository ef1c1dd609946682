from matching.gatherings.topics import topics_in


def test_topics_are_read_from_title_and_summary():
    topics = topics_in("Pediatric nursing", "HIV and malaria in Kenya and Malawi")
    assert topics["professions"] == ("nurse",)
    assert topics["specialties"] == ("pediatric-nursing",)
    assert topics["focus_areas"] == ("hiv", "malaria")
    assert topics["countries"] == ("KE", "MW")


def test_name_of_two_things_is_none():
    assert topics_in("From the Congo", "")["countries"] == ()


def test_text_that_names_nothing_has_no_topics():
    assert not any(topics_in("Opening", "Welcome to all").values())

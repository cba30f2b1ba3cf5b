import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.submissions.personal_data import Kind, find_names, find_personal_data, is_nhs_number


def found(text, names=()):
    return [(text[one.start : one.end], one.kind) for one in find_personal_data(text, names)]


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("write to ada.example+nhs@trust.nhs.uk.", "ada.example+nhs@trust.nhs.uk", Kind.EMAIL),
        ("ring 020 7946 0018 now", "020 7946 0018", Kind.TELEPHONE),
        ("ring (01632) 960123", "(01632) 960123", Kind.TELEPHONE),
        ("ring +44 (0)7700 900123.", "+44 (0)7700 900123", Kind.TELEPHONE),
        ("ring +44 7700 900 123", "+44 7700 900 123", Kind.TELEPHONE),
        ("mobile 07700-900-123", "07700-900-123", Kind.TELEPHONE),
        ("number 943 476 5919 was", "943 476 5919", Kind.NHS_NUMBER),
        ("number 9434765919", "9434765919", Kind.NHS_NUMBER),
        ("at SW1A 1AA today", "SW1A 1AA", Kind.POSTCODE),
        ("in ls1 4ap", "ls1 4ap", Kind.POSTCODE),
        ("lives at M1 1AE.", "M1 1AE", Kind.POSTCODE),
        ("ring 020\u00a07946\u00a00958.", "020\u00a07946\u00a00958", Kind.TELEPHONE),
        ("ring 020\u20137946\u20130958.", "020\u20137946\u20130958", Kind.TELEPHONE),
        ("ring 07700\u2011900123.", "07700\u2011900123", Kind.TELEPHONE),
        ("ring 07700.900.123.", "07700.900.123", Kind.TELEPHONE),
        ("number 943\u00a0476  5919 was", "943\u00a0476  5919", Kind.NHS_NUMBER),
        ("number 943\u2013476\u20135919 was", "943\u2013476\u20135919", Kind.NHS_NUMBER),
        ("at SW1A\u00a01AA", "SW1A\u00a01AA", Kind.POSTCODE),
        ("at SW1A  1AA", "SW1A  1AA", Kind.POSTCODE),
        ("AB\u00a012\u00a034\u00a056\u00a0C", "AB\u00a012\u00a034\u00a056\u00a0C", Kind.NATIONAL_INSURANCE),
        ("born on 3\u00a0May\u00a01961", "3\u00a0May\u00a01961", Kind.BIRTH),
        ("born 3\nMay 1961", "3\nMay 1961", Kind.BIRTH),
        ("NI QQ 12 34 56 C is not one but AB 12 34 56 C is", "AB 12 34 56 C", Kind.NATIONAL_INSURANCE),
        ("born on 3 May 1961 in Hull", "3 May 1961", Kind.BIRTH),
        ("Date of birth: 03/05/1961", "03/05/1961", Kind.BIRTH),
    ],
)
def test_what_looks_like_personal_data_is_found(text, words, kind):
    assert found(text) == [(words, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "412 fewer admissions in 2022 to 2023",
        "reference 943 476 5918",
        "000 000 0000 is no number",
        "published on 3 May 2023",
        "a budget of 1,250,000 over 10 years",
        "see CFE1-0042 and page 12 to 14",
        "ICS 2.0 @ place",
        "the A1 and the M25",
        "rose 0.5 per cent",
        "0 1.5 2.5 3.5 4.5 5.5",
        "a ratio of 0.1234567891",
        "from 01.02.2023 to 03.04.2024",
        "943\t476\t5919",
    ],
)
def test_plain_numbers_and_words_are_left_alone(text):
    assert found(text) == []


def test_names_are_found_whole_in_any_case_and_setting():
    text = "Ada Example, ADA\nEXAMPLE and Adan Examples"
    assert [text[one.start : one.end] for one in find_names(text, ["Ada Example"])] == ["Ada Example", "ADA\nEXAMPLE"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Chris O'Neill", "By Chris O\u2019Neill."),
        ("Chris O\u2019Neill", "By Chris O'Neill."),
        ("Anne-Marie Shaw", "By Anne\u2011Marie Shaw."),
        ("Anne-Marie Shaw", "By Anne\u2013Marie\u00a0Shaw."),
        ("Annemarie Shaw", "By Anne\u00admarie Shaw."),
        ("Anne Shaw", "By Anne\u200b Shaw."),
        ("An\u00adne Shaw", "By Anne Shaw."),
    ],
)
def test_names_are_found_however_a_word_processor_set_them(name, text):
    (found,) = find_names(text, [name])
    assert text[found.start : found.end] == text[3:-1]


@pytest.mark.parametrize("name", ["\u200b\u200b\u200b", " \u00ad ", "'"])
def test_a_name_that_shows_nothing_stands_nowhere(name):
    assert find_names("By Anne\u200b Shaw, 'of Leeds'.", [name]) == []


def test_initials_alone_are_no_name_to_look_for():
    assert find_names("A to B, or so", ["A", "B", "so"]) == []


def test_the_longer_find_wins():
    assert found("Ada Example of ada@example.org", ["Ada Example", "ada@example.org"]) == [
        ("Ada Example", Kind.NAME),
        ("ada@example.org", Kind.NAME),
    ]


def test_the_check_digit_of_an_nhs_number_is_worked_out():
    assert is_nhs_number("9434765919")
    assert not is_nhs_number("9434765918")
    assert not is_nhs_number("1111111111")


@given(st.text(max_size=300))
def test_any_text_can_be_looked_through(text):
    ends = 0
    for one in find_personal_data(text, ["Ada Example"]):
        assert ends <= one.start < one.end <= len(text)
        ends = one.end


@pytest.mark.parametrize("run", ["a", ".", "0", "+44", "a@", "(0", " ", "born ", "0 - ", "943 ", "A1 "])
def test_a_hundred_thousand_characters_without_a_blank_hold_nobody_up(run):
    """It is looked through under the lock of the submission. A pattern that tried every end for every start would
    sit here for minutes.
    """
    assert find_personal_data(run * (100_000 // len(run))) == []


@pytest.mark.parametrize("name", ["Zo\u00eb Bront\u00eb", "Zoe\u0308 Bronte\u0308"])
@pytest.mark.parametrize("text", ["By Zo\u00eb Bront\u00eb.", "By Zoe\u0308  Bronte\u0308."])
def test_names_are_found_however_their_accents_are_written(name, text):
    (found,) = find_names(text, [name])
    assert text[found.start : found.end].split() == text[3:-1].split()

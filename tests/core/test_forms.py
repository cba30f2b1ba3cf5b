"""Fields as they are drawn, and the words of their errors."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import Group
from django.forms.renderers import TemplatesSetting
from django.template import Context, Template
from django.utils.safestring import mark_safe
from hypothesis import given, settings
from hypothesis import strategies as st

from core.components import component_named
from core.forms import DateField, Form, ManyField, MaxWords, Renderer, count_words, look
from core.forms.renderer import PLAIN


class Sample(Form):
    full_name = forms.CharField(label="Full name", max_length=5)
    ods_code = forms.CharField(label="ODS code", required=False, help_text="Such as <QE1>.")
    email = forms.EmailField(label="Email address", required=False)
    beds = forms.IntegerField(label="Number of beds", min_value=1, max_value=9, required=False)
    why = forms.CharField(
        label="Why?", validators=[MaxWords(2)], widget=forms.Textarea(attrs={"data-word-limit": 2}), required=False
    )
    region = forms.ChoiceField(label="Region", choices=[("", "Choose"), ("n", "North")])
    how = look(
        forms.ChoiceField(label="How?", choices=[("a", "In full"), ("b", "No name")], widget=forms.RadioSelect),
        size="l",
        heading=True,
        option_hints={"b": "We take it out."},
    )
    paper = forms.FileField(label="Paper")
    own = forms.CharField(label="Own", error_messages={"required": "Say it in your own words"})


GOOD = {"full_name": "Ada", "region": "n", "how": "a", "own": "x"}


def errors(**data: Any) -> dict[str, list[str]]:
    return dict(Sample({**GOOD, **data}).errors)


def field(name: str, form: forms.Form | None = None) -> str:
    return (form or Sample())[name].as_field_group()


class TestWords:
    def test_what_is_needed_is_asked_for_by_its_name(self) -> None:
        assert dict(Sample({}).errors) == {
            "full_name": ["Enter full name"],
            "region": ["Select region"],
            "how": ["Select an option"],
            "paper": ["Select a file"],
            "own": ["Say it in your own words"],
        }

    def test_an_abbreviation_keeps_its_capitals(self) -> None:
        class Coded(Form):
            code = forms.CharField(label="ODS code")

        assert Coded({}).errors["code"] == ["Enter ODS code"]

    @pytest.mark.parametrize(
        ("name", "value", "text"),
        [
            ("full_name", "Ada Example", "Full name must be 5 characters or fewer"),
            ("email", "nope", "Enter an email address in the correct format, like name@example.com"),
            ("beds", "many", "Number of beds must be a number"),
            ("beds", "0", "Number of beds must be 1 or more"),
            ("beds", "10", "Number of beds must be 9 or less"),
            ("region", "x", "Select region"),
            ("why", "one two three", "Your answer must be 2 words or fewer. You have used 3."),
        ],
    )
    def test_what_is_wrong_is_said_as_the_design_system_says_it(self, name: str, value: str, text: str) -> None:
        assert errors(**{name: value})[name] == [text]

    @pytest.mark.parametrize(("text", "number"), [("", 0), ("  a\n b\tc ", 3), ("don't stop-go", 2), ("word", 1)])
    def test_words_are_runs_between_white_space(self, text: str, number: int) -> None:
        assert count_words(text) == number


class TestDrawing:
    def test_an_optional_field_says_so_and_a_needed_one_is_not_starred(self) -> None:
        assert '<span class="mh-optional">(optional)</span>' in field("ods_code")
        assert "optional" not in field("full_name")
        assert "*" not in field("full_name")
        assert " required" not in field("full_name")

    def test_a_form_may_leave_the_mark_out(self) -> None:
        class Filters(Sample):
            marks_optional = False

        assert "optional" not in field("ods_code", Filters())

    def test_hint_error_and_count_are_read_with_the_field(self) -> None:
        form = Sample({"why": "one two three", "ods_code": ""})

        assert 'aria-describedby="id_ods_code_helptext"' in field("ods_code", form)
        assert 'aria-describedby="id_why_error id_why_words"' in field("why", form)
        assert 'id="id_why_error"' in field("why", form)
        assert 'id="id_why_words"' in field("why", form)

    def test_a_hint_is_shown_and_not_obeyed(self) -> None:
        assert "Such as &lt;QE1&gt;." in field("ods_code")

    def test_an_error_is_marked_said_and_joined_to_the_field(self) -> None:
        html = field("full_name", Sample({}))

        assert "nhsuk-form-group--error" in html
        assert "nhsuk-input--error" in html
        assert '<span class="nhsuk-u-visually-hidden">Error: </span>Enter full name' in html
        assert 'aria-invalid="true"' in html

    def test_what_was_typed_stays(self) -> None:
        assert 'value="Ada &amp; Co"' in field("full_name", Sample({"full_name": "Ada & Co"}))

    def test_radios_stand_in_a_fieldset_whose_legend_may_be_the_heading(self) -> None:
        html = field("how")

        assert '<legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--l">' in html
        assert '<h1 class="nhsuk-fieldset__heading">How?' in html
        assert html.count('class="nhsuk-radios__input"') == 2
        assert 'aria-describedby="id_how_1_hint"' in html
        assert html.count("<label") == 2

    def test_a_number_is_typed_with_a_numeric_keyboard(self) -> None:
        assert 'type="text"' in field("beds")
        assert 'inputmode="numeric"' in field("beds")

    def test_no_browser_cuts_a_paste(self) -> None:
        assert "maxlength" not in field("full_name")

    def test_a_whole_form_draws_each_field_once(self) -> None:
        html = str(Sample())

        assert all(html.count(f'name="{name}"') == (2 if name == "how" else 1) for name in Sample.base_fields)

    def test_a_form_of_djangos_own_is_drawn_too(self) -> None:
        class Plain(forms.Form):
            remember = forms.BooleanField(label="Remember me", required=False)
            secret = forms.CharField(widget=forms.HiddenInput)

        html = str(Plain())

        assert 'class="nhsuk-checkboxes__input"' in html
        assert '<input type="hidden" name="secret"' in html

    def test_a_look_it_does_not_have_raises(self) -> None:
        with pytest.raises(TypeError, match="colour"):
            look(forms.CharField(), colour="green")


class When(Form):
    day_due = DateField(label="Closing date", not_before=lambda: date(2023, 1, 2), not_after=lambda: date(2023, 12, 31))


class TestDates:
    def sent(self, day: str, month: str, year: str) -> Form:
        return When({"day_due_day": day, "day_due_month": month, "day_due_year": year})

    def test_three_parts_make_a_date(self) -> None:
        form = self.sent("3", "05", "2023")

        assert form.is_valid()
        assert form.cleaned_data == {"day_due": date(2023, 5, 3)}

    @pytest.mark.parametrize(
        ("parts", "text", "control"),
        [
            (("", "", ""), "Enter closing date", "id_day_due_0"),
            (("3", "", "2023"), "Closing date must include a month", "id_day_due_1"),
            (("3", "", ""), "Closing date must include a month and year", "id_day_due_1"),
            (("31", "2", "2023"), "Closing date must be a real date, like 27 3 2023", "id_day_due_0"),
            (("³", "2", "2023"), "Closing date must be a real date, like 27 3 2023", "id_day_due_0"),
            (("3", "2", "23"), "Year must include 4 numbers", "id_day_due_2"),
            (("1", "1", "2023"), "Closing date must be the same as or after 2 January 2023", "id_day_due_0"),
            (("1", "1", "2024"), "Closing date must be the same as or before 31 December 2023", "id_day_due_0"),
        ],
    )
    def test_a_faulty_date_says_which_part_and_leads_there(
        self, parts: tuple[str, str, str], text: str, control: str
    ) -> None:
        form = self.sent(*parts)
        summary = component_named("error-summary").render({"form": form})

        assert form.errors == {"day_due": [text]}
        assert f'<a href="#{control}">{text}</a>' in summary

    def test_only_the_faulty_parts_are_marked(self) -> None:
        form = self.sent("3", "", "")
        form.is_valid()

        assert form["day_due"].as_field_group().count("nhsuk-input--error") == 2

    def test_a_date_that_stands_is_shown_in_its_parts(self) -> None:
        html = When(initial={"day_due": date(2023, 5, 3)})["day_due"].as_field_group()

        assert [f'value="{part}"' in html for part in ("3", "5", "2023")] == [True, True, True]

    def test_the_same_date_is_no_change(self) -> None:
        stored = {"day_due": date(2023, 5, 3)}
        sent = {"day_due_day": "3", "day_due_month": "5", "day_due_year": "2023"}

        assert When(sent, initial=stored).changed_data == []
        assert When({**sent, "day_due_day": "4"}, initial=stored).changed_data == ["day_due"]

    def test_hostile_figures_are_refused(self) -> None:
        assert self.sent("1" * 100_000, "1", "1").is_valid() is False


VALUES = st.none() | st.text() | st.builds(mark_safe, st.text()) | st.integers()
# Django's templates read `attrs.items`, so nothing can be called that.
NAMES = st.text(st.characters(codec="ascii", categories=["L"]), min_size=1).filter(lambda name: name != "items")


class TestPlainControls:
    @pytest.mark.parametrize("template", PLAIN)
    @settings(max_examples=40, deadline=None)
    @given(
        value=VALUES,
        attrs=st.dictionaries(NAMES, st.booleans() | st.text() | st.builds(mark_safe, st.text()) | st.integers()),
    )
    def test_they_are_drawn_as_djangos_templates_draw_them(
        self, template: str, value: Any, attrs: dict[str, Any]
    ) -> None:
        widget = {"name": "q-<1>", "type": "text", "value": value, "attrs": attrs}

        assert Renderer().render(template, {"widget": widget}) == TemplatesSetting().render(
            template, {"widget": widget}
        )


class TestSummary:
    def summary(self, **props: Any) -> str:
        return component_named("error-summary").render(props).strip()

    def test_all_is_well_and_nothing_is_said(self) -> None:
        assert self.summary(form=Sample()) == ""
        assert self.summary() == ""

    def test_each_error_leads_to_its_first_control(self) -> None:
        html = self.summary(form=Sample({}))

        assert '<a href="#id_full_name">Enter full name</a>' in html
        assert '<a href="#id_how_0">Select an option</a>' in html

    def test_forms_of_a_formset_and_plain_sentences_are_said_too(self) -> None:
        formset = forms.formset_factory(When, extra=1)(
            {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-day_due_day": "3"}
        )
        html = self.summary(forms=[formset], errors=["The call has closed"])

        assert '<a href="#id_form-0-day_due_1">Closing date must include a month and year</a>' in html
        assert "<li>The call has closed</li>" in html

    def test_the_title_begins_with_error(self) -> None:
        title = Template("{% error_prefix form %}About you")

        assert title.render(Context({"form": Sample({})})) == "Error: About you"
        assert title.render(Context({"form": Sample()})) == "About you"
        assert title.render(Context({"form": None})) == "About you"


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["1" + "0" * 20, "-1", "x", "\0"])
def test_what_can_be_no_key_is_no_choice_of_several(key: str) -> None:
    field = ManyField(Group.objects.all())
    there = Group.objects.create(name="There")
    with pytest.raises(forms.ValidationError):
        field.clean([str(there.pk), key])
    assert list(field.clean([str(there.pk)])) == [there]

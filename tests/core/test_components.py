"""Components declare what they take; whatever else reaches them stops the page."""

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Engine, TemplateSyntaxError
from django.template.base import Template
from django.test import RequestFactory
from django.utils import translation

from aantafel.core import icons, widgets
from aantafel.core.cards import IdeaCard, TableCard
from aantafel.core.templatetags import components as tags

COMPONENTS = sorted(path.stem for path in (Path(settings.ROOT) / "templates" / "components").glob("*.html"))


def html(source: str, **context: Any) -> str:
    template = Engine.get_default().from_string("{% load i18n components %}" + source)
    with translation.override("en"):
        return template.render(Context(context))


class Elements(HTMLParser):
    """The start tags of a piece of HTML, as (name, attributes)."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def one(self, tag: str) -> dict[str, str | None]:
        (attributes,) = [attributes for name, attributes in self.found if name == tag]
        return attributes


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_declares_its_props(name: str) -> None:
    _component, signature = tags.load_component(name)
    assert len(signature.names) <= tags.MAX_PROPS


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('{% part "nowhere" %}', "no component “nowhere”"),
        ('{% part "icon" name="heart" colour="red" %}', "no prop colour; it takes css, name"),
        ('{% part "icon" %}', "needs name"),
        ('{% component "icon" name="heart" %}x{% endcomponent %}', "takes no body"),
        ("{% part icon %}", "in quotes"),
        ("{% part %}", "in quotes"),
        ('{% part "icon" "heart" %}', "as prop=value"),
        ('{% component "card" %}', "endcomponent"),
        ("{% props a b c d e f g h i %}", "8 props at most"),
        ('{% props a="1" b %}', "required names come first"),
    ],
)
def test_a_mistake_stops_the_page_when_it_is_compiled(source: str, message: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=message):
        Engine.get_default().from_string("{% load components %}" + source)


def test_a_component_without_props_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(loaders=[("django.template.loaders.locmem.Loader", {"components/bare.html": "bare"})])
    monkeypatch.setattr(Engine, "get_default", staticmethod(lambda: engine))
    with pytest.raises(TemplateSyntaxError, match="does not declare"):
        tags.load_component("bare")


def test_a_value_outside_the_list_is_an_error() -> None:
    with pytest.raises(TemplateSyntaxError, match="'loud'"):
        html('{% component "alert" kind="loud" %}x{% endcomponent %}')


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(TemplateSyntaxError, match=r"frontend/icons\.json"):
        html('{% part "icon" name="dragon" %}')


def test_icons_carry_no_name_of_a_file_or_a_licence() -> None:
    assert "heart" in icons.names()
    assert all("<!--" not in icons.drawing(name) and "class=" not in icons.drawing(name) for name in icons.names())


def test_a_component_sees_nothing_of_the_page_but_its_props() -> None:
    assert "secret" not in html('{% part "badge" label="x" %}', icon="secret", kind="error", name="secret")


def test_text_is_escaped_and_a_body_is_not_twice() -> None:
    shown = html('{% component "card" title=title %}<p>{{ title }}</p>{% endcomponent %}', title="<b>&")
    assert shown.count("&lt;b&gt;&amp;") == 2
    assert "<p>" in shown


def test_a_body_may_hold_components() -> None:
    shown = html(
        '{% component "alert" %}{% component "card" title="in" %}'
        '{% part "badge" label="deep" %}{% endcomponent %}{% endcomponent %}'
    )
    assert "deep" in shown
    assert shown.index("utrecht-alert") < shown.index("utrecht-card") < shown.index("deep")


def test_a_component_hands_the_csrf_token_on() -> None:
    engine = Engine(
        loaders=[
            (
                "django.template.loaders.locmem.Loader",
                {"components/post.html": "{% load components %}{% props %}{% csrf_token %}"},
            )
        ],
        libraries={"components": "aantafel.core.templatetags.components"},
    )
    component = engine.get_template("components/post.html")
    node = tags.ComponentNode(component, {}, None)
    assert "abc123" in node.render(Context({"csrf_token": "abc123"}))


class Everything(forms.Form):
    line = forms.CharField(label="Line", help_text="Some help")
    mail = forms.EmailField(label="Mail", required=False)
    long = forms.CharField(label="Long", max_length=140, widget=forms.Textarea)
    free = forms.CharField(label="Free", widget=forms.Textarea)
    pick = forms.ChoiceField(label="Pick", choices=[("a", "A")])
    radio = forms.ChoiceField(
        label="Radio", choices=[("a", "A"), ("b", "B")], widget=widgets.ExplainedRadios(hints={"a": "About A"})
    )
    many = forms.MultipleChoiceField(label="Many", choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)
    yes = forms.BooleanField(label="Yes", help_text="Why")
    file = forms.FileField(label="File", required=False)
    quiet = forms.CharField(widget=forms.HiddenInput, required=False)
    fixed = forms.CharField(label="Fixed", disabled=True, required=False, initial="8601")


def field(name: str, form: forms.Form | None = None) -> str:
    return html('{% part "field" field=field %}', field=(form or Everything())[name])


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("line", "text"),
        ("mail", "text"),
        ("long", "textarea"),
        ("pick", "select"),
        ("radio", "options"),
        ("many", "options"),
        ("yes", "checkbox"),
        ("file", "file"),
        ("quiet", "hidden"),
    ],
)
def test_kind_of_a_field(name: str, kind: str) -> None:
    assert widgets.kind(Everything()[name]) == kind


@pytest.mark.parametrize("name", ["line", "mail", "long", "pick", "yes", "file", "fixed"])
def test_a_control_has_a_label(name: str) -> None:
    shown = field(name)
    assert f'for="id_{name}"' in shown
    assert f'id="id_{name}"' in shown


def test_help_and_error_are_tied_to_the_control() -> None:
    shown = Elements(field("line", Everything({"line": ""})))
    control = shown.one("input")
    described = str(control["aria-describedby"]).split()
    assert described == ["id_line_helptext", "id_line_error"]
    assert set(described) <= {str(attributes.get("id")) for _tag, attributes in shown.found}
    assert control["aria-invalid"] == "true"
    assert "utrecht-textbox--invalid" in str(control["class"])


def test_a_group_is_a_fieldset_with_legend_help_and_error() -> None:
    shown = Elements(field("radio", Everything({})))
    assert shown.one("fieldset")["aria-describedby"] == "id_radio_error"
    assert "legend" in {tag for tag, _attributes in shown.found}
    first, second = [attributes for tag, attributes in shown.found if tag == "input"]
    assert first["aria-describedby"] == "id_radio_0_hint"
    assert "aria-describedby" not in second
    assert [str(each["type"]) for each in (first, second)] == ["radio", "radio"]


def test_boxes_of_a_group_are_not_each_required() -> None:
    box = Elements(field("many")).one("input")
    assert "required" not in box
    assert "utrecht-checkbox" in str(box["class"])


def test_a_text_area_counts_down_when_it_has_a_limit() -> None:
    limited = field("long")
    assert 'data-limit="140"' in limited
    assert 'data-remaining="id_long_remaining"' in limited
    assert "id_long_limit" in str(Elements(limited).one("textarea")["aria-describedby"]).split()
    assert "At most 140 characters." in limited
    assert "data-limit" not in field("free")


def test_optional_fields_say_so_and_required_ones_do_not() -> None:
    assert "not required" in field("mail")
    assert "not required" not in field("line")
    filters = html('{% part "field" field=field mark=False %}', field=Everything()["mail"])
    assert "not required" not in filters


def test_a_locked_field_looks_locked() -> None:
    control = Elements(field("fixed")).one("input")
    assert "disabled" in control
    assert "utrecht-textbox--disabled" in str(control["class"])


def test_a_hidden_field_is_bare() -> None:
    assert field("quiet").strip() == '<input type="hidden" name="quiet" id="id_quiet">'


def test_label_and_hint_can_be_given() -> None:
    shown = html('{% part "field" field=field label="Other" hint="Hint" %}', field=Everything()["line"])
    assert "Other" in shown
    assert "Hint" in shown
    assert "Some help" not in shown
    assert Elements(html('{% part "field" field=field hint="Hint" %}', field=Everything()["mail"])).one("input")[
        "aria-describedby"
    ] == ("id_mail_helptext")


def test_errors_are_summed_up_with_links_to_the_fields() -> None:
    form = Everything({"long": "x", "pick": "a", "many": ["a"], "yes": "on"})
    form.add_error(None, "Not together.")
    shown = html('{% part "errors" form=form %}', form=form)
    assert 'href="#id_line"' in shown
    assert 'href="#id_radio"' in shown
    assert "Not together." in shown
    summary = Elements(shown).one("div") if shown.count("<div") == 1 else Elements(shown).found[0][1]
    assert summary["role"] == "alert"
    assert "autofocus" in summary
    assert Elements(field("radio", form)).one("fieldset")["id"] == "id_radio"


def test_no_errors_no_summary() -> None:
    assert html('{% part "errors" form=form %}', form=Everything()).strip() == ""


def test_cards() -> None:
    idea = IdeaCard("A <tree>", "/i/1/", "Zutphen", "12 October", "2026-10-12", theme="Green", changed=True)
    shown = html('{% part "idea_card" card=card %}', card=idea)
    assert "A &lt;tree&gt;" in shown
    assert 'datetime="2026-10-12"' in shown
    assert "changed" in shown
    assert "<img" not in shown
    table = TableCard("A tree", "/t/1/", "Zutphen", "12 October", "2026-10-12", step=3, step_label="Ask", residents=1)
    shown = html('{% part "table_card" card=card level=2 %}', card=table)
    assert "Step 3 of 7: Ask" in shown
    assert "<h2" in shown
    assert "1 resident" in shown
    assert "0 professionals" in shown


def test_step_bar_tells_where_a_table_stands_in_words_too() -> None:
    steps = [(number, f"Step{number}") for number in range(1, 8)]
    shown = html('{% part "step_bar" steps=steps current=3 %}', steps=steps)
    assert shown.count('aria-current="step"') == 1
    assert "Step 3 of 7: Step3" in shown
    assert shown.count("(done)") == 2
    assert "Stopped in step 3 of 7" in html('{% part "step_bar" steps=steps current=3 stopped=True %}', steps=steps)


@pytest.mark.parametrize("kind", ["resident", "professional", "employee"])
def test_a_capacity_has_a_shape_and_a_word(kind: str) -> None:
    shown = html('{% part "capacity" kind=kind name="Fatma" role="baker" interest="Lives near" %}', kind=kind)
    assert f"at-fill-{kind}" in shown
    assert "Fatma" in shown
    assert "baker" in shown


def test_a_triangle_tells_who_is_missing() -> None:
    assert "still room" in html('{% part "triangle" residents=1 professionals=0 employees=0 %}')
    assert "still room" not in html('{% part "triangle" residents=1 professionals=1 employees=1 %}')


def test_share_links_are_plain_links() -> None:
    shown = html('{% part "share_links" url="https://a.example/?a=1&b=2" title="Tea & cake" %}')
    assert "https://wa.me/?text=Tea%20%26%20cake%20https%3A%2F%2Fa.example%2F%3Fa%3D1%26b%3D2" in shown
    assert "mailto:?subject=Tea%20%26%20cake" in shown
    assert "<script" not in shown


def test_pagination_shows_only_what_there_is() -> None:
    assert html('{% part "pagination" %}').strip() == ""
    older = html('{% part "pagination" older="?na=1" %}')
    assert 'rel="next"' in older
    assert 'rel="prev"' not in older


@pytest.mark.parametrize(("language", "expected"), [("nl", "/ideeen/"), ("en", "/en/ideeen/")])
def test_address_follows_the_language(language: str, expected: str) -> None:
    with translation.override(language):
        assert tags.address("/ideeen/") == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/ideeen/", ' aria-current="page"'),
        ("/ideeen/1-boom/", ' aria-current="true"'),
        ("/tafels/", ""),
    ],
)
def test_current_marks_where_one_is(path: str, expected: str) -> None:
    with translation.override("nl"):
        assert tags.current({"path": path}, "/ideeen/") == expected


def test_current_without_a_page_marks_nothing() -> None:
    assert tags.current("", "/ideeen/") == ""


def test_language_link_leads_to_the_same_page() -> None:
    page = {"other_language": "en", "other_language_path": "/en/tafels/"}
    link = Elements(tags.language_link(page)).one("a")
    assert link["href"] == "/en/tafels/"
    assert link["lang"] == link["hreflang"] == "en"


def test_signed_out_base_sets_no_cookie_and_works_without_context() -> None:
    shown = Engine.get_default().get_template("base.html").render(Context({}))
    assert "AanTafel!" in shown
    assert "csrf" not in shown


@pytest.mark.parametrize("page", ["400.html", "500.html"])
def test_error_pages_need_neither_request_nor_database(page: str) -> None:
    template: Template = Engine.get_default().get_template(page)
    assert "<h1" in template.render(Context({}))


@pytest.mark.parametrize("path", ["/onderdelen/", "/en/onderdelen/", "/onderdelen/?thema=voorbeeldstad"])
def test_component_page(path: str) -> None:
    from aantafel.pages.public.components import components

    response = components(RequestFactory().get(path))
    assert response.status_code == 200
    shown = response.content.decode()
    assert ("voorbeeldstad.css" in shown) == ("thema" in path)
    assert not response.cookies


def test_component_page_knows_no_other_theme() -> None:
    from aantafel.pages.public.components import components

    response = components(RequestFactory().get("/onderdelen/?thema=../../x"))
    assert "x.css" not in response.content.decode()

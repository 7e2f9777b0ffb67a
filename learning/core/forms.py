"""How every form of the site becomes HTML."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """
    `{{ form }}` and `{{ field.as_field_group }}` through our own components: label, help and what to mend tied to
    the widget, choices in a fieldset, a linked summary first. Set as FORM_RENDERER; wants `django.forms` installed.
    """

    form_template_name = "components/_form.html"
    field_template_name = "components/_field.html"

"""The FORM_RENDERER: forms and fields drawn by our templates (templates/forms/)."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Django's renderer with our markup: label, hint and error bound to the field."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"

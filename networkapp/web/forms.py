"""Forms that speak kindly: clean text, dates as people write them, messages that help.

Every form of the project is a KindForm or a KindModelForm. The renderer gives all forms,
those of other packages too, the same markup and the cleaning of text.
"""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.template.loader import render_to_string
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from networkapp.text import clean_line, clean_text
from networkapp.time import ImpossibleDay, name_impossible_day, parse_day

NUL = "\x00"
# For a field that sets no limit, in characters.
LONGEST = 200_000

_KIND_MESSAGES = {
    "required": gettext_lazy("Please fill this in."),
    "null_characters_not_allowed": gettext_lazy(
        "There was a character here that cannot be saved; we took it out. "
        "Please look at the text and save again."
    ),
}
_KIND_MESSAGES_BY_TYPE: list[tuple[type[forms.Field], dict[str, Any]]] = [
    (
        forms.EmailField,
        {"invalid": gettext_lazy("Please write an e-mail address such as name@example.org.")},
    ),
    (
        forms.URLField,
        {"invalid": gettext_lazy("Please write a web address such as https://example.org.")},
    ),
    (forms.IntegerField, {"invalid": gettext_lazy("Please write a whole number.")}),
    (
        forms.ChoiceField,
        {
            "required": gettext_lazy("Please choose one."),
            "invalid_choice": gettext_lazy("Please choose one from the list."),
        },
    ),
    (
        forms.FileField,
        {
            "required": gettext_lazy("Please choose a file."),
            "empty": gettext_lazy("This file is empty. Please choose another one."),
        },
    ),
    (
        forms.ModelMultipleChoiceField,
        {
            "invalid_choice": gettext_lazy("Please choose from the list."),
            "invalid_pk_value": gettext_lazy("Please choose from the list."),
        },
    ),
]


class KindBoundField(BoundField):
    """A field with its value, whose typed text arrives clean and comes back as typed."""

    @property
    def data(self) -> Any:
        """Return what was sent. A NUL is left in, for the field's validator to speak of."""
        value = super().data
        return value if self._is_left_alone(value) or NUL in value else self._cleaned(value)

    def value(self) -> Any:
        """Return what to show in the field."""
        value = super().value()
        return value if self._is_left_alone(value) else self._cleaned(value)

    def _is_left_alone(self, value: Any) -> bool:
        field = self.field
        return not (
            isinstance(value, str)
            and isinstance(field, forms.CharField)
            and field.strip
            and not isinstance(field.widget, forms.PasswordInput)
            and len(value) <= _longest_to_clean(field)
        )

    def _cleaned(self, value: str) -> str:
        is_long = isinstance(self.field.widget, forms.Textarea)
        return clean_text(value) if is_long else clean_line(value)


def _longest_to_clean(field: forms.CharField) -> int:
    """Return how long a text is worth cleaning; of a longer one is said that it is too long.

    Well over the field's own limit, for cleaning makes text shorter.
    """
    most = field.max_length
    return LONGEST if most is None else most * 4 + 1000


class KindRenderer(TemplatesSetting):
    """Render forms with the project's own templates, in templates/django/forms/."""

    form_template_name = "django/forms/form.html"
    field_template_name = "django/forms/field.html"
    bound_field_class = KindBoundField


class KindMaxLength(MaxLengthValidator):
    """Say how long a text may be and how long it is."""

    def __call__(self, value: str) -> None:
        limit, length = int(self.limit_value), len(value)
        if length > limit:
            raise ValidationError(
                _("Please keep this under %(limit)s characters (%(length)s now)."),
                code="max_length",
                params={"limit": intcomma(limit), "length": intcomma(length)},
            )


class DateInput(forms.DateInput):
    """The browser's own date field, which always speaks ISO."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


def date_order() -> str:
    """Return the institution's order of dates: "mdy", "dmy" or "ymd".

    `settings.DATE_ORDER` says it, or names the function that knows.
    """
    order: str = getattr(settings, "DATE_ORDER", "mdy")
    return str(import_string(order)()) if "." in order else order


class DateField(forms.DateField):
    """A day, as ISO or in the institution's order, with a kind word for impossible ones."""

    widget = DateInput

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if not isinstance(value, str):
            return super().to_python(value)
        order = date_order()
        try:
            return parse_day(value, order=order)
        except ImpossibleDay as error:
            message = _("%(day)s does not exist.") % {"day": name_impossible_day(error)}
            raise ValidationError(message, code="impossible") from error
        except ValueError as error:
            shapes = {"mdy": _("11/24/2026"), "dmy": _("24/11/2026"), "ymd": _("2026-11-24")}
            message = _("Please write the date like %(example)s.") % {"example": shapes[order]}
            raise ValidationError(message, code="invalid") from error


class _Kind(forms.BaseForm):
    """What kind forms have in common."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if type(field) is forms.DateField:
                self.fields[name] = field = _kind_date(field)
            _speak_kindly(field)

    @property
    def error_summary(self) -> SafeString:
        """What is to be put right, each line a link to its field; nothing when all is well."""
        return render_to_string("components/form_errors.html", {"form": self})


class KindForm(_Kind, forms.Form):
    """A form that cleans what is typed and says kindly what is wrong."""


class KindModelForm(_Kind, forms.ModelForm):
    """A KindForm for a model's record."""


def _kind_date(field: forms.DateField) -> DateField:
    is_plain = type(field.widget) is forms.DateInput
    kind = DateField(
        widget=DateInput(attrs=field.widget.attrs) if is_plain else field.widget,
        required=field.required,
        label=field.label,
        initial=field.initial,
        help_text=field.help_text,
        disabled=field.disabled,
    )
    kind.validators = field.validators
    kind.error_messages |= _own_messages(field)
    return kind


def _speak_kindly(field: forms.Field) -> None:
    messages = dict(_KIND_MESSAGES)
    for kind, more in _KIND_MESSAGES_BY_TYPE:
        if isinstance(field, kind):
            messages |= more
    if isinstance(field, forms.CharField) and field.max_length is None:
        field.validators.append(MaxLengthValidator(LONGEST))
    own = _own_messages(field)
    field.error_messages |= {code: text for code, text in messages.items() if code not in own}
    field.validators = [
        KindMaxLength(validator.limit_value)
        if type(validator) is MaxLengthValidator and "max_length" not in own
        else validator
        for validator in field.validators
    ]


def _own_messages(field: forms.Field) -> dict[str, Any]:
    """Return the messages that the form's author gave this field."""
    usual: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        usual |= getattr(kind, "default_error_messages", {})
    return {
        code: text for code, text in field.error_messages.items() if usual.get(code) is not text
    }

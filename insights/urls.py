"""The addresses of Today and the first run."""

from django.urls import path

from insights.views import first_run, today

app_name = "insights"

urlpatterns = [
    path("", today.today, name="today"),
    path("today/contacts/<int:pk>/touch/", today.touch_create, name="touch"),
    path("today/contacts/<int:pk>/reminder/", today.reminder_create, name="reminder"),
    path("today/people/", first_run.people, name="people"),
    path("today/wishes/", first_run.wishes, name="wishes"),
    path("today/steps/<slug:key>/dismissal/", first_run.dismissal_create, name="dismissal"),
]

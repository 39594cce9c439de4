"""The addresses of people, events and imports."""

from contacts.urls import events, imports, people

app_name = "contacts"

urlpatterns = [*people.urlpatterns, *events.urlpatterns, *imports.urlpatterns]

"""The addresses of events."""

from django.urls import URLPattern, path

from contacts.views import events

urlpatterns: list[URLPattern] = [
    path("events/", events.event_list, name="event-list"),
    path("events/new/", events.event_new, name="event-new"),
    path("events/<int:pk>/", events.event_page, name="event-page"),
    path("events/<int:pk>/edit/", events.event_edit, name="event-edit"),
    path("events/<int:pk>/trashing/", events.event_trashing, name="event-trashing"),
    path("events/<int:pk>/restoration/", events.event_restoration, name="event-restoration"),
    path("events/<int:pk>/presence/", events.presence_create, name="event-presence"),
    path("events/<int:pk>/presence/end/", events.presence_end, name="event-presence-end"),
    path("events/<int:pk>/people/", events.person_create, name="event-person"),
]

"""Addresses of contacts, their meetings and follow-ups."""

from django.urls import path

from contacts.views import (
    bulk,
    follow_ups,
    lists,
    logging,
    meetings,
    pasting,
    people,
    quick_add,
    saved_views,
    trash,
)

urlpatterns = [
    path("contacts/", lists.contact_list, name="list"),
    path("contacts/filters/", lists.contact_filters, name="filters"),
    path("contacts/views/", saved_views.saved_view_create, name="view-save"),
    path("contacts/views/<int:pk>/removal/", saved_views.saved_view_removal, name="view-removal"),
    path("contacts/paste/", pasting.paste, name="paste"),
    path("contacts/new/", people.contact_new, name="new"),
    path("contacts/quick/", quick_add.quick_add, name="quick-add"),
    path("contacts/quick/twins/", quick_add.twin_list, name="twins"),
    path("contacts/changes/", bulk.bulk_change_create, name="bulk"),
    path("contacts/changes/<int:pk>/undo/", bulk.bulk_change_undo, name="bulk-undo"),
    path("contacts/trash/", trash.trash_list, name="trash"),
    path("contacts/<int:pk>/", people.contact_page, name="page"),
    path("contacts/<int:pk>/edit/", people.contact_edit, name="edit"),
    path("contacts/<int:pk>/stage/", people.stage_update, name="stage"),
    path("contacts/<int:pk>/tags/", people.tags_update, name="tags"),
    path("contacts/<int:pk>/trashing/", trash.contact_trashing, name="trashing"),
    path("contacts/<int:pk>/restoration/", trash.contact_restoration, name="restoration"),
    path("contacts/<int:pk>/purge/", trash.contact_purge, name="purge"),
    path("contacts/<int:pk>/meetings/", meetings.meeting_create, name="meeting-log"),
    path("contacts/<int:pk>/follow-ups/", follow_ups.follow_up_create, name="follow-up-plan"),
    path("meetings/new/", logging.meeting_new, name="meeting-new"),
    path("meetings/<int:pk>/edit/", meetings.meeting_edit, name="meeting-edit"),
    path("meetings/<int:pk>/trashing/", meetings.meeting_trashing, name="meeting-trashing"),
    path(
        "meetings/<int:pk>/restoration/", meetings.meeting_restoration, name="meeting-restoration"
    ),
    path("follow-ups/", follow_ups.follow_up_list, name="follow-ups"),
    path(
        "follow-ups/<int:pk>/completion/",
        follow_ups.completion_create,
        name="follow-up-completion",
    ),
    path("follow-ups/<int:pk>/reopening/", follow_ups.reopening_create, name="follow-up-reopening"),
    path("follow-ups/<int:pk>/snooze/", follow_ups.snooze_create, name="follow-up-snooze"),
    path("follow-ups/<int:pk>/move/", follow_ups.move_create, name="follow-up-move"),
    path("follow-ups/<int:pk>/trashing/", follow_ups.trashing_create, name="follow-up-trashing"),
    path(
        "follow-ups/<int:pk>/restoration/",
        follow_ups.restoration_create,
        name="follow-up-restoration",
    ),
]

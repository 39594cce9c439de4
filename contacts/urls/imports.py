"""Addresses."""

from django.urls import URLPattern, path

from contacts.views import lists

urlpatterns: list[URLPattern] = [
    path("contacts/imports/", lists.contact_list, name="import-list"),
]

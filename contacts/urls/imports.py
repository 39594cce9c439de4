"""The addresses of imports."""

from django.urls import URLPattern, path

from contacts.views import imports

urlpatterns: list[URLPattern] = [
    path("contacts/imports/", imports.import_list, name="import-list"),
    path("contacts/imports/<int:pk>/", imports.import_page, name="import"),
    path("contacts/imports/<int:pk>/mapping/", imports.import_mapping, name="import-mapping"),
    path("contacts/imports/<int:pk>/choices/", imports.choices_create, name="import-choices"),
    path("contacts/imports/<int:pk>/run/", imports.run_create, name="import-run"),
    path("contacts/imports/<int:pk>/undo/", imports.import_undo, name="import-undo"),
    path("contacts/imports/<int:pk>/reading/", imports.reading_create, name="import-reading"),
    path("contacts/imports/<int:pk>/removal/", imports.removal_create, name="import-removal"),
    path("contacts/imports/<int:pk>/left-out.csv", imports.import_left_out, name="import-left-out"),
]

"""The addresses of accounts; allauth's stand under /accounts/."""

from django.urls import path

from accounts.views import demo, home, institution, outbox, people, settings

app_name = "accounts"

urlpatterns = [
    path("hat/", home.hat, name="hat"),
    path("logo", home.logo, name="logo"),
    path("settings/", settings.settings, name="settings"),
    path("settings/deletion/", settings.deletion, name="deletion"),
    path("people/", people.people_list, name="people"),
    path("people/invitation/", people.invitation, name="invitation"),
    path("people/institution/", institution.institution, name="institution"),
    path("people/institution/terms/", institution.term_create, name="term-create"),
    path(
        "people/institution/terms/<int:pk>/removal/", institution.term_removal, name="term-removal"
    ),
    path("people/institution/holidays/", institution.holiday_create, name="holiday-create"),
    path(
        "people/institution/holidays/<int:pk>/removal/",
        institution.holiday_removal,
        name="holiday-removal",
    ),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/roles/", people.person_roles, name="person-roles"),
    path("people/<int:pk>/studies/", people.person_studies, name="person-studies"),
    path("people/<int:pk>/closing/", people.person_closing, name="person-closing"),
    path("people/<int:pk>/reopening/", people.person_reopening, name="person-reopening"),
    path("people/<int:pk>/sign-out/", people.person_sign_out, name="person-sign-out"),
    path("people/<int:pk>/invitation/", people.person_invitation, name="person-invitation"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<int:pk>/", outbox.outbox_message, name="outbox-message"),
    path("outbox/<int:pk>/html/", outbox.outbox_html, name="outbox-html"),
    path("demo/sign-in/", demo.demo_sign_in, name="demo-sign-in"),
]

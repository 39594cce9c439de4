"""Every address of the product. Each app lists its own; allauth's stand under /accounts/."""

from django.urls import include, path

from networkapp.web import health

handler400 = "networkapp.web.errors.bad_request"
handler403 = "networkapp.web.errors.permission_denied"
handler404 = "networkapp.web.errors.page_not_found"
handler500 = "networkapp.web.errors.server_error"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("", include("accounts.urls")),
    path("", include("contacts.urls")),
    path("", include("insights.urls")),
]

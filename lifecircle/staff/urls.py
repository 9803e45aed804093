"""The addresses of one's own account, and of the log."""

from django.urls import path

from lifecircle.staff import log_page, second_views, sign_in

app_name = "staff"
urlpatterns = [
    path("login/", sign_in.SignIn.as_view(), name="login"),
    path("logout/", sign_in.SignOut.as_view(), name="logout"),
    path("password/", sign_in.NewPassword.as_view(), name="password"),
    path("second/", second_views.second, name="second"),
    path("second/set-up/", second_views.set_up, name="second-set-up"),
    path("second/codes/", second_views.new_codes, name="second-codes"),
    path("second/remove/", second_views.remove, name="second-remove"),
    path("log/", log_page.page, name="log"),
    path("log/table/", log_page.table, name="log-table"),
]

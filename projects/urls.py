from django.urls import URLPattern, URLResolver, include, path, register_converter

from projects.paths import RightName
from projects.views import home, joining, look, member, mine, settings, team

register_converter(RightName, "right")
app_name = "projects"

_member: list[URLPattern | URLResolver] = [
    path("", member.profile, name="member"),
    path("rights/", member.rights, name="rights"),
    path("rights/all/", member.all_rights, name="all_rights"),
    path("rights/like/", member.rights_of, name="rights_of"),
    path("rights/<right:right>/", member.right, name="right"),
    path("role/", member.role, name="role"),
    path("leaving/", member.leaving, name="leaving"),
]
_team: list[URLPattern | URLResolver] = [
    path("", team.team, name="team"),
    path("new/", team.new_member, name="new_member"),
    path("new/password/", team.another_password, name="another_password"),
    path("existing/", team.existing_member, name="existing_member"),
    path("invitations/<int:invitation>/again/", team.invitation_again, name="invitation_again"),
    path(
        "invitations/<int:invitation>/withdrawal/", team.invitation_withdrawal, name="invitation_withdrawal"
    ),
    path("<int:member>/", include(_member)),
]
_project: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("start/", home.start, name="start"),
    path("brand.css", look.brand_css, name="brand_css"),
    path("logo/<picture:name>", look.logo, name="logo"),
    path("settings/", settings.settings, name="settings"),
    path("settings/project/", settings.project, name="settings_project"),
    path("settings/project/logo/", settings.logo, name="set_logo"),
    path("settings/project/colour/", settings.colour, name="colour"),
    path("settings/team/", include(_team)),
]
urlpatterns = [
    path("projects/", mine.projects, name="list"),
    path("projects/new/", mine.new_project, name="new"),
    path("projects/brands.css", mine.brands_css, name="brands_css"),
    path("invitations/<str:token>/", joining.invitation, name="invitation"),
    path("p/<int:project>/", include(_project)),
]

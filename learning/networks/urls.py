"""Addresses of joining, of the lead's desk and of a member's name."""

from django.urls import path

from learning.networks.views import desk, invitations, joining, members, own

app_name = "networks"

urlpatterns = [
    path("codigo/", joining.join, name="join"),
    path("codigo/cuenta/", joining.join_account, name="join-account"),
    path("codigo/anotar/", joining.join_welcome, name="join-welcome"),
    path("codigo/red/", joining.join_further, name="join-further"),
    path("cuenta/nombre/", own.pseudonym_change, name="pseudonym-change"),
    path("red/", desk.desk, name="desk"),
    path("red/cambiar/", joining.switch, name="switch"),
    path("red/contacto/", desk.contact, name="contact"),
    path("red/pausa/", desk.pause, name="pause"),
    path("red/revisiones/", desk.reviews, name="reviews"),
    path("red/trato/", desk.manner, name="manner"),
    path("red/registro/", desk.log, name="log"),
    path("red/codigos/", invitations.invitation_list, name="invitation-list"),
    path("red/codigos/nuevo/", invitations.invitation_new, name="invitation-new"),
    path("red/codigos/hoja/", invitations.invitation_card, name="invitation-card"),
    path("red/codigos/<uuid:key>/anular/", invitations.invitation_revoke, name="invitation-revoke"),
    path("red/integrantes/", members.member_list, name="member-list"),
    path("red/integrantes/<uuid:key>/", members.member_role, name="member-role"),
    path("red/integrantes/<uuid:key>/sacar/", members.member_remove, name="member-remove"),
]

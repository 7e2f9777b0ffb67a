"""
Addresses of the account. Of allauth only these views answer, under the names that it looks for; the rest of its
addresses do not exist.
"""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

from learning.accounts.views import account, doors, leaving, looks, second_factor

join = login_not_required(RedirectView.as_view(url="/codigo/"))

own = [
    path("entrar/llave/nueva/", doors.show_new_key, name="new-key"),
    path("cuenta/", account.home, name="home"),
    path("cuenta/llave/", account.renew_key, name="renew-key"),
    path("cuenta/sesiones/cerrar/", account.close_session, name="close-session"),
    path("cuenta/mis-datos/", leaving.my_data, name="my-data"),
    path("cuenta/mis-datos/descargar/", leaving.download, name="download"),
    path("cuenta/vista/", looks.change, name="looks"),
    path("cuenta/irme/", leaving.leave, name="leave"),
    path("idioma/", doors.set_language, name="set-language"),
]

entering = [
    path("entrar/", doors.sign_in, name="account_login"),
    path("entrar/segundo/", doors.second_step, name="mfa_authenticate"),
    path("entrar/acceso/", doors.passkey_sign_in, name="mfa_login_webauthn"),
    path("entrar/llave/", doors.recover, name="account_reset_password"),
    path("entrar/cerrada/", doors.closed_account, name="account_inactive"),
    path("entrar/unirme/", join, name="account_signup"),
    path(f"{settings.CMS_PREFIX.lstrip('/')}login/", doors.other_door),
    path("cuenta/salir/", doors.sign_out, name="account_logout"),
    path("cuenta/confirmar/", doors.confirm, name="account_reauthenticate"),
    path("cuenta/confirmar/codigo/", doors.confirm_by_code, name="mfa_reauthenticate"),
    path("cuenta/confirmar/acceso/", doors.confirm_by_passkey, name="mfa_reauthenticate_webauthn"),
    path("cuenta/frase/", account.change_passphrase, name="account_change_password"),
]

second = [
    path("", second_factor.index, name="mfa_index"),
    path("aplicacion/", second_factor.activate_app, name="mfa_activate_totp"),
    path("aplicacion/quitar/", second_factor.remove_app, name="mfa_deactivate_totp"),
    path("respaldo/", second_factor.backup_codes, name="mfa_view_recovery_codes"),
    path("respaldo/nuevos/", second_factor.new_backup_codes, name="mfa_generate_recovery_codes"),
    path("accesos/", second_factor.passkeys, name="mfa_list_webauthn"),
    path("accesos/nueva/", second_factor.add_passkey, name="mfa_add_webauthn"),
    path("accesos/<slug:mark>/nombre/", second_factor.rename_passkey, name="mfa_edit_webauthn"),
    path("accesos/<slug:mark>/quitar/", second_factor.remove_passkey, name="mfa_remove_webauthn"),
]

urlpatterns = [
    path("", include((own, "accounts"))),
    *entering,
    path("cuenta/segundo/", include(second)),
]

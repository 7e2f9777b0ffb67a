// The QR leads here with the code behind the #, which no browser sends. Put it in the field and clear the address.
const field = document.getElementById("id_code");
const code = decodeURIComponent(location.hash.slice(1));
if (field && !field.value && /^[0-9A-Za-z-]{10,60}$/.test(code)) {
  field.value = code;
  history.replaceState(null, "", location.pathname);
  document.getElementById("id_name").focus();
}

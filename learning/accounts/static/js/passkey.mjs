// Forms that a passkey fills in: data-passkey says what for, data-options what the site asks of the key.
// Without this module, or without keys in the browser, the forms stay hidden and the other ways remain.

const fromBase64url = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0))
const toBase64url = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
const decoded = (list) => (list || []).map((each) => ({ ...each, id: fromBase64url(each.id) }))

// The answer as the site reads it; every buffer in base64url.
function plain (credential) {
  const response = {}
  for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (credential.response[name]) response[name] = toBase64url(credential.response[name])
  }
  return {
    type: credential.type,
    id: credential.id,
    rawId: toBase64url(credential.rawId),
    response,
    clientExtensionResults: credential.getClientExtensionResults()
  }
}

async function create (form, { publicKey }) {
  const passwordless = form.elements.passwordless.checked
  const need = passwordless ? 'required' : 'discouraged'
  return navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: fromBase64url(publicKey.challenge),
      user: { ...publicKey.user, id: fromBase64url(publicKey.user.id) },
      excludeCredentials: decoded(publicKey.excludeCredentials),
      authenticatorSelection: {
        ...publicKey.authenticatorSelection,
        residentKey: need,
        requireResidentKey: passwordless,
        ...(passwordless && { userVerification: 'required' })
      }
    }
  })
}

async function answer ({ publicKey }) {
  return navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: fromBase64url(publicKey.challenge),
      allowCredentials: decoded(publicKey.allowCredentials)
    }
  })
}

async function asked (form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options)
  const reply = await fetch(form.action, { headers: { Accept: 'application/json' } })
  if (!reply.ok) throw new Error(reply.status)
  return (await reply.json()).request_options
}

async function fill (event) {
  event.preventDefault()
  const form = event.target
  const failed = form.querySelector('[data-passkey-failed]')
  if (failed) failed.hidden = true
  try {
    const options = await asked(form)
    const credential = form.dataset.passkey === 'create' ? await create(form, options) : await answer(options)
    form.elements.credential.value = JSON.stringify(plain(credential))
    form.submit()
  } catch {
    if (failed) failed.hidden = false
  }
}

const known = Boolean(window.PublicKeyCredential)
for (const form of document.querySelectorAll('form[data-passkey]')) {
  form.hidden = !known
  form.addEventListener('submit', fill)
}
for (const missing of document.querySelectorAll('[data-passkey-missing]')) missing.hidden = known

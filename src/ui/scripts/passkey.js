/**
 * Lets forms with data-passkey send what a passkey answers: "get" proves one, "create" makes one. Such a form is hidden
 * without this script. With data-autofill passkeys are offered in the field for the email address as well.
 */
const refreshMs = 4 * 60 * 1000
const { browserSupportsWebAuthn, browserSupportsWebAuthnAutofill, startAuthentication, startRegistration } =
  globalThis.SimpleWebAuthnBrowser

async function optionsFor(form) {
  const { _csrf, reason } = form.elements
  const response = await fetch(form.dataset.options, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ _csrf: _csrf.value, reason: reason?.value }),
  })
  if (response.redirected) {
    location.assign(response.url)
    return new Promise(() => {})
  }
  if (!response.ok) throw new Error(`no options: ${response.status}`)
  return response.json()
}

async function answer(form, useBrowserAutofill = false) {
  const optionsJSON = await optionsFor(form)
  const credential =
    form.dataset.passkey === 'create'
      ? await startRegistration({ optionsJSON })
      : await startAuthentication({ optionsJSON, useBrowserAutofill })
  form.elements.credential.value = JSON.stringify(credential)
  form.submit()
}

function say(form, key) {
  const message = form.querySelector('[data-passkey-message]')
  message.textContent = form.dataset[key]
  message.hidden = false
}

function reasonOf(error) {
  if (error.name === 'InvalidStateError') return 'exists'
  return ['NotAllowedError', 'AbortError'].includes(error.name) ? 'canceled' : 'trouble'
}

/** Offers passkeys where the email address is typed, with a new challenge before the old one ends. */
async function offerInField(form) {
  const field = document.querySelector('input[autocomplete^="username"]')
  if (!field || !(await browserSupportsWebAuthnAutofill())) return
  field.setAttribute('autocomplete', 'username webauthn')
  answer(form, true).catch(() => {})
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!browserSupportsWebAuthn()) continue
  document.querySelector('[data-passkey-none]')?.remove()
  form.hidden = false
  const isOffered = 'autofill' in form.dataset
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const button = form.querySelector('button')
    button.disabled = true
    form.querySelector('[data-passkey-message]').hidden = true
    try {
      await answer(form)
    } catch (error) {
      say(form, reasonOf(error))
      if (isOffered) offerInField(form)
    } finally {
      button.disabled = false
    }
  })
  if (!isOffered) continue
  offerInField(form)
  setInterval(() => {
    if (document.visibilityState === 'visible' && !form.querySelector('button').disabled) offerInField(form)
  }, refreshMs)
}

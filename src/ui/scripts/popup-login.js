/** Hands the outcome of a login to the window that opened this one, at its exact origin and nowhere else, and closes. */
const closeAfterMs = 1500
const { origin, value } = document.querySelector('#hand-over').dataset

if (window.opener) {
  const outcome = value === '' ? { status: 'canceled' } : { status: 'ok', value }
  window.opener.postMessage({ type: 'foyer-login', ...outcome }, origin)
  setTimeout(() => window.close(), closeAfterMs)
}

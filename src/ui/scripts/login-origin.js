/**
 * Says at the server when this page is shown at another address than its own: somebody may stand in between. The address stands in the
 * page back to front, so that what rewrites links on the way leaves it alone.
 */
const field = document.querySelector('input[data-expected-origin]')
const expected = [...(field?.dataset.expectedOrigin ?? '')].reverse().join('')

if (field && location.origin !== expected) {
  field.value = location.origin
  navigator.sendBeacon('/control/login/bad_origin', new URLSearchParams({ origin: location.origin }))
}

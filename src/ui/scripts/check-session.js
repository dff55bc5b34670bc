/**
 * Answers the app around this frame whether somebody logged in or out since it got its `session_state`. OpenID Connect Session
 * Management 1.0, 3.2. Where the browser hides our cookie from frames the answer is `error`: it tells the app to leave it.
 */
const cookie = `${document.documentElement.dataset.cookie}=`

function browserState() {
  const found = document.cookie.split('; ').find((entry) => entry.startsWith(cookie))
  return found?.slice(cookie.length)
}

async function sha256(text) {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** @param message the client ID, a space, and the `session_state` that it got */
async function answerTo(message, origin) {
  const [, clientId, digest, salt] = /^(.+) ([0-9a-f]{64})\.([\w-]+)$/.exec(message) ?? []
  const state = browserState()
  if (clientId === undefined || !state) return 'error'
  return (await sha256(`${clientId} ${origin} ${state} ${salt}`)) === digest ? 'unchanged' : 'changed'
}

addEventListener('message', async ({ data, origin, source }) => {
  if (typeof data !== 'string' || source === window || !source || origin === 'null') return
  source.postMessage(await answerTo(data, origin).catch(() => 'error'), origin)
})

/**
 * Looks for a number with which the SHA-256 digest (FIPS 180-4) of "token number" begins with enough zero bits, in a worker
 * made of this same file, and puts it into the form. The form may be sent before that: then it goes off by itself when done.
 */
const K = new Uint32Array(64)
const H = new Uint32Array(8)

function fillConstants() {
  let found = 0
  for (let n = 2; found < 64; n++) {
    let isPrime = true
    for (let d = 2; d * d <= n && isPrime; d++) isPrime = n % d !== 0
    if (!isPrime) continue
    if (found < 8) H[found] = (Math.sqrt(n) % 1) * 2 ** 32
    K[found++] = (Math.cbrt(n) % 1) * 2 ** 32
  }
}

const words = new Uint32Array(64)
const turn = (x, n) => (x >>> n) | (x << (32 - n))

/** One block of 64 bytes; changes the state. */
function compress(state, view, offset) {
  for (let i = 0; i < 16; i++) words[i] = view.getUint32(offset + i * 4)
  for (let i = 16; i < 64; i++) {
    const a = words[i - 15]
    const b = words[i - 2]
    const s0 = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)
    const s1 = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10)
    words[i] = words[i - 16] + s0 + words[i - 7] + s1
  }
  let [a, b, c, d, e, f, g, h] = state
  for (let i = 0; i < 64; i++) {
    const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + words[i]) | 0
    const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  state[0] += a
  state[1] += b
  state[2] += c
  state[3] += d
  state[4] += e
  state[5] += f
  state[6] += g
  state[7] += h
}

/** First 32 bits of the digest of what stands before, known already, and a number. */
function firstWord(start, before, rest, number) {
  const digits = String(number)
  const length = rest.length + digits.length
  const view = new DataView(new ArrayBuffer(length < 56 ? 64 : 128))
  for (let i = 0; i < rest.length; i++) view.setUint8(i, rest[i])
  for (let i = 0; i < digits.length; i++) view.setUint8(rest.length + i, digits.charCodeAt(i))
  view.setUint8(length, 0x80)
  view.setUint32(view.byteLength - 4, (before + length) * 8)
  const state = Uint32Array.from(start)
  for (let offset = 0; offset < view.byteLength; offset += 64) compress(state, view, offset)
  return state[0]
}

/** @returns {number} the number that was found */
function search(token, bits, tell) {
  fillConstants()
  const head = new TextEncoder().encode(`${token} `)
  const before = head.length - (head.length % 64)
  const start = Uint32Array.from(H)
  const view = new DataView(head.buffer)
  for (let offset = 0; offset < before; offset += 64) compress(start, view, offset)
  const rest = head.subarray(before)
  for (let number = 0; ; number++) {
    if (Math.clz32(firstWord(start, before, rest, number)) >= bits) return number
    if (number % 20000 === 0) tell(number)
  }
}

function work(place) {
  const { challenge, bits, working, done } = place.dataset
  const form = place.closest('form')
  const note = place.querySelector('[data-challenge-note]')
  const nonce = place.querySelector('[name=challenge_nonce]')
  const expected = 2 ** Number(bits)
  const otherwise = note.textContent
  let isWorking = true
  let sender = null
  const worker = new Worker(import.meta.url, { type: 'module' })
  note.textContent = working.replace('{{percent}}', '')
  worker.addEventListener('message', ({ data }) => {
    if (data.number === undefined) {
      const percent = Math.floor(100 * (1 - Math.exp(-data.tried / expected)))
      note.textContent = working.replace('{{percent}}', `${percent} %`)
      return
    }
    nonce.value = String(data.number)
    note.textContent = done
    worker.terminate()
    if (sender !== null) form.requestSubmit(sender)
  })
  worker.addEventListener('error', () => {
    isWorking = false
    note.textContent = otherwise
    sender?.removeAttribute('aria-busy')
  })
  form.addEventListener('submit', (event) => {
    if (nonce.value !== '' || !isWorking) return
    event.preventDefault()
    sender = event.submitter
    sender?.setAttribute('aria-busy', 'true')
  })
  worker.postMessage({ token: challenge, bits: Number(bits) })
}

if (typeof document === 'undefined') {
  self.addEventListener('message', ({ data: { token, bits } }) => {
    const number = search(token, bits, (tried) => self.postMessage({ tried }))
    self.postMessage({ number })
  })
} else {
  for (const place of document.querySelectorAll('[data-challenge]')) work(place)
}

/* Builds src/platform/crypto/lists/leaked-passwords.bin, a Bloom filter of leaked passwords, from a list with one password a
   line, the most frequent first:  node scripts/leaked-passwords.mjs <list.txt>
   Where the list comes from stands beside the filter. */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './environment.mjs'

const entries = 200_000
const bits = 4_000_000
/** bits / entries * ln 2, which makes the fewest false alarms: 0.6185 ^ 20 = 0.00007. */
const hashes = 14
const headBytes = 16

/** Passwords as the rule looks them up; shorter ones and those of digits are refused without a list. */
function* candidates(text) {
  const seen = new Set()
  for (const line of text.split('\n')) {
    const password = line.replace(/\r$/, '').normalize('NFKC').toLowerCase()
    if ([...password].length < 8 || /^\p{Nd}+$/u.test(password) || password.includes('�') || seen.has(password))
      continue
    seen.add(password)
    yield password
  }
}

const [list] = process.argv.slice(2)
if (list === undefined) throw new Error('usage: node scripts/leaked-passwords.mjs <list.txt>')
const file = Buffer.alloc(headBytes + bits / 8)
let count = 0
for (const password of candidates(readFileSync(list, 'utf8'))) {
  if (count === entries) break
  const digest = createHash('sha256').update(password).digest()
  const first = digest.readUInt32BE(0)
  const step = digest.readUInt32BE(4) | 1
  for (let i = 0; i < hashes; i++) {
    const bit = (first + i * (step >>> 0)) % bits
    file[headBytes + (bit >>> 3)] |= 1 << (bit & 7)
  }
  count++
}
file.write('FOYERPW1', 0, 'latin1')
file.writeUInt32BE(count, 8)
file.writeUInt32BE(hashes, 12)
writeFileSync(join(root, 'src', 'platform', 'crypto', 'lists', 'leaked-passwords.bin'), file)
process.stdout.write(`${count} passwords in ${file.length} bytes\n`)

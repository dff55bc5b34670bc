/**
 * Writes src/ui/icons.ts from the package lucide-static. Add a name to the list and run `node scripts/icons.mjs`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const names = `
  activity app-window archive arrow-down arrow-left arrow-right arrow-up badge-check ban bell building-2 calendar-days
  calendar-plus check chevron-down chevron-right chevrons-up-down circle-alert circle-check circle-dashed circle-question-mark
  circle-user-round circle-x clock copy credit-card database download ellipsis eraser external-link eye eye-off file-text
  fingerprint flame gift git-compare-arrows globe hourglass house id-card info key-round languages layers life-buoy link list
  lock-keyhole lock-keyhole-open log-in log-out mail mail-check mail-warning map-pin menu merge monitor moon pencil phone plug
  plus qr-code refresh-cw rotate-cw scroll-text search send server settings shield shield-check sliders-horizontal smartphone
  star stethoscope sun sun-moon tag ticket trash-2 triangle-alert undo-2 unplug upload usb user user-plus user-x users wallet
  webhook x
`
  .trim()
  .split(/\s+/)

const folder = new URL('icons/', `file://${createRequire(import.meta.url).resolve('lucide-static/package.json')}`)

function markup(name) {
  const file = readFileSync(new URL(`${name}.svg`, folder), 'utf8')
  const inner = file.slice(file.indexOf('>', file.indexOf('<svg')) + 1, file.lastIndexOf('</svg>'))
  return inner.replaceAll(/\s*\n\s*/g, '').replaceAll(' />', '/>')
}

const rows = names.map((name) => `  ${/^[a-z]+$/.test(name) ? name : `'${name}'`}:\n    '${markup(name)}',`)
const head = `/** Written by scripts/icons.mjs from lucide-static (ISC, see styles/LICENSE-lucide.txt). Do not edit. */`
writeFileSync(
  new URL('../src/ui/icons.ts', import.meta.url),
  `${head}\nexport const icons = {\n${rows.join('\n')}\n} as const\n\nexport type IconName = keyof typeof icons\n`,
)

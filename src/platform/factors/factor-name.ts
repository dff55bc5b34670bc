const MAX_NAME = 100

/** A name as it may be stored; "" for none. */
export function cleanName(typed: string): string {
  const shown = typed
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return [...shown].slice(0, MAX_NAME).join('').trim()
}

/** A name that none of `names` is: `name`, or with a number behind it. */
export function freeName(name: string, names: ReadonlySet<string>): string {
  for (let number = 2, free = name; ; number++) {
    if (!names.has(free)) return free
    free = `${name} ${number}`
  }
}

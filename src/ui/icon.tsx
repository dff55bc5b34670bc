import { raw } from 'hono/html'
import { type IconName, icons } from './icons.ts'

export type { IconName } from './icons.ts'

type IconProps = {
  name: IconName
  /** Only for an icon that stands alone: its accessible name. Beside words an icon is hidden. */
  label?: string | undefined
  class?: string | undefined
}

/** One stroke, the size and colour of the text around it. The symbol comes from the sheet that renderPage adds. */
export function Icon({ name, label, class: extra }: IconProps) {
  const classes = extra ? `icon ${extra}` : 'icon'
  if (label !== undefined) {
    return (
      <svg class={classes} role="img" aria-label={label}>
        <use href={`#i-${name}`} />
      </svg>
    )
  }
  return (
    <svg class={classes} aria-hidden="true">
      <use href={`#i-${name}`} />
    </svg>
  )
}

/** The symbols of a page, each once. */
export function IconSheet({ names }: { names: IconName[] }) {
  return (
    <svg width="0" height="0" class="absolute" aria-hidden="true">
      {names.map((name) => (
        <symbol id={`i-${name}`} viewBox="0 0 24 24">
          {raw(icons[name])}
        </symbol>
      ))}
    </svg>
  )
}

/** The icons used in a piece of HTML, sorted, each once; addresses of anything else are left out. */
export function usedIcons(html: string): IconName[] {
  const found = new Set<IconName>()
  for (const [, name] of html.matchAll(/<use href="#i-([a-z0-9-]+)"/g)) {
    if (isIconName(name)) found.add(name)
  }
  return [...found].sort()
}

function isIconName(name: string | undefined): name is IconName {
  return name !== undefined && Object.hasOwn(icons, name)
}

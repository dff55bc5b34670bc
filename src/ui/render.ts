import type { JSX } from 'hono/jsx/jsx-runtime'
import { IconSheet, usedIcons } from './icon.tsx'

/** Stands where the sheet of icons goes. Text of users cannot hold it, because its angle brackets are escaped. */
export const iconSlot = '<!--icons-->'

/**
 * Draws a whole page: waits for its components, adds the doctype and a sheet with the icons that the page uses.
 * Values are escaped by hono/jsx.
 */
export async function renderPage(element: JSX.Element): Promise<string> {
  const html = await renderFragment(element)
  const names = usedIcons(html)
  const sheet = names.length > 0 ? await renderFragment(IconSheet({ names })) : ''
  return `<!doctype html>${html.replace(iconSlot, () => sheet)}`
}

/** Draws an element as it is, without doctype and icons. */
export async function renderFragment(element: JSX.Element): Promise<string> {
  const node = await element
  return String(await node.toString())
}

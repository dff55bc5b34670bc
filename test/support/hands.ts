import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** How somebody uses a page: the same steps with a finger or a mouse, and with nothing but a keyboard. */
export interface Hands {
  follow(link: string): Promise<void>
  press(button: string): Promise<void>
  /** Types over what stands in the field. */
  fill(label: string, text: string): Promise<void>
  /** Turns a checkbox on or off, and a radio button on. */
  tick(label: string): Promise<void>
  /** Opens or closes what stands behind these words. */
  open(summary: string): Promise<void>
}

export function pointer(page: Page): Hands {
  const main = page.locator('main')
  const field = (label: string) => main.getByLabel(startingWith(label)).first()
  return {
    follow: (link) => page.getByRole('link', { name: link, exact: true }).first().click(),
    press: (button) => page.getByRole('button', { name: button, exact: true }).first().click(),
    fill: (label, text) => field(label).fill(text),
    tick: (label) => field(label).click(),
    open: (summary) => main.locator('summary', { hasText: summary }).click(),
  }
}

/** Behind the label of a field may stand that it is optional. */
function startingWith(label: string): RegExp {
  return new RegExp(`^${label.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)
}

/** More than any page has places that Tab stops at. */
const MOST_STOPS = 150

/** What has the focus: its name as it is read out, whether one sees that it has the focus, and its place among all stops. */
interface Stop {
  readonly name: string
  readonly kind: string
  readonly isOutlined: boolean
  readonly isInSight: boolean
  readonly isAfterLast: boolean
}

const FOCUSED = `new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame))).then(() => {
  const element = document.activeElement
  if (element === null || element === document.body) return null
  const labels = [...(element.labels ?? [])]
  const described = element.getAttribute('aria-labelledby')?.split(' ').map((id) => document.getElementById(id))
  const textOf = (node) => {
    const copy = node?.cloneNode(true)
    for (const hidden of copy?.querySelectorAll('[aria-hidden=true], .optional') ?? []) hidden.remove()
    return copy?.textContent ?? ''
  }
  const words = (nodes) => nodes.map(textOf).join(' ')
  const name = element.ariaLabel ?? (words(described ?? []) || words(labels) || textOf(element))
  const isOutlined = (node) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(node)
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1
  }
  const box = element.getBoundingClientRect()
  const [x, y] = [Math.max(0, box.left) + Math.min(box.width, innerWidth) / 2, box.top + Math.min(box.height, innerHeight) / 2]
  const above = document.elementFromPoint(x, y)
  const isOwn = (node) => node !== null && (element.contains(node) || node.contains(element) || labels.some((label) => label.contains(node)))
  const last = window.lastStop
  window.lastStop = element
  return {
    name: name.replace(/\\s+/g, ' ').trim(),
    kind: element.matches('a') ? 'link' : element.matches('button') ? 'button' : element.matches('summary') ? 'summary' : 'field',
    isOutlined: [element, element.parentElement, ...labels].some(isOutlined),
    isInSight: element.matches('.skip') || isOwn(above),
    isAfterLast: !last?.isConnected || last === element || element.matches('.skip') || Boolean(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING),
  }
})`

/** Tab, Enter, Space and letters. Each stop on the way has to be in sight, outlined, and in the order of the page. */
export function keyboard(page: Page): Hands {
  const { keyboard: keys } = page

  async function goTo(kind: Stop['kind'], name: string): Promise<void> {
    const seen: string[] = []
    for (let stops = 0; stops < MOST_STOPS; stops++) {
      const stop = (await page.evaluate(FOCUSED)) as Stop | null
      if (stop) {
        const { isOutlined, isInSight } = stop
        expect({ stop: stop.name, isOutlined, isInSight }).toEqual({
          stop: stop.name,
          isOutlined: true,
          isInSight: true,
        })
        seen.push(stop.name)
        if (stop.kind === kind && (kind === 'field' ? startingWith(name).test(stop.name) : stop.name === name)) return
        expect({ stop: stop.name, isAfterLast: stop.isAfterLast || seen.length === 1 }).toEqual({
          stop: stop.name,
          isAfterLast: true,
        })
      }
      await keys.press('Tab')
    }
    throw new Error(`Tab does not come to the ${kind} "${name}", but to: ${seen.join(' | ')}`)
  }

  return {
    async follow(link) {
      await goTo('link', link)
      await keys.press('Enter')
    },
    async press(button) {
      await goTo('button', button)
      await keys.press('Enter')
    },
    async fill(label, text) {
      await goTo('field', label)
      await keys.press('ControlOrMeta+a')
      await keys.type(text)
    },
    async tick(label) {
      await goTo('field', label)
      await keys.press('Space')
    },
    async open(summary) {
      await goTo('summary', summary)
      await keys.press('Enter')
    },
  }
}

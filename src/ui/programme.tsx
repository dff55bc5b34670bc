import type { Child } from 'hono/jsx'
import { Seats } from './seats.tsx'

/** The organizer's curtain on top of the shop: title and one sentence on the brand colour. */
export function ShopHero({ title, text }: { title: string; text?: string | undefined }) {
  return (
    <div class="on-brand relative overflow-hidden">
      <Seats class="absolute right-0 bottom-0 h-16 w-auto opacity-15 md:h-24" />
      <div class="wrap relative pt-10 pb-16 md:pt-16 md:pb-24">
        <h1 class="max-w-2xl text-3xl md:text-4xl">{title}</h1>
        {text !== undefined && <p class="mt-3 max-w-xl text-base">{text}</p>}
      </div>
    </div>
  )
}

export type ProgrammeItem = {
  /** Large: the day of the month. */
  day: string
  /** Below it: "Sat, Dec" or "to 6 Jun" */
  month: string
  title: string
  href: string
  text?: Child | undefined
  /** A Chip: seats left, members first. */
  chip?: Child | undefined
  /** "from €24", "Sold out" */
  price?: string | undefined
  /** One button. */
  action?: Child | undefined
}

/** The list of events. */
export function Programme({ items }: { items: ProgrammeItem[] }) {
  return (
    <ol class="programme border-line border-b">
      {items.map(({ day, month, title, href, text, chip, price, action }) => (
        <li>
          <p class="day">
            <span class="d">{day}</span>
            <span class="m">{month}</span>
          </p>
          <div class="min-w-0">
            <h3 class="text-lg leading-6">
              <a class="link-ink" href={href}>
                {title}
              </a>
            </h3>
            {text !== undefined && <p class="mt-1 text-muted">{text}</p>}
            {chip !== undefined && <p class="mt-2">{chip}</p>}
          </div>
          <div class="col-start-2 mt-2 flex items-center gap-4 md:col-start-3 md:mt-0 md:self-center">
            {price !== undefined && <p class="num text-muted md:w-24 md:text-end">{price}</p>}
            {action}
          </div>
        </li>
      ))}
    </ol>
  )
}

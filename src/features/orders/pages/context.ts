import type { FastifyRequest } from 'fastify'
import { formatDay, formatMoney, formatNumber } from '../../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import { pickText } from '../rules/text.ts'
import type { LocalizedText, Order, OrderPosition } from '../types.ts'

/** What pages about orders are drawn with. */
export interface OrderWords {
  readonly t: Translate
  readonly locale: Locale
  /** @param instant in ms */
  readonly day: (instant: number) => string
  readonly number: (value: number) => string
  readonly money: (amount: string, currency: string) => string
  readonly text: (text: LocalizedText) => string
}

export function orderWords({ t, locale, organizer }: Pick<FastifyRequest, 't' | 'locale' | 'organizer'>): OrderWords {
  return {
    t,
    locale,
    day: (instant) => formatDay(instant, locale, organizer.timeZone),
    number: (value) => formatNumber(value, locale),
    money: (amount, currency) => formatMoney(amount, currency, locale),
    text: (text) => pickText(text, locale),
  }
}

/** The page of an order, below the organizer's pages. It carries the secret: only for those who may open it. */
export function orderPath({ event, code, secret }: Pick<Order, 'event' | 'code' | 'secret'>): string {
  return `/${event}/order/${code}/${secret}/`
}

/** What was bought, with its variation. */
export function itemName({ item, variation }: OrderPosition, { text }: Pick<OrderWords, 'text'>): string {
  const name = text(item)
  return variation === null ? name : `${name}, ${text(variation)}`
}

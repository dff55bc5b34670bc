import { describe, expect, it } from 'vitest'
import { type GrantDuration, membershipValidity } from './validity.ts'

const BERLIN = 'Europe/Berlin'
const at = (text: string) => Date.parse(text)
const LIKE_EVENT: GrantDuration = { likeEvent: true, days: 3, months: 1 }
const event = { startsAt: at('2027-06-04T18:00:00+02:00'), endsAt: at('2027-06-06T22:00:00+02:00'), timeZone: BERLIN }

/** First and last moment of what is bought on this day in the afternoon. */
function bought(day: string, days: number, months: number, timeZone = BERLIN): string[] {
  const now = at(`${day}T14:00:00Z`)
  const { startsAt, endsAt } = membershipValidity({ likeEvent: false, days, months }, { ...event, timeZone }, now)
  return [new Date(startsAt).toISOString(), new Date(endsAt).toISOString()]
}

describe('how long a granted membership lasts', () => {
  it('77: like the event: its start and end', () => {
    const { startsAt, endsAt } = event
    expect(membershipValidity(LIKE_EVENT, event, 0)).toEqual({ startsAt, endsAt })
  })

  it('78: like a date of a series that has no end: to the end of the day on which it starts, there', () => {
    const given = membershipValidity(LIKE_EVENT, { ...event, endsAt: null }, 0)
    expect(given.startsAt).toBe(event.startsAt)
    expect(given.endsAt).toBe(at('2027-06-04T23:59:59.999+02:00'))
    const far = membershipValidity(LIKE_EVENT, { ...event, endsAt: null, timeZone: 'Pacific/Auckland' }, 0)
    expect(far.endsAt).toBe(at('2027-06-05T23:59:59.999+12:00'))
  })

  it('79: three days bought on 10 April: to the end of 12 April', () => {
    expect(bought('2027-04-10', 3, 0)).toEqual(['2027-04-09T22:00:00.000Z', '2027-04-12T21:59:59.999Z'])
  })

  it('80: a month bought on 1 February ends with the 28th, one bought on the 28th with 27 March', () => {
    expect(bought('2027-02-01', 0, 1)).toEqual(['2027-01-31T23:00:00.000Z', '2027-02-28T22:59:59.999Z'])
    expect(bought('2027-02-28', 0, 1)).toEqual(['2027-02-27T23:00:00.000Z', '2027-03-27T22:59:59.999Z'])
  })

  it('81: a month and two days: to 2 March, or to 29 March', () => {
    expect(bought('2027-02-01', 2, 1)[1]).toBe('2027-03-02T22:59:59.999Z')
    expect(bought('2027-02-28', 2, 1)[1]).toBe('2027-03-29T21:59:59.999Z')
  })

  it('ends the same day when neither days nor months are set', () => {
    expect(bought('2027-04-10', 0, 0)).toEqual(['2027-04-09T22:00:00.000Z', '2027-04-10T21:59:59.999Z'])
    expect(bought('2027-04-10', 1, 0)).toEqual(bought('2027-04-10', 0, 0))
  })

  it('counts days of the calendar when clocks are changed', () => {
    expect(bought('2027-03-27', 2, 0)).toEqual(['2027-03-26T23:00:00.000Z', '2027-03-28T21:59:59.999Z'])
    expect(bought('2027-10-30', 2, 0)).toEqual(['2027-10-29T22:00:00.000Z', '2027-10-31T22:59:59.999Z'])
    expect(bought('2028-02-29', 0, 12)[1]).toBe('2029-02-28T22:59:59.999Z')
  })

  it('counts from the day that it is at the place of the event', () => {
    const evening = at('2027-04-10T23:30:00Z')
    const given = membershipValidity({ likeEvent: false, days: 1, months: 0 }, event, evening)
    expect(new Date(given.startsAt).toISOString()).toBe('2027-04-10T22:00:00.000Z')
  })
})

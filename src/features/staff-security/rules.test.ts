import { expect, it } from 'vitest'
import { InvalidInput } from '../../core/errors.ts'
import { checkProfile } from './rules.ts'

const form = { fullname: 'Ann  Lee ', locale: 'de', time_zone: 'Europe/Vienna' }

function problems(given: Partial<typeof form>): string[] {
  try {
    checkProfile({ ...form, ...given })
    return []
  } catch (error) {
    return error instanceof InvalidInput ? Object.keys(error.fields) : ['another error']
  }
}

it('110: takes name, language and time zone', () => {
  expect(checkProfile(form)).toEqual({ fullname: 'Ann Lee', locale: 'de', timeZone: 'Europe/Vienna' })
  expect(problems({ fullname: '' })).toEqual([])
  expect(problems({ time_zone: 'UTC' })).toEqual([])
})

it('names what cannot be stored', () => {
  expect(problems({ fullname: 'x'.repeat(256) })).toEqual(['fullname'])
  expect(problems({ locale: 'xx' })).toEqual(['locale'])
  expect(problems({ time_zone: 'Europe/Nowhere' })).toEqual(['time_zone'])
  expect(problems({ time_zone: '+02:00' })).toEqual(['time_zone'])
  expect(problems({ time_zone: '' })).toEqual(['time_zone'])
  expect(problems({ locale: '', time_zone: 'Mars', fullname: 'y'.repeat(300) })).toEqual([
    'fullname',
    'locale',
    'time_zone',
  ])
})

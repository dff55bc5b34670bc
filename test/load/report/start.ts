import type { StartResult } from '../scenarios/start.ts'
import { kib, mib } from './numbers.ts'
import { table } from './table.ts'

/** What a start takes and what organizers cost, with an empty line before it. */
export function startSection(result: StartResult): string[] {
  const { organizers, touched } = result
  return [
    '',
    'Start of Foyer on SQLite, to the first 200 of /readyz',
    '',
    ...table([
      ['', 'ready ms', 'MiB', 'rounds (ms)'],
      ['1 organizer', result.oneReadyMs.toFixed(0), mib(result.oneRss)],
      [`${organizers} organizers`, result.readyMs.toFixed(0), mib(result.rss), roundsOf(result)],
      ['after many requests of one of them', '', mib(result.warmRss)],
      [`after one request of ${touched} others`, '', mib(result.touchedRss)],
    ]),
    '',
    `Memory for each organizer: ${kib(result.bytesPerOrganizer)} KiB, in use ${kib(result.bytesPerTouched)} KiB`,
  ]
}

function roundsOf({ rounds }: StartResult): string {
  return rounds.map((ms) => ms.toFixed(0)).join(' ')
}

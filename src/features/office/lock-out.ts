import type { AffectedCounts } from './affected.ts'
import { type Amount, plus } from './amount.ts'
import type { SettingsValues } from './settings-form.ts'

export const WAYS = ['native', 'login_code', 'passkeys'] as const
/** A way to log in, as the end of its setting's key. */
export type Way = (typeof WAYS)[number]

/** Who loses the way in by a change, and which ways are meant. */
export interface LockOut {
  readonly people: Amount
  /** Ways that go off. */
  readonly off: readonly Way[]
  /** The accounts as a whole go off. */
  readonly isWhole: boolean
  /** Password login stays on: who has no password can set one through a link. */
  readonly canReset: boolean
  /** Names the change, so that another one is asked about again. */
  readonly token: string
}

type Group = keyof AffectedCounts['ways']

const NEEDS: Readonly<Record<Group, readonly Way[]>> = {
  password: ['native', 'login_code'],
  passwordAndPasskey: ['native', 'login_code', 'passkeys'],
  passkey: ['login_code', 'passkeys'],
  neither: ['login_code'],
}
const GROUPS = Object.keys(NEEDS) as Group[]

/** The change as far as it concerns ways in: null when nobody loses one. */
export function waysLost(before: SettingsValues, after: SettingsValues): Omit<LockOut, 'people'> | null {
  const [had, has] = [waysOf(before), waysOf(after)]
  if (!GROUPS.some((group) => isLocked(group, had, has))) return null
  return {
    off: had.filter((way) => !has.includes(way)),
    isWhole: before.customer_accounts === 'true' && after.customer_accounts !== 'true',
    canReset: has.includes('native'),
    token: `${had.join(' ')}>${has.join(' ')}`,
  }
}

/** How many active people can log in before a change and not after it. */
export function peopleLockedOut(before: SettingsValues, after: SettingsValues, { ways }: AffectedCounts): Amount {
  const [had, has] = [waysOf(before), waysOf(after)]
  return plus(...GROUPS.filter((group) => isLocked(group, had, has)).map((group) => ways[group]))
}

/** Password login is a way in without a password, too, through a link by email: until it goes off. */
function isLocked(group: Group, had: readonly Way[], has: readonly Way[]): boolean {
  const ways = NEEDS[group]
  if (ways.some((way) => has.includes(way))) return false
  return ways.some((way) => had.includes(way)) || (had.includes('native') && !has.includes('native'))
}

function waysOf(values: SettingsValues): Way[] {
  if (values.customer_accounts !== 'true') return []
  return WAYS.filter((way) => values[`customer_accounts_${way}`] === 'true')
}

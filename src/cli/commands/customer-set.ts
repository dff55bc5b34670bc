import { InvalidInput } from '../../core/errors.ts'
import { NAME_SCHEMES, type NamePart } from '../../core/person-names.ts'
import { type Customer, type Customers, checkPhone, nameOf } from '../../features/customers/index.ts'
import type { Organizer } from '../../features/organizers/index.ts'
import { passwordProblem } from '../../features/sign-in/index.ts'
import { isLocale } from '../../platform/i18n/i18n.ts'
import { defineCommand } from '../command.ts'
import { customerJson } from '../customer-flags.ts'
import { customerFlags, findCustomer } from '../find-customer.ts'
import { findOrganizer } from '../find-organizer.ts'
import { UsageError } from '../usage-error.ts'
import { withFeatures } from '../with-features.ts'

const NAME_PARTS: ReadonlySet<string> = new Set(Object.values(NAME_SCHEMES).flatMap(({ parts }) => parts))
const KEYS = ['email', 'phone', 'locale', 'is_active', 'is_verified', 'external_identifier', 'notes', 'password']

type CustomerChanges = Parameters<Customers['update']>[2]

export default defineCommand({
  positionals: { values: { summary: 'key=value, such as is_active=false', rest: true } },
  flags: customerFlags,
  notes: () => `Keys: ${[...KEYS, ...NAME_PARTS].join(', ')}.\nAn empty value removes what may be empty.`,
  async run(ctx) {
    const values = new Map(ctx.positionals.values.map(readPair))
    await withFeatures(ctx, async ({ organizers, customers }, platform) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const customer = await findCustomer(customers, organizer, ctx.flags)
      const { password, changes } = readValues(values, customer, organizer)
      let changed = await customers.update(organizer, customer.id, changes, { type: 'command' })
      if (password !== undefined) {
        const problem = passwordProblem(password, changed)
        if (problem) throw new InvalidInput({ password: problem })
        const hash = await platform.passwords.hash(password)
        const options = { verifies: false, actor: { type: 'command' } } as const
        await platform.db.transaction((trx) => customers.setPassword(trx, organizer, customer.id, hash, options))
        changed = (await customers.byId(organizer.id, customer.id)) ?? changed
      }
      ctx.out.answer(customerJson(changed), `changed customer ${changed.identifier}`)
    })
  },
})

function readPair(text: string): [string, string] {
  const at = text.indexOf('=')
  if (at < 1) throw new UsageError(`"${text}" is not of the form key=value`)
  return [text.slice(0, at), text.slice(at + 1)]
}

function readValues(values: ReadonlyMap<string, string>, customer: Customer, organizer: Organizer) {
  const changes: { -readonly [K in keyof CustomerChanges]: CustomerChanges[K] } = {}
  const name: Partial<Record<NamePart, string>> = {}
  let password: string | undefined
  for (const [key, text] of values) {
    if (NAME_PARTS.has(key)) name[key as NamePart] = text
    else if (key === 'password') password = text
    else Object.assign(changes, readValue(key, text, organizer))
  }
  if (Object.keys(name).length > 0) {
    const { _scheme, _legacy, ...before } = customer.nameParts
    changes.nameParts = nameOf({ ...before, ...name }, organizer.settings.name_scheme)
  }
  return { changes, password }
}

function readValue(key: string, text: string, organizer: Organizer): CustomerChanges {
  switch (key) {
    case 'email':
      return { email: text }
    case 'phone': {
      const phone = text === '' ? null : checkPhone(text, organizer)
      if (text !== '' && phone === null) throw new InvalidInput({ phone: { key: 'customers:bad.phone' } })
      return { phone }
    }
    case 'locale':
      if (!isLocale(text)) throw new UsageError('locale must be en or de')
      return { locale: text }
    case 'is_active':
      return { isActive: readFlag(key, text) }
    case 'is_verified':
      return { isVerified: readFlag(key, text) }
    case 'external_identifier':
      return { externalIdentifier: text || null }
    case 'notes':
      return { notes: text || null }
    default:
      throw new UsageError(`"${key}" cannot be set; known are ${[...KEYS, ...NAME_PARTS].join(', ')}`)
  }
}

function readFlag(key: string, text: string): boolean {
  if (text !== 'true' && text !== 'false') throw new UsageError(`${key} must be true or false, not "${text}"`)
  return text === 'true'
}

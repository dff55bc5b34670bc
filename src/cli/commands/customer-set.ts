import { InvalidInput } from '../../core/errors.ts'
import { customerTexts } from '../../features/customers/index.ts'
import { defineCommand } from '../command.ts'
import { customerJson, readPair } from '../customer-flags.ts'
import { customerFlags, findCustomer } from '../find-customer.ts'
import { findOrganizer } from '../find-organizer.ts'
import { UsageError } from '../usage-error.ts'
import { withFeatures } from '../with-features.ts'

const KEYS: readonly string[] = [...customerTexts.keys, 'password']

export default defineCommand({
  positionals: { values: { summary: 'key=value, such as is_active=false or address.locality=Leipzig', rest: true } },
  flags: customerFlags,
  notes: () => `Keys: ${KEYS.join(', ')}.\nAn empty value removes what may be empty.`,
  async run(ctx) {
    const values = new Map(ctx.positionals.values.map(readPair))
    for (const key of values.keys()) {
      if (!KEYS.includes(key)) throw new UsageError(`"${key}" cannot be set; known are ${KEYS.join(', ')}`)
    }
    const password = values.get('password')
    values.delete('password')
    await withFeatures(ctx, async ({ organizers, customers, signIn }, platform) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const customer = await findCustomer(customers, organizer, ctx.flags)
      const changes = customerTexts.read(values, organizer, customer.nameParts)
      let changed = await customers.update(organizer, customer.id, changes, { type: 'command' })
      if (password !== undefined) {
        const problem = signIn.passwordProblem(organizer, password, changed)
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

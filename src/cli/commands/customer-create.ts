import { InvalidInput } from '../../core/errors.ts'
import { customerTexts } from '../../features/customers/index.ts'
import { isLocale } from '../../platform/i18n/i18n.ts'
import { defineCommand } from '../command.ts'
import { customerJson, nameFlags, namePairs, readPair } from '../customer-flags.ts'
import { findOrganizer } from '../find-organizer.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
    email: { type: 'string', required: true, summary: 'email address' },
    password: { type: 'string', summary: 'password; without one the person sets it through a link' },
    verified: { type: 'boolean', summary: 'the address counts as confirmed, so that the person can log in' },
    disabled: { type: 'boolean', summary: 'the account cannot log in' },
    ...nameFlags,
    phone: { type: 'string', summary: 'phone number' },
    set: { type: 'strings', summary: 'a further value, such as birthdate=1990-04-23, as `customer set` takes it' },
    locale: { type: 'string', choices: ['en', 'de'], summary: 'language of mails; the organizer’s unless given' },
    identifier: { type: 'string', summary: 'customer ID; made at random unless given' },
    'external-identifier': { type: 'string', summary: 'number in another system' },
    notes: { type: 'string', summary: 'note for staff' },
  },
  async run(ctx) {
    const { flags, out } = ctx
    await withFeatures(ctx, async ({ organizers, customers, signIn }, platform) => {
      const organizer = await findOrganizer(organizers, flags.organizer)
      const given = customerTexts.read(
        new Map([...namePairs(flags), ['phone', flags.phone ?? ''], ...flags.set.map(readPair)]),
        organizer,
      )
      const problem =
        flags.password === undefined ? null : signIn.passwordProblem(organizer, flags.password, { email: flags.email })
      if (problem) throw new InvalidInput({ password: problem })
      const passwordHash = flags.password === undefined ? null : await platform.passwords.hash(flags.password)
      const locale = flags.locale !== undefined && isLocale(flags.locale) ? flags.locale : organizer.locale
      const customer = await platform.db.transaction((trx) =>
        customers.create(
          trx,
          organizer,
          {
            nameParts: {},
            locale,
            passwordHash,
            isActive: !flags.disabled,
            isVerified: flags.verified,
            externalIdentifier: flags['external-identifier'] ?? null,
            notes: flags.notes ?? null,
            ...given,
            email: flags.email,
            ...(flags.identifier !== undefined && { identifier: flags.identifier }),
          },
          { type: 'command' },
        ),
      )
      out.answer(customerJson(customer), `created customer ${customer.identifier}`)
    })
  },
})

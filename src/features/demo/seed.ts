import { z } from 'zod'
import { DAY, HOUR } from '../../core/clock.ts'
import { type Random, randomReadable } from '../../core/random.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Customers } from '../customers/index.ts'
import type { Organizer, Organizers } from '../organizers/index.ts'
import type { SsoClients } from '../sso-clients/index.ts'
import { fillTeams, type OfficeTeamFeatures } from './office-team.ts'
import { DEMO_PEOPLE } from './people.ts'
import { forumSettings, registerForumAnew } from './register-forum.ts'
import { fillShop, type ShopFeatures } from './shop.ts'
import { demoStore } from './store.ts'

export const DEMO_SLUG = 'demo-festival'
const SYSTEM = { type: 'system' } as const
const NOTE = 'demo'

const accessSchema = z.object({
  organizer: z.string(),
  staff: z.object({ email: z.string(), password: z.string() }),
  customer: z.object({ email: z.string(), password: z.string() }),
  forum: z.object({ clientId: z.string(), clientSecret: z.string() }),
})

/** What one needs to look around: printed at each start, kept encrypted in the database. */
export type DemoAccess = z.infer<typeof accessSchema>

export interface DemoFeatures extends ShopFeatures, OfficeTeamFeatures {
  readonly organizers: Organizers
  readonly customers: Customers
  readonly ssoClients: SsoClients
}

/**
 * The logins of the demo. On the first run it makes what they open: an organizer, staff, customers and the forum's
 * registration as an app. Later runs bring that registration up to date.
 */
export async function seedDemo(platform: Platform, features: DemoFeatures, forumUrl: string): Promise<DemoAccess> {
  const store = demoStore(platform.db.q)
  const known = await store.note(NOTE)
  if (known !== null) {
    const access = accessSchema.parse(JSON.parse(platform.secrets.open(known, NOTE)))
    await registerForumAnew(features, access, forumUrl)
    return access
  }
  const organizer = await makeOrganizer(features.organizers)
  const password = drawPassword(platform.random)
  const staff = { email: 'admin@demo.example', password }
  const customer = { email: 'ann@demo.example', password }
  await features.staff.users.createUser({ ...staff, fullname: 'Alex Admin', isAdmin: true }, SYSTEM)
  await fillTeams(features, organizer, password)
  await makeCustomers(platform, features.customers, organizer, customer)
  await fillShop(platform, features, organizer, customer.email)
  const { client, secret } = await features.ssoClients.create(
    organizer.id,
    { name: 'Festival forum', ...forumSettings(forumUrl) },
    SYSTEM,
  )
  const access: DemoAccess = {
    organizer: organizer.slug,
    staff,
    customer,
    forum: { clientId: client.clientId, clientSecret: secret ?? '' },
  }
  await store.putNote(NOTE, platform.secrets.seal(JSON.stringify(access), NOTE))
  return access
}

/** Easy to type, and with a digit, as staff passwords need one. */
function drawPassword(random: Random): string {
  const digit = (random.bytes(1)[0] ?? 0) % 10
  return `foyer-${randomReadable(random, 10).toLowerCase()}-${digit}`
}

async function makeOrganizer(organizers: Organizers): Promise<Organizer> {
  const known = await organizers.bySlug(DEMO_SLUG)
  if (known) return known
  const made = await organizers.create(
    { slug: DEMO_SLUG, name: 'Demo Festival', timeZone: 'Europe/Berlin', brandColor: '#0b6b4f' },
    SYSTEM,
  )
  return organizers.set(
    made,
    {
      customer_accounts: 'true',
      customer_accounts_link_by_email: 'true',
      customer_accounts_login_code: 'true',
      name_scheme: 'given_family',
      tagline: 'Four nights under the trees: concerts, choirs and a forum to talk about them afterwards.',
    },
    SYSTEM,
  )
}

async function makeCustomers(
  platform: Platform,
  customers: Customers,
  organizer: Organizer,
  login: { email: string; password: string },
): Promise<void> {
  const { db, clock, passwords } = platform
  const passwordHash = await passwords.hash(login.password)
  const namedAs = (given_name: string, family_name: string) => ({ _scheme: 'given_family', given_name, family_name })
  await db.transaction(async (trx) => {
    const ann = { given: 'Ann', family: 'Example' }
    await customers.create(
      trx,
      organizer,
      {
        email: login.email,
        nameParts: namedAs(ann.given, ann.family),
        phone: '+493012345678',
        locale: 'en',
        isVerified: true,
        passwordHash,
      },
      SYSTEM,
    )
    for (const [index, [given, family, locale]] of DEMO_PEOPLE.entries()) {
      const customer = await customers.create(
        trx,
        organizer,
        {
          email: `guest${index + 1}@demo.example`,
          nameParts: namedAs(given, family),
          locale,
          isVerified: index % 7 !== 3,
          isActive: index % 11 !== 5,
        },
        SYSTEM,
      )
      const at = clock.now() - index * DAY - index * HOUR
      await demoStore(trx).backdate(organizer.id, customer.id, at - (index % 9) * 11 * DAY - HOUR)
      if (customer.isVerified && customer.isActive) {
        await customers.recordLogin(trx, organizer.id, customer.id, at)
      }
    }
  })
}

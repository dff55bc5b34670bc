import { z } from 'zod'
import { hashSecret } from '../../../core/random.ts'
import type { SecretBox } from '../../../platform/crypto/secret-box.ts'
import { parseJson } from '../../../platform/db/json.ts'
import { LOCALES } from '../../../platform/i18n/i18n.ts'
import type { ArrivingPerson } from '../../customer-identities/index.ts'
import type { SsoProvider } from '../../sso-providers/index.ts'
import type { VouchedLogin } from '../types.ts'

const SEALED_FOR = 'sso question'

const content = z.object({
  person: z.object({
    issuer: z.string(),
    subject: z.string(),
    claims: z.record(z.string(), z.unknown()).readonly(),
    locale: z.enum(LOCALES),
  }),
  session: z.object({
    idToken: z.string(),
    sid: z.string().nullable(),
    authAt: z.number().nullable(),
    amr: z.array(z.string()).readonly(),
  }),
  next: z.string().nullable(),
})

/** What the provider said, encrypted; the provider itself is left out. */
export function seal(secrets: SecretBox, { person, session, next }: VouchedLogin): string {
  const { issuer, subject, claims, locale } = person
  const { idToken, sid, authAt, amr } = session
  const kept = { person: { issuer, subject, claims, locale }, session: { idToken, sid, authAt, amr }, next }
  return secrets.seal(JSON.stringify(kept satisfies z.input<typeof content>), SEALED_FOR)
}

/** @param provider as it is now */
export function unseal(secrets: SecretBox, data: string, provider: SsoProvider): VouchedLogin {
  const { person, session, next } = parseJson(content, secrets.open(data, SEALED_FOR), 'a question')
  return { person: { ...person, provider }, session, next }
}

/** The same for every question to one person. */
export function subjectHash({ provider, issuer, subject }: ArrivingPerson): string {
  return hashSecret(JSON.stringify([provider.id, issuer, subject]))
}

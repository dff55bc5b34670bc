import { z } from 'zod'
import type { Claims } from './claims.ts'

const part = z.string().trim().min(1).max(200).optional().catch(undefined)
const apple = z.object({ name: z.object({ firstName: part, lastName: part }) })

/**
 * The name that Apple posts beside the code at the first login of a person, and only then. It is not signed; it is what the person
 * typed there, no more trusted than a name in a form of ours. An address in it does not count.
 * @param user the form field `user`, JSON
 */
export function appleName(user: string | undefined): Claims {
  try {
    const { firstName, lastName } = apple.parse(JSON.parse(user ?? '')).name
    return {
      ...(firstName !== undefined && { given_name: firstName }),
      ...(lastName !== undefined && { family_name: lastName }),
    }
  } catch {
    return {}
  }
}

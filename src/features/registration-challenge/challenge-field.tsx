import type { Translate } from '../../platform/i18n/i18n.ts'
import type { Challenge } from './types.ts'

/** The script that calculates; without it the form says how long to wait. */
export const CHALLENGE_SCRIPT = 'proof-of-work'

/** Belongs into the form that creates an account. With the script it shows how far the calculation is. */
export function ChallengeField({ challenge, t }: { challenge: Challenge | null; t: Translate }) {
  if (challenge === null) return null
  const { token, bits, waitS } = challenge
  return (
    <div
      data-challenge={token}
      data-bits={String(bits)}
      data-working={t('registrationChallenge:working')}
      data-done={t('registrationChallenge:done')}
    >
      <input type="hidden" name="challenge" value={token} />
      <input type="hidden" name="challenge_nonce" value="" />
      <p class="hint" role="status" data-challenge-note>
        {t('registrationChallenge:wait', { count: waitS })}
      </p>
    </div>
  )
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import { PASSKEY_SCRIPTS, PasskeyForm } from '../../ui/passkey-form.tsx'
import { readLoginRequest } from './forms.ts'
import { passkeyHost } from './scope.ts'

/** "Log in with a passkey" for the login page; null where there are no passkeys. */
export async function passkeyLogin(
  request: FastifyRequest,
  reply: FastifyReply,
  { next }: { readonly next: string | null },
): Promise<Child | null> {
  if (passkeyHost(request) === null) return null
  const { site, server, t } = request
  const { reason } = readLoginRequest(request.query)
  return (
    <>
      <PasskeyForm
        t={t}
        kind="get"
        action={`${site.base}/account/login/passkey`}
        options={`${site.base}/account/login/passkey/options`}
        csrf={reply.csrfToken()}
        fields={{ ...(next !== null && { next: site.base + next }), ...(reason !== null && { reason }) }}
        submit={t('secondFactors:passkey.login')}
        autofill
      />
      {PASSKEY_SCRIPTS.map((name) => (
        <script type="module" src={server.assets.script(name)} />
      ))}
    </>
  )
}

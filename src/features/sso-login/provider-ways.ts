import { withNext } from '../../platform/http/next-path.ts'
import type { ProviderWays } from '../sign-in/index.ts'
import { providerIconPath, type SsoProviders, startPath } from '../sso-providers/index.ts'
import { mayComeFromForm } from './leave.ts'
import { buttonText, providerName } from './names.ts'
import { sendOnward } from './pages/onward.tsx'

/** Buttons for the login page, one for each active provider; from memory. */
export function providerWays({ providers }: { readonly providers: Pick<SsoProviders, 'active'> }): ProviderWays {
  return {
    async list({ organizer, site, locale }, { next, loginHint, isAgain, reason }) {
      const active = await providers.active(organizer.id)
      const query = {
        ...(isAgain && { reauth: '1' }),
        ...(reason !== null && { reason }),
        ...(loginHint !== '' && { login_hint: loginHint }),
      }
      return active.map((provider) => {
        const icon = providerIconPath(provider)
        return {
          way: `sso.${provider.slug}`,
          name: providerName(provider, locale),
          label: buttonText(provider, locale),
          href: withNext(site, startPath(provider.slug), next, query),
          icon: icon === null ? null : site.base + icon,
        }
      })
    },

    async leave(request, reply, { href, name }) {
      if (mayComeFromForm(request)) return sendOnward(request, reply, { address: href, name })
      return reply.header('cache-control', 'no-store').redirect(href, 303)
    },
  }
}

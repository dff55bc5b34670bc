import { ENDPOINTS } from '../../../protocol/provider/endpoints.ts'
import { type CopyItem, CopyList, SnippetTabs } from '../../../ui/copy.tsx'
import { LineTabs } from '../../../ui/list-page.tsx'
import { Section } from '../../../ui/page-head.tsx'
import type { PageContext } from '../page-context.ts'
import { clientSnippets } from '../snippets.ts'
import type { SsoClient } from '../types.ts'

interface AddressesProps {
  readonly context: PageContext
  readonly client: SsoClient
  /** Which of the organizer's issuers is shown. */
  readonly chosen: number
}

/** What the integrator needs: addresses, the client ID, and settings of common software to paste. */
export function Addresses({ context, client, chosen }: AddressesProps) {
  const { t, frame, issuers, path } = context
  const issuer = issuers[chosen] ?? issuers[0] ?? ''
  const several = issuers.length > 1
  return (
    <>
      <Section
        title={t('ssoClients:view.addresses')}
        text={t(several ? 'ssoClients:view.issuersText' : 'ssoClients:view.addressesText')}
        class="mb-10"
      >
        {several && (
          <LineTabs
            label={t('ssoClients:view.issuers')}
            class="mb-3"
            tabs={issuers.map((one, index) => ({
              href: `${path(`ssoclient/${client.id}/edit`)}?issuer=${index}`,
              text: one.replace(/^https?:\/\//, ''),
              current: one === issuer,
            }))}
          />
        )}
        <CopyList items={addresses(context, client, issuer)} labels={frame.labels} />
      </Section>
      <Section title={t('ssoClients:view.snippets')} text={t('ssoClients:view.snippetsText')} class="mb-10">
        <SnippetTabs
          group="snippets"
          tabs={clientSnippets(client, issuer).map(({ title, code }) => ({
            title,
            name: t('ssoClients:snippetName', { title }),
            code,
          }))}
        />
      </Section>
    </>
  )
}

function addresses({ t }: PageContext, client: SsoClient, issuer: string): CopyItem[] {
  return [
    { label: t('ssoClients:endpoint.issuer'), value: issuer },
    { label: t('ssoClients:endpoint.clientId'), value: client.clientId },
    { label: t('ssoClients:endpoint.discovery'), value: issuer + ENDPOINTS.discovery },
    { label: t('ssoClients:endpoint.authorization'), value: issuer + ENDPOINTS.authorization },
    { label: t('ssoClients:endpoint.par'), value: issuer + ENDPOINTS.pushedAuthorization },
    { label: t('ssoClients:endpoint.token'), value: issuer + ENDPOINTS.token },
    { label: t('ssoClients:endpoint.userinfo'), value: issuer + ENDPOINTS.userinfo },
    { label: t('ssoClients:endpoint.keys'), value: issuer + ENDPOINTS.keys },
    { label: t('ssoClients:endpoint.endSession'), value: issuer + ENDPOINTS.endSession },
    { label: t('ssoClients:endpoint.revocation'), value: issuer + ENDPOINTS.revocation },
    { label: t('ssoClients:endpoint.introspection'), value: issuer + ENDPOINTS.introspection },
  ]
}

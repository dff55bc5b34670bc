import type { Organizers } from '../organizers/index.ts'
import type { SsoClientInput, SsoClients } from '../sso-clients/index.ts'
import { forumAddresses } from './forum/addresses.ts'

const SYSTEM = { type: 'system' } as const

/** What the forum needs of its registration. @param url origin of the forum */
export function forumSettings(url: string) {
  const { callback, loggedOut, backchannelLogout } = forumAddresses(url)
  return {
    redirectUris: [callback],
    postLogoutRedirectUris: [loggedOut],
    backchannelLogoutUri: backchannelLogout,
    allowedScopes: ['openid', 'profile', 'email', 'phone', 'offline_access'],
    options: { clientUri: `${url}/` },
  } as const satisfies SsoClientInput
}

/** The demo's organizer and the forum's client, as far as they are needed here. */
interface Registered {
  readonly organizer: string
  readonly forum: { readonly clientId: string }
}

/**
 * Adds what the forum needs and its registration does not have, because an older release made it or the forum has another port
 * today. What was added by hand stays; without a difference nothing is written.
 */
export async function registerForumAnew(
  { organizers, ssoClients }: { readonly organizers: Organizers; readonly ssoClients: SsoClients },
  { organizer: slug, forum }: Registered,
  url: string,
): Promise<void> {
  const organizer = await organizers.bySlug(slug)
  const client = organizer && (await ssoClients.byClientId(organizer.id, forum.clientId))
  if (!client) return
  const needed = forumSettings(url)
  const changes = {
    ...added('redirectUris', client, needed),
    ...added('postLogoutRedirectUris', client, needed),
    ...added('allowedScopes', client, needed),
    ...(client.backchannelLogoutUri !== needed.backchannelLogoutUri && {
      backchannelLogoutUri: needed.backchannelLogoutUri,
    }),
    ...(client.clientUri !== needed.options.clientUri && { options: needed.options }),
  }
  if (Object.keys(changes).length > 0) await ssoClients.update(organizer.id, client.id, changes, SYSTEM)
}

type ListName = 'redirectUris' | 'postLogoutRedirectUris' | 'allowedScopes'
type Lists = { readonly [Name in ListName]: readonly string[] }

function added(name: ListName, present: Lists, needed: Lists): Partial<Lists> {
  const list = [...new Set([...present[name], ...needed[name]])]
  return list.length === present[name].length ? {} : { [name]: list }
}

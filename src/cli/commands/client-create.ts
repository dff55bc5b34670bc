import type { SsoClientInput } from '../../features/sso-clients/index.ts'
import { clientJson, clientLines } from '../client-view.ts'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import type { FlagValues } from '../flags.ts'
import { table } from '../output.ts'
import { withFeatures } from '../with-features.ts'

const flags = {
  organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
  name: { type: 'string', required: true, summary: 'name of the app, as people see it' },
  type: {
    type: 'string',
    choices: ['confidential', 'public'],
    summary: 'whether it can keep a secret; default confidential',
  },
  'redirect-uri': { type: 'strings', required: true, summary: 'where people return to after the login' },
  'response-types': {
    type: 'string',
    summary: 'separated by commas, such as "code,id_token token"; default code',
  },
  scopes: { type: 'string', summary: 'what it may ask for; default "openid,profile,email,phone"' },
  pkce: {
    type: 'string',
    choices: ['required', 'optional'],
    summary: 'default required; public clients always need it',
  },
  'auth-method': {
    type: 'string',
    choices: ['client_secret_basic', 'client_secret_post', 'none', 'private_key_jwt'],
    summary: 'how it proves itself; default client_secret_basic, for public clients none',
  },
  'post-logout-redirect-uri': { type: 'strings', summary: 'where people return to after the logout' },
  'backchannel-logout-uri': { type: 'string', summary: 'where the server is told about a logout' },
  'frontchannel-logout-uri': { type: 'string', summary: 'what the browser opens at a logout' },
  consent: { type: 'string', choices: ['never', 'once', 'always'], summary: 'when people are asked; default never' },
  'id-token-alg': { type: 'string', choices: ['RS256', 'ES256'], summary: 'signature of ID tokens; default RS256' },
} as const

export default defineCommand({
  positionals: {},
  flags,
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, ssoClients }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const { client, secret } = await ssoClients.create(organizer.id, inputOf(ctx.flags), { type: 'command' })
      const { client_id, ...json } = clientJson(client, organizer, ctx.config)
      const answer = { client_id, ...(secret !== null && { client_secret: secret }), ...json }
      if (ctx.flags.pkce === 'optional' && client.requirePkce) ctx.out.note('public clients always need PKCE')
      ctx.out.answer(answer, () => table(clientLines(answer)))
    })
  },
})

function inputOf(values: FlagValues<typeof flags>): SsoClientInput {
  const responseTypes = values['response-types']
  return {
    name: values.name,
    redirectUris: values['redirect-uri'],
    postLogoutRedirectUris: values['post-logout-redirect-uri'],
    ...(values.type && { clientType: values.type }),
    ...(responseTypes !== undefined && { responseTypes: words(responseTypes, /,/) }),
    ...(values.scopes !== undefined && { allowedScopes: words(values.scopes, /[,\s]/) }),
    ...(values.pkce && { requirePkce: values.pkce === 'required' }),
    ...(values['auth-method'] && { authMethod: values['auth-method'] }),
    ...(values['backchannel-logout-uri'] !== undefined && { backchannelLogoutUri: values['backchannel-logout-uri'] }),
    ...(values['frontchannel-logout-uri'] !== undefined && {
      frontchannelLogoutUri: values['frontchannel-logout-uri'],
    }),
    ...(values.consent && { consent: values.consent }),
    ...(values['id-token-alg'] && { idTokenAlg: values['id-token-alg'] }),
  }
}

function words(text: string, separator: RegExp): string[] {
  return text
    .split(separator)
    .map((word) => word.trim())
    .filter(Boolean)
}

import { has, oddities, redeems } from './examples.ts'
import type { KnownDifference } from './known-differences.ts'
import type { Case, Change } from './types.ts'

const set = (name: string, value: string | null): Change => ({ set: [[name, value]] })
const isToken = ({ kind }: Case) => kind === 'token'
const isLong = (request: Case) =>
  has('code', /^\{id_token\}/)(request) || has('refresh_token', /^\{id_token\}/)(request)
const REFUSED = /^4/

export const TOKEN_DIFFERENCES: readonly KnownDifference[] = [
  {
    name: 'Order of checks at the token endpoint',
    says: 'A request with several faults is refused by both, for another one of them.',
    decidedBy: 'RFC 6749 5.2 gives no order',
    when: (request) => isToken(request) && oddities(request) > 1,
    ours: REFUSED,
    theirs: REFUSED,
    example: redeems({ grant: 'refresh_token', isReused: true, changes: [set('scope', 'openid foo')] }),
  },
  {
    name: 'Clients that fail to prove who they are',
    says: 'Foyer says `invalid_client` to malformed credentials and to none; the other `invalid_request`.',
    decidedBy: 'RFC 6749 5.2',
    when: isToken,
    ours: /^40[01] invalid_client/,
    theirs: /^400 invalid_request/,
    example: redeems({ authentication: 'nothing' }),
  },
  {
    name: 'Status of `invalid_client`',
    says: 'Foyer answers 400 when no credentials were sent, since there is nothing to be challenged; the other 401.',
    decidedBy: 'RFC 6749 5.2: 401 is needed only for the `Authorization` header',
    when: isToken,
    ours: /^400 invalid_client/,
    theirs: /^401 invalid_client/,
    example: redeems({ authentication: 'id only' }),
  },
  {
    name: 'Code verifiers that are malformed',
    says: 'Foyer says `invalid_grant`, as to any that does not fit; the other `invalid_request`.',
    decidedBy: 'RFC 7636 4.6',
    when: has('code_verifier'),
    ours: /^400 invalid_grant/,
    theirs: /^400 invalid_request/,
    example: redeems({ changes: [set('code_verifier', 'x')] }),
  },
  {
    name: 'Values that are too long',
    says: 'Foyer refuses parameters that are longer than anything it issues; the other looks them up or ignores them.',
    decidedBy: 'RFC 6749 4.1.2: the size of a code is up to the server',
    when: isLong,
    ours: /^400 invalid_request/,
    theirs: /^(200|400 invalid_grant)/,
    example: redeems({ changes: [set('code', '{id_token}')] }),
  },
  {
    name: 'Parameters of the other grant that come twice',
    says: 'Foyer refuses them; the other ignores what does not belong to the grant.',
    decidedBy: 'RFC 6749 3.2',
    when: ({ changes }) => changes.some(({ repeat }) => repeat !== undefined),
    ours: /^400 invalid_request/,
    theirs: /^200/,
    example: redeems({ changes: [set('refresh_token', 'x'), { repeat: ['refresh_token', 'y'] }] }),
  },
  {
    name: 'Spaces between the scopes of a refresh',
    says: 'Foyer ignores those that are too many; the other says `invalid_scope`.',
    decidedBy: 'RFC 6749 3.3 and 6: nothing more than granted is asked for',
    when: has('scope', / {2}/),
    ours: /^200/,
    theirs: /^400 invalid_scope/,
    example: redeems({ grant: 'refresh_token', changes: [set('scope', 'openid  email')] }),
  },
  {
    name: 'Refreshes that ask for less',
    says: 'Foyer gives what was granted and says so in `scope`; the other narrows, and without `openid` sends no ID token.',
    decidedBy: 'RFC 6749 3.3 and 6',
    when: has('scope'),
    ours: /^200 .*id_token/,
    theirs: /^200 (?!.*id_token)/,
    example: redeems({ grant: 'refresh_token', changes: [set('scope', 'email')] }),
  },
]

import { expect, it } from 'vitest'
import { testClient } from '../testing.ts'
import { checkOfflineAccess } from './check-offline-access.ts'

const client = testClient({ grantTypes: ['authorization_code', 'refresh_token'] })
const scope = 'openid email offline_access'

it('leaves offline_access to clients that can refresh and get a code', () => {
  expect(checkOfflineAccess({ client, scope, givesCode: true })).toEqual({})
})

it('drops it where there is no code, or no refreshing', () => {
  expect(checkOfflineAccess({ client, scope, givesCode: false })).toEqual({ scope: 'openid email' })
  expect(checkOfflineAccess({ client: testClient(), scope, givesCode: true })).toEqual({ scope: 'openid email' })
})

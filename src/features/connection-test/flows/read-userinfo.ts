import { compactVerify, createLocalJWKSet } from 'jose'
import { keySet } from '../../../protocol/keys/key-set.ts'
import { userinfo } from '../../../protocol/provider/userinfo/index.ts'
import type { UserinfoRequest } from '../../../protocol/provider/userinfo/types.ts'
import type { TestApp } from '../host/test-app.ts'

const decoder = new TextDecoder()

/** The claims of a userinfo answer; the signature of a signed one is checked. @throws OAuthError */
export async function readUserinfo(app: TestApp, call: UserinfoRequest): Promise<Readonly<Record<string, unknown>>> {
  const { body } = await userinfo(call)
  if (typeof body !== 'string') return body
  const keys = keySet(await app.host.keys.publicKeys())
  const { payload } = await compactVerify(body, createLocalJWKSet({ keys: [...keys.keys] }))
  return JSON.parse(decoder.decode(payload)) as Record<string, unknown>
}

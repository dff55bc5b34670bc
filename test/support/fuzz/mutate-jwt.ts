import { NASTY_JSON, NASTY_TEXTS } from './nasty.ts'
import type { Dice } from './random.ts'

const HEADERS = ['alg', 'kid', 'typ', 'jwk', 'jku', 'x5u', 'crit', 'b64', 'zip', 'cty'] as const
const CLAIMS = [
  'iss',
  'sub',
  'aud',
  'exp',
  'iat',
  'nbf',
  'jti',
  'nonce',
  'sid',
  'client_id',
  'htm',
  'htu',
  'ath',
] as const

/** Changes a part of a JSON web token; its signature is wrong afterwards, or missing. */
export function mutateJwt(token: string, dice: Dice): string {
  const [header = '', payload = '', signature = ''] = token.split('.')
  const changes: readonly (() => string)[] = [
    () => `${change(header, HEADERS, dice)}.${payload}.${signature}`,
    () => `${header}.${change(payload, CLAIMS, dice)}.${signature}`,
    () => `${header}.${payload}.`,
    () => `${header}.${payload}`,
    () => `${header}..${signature}`,
    () => `.${payload}.${signature}`,
    () => `${header}.${payload}.${signature}.${signature}.${signature}`,
    () => `${header}.${payload}.${signature.slice(dice.upTo(20))}`,
    () => `${encode({ alg: dice.pick(['none', 'None', 'HS256', 'RS1', '']) })}.${payload}.${signature}`,
    () => `${header}.${Buffer.from(dice.pick(NASTY_TEXTS)).toString('base64url')}.${signature}`,
    () => `${Buffer.from(dice.pick(NASTY_TEXTS)).toString('base64url')}.${payload}.${signature}`,
    () => token.replaceAll('-', '+').replaceAll('_', '/'),
  ]
  return dice.pick(changes)()
}

function change(part: string, names: readonly string[], dice: Dice): string {
  const value = dice.chance(50) ? dice.pick(NASTY_JSON) : dice.pick(NASTY_TEXTS)
  try {
    const json = JSON.parse(Buffer.from(part, 'base64url').toString()) as object
    return encode({ ...json, [dice.pick(names)]: value })
  } catch {
    return encode(value)
  }
}

function encode(json: unknown): string {
  return Buffer.from(JSON.stringify(json)).toString('base64url')
}

import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../audit/index.ts'
import { signInRecord } from './sign-ins.ts'

const id = 'a5aysw4tdsgp92c7hxgqpkt8vr' as AuditEntry['id']
const place = { device: 'Firefox, Linux', network: '192.0.2.0/24' }

describe('a login as its owner sees it', () => {
  it('tells how, and from where', () => {
    const detail = { method: 'pwd', ...place }
    expect(signInRecord({ id, at: 7, action: 'foyer.customer.login', detail })).toEqual({
      id,
      at: 7,
      ...place,
      method: 'pwd',
      reason: null,
    })
  })

  it('tells why it failed', () => {
    const detail = { reason: 'wrong_password', ...place }
    expect(signInRecord({ id, at: 7, action: 'foyer.customer.login.failed', detail })).toMatchObject({
      method: null,
      reason: 'wrong_password',
    })
  })

  it('is empty where the history was emptied, or holds something else', () => {
    const login = { id, at: 7, action: 'foyer.customer.login' } as const
    const nothing = { device: '', network: '', method: '', reason: null }
    expect(signInRecord({ ...login, detail: {} })).toMatchObject(nothing)
    expect(signInRecord({ ...login, detail: { device: 3, network: null, method: {} } })).toMatchObject(nothing)
  })
})

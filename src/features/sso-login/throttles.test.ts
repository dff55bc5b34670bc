import { describe, expect, it } from 'vitest'
import { TooManyRequests } from '../../core/errors.ts'
import { createLog } from '../../platform/observe/log.ts'
import { createThrottle } from '../../platform/throttle/throttle.ts'
import { createSsoThrottles } from './throttles.ts'

describe('logins at providers from one address', () => {
  it('have room for a whole school, and end for a flood, which keeps nobody else out', async () => {
    const throttle = createThrottle({ log: createLog({ level: 'silent' }) })
    const throttles = createSsoThrottles(throttle)
    for (let pupil = 0; pupil < 1500; pupil++)
      await throttles.start('198.18.0.9').then(() => throttles.start('93.184.215.14'))
    await expect(throttles.start('93.184.215.14')).rejects.toThrow(TooManyRequests)
    await throttles.comeBack('93.184.215.14')
    await throttles.start('93.184.215.15')
    await throttles.start('10.0.0.1')
    throttle.close()
  })
})

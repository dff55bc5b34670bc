import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { describeOnBoth, openTestDb } from '../../../test/support/databases.ts'
import { openDb } from './db.ts'
import { bumpConfigVersion, createVersionWatch } from './version-watch.ts'

describeOnBoth('the configuration version', (kind) => {
  it('is seen at once by the process that changed it and soon by another one', async () => {
    await using test = await openTestDb(kind)
    const other = await openDb(test.location.options)
    const own = createVersionWatch(test.db, { intervalMs: 60_000 })
    const remote = createVersionWatch(other, { intervalMs: 20 })
    await Promise.all([own.checkNow(), remote.checkNow()])
    const seen: string[] = []
    const remoteSaw = new Promise<void>((resolve) => void remote.onChange(resolve))
    own.onChange(() => seen.push('own'))
    const before = own.current
    await test.db.transaction((trx) => bumpConfigVersion(trx))
    expect(seen).toEqual([])
    await own.checkNow()
    await remoteSaw
    expect(seen).toEqual(['own'])
    expect([own.current, remote.current]).toEqual([before + 1, before + 1])
    own.stop()
    remote.stop()
    await other.close()
  })

  it('does not change when the transaction is rolled back, nor call back after unsubscribing', async () => {
    await using test = await openTestDb(kind)
    const watch = createVersionWatch(test.db, { intervalMs: 60_000 })
    await watch.checkNow()
    let calls = 0
    const unsubscribe = watch.onChange(() => calls++)
    const failing = test.db.transaction(async (trx) => {
      await bumpConfigVersion(trx)
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    await watch.checkNow()
    expect(calls).toBe(0)
    unsubscribe()
    await bumpConfigVersion(test.db.q)
    await watch.checkNow()
    expect(calls).toBe(0)
    watch.stop()
  })

  it('reports a database that does not answer and never throws', async () => {
    await using test = await openTestDb(kind)
    const other = await openDb(test.location.options)
    const reports: string[] = []
    const watch = createVersionWatch(other, {
      intervalMs: 10,
      log: { warn: (_details, message) => reports.push(message) },
    })
    await watch.checkNow()
    await other.close()
    await watch.checkNow()
    await sleep(40)
    watch.stop()
    expect(new Set(reports)).toEqual(new Set(['the configuration version could not be read']))
  })
})

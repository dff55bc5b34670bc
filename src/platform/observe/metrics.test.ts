import { expect, test } from 'vitest'
import { createMetrics } from './metrics.ts'

test('requests are counted by route, method and status class', async () => {
  const metrics = createMetrics()
  metrics.request({ method: 'GET', route: '/:organizer/account', status: 204, durationMs: 12 })
  metrics.request({ method: 'BREW', route: null, status: 404, durationMs: 1 })
  const text = await metrics.render()
  expect(text).toContain('http_requests_total{method="GET",route="/:organizer/account",status="2xx"} 1')
  expect(text).toContain('http_requests_total{method="other",route="unmatched",status="4xx"} 1')
  expect(text).toContain(
    'http_request_duration_seconds_bucket{le="0.025",method="GET",route="/:organizer/account",status="2xx"} 1',
  )
})

test('two servers in one process count apart', async () => {
  const [a, b] = [createMetrics(), createMetrics()]
  a.login('customer', 'failed', 'wrong_password')
  expect(await a.render()).toContain(
    'foyer_logins_total{audience="customer",result="failed",reason="wrong_password"} 1',
  )
  expect(await b.render()).not.toContain('wrong_password')
})

test('gauges are read when asked, and a failing reader does not take the others down', async () => {
  const metrics = createMetrics()
  metrics.watchPasswordQueue(() => 7)
  metrics.watchOutbox(() => Promise.reject(new Error('database away')))
  expect(await metrics.render()).toMatch(/foyer_password_queue 7\n/)
  metrics.watchOutbox(async () => ({ pending: 3, oldestDueMs: 1500, dead: 1 }))
  const text = await metrics.render()
  expect(text).toContain('foyer_outbox_pending 3')
  expect(text).toContain('foyer_outbox_oldest_due_seconds 1.5')
  expect(text).toContain('foyer_outbox_dead 1')
})

test('process metrics are there when asked for', async () => {
  expect(await createMetrics({ process: true }).render()).toContain('process_cpu_seconds_total')
})

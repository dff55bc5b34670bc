import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
const DURATION_BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export interface RequestObservation {
  readonly method: string
  /** The route's pattern, such as `/:organizer/account/login`; null when none matched. Never the address itself. */
  readonly route: string | null
  readonly status: number
  readonly durationMs: number
}

/** Counters and gauges of one server. Labels hold words of the program only, never names or ids, so that their number is bounded. */
export interface Metrics {
  readonly contentType: string
  request(observation: RequestObservation): void
  /** `reason` is a word such as `wrong_password`; only for failed logins. */
  login(audience: 'customer' | 'staff', result: 'succeeded' | 'failed', reason?: string): void
  signingKey(change: 'created' | 'announced' | 'rotated', alg: string): void
  outbox(kind: string, result: 'sent' | 'failed' | 'dead'): void
  throttled(name: string): void
  /** A login page of staff that a browser found at another address than its own: looked at, or used. */
  foreignLoginPage(login: 'page' | 'failed' | 'passed'): void
  throttleStoreError(): void
  dbError(where: string): void
  /** Read whenever the metrics are asked for. */
  watchPasswordQueue(waiting: () => number): void
  /** Read whenever the metrics are asked for; when it fails, the gauges keep their last values. */
  watchOutbox(lag: () => Promise<{ pending: number; oldestDueMs: number; dead: number }>): void
  /** The text of `/metrics`, Prometheus format 0.0.4. */
  render(): Promise<string>
}

/**
 * Each server has a registry of its own: several run in one process.
 * @param options.process also memory, CPU and event loop of the process; at most once in a process
 */
export function createMetrics(options: { process?: boolean } = {}): Metrics {
  const registry = new Registry()
  const registers = [registry]
  if (options.process) collectDefaultMetrics({ register: registry })

  const counter = <T extends string>(name: string, help: string, labelNames: T[]) =>
    new Counter({ name, help, labelNames, registers })
  const requests = counter('http_requests_total', 'Answered requests.', ['method', 'route', 'status'])
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: DURATION_BUCKETS_S,
    registers,
  })
  const logins = counter('foyer_logins_total', 'Logins by outcome.', ['audience', 'result', 'reason'])
  const deliveries = counter('foyer_outbox_deliveries_total', 'Attempts to deliver an outbox entry.', [
    'kind',
    'result',
  ])
  const signingKeys = counter('foyer_signing_key_changes_total', 'Signing keys that were made or took over.', [
    'change',
    'alg',
  ])
  const throttled = counter('foyer_throttled_total', 'Attempts that were refused as too many.', ['throttle'])
  const foreign = counter('foyer_foreign_login_pages_total', 'Login pages of staff shown at another address.', [
    'login',
  ])
  const throttleErrors = counter('foyer_throttle_store_errors_total', 'Times the shared throttle store failed.', [])
  const dbErrors = counter('foyer_db_errors_total', 'Failed database calls outside requests.', ['where'])
  const queue = watchedGauges(registers)

  return {
    contentType: registry.contentType,
    request({ method, route, status, durationMs }) {
      const labels = {
        method: METHODS.has(method) ? method : 'other',
        route: route ?? 'unmatched',
        status: `${Math.floor(status / 100)}xx`,
      }
      requests.inc(labels)
      durations.observe(labels, durationMs / 1000)
    },
    login: (audience, result, reason = '') => logins.inc({ audience, result, reason }),
    outbox: (kind, result) => deliveries.inc({ kind, result }),
    signingKey: (change, alg) => signingKeys.inc({ change, alg }),
    foreignLoginPage: (login) => foreign.inc({ login }),
    throttled: (name) => throttled.inc({ throttle: name }),
    throttleStoreError: () => throttleErrors.inc(),
    dbError: (where) => dbErrors.inc({ where }),
    watchPasswordQueue: queue.watchPasswordQueue,
    watchOutbox: queue.watchOutbox,
    async render() {
      await queue.read()
      return registry.metrics()
    },
  }
}

function watchedGauges(registers: Registry[]) {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers })
  const passwordQueue = gauge('foyer_password_queue', 'Password checks that wait for a free core.')
  const pending = gauge('foyer_outbox_pending', 'Outbox entries that are not delivered yet.')
  const oldest = gauge('foyer_outbox_oldest_due_seconds', 'How long the oldest due outbox entry has been waiting.')
  const dead = gauge('foyer_outbox_dead', 'Outbox entries that were given up.')
  const readers: (() => Promise<void> | void)[] = []
  const watch: Pick<Metrics, 'watchPasswordQueue' | 'watchOutbox'> = {
    watchPasswordQueue: (waiting) => void readers.push(() => passwordQueue.set(waiting())),
    watchOutbox(lag) {
      readers.push(async () => {
        const now = await lag()
        pending.set(now.pending)
        oldest.set(now.oldestDueMs / 1000)
        dead.set(now.dead)
      })
    },
  }
  return { ...watch, read: () => Promise.allSettled(readers.map(async (reader) => reader())) }
}

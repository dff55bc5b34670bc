import { defineConfig } from 'vitest/config'

const pages = { oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } } } as const

interface Project {
  /** Ends what hangs, on whatever machine; says nothing of how fast a test should be. */
  readonly timeoutMs: number
  /** Every file in a process of its own; else those of a worker share one, which loads the program once. */
  readonly isolate: boolean
}

const project = (name: string, include: string[], { timeoutMs, isolate }: Project) => ({
  ...pages,
  test: {
    name,
    include,
    environment: 'node' as const,
    pool: 'forks' as const,
    isolate,
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
    expect: { poll: { timeout: timeoutMs / 2, interval: 20 } },
  },
})

export default defineConfig({
  test: {
    maxWorkers: 2,
    globalSetup: ['test/support/global-setup.ts'],
    projects: [
      project('unit', ['src/**/*.test.{ts,tsx}', 'test/unit/**/*.test.{ts,tsx}'], {
        timeoutMs: 120_000,
        isolate: false,
      }),
      project('flows', ['test/flows/**/*.test.{ts,tsx}'], { timeoutMs: 180_000, isolate: false }),
      project('conformance', ['test/conformance/**/*.test.{ts,tsx}'], { timeoutMs: 180_000, isolate: true }),
      project('browser', ['test/browser/**/*.test.{ts,tsx}'], { timeoutMs: 300_000, isolate: true }),
    ],
  },
})

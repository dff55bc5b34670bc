import { defineConfig } from 'vitest/config'

const pages = { oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } } } as const

const project = (name: string, include: string[], timeoutMs: number) => ({
  ...pages,
  test: {
    name,
    include,
    environment: 'node' as const,
    pool: 'forks' as const,
    testTimeout: timeoutMs,
    hookTimeout: Math.max(timeoutMs, 30_000),
  },
})

export default defineConfig({
  test: {
    maxWorkers: 2,
    globalSetup: ['test/support/global-setup.ts'],
    projects: [
      project('unit', ['src/**/*.test.{ts,tsx}', 'test/unit/**/*.test.{ts,tsx}'], 10_000),
      project('flows', ['test/flows/**/*.test.{ts,tsx}'], 30_000),
      project('conformance', ['test/conformance/**/*.test.{ts,tsx}'], 30_000),
      project('browser', ['test/browser/**/*.test.{ts,tsx}'], 120_000),
    ],
  },
})

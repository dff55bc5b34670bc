import { describe, expect, test } from 'vitest'
import { createLog, type LogLevel } from './log.ts'
import { createCollectingLog } from './testing.ts'

function logged(level: LogLevel = 'info', pretty = false) {
  const written: string[] = []
  const log = createLog({ level, pretty, stream: { write: (line: string) => void written.push(line) } })
  return { log, text: () => written.join(''), records: () => written.map((line): unknown => JSON.parse(line)) }
}

describe('createLog', () => {
  test('writes JSON lines with level, time, fields and message', () => {
    const { log, records } = logged()
    log.info({ port: 3000 }, 'listening')
    expect(records()).toEqual([
      { level: 'info', time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/), port: 3000, msg: 'listening' },
    ])
  })

  test('leaves out what is below its level', () => {
    const { log, records } = logged('warn')
    log.info('quiet')
    log.warn('loud')
    expect(records()).toMatchObject([{ msg: 'loud' }])
  })

  test('masks the fields of lines and of children', () => {
    const { log, text } = logged()
    log.child({ token: 'hush-1', url: '/a?code=hush-2' }).info({ headers: { cookie: 'hush-3' } }, 'x')
    expect(text()).not.toContain('hush')
    expect(text()).toContain('/a?code=…')
  })

  test('shows an error with its stack', () => {
    const { log, records } = logged()
    log.error({ err: new Error('no') }, 'failed')
    expect(records()).toMatchObject([
      { msg: 'failed', err: { type: 'Error', message: 'no', stack: expect.any(String) } },
    ])
  })

  test('pretty lines are short and cannot repaint the terminal', () => {
    const { log, text } = logged('info', true)
    log.warn({ path: '/\u001b[2J', entry: { n: 1 } }, 'odd\nline')
    const shown = text().replaceAll('\u001b[33m', '').replaceAll('\u001b[90m', '').replaceAll('\u001b[0m', '')
    expect(shown).toMatch(/^\d\d:\d\d:\d\d warn {2}odd\\nline path=\/\\u001b\[2J entry=\{"n":1\}\n$/)
  })

  test('pretty lines carry the stack of an error', () => {
    const { log, text } = logged('info', true)
    log.error({ err: new Error('no') }, 'failed')
    expect(text()).toMatch(/failed.*\n {2}Error: no\n {6}at /)
  })
})

test('the collecting log masks as the real one does', () => {
  const log = createCollectingLog()
  log.child({ secret: 'hush' }).info('a')
  expect(log.lines).toEqual([{ level: 'info', message: 'a', fields: { secret: '[redacted]' } }])
})

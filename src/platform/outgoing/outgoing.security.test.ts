import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import type { Resolve } from './guard.ts'
import { createOutgoing, type OutgoingOptions } from './outgoing.ts'
import type { Outgoing, OutgoingRequest } from './types.ts'

const ends: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

/** A server on the loopback interface; its port. */
async function serve(listener: RequestListener): Promise<number> {
  const server: Server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(
    () => server.closeAllConnections(),
    () => new Promise((resolve) => server.close(resolve)),
  )
  return (server.address() as AddressInfo).port
}

function outgoing(options: Partial<OutgoingOptions> = {}): Outgoing {
  const made = createOutgoing({ allow: ['127.0.0.1'], ...options })
  ends.push(() => made.close())
  return made
}

const reason = (calling: Promise<unknown>) =>
  calling.then(
    () => 'ok',
    (error: { reason: string }) => error.reason,
  )

test('an answer arrives whole, errors of the other side included', async () => {
  const port = await serve((request, response) => {
    response.writeHead(418, { 'content-type': 'text/plain', 'set-cookie': ['a=1', 'b=2'] })
    const told = [request.method, request.url, request.headers['x-a'], request.headers['accept-encoding']]
    request.on('data', (chunk) => told.push(String(chunk))).on('end', () => response.end(told.join(' ')))
  })
  const answer = await outgoing().fetch(`http://127.0.0.1:${port}/p?q=1#f`, {
    method: 'POST',
    headers: { 'x-a': 'y' },
    body: 'b ä',
  })
  expect(answer.status).toBe(418)
  expect(answer.text()).toBe('POST /p?q=1 y identity b ä')
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
})

test('nothing private is reached, whatever its spelling, and nothing is sent', async () => {
  let calls = 0
  const port = await serve((_request, response) => {
    calls++
    response.end()
  })
  const guarded = outgoing({ allow: [] })
  for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433', '0x7f000001', '0.0.0.0']) {
    for (const scheme of ['http', 'https']) {
      expect(await reason(guarded.fetch(`${scheme}://${host}:${port}/`))).toBe('private_address')
    }
  }
  expect(calls).toBe(0)
})

test('the checked address is the one that is connected to: the name is looked up once for a connection', async () => {
  const port = await serve((_request, response) => response.end('inside'))
  let lookups = 0
  const rebinding: Resolve = async () => {
    lookups++
    return [{ address: lookups === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 }]
  }
  const client = outgoing({ resolve: rebinding })
  expect((await client.fetch(`http://rebind.example:${port}/`)).text()).toBe('inside')
  expect(lookups).toBe(1)
  const later = outgoing({ allow: [], resolve: rebinding })
  expect(await reason(later.fetch(`http://rebind.example:${port}/`))).toBe('private_address')
})

test.each([301, 302, 303, 307, 308])('a redirect with %d is not followed', async (status) => {
  const asked: (string | undefined)[] = []
  const port = await serve((request, response) => {
    asked.push(request.url)
    response.writeHead(status, { location: '/elsewhere' }).end()
  })
  expect(await reason(outgoing().fetch(`http://127.0.0.1:${port}/start`))).toBe('redirect')
  expect(asked).toEqual(['/start'])
})

test('a body that never ends and a server that never answers are given up in time', async () => {
  const dripping = await serve((_request, response) => {
    response.writeHead(200)
    const drip = setInterval(() => response.write('x'), 20)
    response.on('close', () => clearInterval(drip))
  })
  const silent = await serve(() => {})
  for (const port of [dripping, silent]) {
    expect(await reason(outgoing().fetch(`http://127.0.0.1:${port}/`, { timeoutMs: 150 }))).toBe('timeout')
  }
})

test('a slow look-up counts, too', async () => {
  const never: Resolve = () => sleep(5000, [], { ref: false })
  expect(await reason(outgoing({ resolve: never }).fetch('https://slow.example/', { timeoutMs: 100 }))).toBe('timeout')
})

test('the caller can end a call', async () => {
  const port = await serve(() => {})
  const signal = AbortSignal.timeout(50)
  expect(await reason(outgoing().fetch(`http://127.0.0.1:${port}/`, { signal }))).toBe('aborted')
  expect(await reason(outgoing().fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.abort() }))).toBe('aborted')
})

test('a huge body is given up, announced or not', async () => {
  let written = 0
  const endless = await serve((_request, response) => {
    const chunk = Buffer.alloc(64 * 1024)
    const more = () => {
      while (!response.destroyed && response.write(chunk)) written += chunk.length
    }
    response.on('drain', more)
    more()
  })
  const announced = await serve((_request, response) =>
    response.writeHead(200, { 'content-length': '9999999999' }).write('x'),
  )
  expect(await reason(outgoing().fetch(`http://127.0.0.1:${endless}/`))).toBe('too_large')
  expect(written).toBeLessThan(20 * 1024 * 1024)
  expect(await reason(outgoing().fetch(`http://127.0.0.1:${announced}/`))).toBe('too_large')
})

test('a limit of bytes holds exactly', async () => {
  const port = await serve((_request, response) => response.end('12345'))
  const url = `http://127.0.0.1:${port}/`
  expect(await reason(outgoing().fetch(url, { maxBytes: 5 }))).toBe('ok')
  expect(await reason(outgoing().fetch(url, { maxBytes: 4 }))).toBe('too_large')
})

test('a bomb of zeros stays packed', async () => {
  const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024))
  const port = await serve((_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb))
  expect(await reason(outgoing().fetch(`http://127.0.0.1:${port}/`))).toBe('encoding')
})

test.each([
  ['ftp://shop.example/', 'not_an_address'],
  ['file:///etc/passwd', 'not_an_address'],
  ['data:text/plain,x', 'not_an_address'],
  ['/relative', 'not_an_address'],
  ['', 'not_an_address'],
  ['https://user@shop.example/', 'credentials'],
  ['https://user:password@shop.example/', 'credentials'],
])('%j is refused before anything happens', async (url, expected) => {
  expect(await reason(outgoing().fetch(url))).toBe(expected)
})

test('what fails names the host and nothing of path and query', async () => {
  const failure: Error = await outgoing({ allow: [] })
    .fetch('https://127.0.0.1/hooks/secret-path?token=secret-query')
    .then(
      () => new Error('none'),
      (error: Error) => error,
    )
  expect(failure.message).toBe('https://127.0.0.1: the host is in a private network')
})

test('a closed port and a broken answer are failures of the other side', async () => {
  const port = await serve((_request, response) => response.socket?.end('nonsense\r\n\r\n'))
  expect(await reason(outgoing().fetch(`http://127.0.0.1:${port}/`))).toBe('unreachable')
  expect(await reason(outgoing().fetch('http://127.0.0.1:1/'))).toBe('unreachable')
})

test('more calls than there may be at a time are refused, and the place is free again afterwards', async () => {
  const port = await serve((_request, response) => {
    setTimeout(() => response.end(), 100)
  })
  const client = outgoing()
  const one = (request?: OutgoingRequest) =>
    reason(client.fetch(`http://127.0.0.1:${port}/`, { timeoutMs: 60_000, ...request }))
  const results = await Promise.all(Array.from({ length: 203 }, () => one({ timeoutMs: 300 })))
  expect(results.filter((result) => result === 'too_many_calls')).toHaveLength(3)
  expect(await one()).toBe('ok')
})

test('a certificate that nobody vouches for is not trusted, whatever is allowed', async () => {
  const file = (name: string) => readFileSync(new URL(`../../../test/support/tls/${name}.pem`, import.meta.url))
  let calls = 0
  const server = createTlsServer({ cert: file('cert'), key: file('key') }, (_request, response) => {
    calls++
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => new Promise((resolve) => server.close(resolve)))
  const { port } = server.address() as AddressInfo
  expect(await reason(outgoing().fetch(`https://127.0.0.1:${port}/`))).toBe('tls')
  expect(calls).toBe(0)
})

import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { acceptUploads, isUploadedFile } from './uploads.ts'

const LIMIT = 10_000

/** What a route reads from this form. */
async function read(body: FormData | string, contentType?: string) {
  const app = Fastify()
  acceptUploads(app, LIMIT)
  let seen: unknown
  app.post('/', async (request) => {
    seen = request.body
    return 'read'
  })
  const sent = new Response(body)
  const answer = await app.inject({
    method: 'POST',
    url: '/',
    headers: { 'content-type': contentType ?? sent.headers.get('content-type') ?? '' },
    payload: Buffer.from(await sent.arrayBuffer()),
  })
  return { status: answer.statusCode, body: seen as Record<string, unknown> }
}

function form(...fields: [string, string | Blob][]): FormData {
  const data = new FormData()
  for (const [name, value] of fields) data.append(name, value)
  return data
}

test('texts are as in any other form, repeated ones a list', async () => {
  const { body } = await read(form(['name', 'Ümlaut ✓'], ['list', 'a'], ['list', 'b']))
  expect(body).toEqual({ name: 'Ümlaut ✓', list: ['a', 'b'] })
})

test('files have their name and their bytes; one that was not chosen is none', async () => {
  const { body } = await read(
    form(['logo', new File([new Uint8Array([0, 255, 13, 10])], 'logo.png')], ['none', new File([], '')]),
  )
  expect(body.logo).toEqual({ name: 'logo.png', data: new Uint8Array([0, 255, 13, 10]) })
  expect([isUploadedFile(body.logo), isUploadedFile(body.none)]).toEqual([true, false])
})

test('a text is never taken for a file', async () => {
  const { body } = await read(form(['logo', '{"data":"x"}']))
  expect(isUploadedFile(body.logo)).toBe(false)
})

test.each([
  ['no boundary', 'multipart/form-data'],
  ['another boundary', 'multipart/form-data; boundary=other'],
])('a form with %s is refused', async (_what, contentType) => {
  expect((await read('--x\r\n\r\n--x--', contentType)).status).toBe(400)
})

test('a form that is too large is refused before it is read', async () => {
  expect((await read(form(['logo', new File([new Uint8Array(LIMIT)], 'x')]))).status).toBe(413)
})

test('names that mean something to JavaScript are only names', async () => {
  const { body } = await read(form(['__proto__', 'x'], ['constructor', 'y']))
  expect(Object.getPrototypeOf(body)).toBe(Object.prototype)
  expect(Object.hasOwn(body, '__proto__')).toBe(true)
})

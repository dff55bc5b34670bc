import { createHash, randomBytes } from 'node:crypto'
import type { BrowserClient } from './client.ts'

/** A registered app, as the app itself knows it. */
export interface TestApp {
  readonly clientId: string
  readonly secret: string
  readonly redirectUri: string
}

export interface IssuedCode {
  readonly code: string
  readonly verifier: string
}

export interface ProgramAnswer {
  readonly status: number
  readonly body: Record<string, unknown>
}

/** Where an authorization request of this app begins. */
export function authorizePath(organizer: string, app: TestApp, verifier: string): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: app.redirectUri,
    scope: 'openid profile email',
    state: 'state',
    nonce: 'nonce',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  return `/${organizer}/oauth2/v1/authorize?${query}`
}

/** The code that a logged-in browser brings back to the app. @throws when it is sent anywhere else */
export async function issueCode(browser: BrowserClient, organizer: string, app: TestApp): Promise<IssuedCode> {
  const verifier = randomBytes(32).toString('base64url')
  const { status, location } = await browser.get(authorizePath(organizer, app, verifier))
  const code = location?.startsWith(app.redirectUri) ? new URL(location).searchParams.get('code') : null
  if (!code) throw new Error(`no code: ${status} ${location}`)
  return { code, verifier }
}

/** Redeems a code at the server with this address. */
export async function redeem(
  server: { url: string },
  organizer: string,
  app: TestApp,
  { code, verifier }: IssuedCode,
): Promise<ProgramAnswer> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: app.redirectUri,
    code_verifier: verifier,
  })
  const authorization = `Basic ${Buffer.from(`${app.clientId}:${app.secret}`).toString('base64')}`
  return read(fetch(`${server.url}/${organizer}/oauth2/v1/token`, { method: 'POST', body, headers: { authorization } }))
}

export async function userinfo(server: { url: string }, organizer: string, token: string): Promise<ProgramAnswer> {
  const headers = { authorization: `Bearer ${token}` }
  return read(fetch(`${server.url}/${organizer}/oauth2/v1/userinfo`, { headers }))
}

async function read(answer: Promise<Response>): Promise<ProgramAnswer> {
  const response = await answer
  const text = await response.text()
  return { status: response.status, body: text === '' ? {} : JSON.parse(text) }
}

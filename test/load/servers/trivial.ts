import { createServer } from 'node:http'
import { REDIRECT_URI } from '../types.ts'
import { discoveryDocument, PATHS, receiveConfig } from './config.ts'

/** Answers every step of a flow with fixed texts: what the load client can do at most. */
export interface TrivialConfig {
  readonly port: number
  readonly subject: string
}

const { port, subject } = await receiveConfig<TrivialConfig>()
const discovery = JSON.stringify(discoveryDocument(`http://127.0.0.1:${port}`))
const tokens = JSON.stringify({ access_token: 'a'.repeat(43), id_token: 'i'.repeat(700), token_type: 'Bearer' })
const claims = JSON.stringify({ sub: subject, name: 'Nobody', email: 'nobody@example.org' })

createServer((request, response) => {
  const url = request.url ?? ''
  if (url.startsWith(PATHS.authorize)) {
    const state = /[?&]state=([^&]*)/.exec(url)?.[1] ?? ''
    response.writeHead(302, { location: `${REDIRECT_URI}?code=${'c'.repeat(43)}&state=${state}` }).end()
    return
  }
  const body = url === PATHS.token ? tokens : url === PATHS.userinfo ? claims : discovery
  request.resume()
  response.writeHead(200, { 'content-type': 'application/json' }).end(body)
}).listen(port, '127.0.0.1')

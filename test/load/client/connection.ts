import { Client } from 'undici'

export interface Answer {
  readonly status: number
  readonly location: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

export interface Call {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** Names and values in turn. */
  readonly headers: string[]
  readonly body?: string
}

/** One keep-alive connection, one request at a time. */
export interface Connection {
  send(call: Call): Promise<Answer>
  close(): Promise<void>
  /** Closes at once; what is not answered yet fails. */
  destroy(): Promise<void>
}

/** Opens a connection to the origin with the first request. Reads no more of an answer than a flow needs. */
export function openConnection(origin: string): Connection {
  const client = new Client(origin, { pipelining: 1, keepAliveTimeout: 60_000 })
  return {
    send: ({ method, path, headers: sent, body }) =>
      new Promise((resolve, reject) => {
        let status = 0
        let headers: Answer['headers'] = {}
        let location = ''
        let text = ''
        client.dispatch(
          { method, path, headers: sent, body: body ?? null },
          {
            onRequestStart() {},
            onResponseStart(_controller, statusCode, answerHeaders) {
              status = statusCode
              headers = answerHeaders
              if (typeof answerHeaders.location === 'string') location = answerHeaders.location
            },
            onResponseData(_controller, chunk) {
              text += chunk.toString()
            },
            onResponseEnd: () => resolve({ status, location, headers, body: text }),
            onResponseError: (_controller, error) => reject(error),
          },
        )
      }),
    close: () => client.close(),
    destroy: () => client.destroy(),
  }
}

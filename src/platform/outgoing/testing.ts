import { OutgoingFailed } from './errors.ts'
import type { Outgoing, OutgoingAnswer, OutgoingRequest } from './types.ts'

export interface SentRequest extends OutgoingRequest {
  readonly url: string
}

type Answer =
  | string
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: string | Uint8Array }

export interface FakeOutgoing extends Outgoing {
  /** In the order in which they came. */
  readonly sent: readonly SentRequest[]
  /** What the address answers from now on; a function is asked each time and may throw. */
  on(url: string, answer: Answer | ((request: SentRequest) => Answer | Promise<Answer>)): void
}

/** Calls that leave the process nowhere; an address without an answer does not resolve. */
export function createFakeOutgoing(): FakeOutgoing {
  const sent: SentRequest[] = []
  const answers = new Map<string, Parameters<FakeOutgoing['on']>[1]>()
  return {
    sent,
    on(url, answer) {
      answers.set(url, answer)
    },
    async fetch(url, request = {}) {
      const one = { ...request, url }
      sent.push(one)
      const answer = answers.get(url)
      if (answer === undefined) throw new OutgoingFailed('unknown_host', new URL(url).origin)
      return answerOf(typeof answer === 'function' ? await answer(one) : answer)
    },
    async close() {},
  }
}

function answerOf(answer: Answer): OutgoingAnswer {
  const { status = 200, headers = {}, body = '' } = typeof answer === 'string' ? { body: answer } : answer
  const bytes = Buffer.from(body)
  return { status, headers: new Headers(headers), body: bytes, text: () => bytes.toString() }
}

/** The part of the library that the peers of tests use; it brings no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  interface Grant {
    addOIDCScope(scope: string): void
    addOIDCClaims(claims: readonly string[]): void
    save(ttlS?: number): Promise<string>
  }

  interface Session {
    readonly uid: string
    loginAccount(login: { accountId: string; loginTs: number }): void
    save(ttlS: number): Promise<string>
  }

  interface InteractionDetails {
    readonly prompt: { readonly name: string }
    readonly params: Record<string, unknown>
    readonly session?: { readonly accountId: string }
  }

  interface Client {
    readonly clientId: string
  }

  interface Prompt {
    readonly name: string
  }

  interface Policy extends Array<Prompt> {
    add(prompt: Prompt, index?: number): void
  }

  export const interactionPolicy: {
    base(): Policy
    readonly Prompt: new (properties: { name: string; requestable: boolean }) => Prompt
  }

  export class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>)
    readonly Grant: new (properties: {
      accountId: string
      clientId: string
    }) => Grant
    readonly Session: new () => Session
    readonly Client: { find(clientId: string): Promise<Client | undefined> }
    readonly AuthorizationCode: new (
      properties: Record<string, unknown>,
    ) => { save(ttlS?: number): Promise<string> }
    callback(): (request: IncomingMessage, response: ServerResponse) => void
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<InteractionDetails>
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: Record<string, unknown>,
      options: { mergeWithLastSubmission: boolean },
    ): Promise<void>
  }
}

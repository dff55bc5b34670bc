/** RFC 9126 2.2. */
export interface PushedAnswer {
  readonly request_uri: string
  /** In seconds. */
  readonly expires_in: number
}

/** RFC 7662 2.2 and RFC 9449 6.2. Instants in seconds. */
export type Introspection =
  | { readonly active: false }
  | {
      readonly active: true
      readonly iss: string
      readonly sub: string
      readonly client_id: string
      readonly scope: string
      readonly iat: number
      readonly exp: number
      /** Of access tokens only: how they are sent. */
      readonly token_type?: 'Bearer' | 'DPoP'
      readonly cnf?: { readonly jkt: string }
    }

/** Any validator that speaks Standard Schema 1, such as one of zod. */
export interface ConfigSchema<Config = unknown> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    validate(value: unknown): SchemaResult<Config> | Promise<SchemaResult<Config>>
  }
}

type SchemaResult<Config> =
  | { readonly value: Config; readonly issues?: undefined }
  | {
      readonly issues: readonly {
        readonly message: string
        readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
      }[]
    }

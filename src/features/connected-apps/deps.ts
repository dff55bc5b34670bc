import type { Config } from '../../config.ts'
import type { OpenidProvider } from '../openid-provider/index.ts'

export interface ConnectedAppsDeps {
  readonly provider: Pick<
    OpenidProvider,
    'host' | 'person' | 'describeNext' | 'consents' | 'consentQuestion' | 'decided'
  >
  readonly config: Config
}

export { ConfigError } from './config/errors.ts'
export type { AuthSection, Config, LogLevel, Mode } from './config/types.ts'

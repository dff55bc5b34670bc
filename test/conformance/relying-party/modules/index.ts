import type { ClientModule } from '../run.ts'
import { basicClientModules } from './basic.ts'
import { configClientModules } from './config.ts'
import { logoutClientModules } from './logout.ts'

const ALL = [...basicClientModules, ...configClientModules, ...logoutClientModules]
const BY_NAME = new Map(ALL.map((module) => [module.name, module]))

/** The module of this name. @throws when there is none, so that a plan cannot leave one out by a slip */
export function clientModuleNamed(name: string): ClientModule {
  const module = BY_NAME.get(name)
  if (!module) throw new Error(`no module is called ${name}`)
  return module
}

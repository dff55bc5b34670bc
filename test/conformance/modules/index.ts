import type { Module } from '../harness/run.ts'
import { codeModules } from './codes.ts'
import { discoveryModules } from './discovery.ts'
import { dynamicModules } from './dynamic.ts'
import { fapiDpopModules } from './fapi-dpop.ts'
import { fapiHappyModules } from './fapi-happy.ts'
import { fapiRefreshModules } from './fapi-refresh.ts'
import { fapiRequestModules } from './fapi-requests.ts'
import { fapiTokenModules } from './fapi-tokens.ts'
import { happyModules } from './happy.ts'
import { logoutModules } from './logout.ts'
import { requestModules } from './requests.ts'
import { sessionModules } from './sessions.ts'
import { userinfoModules } from './userinfo.ts'

const ALL = [
  ...happyModules,
  ...userinfoModules,
  ...sessionModules,
  ...codeModules,
  ...requestModules,
  ...discoveryModules,
  ...dynamicModules,
  ...logoutModules,
  ...fapiHappyModules,
  ...fapiDpopModules,
  ...fapiRequestModules,
  ...fapiTokenModules,
  ...fapiRefreshModules,
]

const BY_NAME = new Map(ALL.map((module) => [module.name, module]))

/** The module of this name. @throws when there is none, so that a plan cannot leave one out by a slip */
export function moduleNamed(name: string): Module {
  const module = BY_NAME.get(name)
  if (!module) throw new Error(`no module is called ${name}`)
  return module
}

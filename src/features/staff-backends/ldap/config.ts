import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import type { BackendText } from '../contract.ts'
import { groupRulesShape } from '../shared/group-rules.ts'
import { isDirectoryUrl, sectionProblems } from './config-checks.ts'
import { normalDn } from './distinguished-name.ts'
import { placeholders } from './templates.ts'

/** What is needed to read a section besides the section. */
export interface ConfigSurroundings {
  /** Where relative paths begin. */
  readonly folder: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Active Directory's rule that follows groups of groups by itself ([MS-ADTS] 3.1.1.3.4.4.3). */
const IN_CHAIN = '(member:1.2.840.113556.1.4.1941:={dn})'
const GROUP_FILTER = '(|(member={dn})(uniqueMember={dn}))'
const NESTED_STEPS = 10

const attribute = z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'must be the name of an attribute')
const text = z.union([z.string().min(1), z.object({ en: z.string().min(1) }).catchall(z.string())])
const url = z.string().refine(isDirectoryUrl, 'must look like "ldaps://host" or "ldap://host:389"')

const section = z.strictObject({
  urls: z.preprocess((given) => (typeof given === 'string' ? [given] : given), z.array(url).min(1)),
  starttls: z.boolean().default(false),
  allow_plain_text: z.boolean().default(false),
  ca_file: z.string().min(1).optional(),
  tls_verify: z.boolean().default(true),
  timeout_ms: z.number().int().min(100).max(15_000).default(5000),
  bind_dn: z.string().min(1).optional(),
  bind_password: z.string().min(1).optional(),
  bind_password_env: z.string().min(1).optional(),
  dn_template: z.string().min(1).optional(),
  base_dn: z.string().min(1).optional(),
  filter: z.string().min(1).optional(),
  fields: z.record(z.string(), text).default({}),
  hint: text.optional(),
  identifier_attribute: attribute.default('entryUUID'),
  email_attribute: attribute.default('mail'),
  name_attributes: z.array(attribute).min(1).optional(),
  locale_attribute: attribute.optional(),
  group_attribute: attribute.default('memberOf'),
  group_base_dn: z.string().min(1).optional(),
  group_filter: z.string().min(1).optional(),
  nested_groups: z.union([z.boolean(), z.literal('active-directory')]).default(false),
  ...groupRulesShape,
})

type Section = z.output<typeof section>

/** How somebody is found and checked. */
export type LdapBind =
  | { readonly kind: 'service'; readonly dn: string; readonly password: string; readonly search: PersonSearch }
  | { readonly kind: 'direct'; readonly template: string; readonly search: PersonSearch | null }

export interface PersonSearch {
  readonly baseDn: string
  readonly filter: string
}

export type LdapConfig = ReturnType<typeof configOf>

/** The section `[auth.<identifier>]` of this backend. */
export function ldapConfigSchema({ folder, env }: ConfigSurroundings) {
  return section.transform((given, context) => {
    const problem: Problem = (path, message) => context.addIssue({ code: 'custom', path: [path], message })
    for (const [path, message] of sectionProblems(given)) problem(path, message)
    const ca = given.ca_file === undefined ? null : certificates(resolve(folder, given.ca_file))
    if (ca instanceof Error) problem('ca_file', ca.message)
    const bind = bindOf(given, env, problem)
    return configOf(given, bind, typeof ca === 'string' ? ca : null)
  })
}

type Problem = (path: string, message: string) => void

function configOf(given: Section, bind: LdapBind, ca: string | null) {
  const chain = given.nested_groups === 'active-directory'
  const isSearched = chain || given.group_filter !== undefined || given.group_base_dn !== undefined
  return {
    servers: {
      urls: given.urls,
      startTls: given.starttls,
      tlsVerify: given.tls_verify,
      ca,
      timeoutMs: given.timeout_ms,
    },
    bind,
    /** What has to be typed besides the password. */
    fields: placeholders(`${given.dn_template ?? ''}${given.filter ?? ''}`),
    labels: given.fields as Readonly<Record<string, BackendText>>,
    hint: given.hint as BackendText | undefined,
    attributes: {
      identifier: given.identifier_attribute,
      email: given.email_attribute,
      /** Joined by blanks; null: `displayName`, else `cn`. */
      names: given.name_attributes ?? null,
      locale: given.locale_attribute ?? null,
    },
    groups: {
      attribute: given.group_attribute,
      search: isSearched
        ? {
            baseDn: given.group_base_dn ?? given.base_dn ?? '',
            filter: chain ? IN_CHAIN : (given.group_filter ?? GROUP_FILTER),
          }
        : null,
      depth: given.nested_groups === true ? NESTED_STEPS : 0,
    },
    rules: {
      required_groups: given.required_groups.map(oneSpelling),
      admin_groups: given.admin_groups?.map(oneSpelling),
      teams: given.teams?.map((rule) => ({ ...rule, group: oneSpelling(rule.group) })),
    },
  }
}

function bindOf(given: Section, env: ConfigSurroundings['env'], problem: Problem): LdapBind {
  const { dn_template: template, base_dn: baseDn, filter } = given
  const search = baseDn !== undefined && filter !== undefined ? { baseDn, filter } : null
  if (template !== undefined) {
    if (given.bind_dn !== undefined) problem('dn_template', 'either bind_dn or dn_template, not both')
    return { kind: 'direct', template, search }
  }
  if (given.bind_dn === undefined)
    problem('bind_dn', 'is missing (or dn_template, to log in without a service account)')
  if (baseDn === undefined) problem('base_dn', 'is missing')
  if (filter === undefined) problem('filter', 'is missing')
  const name = given.bind_password_env
  const password = given.bind_password ?? (name === undefined ? undefined : env[name])
  if (!password) {
    if (name === undefined) problem('bind_password', 'is missing (or bind_password_env)')
    else problem('bind_password_env', `the environment variable ${name} is not set`)
  }
  return {
    kind: 'service',
    dn: given.bind_dn ?? '',
    password: password ?? '',
    search: search ?? { baseDn: '', filter: '' },
  }
}

function certificates(path: string): string | Error {
  try {
    const pem = readFileSync(path, 'utf8')
    return pem.includes('-----BEGIN CERTIFICATE-----') ? pem : new Error(`${path} holds no certificate in PEM`)
  } catch (error) {
    return new Error(`${path} cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

/** Whole names of groups are compared in one spelling. */
function oneSpelling(group: string): string {
  return group.includes('=') ? normalDn(group) : group
}

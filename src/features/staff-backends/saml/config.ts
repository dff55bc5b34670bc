import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { groupRulesShape } from '../shared/group-rules.ts'

const name = z.string().min(1).max(500)
const BASE64 = /^[A-Za-z0-9+/=\s]+$/

const certificate = z
  .string()
  .refine((text) => text.includes('-----BEGIN') || BASE64.test(text), 'must be a certificate, PEM or base64')

/** A file that is read when the program starts. */
const fileIn = (folder: string) =>
  z.string().transform((path, context) => {
    try {
      return readFileSync(resolve(folder, path), 'utf8')
    } catch {
      context.addIssue({ code: 'custom', message: `there is no file ${path} that can be read` })
      return z.NEVER
    }
  })

/**
 * The section of a SAML identity provider in foyer.toml.
 * @param folder where relative paths begin
 */
export function samlConfigSchema(folder: string) {
  const file = fileIn(folder)
  return z
    .strictObject({
      /** Where people are sent, by HTTP-Redirect. */
      entry_point: z.url({ protocol: /^https?$/, error: 'must be the address of the single sign-on service' }),
      /** `entityID` of the identity provider: the issuer of its assertions. */
      idp_entity_id: name,
      /** Certificates that its signatures are checked with: two while it changes keys. */
      idp_certs: z.array(certificate).optional(),
      idp_cert_files: z.array(file).optional(),
      /** Our `entityID`; the address of the metadata unless said otherwise. */
      entity_id: name.optional(),
      /** Signs our requests. */
      private_key_file: file.optional(),
      /** Decrypts assertions. */
      decryption_key_file: file.optional(),
      require_signed_response: z.boolean().default(false),
      clock_skew_s: z.int().min(0).max(300).default(60),
      name_id_format: name.default('urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'),
      /** Attribute that names a person for good; the NameID unless said otherwise. */
      identifier_attribute: name.optional(),
      email_attribute: name.default('urn:oid:0.9.2342.19200300.100.1.3'),
      /** Attributes that make the full name, joined by blanks. */
      name_attributes: z.array(name).default(['urn:oid:2.16.840.1.113730.3.1.241']),
      groups_attribute: name.optional(),
      /** Values of AuthnContextClassRef that mean that a second factor was checked there. */
      second_factor: z.array(name).default([]),
      /** Where people are sent after they have logged out here. */
      logout_url: z.url({ protocol: /^https?$/, error: 'must be an address' }).optional(),
      ...groupRulesShape,
    })
    .transform(({ idp_certs = [], idp_cert_files = [], ...rest }) => ({
      ...rest,
      certificates: [...idp_certs, ...idp_cert_files],
    }))
    .refine(({ certificates }) => certificates.length > 0, {
      path: ['idp_certs'],
      message: 'at least one certificate is needed, here or in idp_cert_files',
    })
}

export type SamlConfig = z.output<ReturnType<typeof samlConfigSchema>>

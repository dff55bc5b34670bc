import { generateKeyPairSync } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { SignedXml } from 'xml-crypto'

const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'
const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer'
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success'

export const PROVIDER_ID = 'https://idp.example/saml'
export const MAIL = 'urn:oid:0.9.2342.19200300.100.1.3'

/** What an answer says; everything that a test may want to spoil. */
export interface Answer {
  readonly nameId?: string
  readonly nameIdFormat?: string
  readonly attributes?: Readonly<Record<string, readonly string[]>>
  readonly audience?: string
  readonly recipient?: string
  readonly issuer?: string
  readonly inResponseTo?: string
  /** The same in the assertion, where it differs; empty leaves it out. */
  readonly confirms?: string
  readonly status?: string
  readonly authnContext?: string
  /** Seconds from now. */
  readonly validFor?: number
  /** `none` leaves the signature out, `foreign` signs with a key that nobody knows. */
  readonly signature?: 'own' | 'none' | 'foreign'
  /** Changes the document after it was signed. */
  readonly tamper?: (xml: string) => string
}

/** A request as it arrives at the provider. */
export interface SamlRequest {
  readonly id: string
  readonly relayState: string
  readonly xml: string
}

/** A SAML identity provider, as far as its answers go. */
export interface SamlProvider {
  /** PEM of the key that its signatures are checked with. */
  readonly certificate: string
  read(url: URL): SamlRequest
  /** The form that it lets the browser post. @param to the address that the form is posted to */
  answer(request: SamlRequest, to: string, answer?: Answer): Record<string, string>
}

export function samlProvider(): SamlProvider {
  const [own, foreign] = [newKeys(), newKeys()]
  return {
    certificate: own.publicKey,
    read(url) {
      const xml = inflateRawSync(Buffer.from(url.searchParams.get('SAMLRequest') ?? '', 'base64')).toString()
      const id = /\bID="([^"]+)"/.exec(xml)?.[1] ?? ''
      return { id, relayState: url.searchParams.get('RelayState') ?? '', xml }
    },
    answer(request, to, answer = {}) {
      const xml = responseXml(request.id, to, answer)
      const keys = answer.signature === 'foreign' ? foreign : own
      const signed = answer.signature === 'none' || answer.status !== undefined ? xml : sign(xml, keys.privateKey)
      const SAMLResponse = Buffer.from(answer.tamper?.(signed) ?? signed).toString('base64')
      return { SAMLResponse, RelayState: request.relayState }
    },
  }
}

function newKeys(): { publicKey: string; privateKey: string } {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
}

function sign(xml: string, privateKey: string): string {
  const signer = new SignedXml({
    privateKey,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: EXCLUSIVE,
  })
  signer.addReference({
    xpath: "//*[local-name(.)='Assertion']",
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', EXCLUSIVE],
  })
  const location = { reference: "//*[local-name(.)='Assertion']/*[local-name(.)='Issuer']", action: 'after' } as const
  signer.computeSignature(xml, { location })
  return signer.getSignedXml()
}

function responseXml(requestId: string, to: string, answer: Answer): string {
  const now = Date.now()
  const at = (seconds: number) => new Date(now + seconds * 1000).toISOString()
  const { issuer = PROVIDER_ID, recipient = to, inResponseTo = requestId, validFor = 300 } = answer
  const request = answer.confirms ?? inResponseTo
  const confirms = request === '' ? '' : ` InResponseTo="${request}"`
  const audience = answer.audience ?? new URL('metadata', to).href
  const { nameId = 'kim-1', nameIdFormat = PERSISTENT, status = SUCCESS } = answer
  const attributes = Object.entries(answer.attributes ?? { [MAIL]: ['kim@company.example'] })
    .map(([name, values]) => `<Attribute Name="${name}">${values.map(attributeValue).join('')}</Attribute>`)
    .join('')
  const context = answer.authnContext ?? 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password'
  const assertion = `<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a1" Version="2.0" IssueInstant="${at(0)}"><Issuer>${issuer}</Issuer><Subject><NameID Format="${nameIdFormat}">${nameId}</NameID><SubjectConfirmation Method="${BEARER}"><SubjectConfirmationData${confirms} Recipient="${recipient}" NotOnOrAfter="${at(validFor)}"/></SubjectConfirmation></Subject><Conditions NotBefore="${at(validFor - 600)}" NotOnOrAfter="${at(validFor)}"><AudienceRestriction><Audience>${audience}</Audience></AudienceRestriction></Conditions><AuthnStatement AuthnInstant="${at(0)}" SessionIndex="s-1"><AuthnContext><AuthnContextClassRef>${context}</AuthnContextClassRef></AuthnContext></AuthnStatement><AttributeStatement>${attributes}</AttributeStatement></Assertion>`
  const body = status === SUCCESS ? assertion : ''
  return `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r1" Version="2.0" IssueInstant="${at(0)}" Destination="${to}" InResponseTo="${inResponseTo}"><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</Issuer><samlp:Status><samlp:StatusCode Value="${status}"/></samlp:Status>${body}</samlp:Response>`
}

const attributeValue = (value: string) => `<AttributeValue>${value}</AttributeValue>`

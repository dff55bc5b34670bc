import { hash } from 'node:crypto'

/** By which entries about a person are found without naming them. */
export function subjectHash({ issuer, subject }: { readonly issuer: string; readonly subject: string }): string {
  return hash('sha256', JSON.stringify([issuer, subject]), 'base64url')
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import { renderPage } from '../../../ui/render.ts'
import type { Own } from '../context.ts'
import type { AccountSecurityDeps } from '../deps.ts'
import { AddressOwnerPage } from '../pages/address-owner.tsx'
import { pageContext } from './own.ts'

/** Whether an identity provider decides the address of this account; then the browser was told so, and nothing may change it here. */
export async function isAddressOwned(
  request: FastifyRequest,
  reply: FastifyReply,
  { addressOwner }: Pick<AccountSecurityDeps, 'addressOwner'>,
  own: Own,
): Promise<boolean> {
  const owner = await addressOwner?.(request, own.customer)
  if (!owner) return false
  const page = AddressOwnerPage({ ...pageContext(request, reply, own), owner })
  reply.code(request.method === 'GET' ? 200 : 409).html(await renderPage(page))
  return true
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendOnward } from './pages/onward.tsx'

/**
 * Sends the browser to the provider. A browser that came with a form of ours holds all redirects that follow to what that page
 * allows (form-action), so it gets a page that leads on: a navigation of its own. W3C Content Security Policy 3, 6.4.1.
 */
export async function leaveFor(
  request: FastifyRequest,
  reply: FastifyReply,
  address: string,
  providerName: string,
): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer')
  return request.method === 'GET'
    ? reply.redirect(address, 303)
    : sendOnward(request, reply, { address, name: providerName })
}

/** Whether redirects may still be held to the form of a page of ours. A link of ours looks the same. Fetch Metadata. */
export function mayComeFromForm({ headers }: FastifyRequest): boolean {
  return headers['sec-fetch-site'] === 'same-origin' && headers['sec-fetch-dest'] === 'document'
}

import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { NotFound } from '../../../core/errors.ts'
import { isIdentifier } from '../rules/identifier.ts'
import { isAnonymised } from '../rules/status.ts'
import type { Customers } from '../service.ts'
import type { Customer } from '../types.ts'

const params = z.object({ identifier: z.string() })

/** The customer of the address. @throws NotFound */
export async function customerOf(request: FastifyRequest, customers: Customers): Promise<Customer> {
  const { identifier } = params.parse(request.params)
  const customer = isIdentifier(identifier) ? await customers.byIdentifier(request.organizer.id, identifier) : null
  if (!customer) throw new NotFound('customer')
  return customer
}

/** The customer of the address, if there is something left to change. @throws NotFound */
export async function changeableCustomerOf(request: FastifyRequest, customers: Customers): Promise<Customer> {
  const customer = await customerOf(request, customers)
  if (isAnonymised(customer)) throw new NotFound('customer that is not anonymised')
  return customer
}

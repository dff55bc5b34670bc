import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Platform } from '../../../platform/platform.ts'
import type { AccountFrame } from '../../../ui/account-layout.tsx'
import type { Customers } from '../service.ts'
import type { Customer, FindOwnedNotes } from '../types.ts'

/** Who is logged in, as far as these pages need it. */
export interface CustomerLogin {
  readonly customer: Pick<Customer, 'id'>
}

/** What logging in is belongs to another feature; it hands in how its pages look and where strangers go. */
export interface ProfileRoutesDeps<Login extends CustomerLogin> {
  readonly platform: Pick<Platform, 'clock'>
  readonly customers: Pick<Customers, 'byId' | 'update'>
  readonly login: (request: FastifyRequest) => Promise<Login | null>
  /** Fields that the person cannot change here. */
  readonly ownedNotes?: FindOwnedNotes
  readonly toLogin: (request: FastifyRequest, reply: FastifyReply) => FastifyReply
  /** The frame of the account; called once for each page. */
  readonly frame: (request: FastifyRequest, reply: FastifyReply, login: Login) => AccountFrame
}

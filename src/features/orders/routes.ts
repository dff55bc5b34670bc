import type { FastifyInstance } from 'fastify'
import { accountsAreOn } from '../organizers/index.ts'
import { claim, hide, unclaim, unhide } from './account/choose.ts'
import { hiddenPage, ordersPage, PATHS } from './account/list.ts'
import { orderPage, ticketPage } from './account/order.ts'
import { type OfficeOrdersDeps, officeOrdersPage } from './office/page.tsx'
import type { Orders } from './types.ts'

/** The pages of the person, and of everybody with the link to an order. The scope has `organizerScope`, `pageHooks` and `customerSessionHook`. */
export function orderRoutes(app: FastifyInstance, { orders }: { readonly orders: Orders }): void {
  app.get('/:event/order/:code/:secret', orderPage(orders))
  app.get('/:event/ticket/:code/:positionid/:secret', ticketPage(orders))
  app.register(async (account) => {
    account.addHook('onRequest', accountsAreOn)
    account.get('/account', ordersPage(orders))
    account.post(PATHS.claim, claim(orders))
    account.post(PATHS.unclaim, unclaim(orders))
    account.post(PATHS.hide, hide(orders))
    account.get(PATHS.hidden, hiddenPage(orders))
    account.post(PATHS.unhide, unhide(orders))
  })
}

/** Below `/control/organizer/:organizer`. Each handler names the right that it needs. */
export function officeOrderRoutes(app: FastifyInstance, deps: OfficeOrdersDeps): void {
  app.get('/customer/:identifier/orders', officeOrdersPage(deps))
}

import { CLIENT_PARAMETERS, type ClientRequest } from '../client-authentication/types.ts'
import { refuseOddParameters } from '../odd-parameters.ts'

/** What the client proves itself with is sent once and is not endless; the request itself has rules of its own. RFC 9126 2.1. */
export function checkParameters({ params }: Pick<ClientRequest, 'params'>): void {
  refuseOddParameters(params, CLIENT_PARAMETERS)
}

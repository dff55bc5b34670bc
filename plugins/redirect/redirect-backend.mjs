import { createHmac, timingSafeEqual } from 'node:crypto'

// A redirect: the company's login page sends people back with a ticket that it has signed.
// [auth.company-login] url = "https://login.company.example/", secret = "…"
export default class CompanyLogin {
  identifier = 'company-login'
  verboseName = { en: 'Company login', de: 'Firmenlogin' }

  // At the click. `state` leads back to what is put aside here, in this browser only and once.
  async beginLogin(request) {
    const url = new URL(request.config.url)
    url.searchParams.set('state', await request.attempts.start())
    url.searchParams.set('return_to', request.callbackUrl)
    if (request.purpose === 'reauthentication') url.searchParams.set('fresh', '1')
    return url.href
  }

  // At the return.
  async handleCallback(request) {
    const { state, ticket = '', signature = '', error } = request.query
    const attempt = await request.attempts.take(state)
    if (attempt === null) {
      throw request.refuse({
        en: 'This login took too long or was opened twice. Please try again.',
        de: 'Diese Anmeldung hat zu lange gedauert oder wurde zweimal geöffnet. Bitte versuchen Sie es noch einmal.',
      })
    }
    if (error !== undefined) {
      throw request.refuse({ en: 'The company login did not let you in.', de: 'Der Firmenlogin hat Sie abgelehnt.' })
    }
    if (!isSigned(`${state}.${ticket}`, signature, request.config.secret)) return null
    const person = JSON.parse(Buffer.from(ticket, 'base64url').toString())
    return {
      user: await request.users.getOrCreateForBackend({
        identifier: person.id,
        email: person.email,
        setAlways: { fullname: person.name },
        teams: person.teams,
      }),
      secondFactorDone: person.mfa === true,
    }
  }

  logoutUrl(request) {
    return new URL('/logout', request.config.url).href
  }
}

function isSigned(text, signature, secret) {
  const expected = createHmac('sha256', secret).update(text).digest()
  const given = Buffer.from(signature, 'base64url')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

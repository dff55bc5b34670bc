// An external session: the reverse proxy has checked the person and says so in headers.
// Name the proxy in `trusted_proxies`, and let it remove these headers from what browsers send.
export default {
  identifier: 'company-proxy',
  verboseName: 'Company proxy',
  visible: false,

  async requestAuthenticate({ headers, isFromTrustedProxy, users, log }) {
    const name = headers['x-company-user']
    const email = headers['x-company-email']
    if (typeof name !== 'string' || typeof email !== 'string' || name === '' || email === '') return null
    if (!isFromTrustedProxy) {
      log.warn({ name }, 'the header does not come from the proxy')
      return null
    }
    return users.getOrCreateForBackend({ identifier: name, email, setOnCreation: { fullname: name } })
  },
}

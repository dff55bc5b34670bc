interface Cookie {
  readonly name: string
  readonly value: string
  readonly path: string
  readonly isSecure: boolean
}

/** Cookies of one browser, by host; ports do not matter (RFC 6265 8.5). */
export class CookieJar {
  readonly #hosts = new Map<string, Map<string, Cookie>>()

  /** The `Cookie` header for this address; empty when there is none. */
  header(url: URL): string {
    const cookies = [...(this.#hosts.get(url.hostname)?.values() ?? [])]
    return cookies
      .filter(({ path, isSecure }) => url.pathname.startsWith(path) && (!isSecure || url.protocol === 'https:'))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
  }

  keep(url: URL, lines: readonly string[]): void {
    const cookies = this.#hosts.get(url.hostname) ?? new Map<string, Cookie>()
    this.#hosts.set(url.hostname, cookies)
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
      const at = pair.indexOf('=')
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
      const attribute = (wanted: string) =>
        attributes.find((text) => text.toLowerCase().startsWith(wanted))?.slice(wanted.length)
      const key = `${name} ${attribute('path=') ?? '/'}`
      const isGone = attribute('max-age=') === '0' || Date.parse(attribute('expires=') ?? '') < Date.now()
      if (isGone) cookies.delete(key)
      else {
        const isSecure = attribute('secure') !== undefined
        cookies.set(key, { name, value, path: attribute('path=') ?? '/', isSecure })
      }
    }
  }

  clear(): void {
    this.#hosts.clear()
  }
}

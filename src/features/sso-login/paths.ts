/** Where a login at a provider begins, within the organizer's pages. */
export function startPath(slug: string): string {
  return `/account/login/${slug}/`
}

/** Where the provider sends people back to: its redirect URI. */
export function returnPath(slug: string): string {
  return `/account/login/${slug}/return`
}

/** Where a form asks to add an identity to the account that is logged in. */
export function linkPath(slug: string): string {
  return `/account/login/${slug}/link`
}

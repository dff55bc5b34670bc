/** Pages of a logout at a provider, below the organizer's base. */
export const PATHS = {
  /** Sends the browser on to the provider. */
  leave: '/account/logout/provider',
  /** Where the provider sends it back: to be registered there as post-logout redirect URI. */
  back: '/account/logout/return',
} as const

/** Where the provider posts logout tokens: to be registered there. */
export function backChannelPath(slug: string): string {
  return `/account/login/${slug}/backchannel`
}

/** What the provider shows in a frame when it logs somebody out: to be registered there. */
export function frontChannelPath(slug: string): string {
  return `/account/login/${slug}/frontchannel`
}

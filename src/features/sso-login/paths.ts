/** Where a form asks to add an identity to the account that is logged in, below an organizer's pages. */
export function linkPath(slug: string): string {
  return `/account/login/${slug}/link`
}

import type { Reader, World } from './world.ts'

export interface PageUnderTest {
  readonly name: string
  /** As it stands in the code; none for what has no route, such as errors. */
  readonly route?: string
  readonly as: Reader
  readonly path: (world: World) => string
  readonly status?: number
}

/** A page below the organizer's address; `path` is its route, too. */
export const shop = (name: string, path: string, more: Partial<PageUnderTest> = {}): PageUnderTest => ({
  name,
  route: `/:organizer${path}`.replace(/\/$/, ''),
  as: 'nobody',
  path: ({ demo }) => `${demo.shop.slice(0, -1)}${path}`,
  ...more,
})

/** A page of the back office. */
export const office = (name: string, route: string, more: Partial<PageUnderTest> = {}): PageUnderTest => ({
  name,
  route: `/control${route}`,
  as: 'staff',
  path: ({ demo }) => `${demo.foyer.url}/control${route}`,
  ...more,
})

/** A page of the back office about the demo's organizer. */
export const inOffice = (
  name: string,
  route: string,
  path: (world: World) => string = () => route,
  more: Partial<PageUnderTest> = {},
): PageUnderTest =>
  office(name, `/organizer/:organizer${route}`, {
    path: (world) => `${world.demo.foyer.url}/control/organizer/${world.demo.access.organizer}${path(world)}`,
    ...more,
  })

/** How far the clocks of provider and client may be apart, in seconds. */
export const CLOCK_SKEW_S = 60

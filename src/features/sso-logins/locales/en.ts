/** Logins through SSO providers, for staff. */
export const ssoLogins = {
  personal: {
    title: 'Logins through other services',
    goes_one: 'What another service sent at one login',
    goes_other: 'What other services sent at {{count}} logins',
  },
} as const

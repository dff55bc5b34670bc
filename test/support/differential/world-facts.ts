/** What both providers are set up with. */
export const OTHER_REDIRECT_URI = 'https://app.example/other?tenant=7'
export const SCOPE = 'openid profile email phone offline_access'
export const ALL_RESPONSE_TYPES = [
  'code',
  'id_token',
  'id_token token',
  'code id_token',
  'code token',
  'code id_token token',
] as const

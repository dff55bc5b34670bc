export const api = {
  noCredentials: 'Authentication credentials were not provided.',
  badToken: 'Invalid token.',
  idle: 'Your session was not used for a while. Log in again.',
  firstElsewhere: 'Something has to be done in the back office first: open it in a browser.',
  notRecent: 'Prove again who you are in the back office, then repeat this call.',
  onlyOneself: 'This cannot be done while looking through the account of somebody else.',
  onlyPeople: 'A token belongs to a team and is no person.',
  otherOrigin: 'This call does not come from a page of this installation.',
  field: {
    missing: 'This field is required.',
    wrong: 'This value does not fit.',
    afterOwn: 'A token makes none that outlives it.',
  },
}

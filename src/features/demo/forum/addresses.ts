/** What the forum registers with the shop. */
export interface ForumAddresses {
  readonly callback: string
  /** Where people arrive after a logout that the forum asked for. */
  readonly loggedOut: string
  /** Takes the messages of the shop about logouts. */
  readonly backchannelLogout: string
}

/** @param url origin of the forum, without a slash at the end */
export function forumAddresses(url: string): ForumAddresses {
  return {
    callback: `${url}/callback`,
    loggedOut: `${url}/logged-out`,
    backchannelLogout: `${url}/backchannel-logout`,
  }
}

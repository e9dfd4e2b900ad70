/** What scrubbing an account (accounts/scrub.ts) does to its shares: SQL that is given the ids of the accounts. */
export const SCRUB_SHARING = [
  // Shares with an address stay in the owner's list, like an invitation that nobody has accepted: their end would
  // reveal whose address it was.
  'delete from file_shares where email is null and user_id = any(?)',
  'update file_shares set user_id = null where user_id = any(?)',
  // Whom they shared with, and by which links, is deleted at once.
  'delete from file_shares using files where files.id = file_id and owner_id = any(?)',
  'delete from file_links using files where files.id = file_id and owner_id = any(?)',
  'update users set share_mails = true where id = any(?)',
]

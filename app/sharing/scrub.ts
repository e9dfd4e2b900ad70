/** What is done about the shares of people whose accounts are scrubbed (accounts/scrub.ts): SQL, which is given their ids. */
export const SCRUB_SHARING = [
  // Under an address, what others share with them stays in the owner's list, as one that nobody has taken up does: that
  // it ended would tell whose address it was.
  'delete from file_shares where email is null and user_id = any(?)',
  'update file_shares set user_id = null where user_id = any(?)',
  // Whom they shared with, and by which links, goes at once.
  'delete from file_shares using files where files.id = file_id and owner_id = any(?)',
  'delete from file_links using files where files.id = file_id and owner_id = any(?)',
  'update users set share_mails = true where id = any(?)',
]

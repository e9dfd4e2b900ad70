/**
 * Names that would pass for the service itself, for its staff, for a mailbox that RFC 2142 reserves, for one of our
 * pages, or for nobody at all.
 */
const RESERVED = `
  admin admins administrator moderator mod owner staff team operator sysadmin
  root sudo super superuser system daemon service bot gatehouse official
  support help helpdesk security privacy legal billing sales info contact news press feedback
  mail email postmaster hostmaster webmaster abuse noc no-reply do-not-reply mailer-daemon newsletter
  notifications usenet uucp www ftp smtp imap dns localhost
  api app cdn static assets public file files health status docs about terms home index dashboard
  login logout sign-in sign-out sign-up register auth oauth sso session sessions token tokens
  password reset verify account accounts profile settings user users username member members guest
  me my self you anonymous nobody everyone everybody someone unknown deleted suspended
  null nil none undefined nan true false`

const joined = (name: string) => name.replace(/[_.-]/g, '')

const reserved: ReadonlySet<string> = new Set(RESERVED.trim().split(/\s+/).map(joined))

/** Whether a name in canonical form is reserved, however it is punctuated: "no.reply", "_admin_". */
export const isReservedUsername = (name: string) => reserved.has(joined(name))

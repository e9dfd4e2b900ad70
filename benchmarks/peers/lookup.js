/** The look-up of the careful servers: one JOIN for either credential. */
import { createHash } from 'node:crypto'

const SELECT = `select users.id, users.username, users.email, users.pending_email as "pendingEmail", users.status,
  users.is_super_user as "isSuperUser", users.email_verified_at as "emailVerifiedAt",
  users.created_at as "createdAt", users.updated_at as "updatedAt"`
const BY_TOKEN = `${SELECT} from access_tokens
  join sign_ins on sign_ins.id = sign_in_id join users on users.id = user_id
  where access_tokens.hash = $1 and access_tokens.expires_at > now() and sign_ins.expires_at > now()
    and users.status = 'active'`
const BY_SESSION = `${SELECT} from sessions
  join sign_ins on sign_ins.id = sign_in_id join users on users.id = user_id
  where sessions.id_hash = $1 and sign_ins.expires_at > now() and users.status = 'active'`

const sha256 = (secret) => createHash('sha256').update(secret).digest()

/** The statement that finds whoever is calling, its name, and its value. */
export function lookupOf({ authorization, cookie }) {
  const [name, text, secret] = authorization
    ? ['token', BY_TOKEN, authorization.slice('Bearer '.length)]
    : ['session', BY_SESSION, cookie?.split('=')[1] ?? '']
  return { name, text, values: [sha256(secret)] }
}

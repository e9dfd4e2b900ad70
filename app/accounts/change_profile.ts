import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { proposeEmail } from '#accounts/pending_email'
import { countAddressMail } from '#accounts/verify_email'
import type { Language } from '#config/i18n'
import { transaction } from '#database/transaction'
import { record } from '#activity/record'
import UsernameChangedMail from '#mails/username_changed_mail'
import type { AsRead } from '#database/as_read'
import { refuseTakenNames } from '#models/unique_names'
import type { Access } from '#models/sign_ins/access'
import type User from '#models/user'

/** Null stands for the default: the browser's language, or UTC. */
type Preferences = {
  displayName: string | null
  language: Language | null
  theme: 'light' | 'dark' | null
  timeZone: string | null
  /** Whether they get an email when somebody shares a file with them. */
  shareMails: boolean
}

type ProfileChange = {
  username?: string
  email?: string
} & Partial<Preferences>

/**
 * A new address waits to be confirmed; a new username takes effect at once.
 * @throws Problem too_many_requests, precondition_failed, or validation_failed if the username or email is taken
 */
export async function changeProfile(
  user: User,
  access: Access,
  { username, email, ...preferences }: ProfileChange,
  { asRead }: AsRead = {}
) {
  if (email && email !== user.email) await countAddressMail(user, email)
  await refuseTakenNames(() =>
    transaction(async (trx) => {
      await user.lockAsConfirmed(trx, access, { asRead })
      await user.merge(preferences).save()
      if (username && username !== user.username) await rename(user, username, trx)
      if (email) await proposeEmail(user, email, trx)
    })
  )
}

/** The owner is notified (ASVS 6.3.7). */
async function rename(user: User, username: string, trx: TransactionClientContract) {
  const oldUsername = user.username
  user.username = username
  await user.useTransaction(trx).save()
  await new UsernameChangedMail(user, { oldUsername }).queue(trx)
  await record('username_changed', { userId: user.id }, trx)
}

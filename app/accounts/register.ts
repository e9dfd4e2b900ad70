import { sendVerification } from '#accounts/verify_email'
import { record } from '#activity/record'
import { transaction } from '#database/transaction'
import { refuseTakenNames } from '#models/unique_names'
import User from '#models/user'
import { hashPassword } from '#passwords/hashing'

type Registration = {
  username: string
  email: string
  password: string
  /** Only by command, and only if there is none: the database refuses a second one. */
  isSuperUser?: boolean
}

/** The browser or app that registered, its address (see describeClient()), and its language. */
type RegisteredFrom = { name: string; ipAddress: string | null; language: string | null }

/**
 * @param from shown to the owner of the address, who may never have asked for the account
 * @throws Problem validation_failed if the username or email is taken
 */
export async function register(
  { username, email, password, isSuperUser = false }: Registration,
  from?: RegisteredFrom
): Promise<User> {
  const passwordHash = await hashPassword(password)
  return refuseTakenNames(() =>
    transaction(async (trx) => {
      const user = await User.create(
        {
          ...{ username, email, passwordHash },
          ...{ status: 'active', isSuperUser },
          ...{ registeredWith: from?.name, registeredFrom: from?.ipAddress },
          language: from?.language,
        },
        { client: trx }
      )
      await record('account_made', { userId: user.id }, trx)
      await sendVerification(user, email, trx)
      return user
    })
  )
}

import type { BrokenRule } from '#exceptions/catalogue/sentences'
import { CommitFailed } from '#database/told_commits'
import { problems } from '#exceptions/problem'

const UNIQUE_VIOLATION = '23505'

/** The rules behind the database's constraints. */
const TAKEN: Record<string, BrokenRule> = {
  users_username_unique: 'username.unique',
  users_email_unique: 'email.unique',
  users_one_super_user: 'super.unique',
  personal_tokens_name_unique: 'name.unique',
}

/** A constraint may also be checked at COMMIT, which then fails because of it. */
function takenName(error: unknown) {
  const violation = error instanceof CommitFailed ? error.cause : error
  const { code, constraint } = (violation ?? {}) as { code?: string; constraint?: string }
  return code === UNIQUE_VIOLATION && constraint ? TAKEN[constraint] : undefined
}

/** Whether the database refused a username or an email address because another account has it. */
export const isTakenName = (error: unknown) => takenName(error) !== undefined

export const emailTaken = () => problems.brokenRule('email.unique')

/**
 * The database decides: if two people want one name at once, one wins and the other gets this problem.
 * @throws Problem validation_failed
 */
export async function refuseTakenNames<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    const taken = takenName(error)
    throw taken ? problems.brokenRule(taken) : error
  }
}

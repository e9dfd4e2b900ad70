import { CommitFailed } from '#database/told_commits'
import { problems } from '#exceptions/problem'

const UNIQUE_VIOLATION = '23505'

export const TAKEN: Record<string, { field: string; message: string }> = {
  users_username_unique: { field: 'username', message: 'That username is taken.' },
  users_email_unique: {
    field: 'email',
    message: 'That e-mail address is already in use. If it is yours, ask for a new password.',
  },
  personal_tokens_name_unique: {
    field: 'name',
    message: 'You have a token of that name already.',
  },
}

/** A constraint may also be checked at COMMIT, which then fails because of it. */
function takenName(error: unknown) {
  const violation = error instanceof CommitFailed ? error.cause : error
  const { code, constraint } = (violation ?? {}) as { code?: string; constraint?: string }
  return code === UNIQUE_VIOLATION && constraint ? TAKEN[constraint] : undefined
}

const refusal = (taken: { field: string; message: string }) =>
  problems.validationFailed([{ ...taken, rule: 'unique' }])

/** Whether the database refused a username or an e-mail address because another account has it. */
export const isTakenName = (error: unknown) => takenName(error) !== undefined

export const emailTaken = () => refusal(TAKEN.users_email_unique)

/**
 * The database decides who comes first: of two who want one name at once, one wins and the other gets this.
 * @throws Problem validation_failed
 */
export async function refuseTakenNames<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    const taken = takenName(error)
    throw taken ? refusal(taken) : error
  }
}

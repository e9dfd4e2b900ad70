import emitter from '@adonisjs/core/services/emitter'
import logger from '@adonisjs/core/services/logger'
import type User from '#models/user'

/** Somebody has shown that mails to this address reach them. From now on it is the address of their account. */
export type EmailVerified = { user: User; email: string }

declare module '@adonisjs/core/types' {
  export interface EventsList {
    'email:verified': EmailVerified
  }
}

/** Called after commit: what a listener does with it cannot undo the confirmation. */
export default async function emitEmailVerified(user: User) {
  try {
    await emitter.emit('email:verified', { user, email: user.email })
  } catch (error) {
    logger.error({ err: error, userId: user.id }, 'a listener of email:verified failed')
  }
}

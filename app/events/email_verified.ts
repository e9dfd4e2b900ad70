import emitter from '@adonisjs/core/services/emitter'
import logger from '@adonisjs/core/services/logger'
import type User from '#models/user'

/** Somebody has proved that they read the mail of this address. It is the address of their account now. */
export type EmailVerified = { user: User; email: string }

declare module '@adonisjs/core/types' {
  export interface EventsList {
    'email:verified': EmailVerified
  }
}

/** Call it after commit: a listener cannot undo the confirmation. */
export default async function emitEmailVerified(user: User) {
  try {
    await emitter.emit('email:verified', { user, email: user.email })
  } catch (error) {
    logger.error({ err: error, userId: user.id }, 'a listener of email:verified failed')
  }
}

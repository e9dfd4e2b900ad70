import logger from '@adonisjs/core/services/logger'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { SecurityEventSchema } from '#database/schema'
import type SignIn from '#models/sign_in'

export type SecurityEventKind = 'refresh_token_reused'

/** Something that happened to an account which its owner or an operator may ask about later. */
export default class SecurityEvent extends SecurityEventSchema {
  static async record(kind: SecurityEventKind, signIn: SignIn, client: TransactionClientContract) {
    const { userId, ipAddress, userAgent } = signIn
    logger.warn({ event: kind, userId, signInId: signIn.id }, kind)
    return this.create({ kind, userId, ipAddress, userAgent }, { client })
  }
}

import encryption from '@adonisjs/core/services/encryption'
import db from '@adonisjs/lucid/services/db'
import { WebhookSchema } from '#database/schema'

const PURPOSE = 'webhook secret'

/** SQL: from this moment on events are new to a webhook. */
export const FROM_NOW_ON = 'pg_current_snapshot()::text'

export const encryptSecret = (secret: string) => encryption.encrypt(secret, { purpose: PURPOSE })

/** @throws Error if the key that it was encrypted with is neither APP_KEY nor a previous one */
export function decryptSecret(encrypted: string) {
  const secret = encryption.decrypt<string>(encrypted, PURPOSE)
  if (secret === null)
    throw new Error(
      'The secret cannot be read: APP_KEY has changed. Put the former key into APP_PREVIOUS_KEYS, or make a new secret.'
    )
  return secret
}

/**
 * The same secret, encrypted with the current key; as it is, if that has been done.
 * @throws as decryptSecret()
 */
export function reencryptSecret(encrypted: string) {
  const isCurrent = encryption.use('current').decrypt(encrypted, PURPOSE) !== null
  return isCurrent ? encrypted : encryptSecret(decryptSecret(encrypted))
}

/** A server that receives events. */
export default class Webhook extends WebhookSchema {
  static table = 'webhooks'

  get isActive() {
    return this.state === 'active'
  }

  /** For the log and for people: where it leads, without what may be secret in its address. */
  get host() {
    return new URL(this.url).host
  }

  /** Starts again from now, with no failures. What happened meanwhile is not delivered. */
  resume() {
    this.state = 'active'
    this.seen = db.raw(FROM_NOW_ON) as unknown as string
    this.disabledBecause = null
    this.failingSince = null
    this.pausedUntil = null
  }

  disable(because: NonNullable<Webhook['disabledBecause']>) {
    this.state = 'disabled'
    this.disabledBecause = because
  }
}

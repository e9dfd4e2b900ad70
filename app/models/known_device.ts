import { createHash } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { KnownDeviceSchema } from '#database/schema'
import type User from '#models/user'

/** A registration is followed by a sign-in, which needs no notice. */
const REGISTRATION_LASTS = '1 hour'

const REMEMBER = `
  insert into known_devices (user_id, key_hash) values (?, ?)
  on conflict (user_id, key_hash) do update set last_seen_at = now()
  returning xmax = 0 as is_new,
    exists (select from known_devices where user_id = ?) as has_others,
    exists (
      select from users where id = ? and created_at > now() - interval '${REGISTRATION_LASTS}'
    ) as has_just_registered`

type Remembered = { is_new: boolean; has_others: boolean; has_just_registered: boolean }

/** A browser or device from which an account has been used before. */
export default class KnownDevice extends KnownDeviceSchema {
  /** Bound to the account, so that equal keys do not show which accounts share a browser. */
  static keyHash(user: Pick<User, 'id'>, deviceKey: string) {
    return createHash('sha256').update(`${user.id}\n${deviceKey}`).digest()
  }

  static async isKnown(user: Pick<User, 'id'>, deviceKey: string) {
    const keyHash = this.keyHash(user, deviceKey)
    return (await this.query().where({ userId: user.id, keyHash }).first()) !== null
  }

  /**
   * Somebody who set a new password by a link from their mailbox is known too: they get in while strangers keep
   * guessing.
   */
  static async remember(
    user: User,
    deviceKey: string,
    client: QueryClientContract = db.connection()
  ) {
    const values = [user.id, this.keyHash(user, deviceKey), user.id, user.id]
    const { rows } = await client.rawQuery<{ rows: [Remembered] }>(REMEMBER, values)
    return rows[0]
  }
}

import { createHmac } from 'node:crypto'
import { appKeys } from '#config/service/keys'

/**
 * The hash of a name that is stored only to be compared: unlike a plain hash, it cannot be reversed by trying names
 * without APP_KEY. Under another key it is another hash: for what must be found again, see keyedHashes().
 * @param purpose keeps hashes of one kind from being compared with those of another
 */
export const keyedHash = (purpose: string, name: string) => hashUnder(appKeys[0], purpose, name)

/**
 * The hashes that a name may be stored under, for `= any(…)`: that of keyedHash() first, then those of the previous
 * keys.
 */
export const keyedHashes = (purpose: string, name: string) =>
  appKeys.map((key) => hashUnder(key, purpose, name))

const hashUnder = (key: string, purpose: string, name: string) =>
  createHmac('sha256', key).update(`${purpose}\n${name}`).digest()

/** Names the current key in a row, without telling anything of it. */
export const currentKeyId = keyedHash('app key', 'id').subarray(0, 8)

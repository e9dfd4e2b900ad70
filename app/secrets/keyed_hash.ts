import { createHmac } from 'node:crypto'
import env from '#start/env'

/**
 * The hash of a name that is stored only to be compared: unlike a plain hash, it cannot be reversed by trying names
 * without APP_KEY.
 * @param purpose keeps hashes of one kind from being compared with those of another
 */
export const keyedHash = (purpose: string, name: string) =>
  createHmac('sha256', env.get('APP_KEY')).update(`${purpose}\n${name}`).digest()

import { createHmac } from 'node:crypto'
import env from '#start/env'

/**
 * A name that is kept only to be compared: without APP_KEY nobody finds it again by trying names, as they could
 * with a plain hash.
 * @param purpose keeps hashes of one kind from being compared with another's
 */
export const keyedHash = (purpose: string, name: string) =>
  createHmac('sha256', env.get('APP_KEY')).update(`${purpose}\n${name}`).digest()

import hash from '@adonisjs/core/services/hash'

/**
 * Hashing is slow by design, and most people here have the same password: each is hashed once, and a password that was
 * right for a hash once is right again. A wrong one is always checked. Answers with what undoes this.
 */
export function rememberHashes() {
  const { make, verify } = hash
  const hashes = new Map<string, Promise<string>>()
  const right = new Set<string>()

  hash.make = (plain) => {
    const made = hashes.get(plain) ?? make.call(hash, plain)
    hashes.set(plain, made)
    return made
  }
  hash.verify = async (hashed, plain) => {
    const key = `${hashed} ${plain}`
    if (right.has(key)) return true
    const isRight = await verify.call(hash, hashed, plain)
    if (isRight) right.add(key)
    return isRight
  }
  return () => void Object.assign(hash, { make, verify })
}

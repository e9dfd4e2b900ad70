import { defineConfig, drivers } from '@adonisjs/core/hash'

/**
 * argon2id at 19 MiB, two passes, one lane: the first choice of the OWASP Password Storage Cheat Sheet for servers that
 * would rather spend processor time than memory (ASVS 11.4.2). `memory` is in KiB, sizes in bytes. If a number here
 * changes, `needsRehash` is true for every older hash.
 */
const hashConfig = defineConfig({
  default: 'argon',

  list: {
    argon: drivers.argon2({
      variant: 'id',
      version: 0x13,
      memory: 19_456,
      iterations: 2,
      parallelism: 1,
      saltSize: 16,
      hashLength: 32,
    }),
  },
})

export default hashConfig

declare module '@adonisjs/core/types' {
  export interface HashersList extends InferHashers<typeof hashConfig> {}
}

import { defineConfig, drivers } from '@adonisjs/core/encryption'
import { appKeys } from '#config/service/keys'

const encryptionConfig = defineConfig({
  default: 'gcm',
  list: {
    // The first key encrypts and signs; all of them decrypt and verify.
    gcm: drivers.aes256gcm({ keys: appKeys, id: 'gcm' }),
    // Tells what an earlier key has encrypted: see reencryptSecret().
    current: drivers.aes256gcm({ keys: appKeys.slice(0, 1), id: 'gcm' }),
  },
})

export default encryptionConfig

declare module '@adonisjs/core/types' {
  export interface EncryptorsList extends InferEncryptors<typeof encryptionConfig> {}
}

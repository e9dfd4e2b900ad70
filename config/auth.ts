import { defineConfig } from '@adonisjs/auth'
import type { InferAuthenticators } from '@adonisjs/auth/types'
import { sessionGuard } from '#auth/guards/session_guard'
import { tokenGuard } from '#auth/guards/token_guard'

const authConfig = defineConfig({
  default: 'web',
  guards: {
    web: sessionGuard(),
    api: tokenGuard(),
  },
})

export default authConfig

declare module '@adonisjs/auth/types' {
  export interface Authenticators extends InferAuthenticators<typeof authConfig> {}
}

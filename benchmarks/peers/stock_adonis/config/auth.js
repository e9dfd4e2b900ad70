import { defineConfig } from '@adonisjs/auth'
import { tokensGuard, tokensUserProvider } from '@adonisjs/auth/access_tokens'
import { sessionGuard, sessionUserProvider } from '@adonisjs/auth/session'

const model = () => import('../models/user.js')

export default defineConfig({
  default: 'web',
  guards: {
    web: sessionGuard({ useRememberMeTokens: false, provider: sessionUserProvider({ model }) }),
    api: tokensGuard({ provider: tokensUserProvider({ tokens: 'accessTokens', model }) }),
  },
})

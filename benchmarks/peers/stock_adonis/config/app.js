import { defineConfig } from '@adonisjs/core/http'

export const appKey = process.env.APP_KEY
export const http = defineConfig({
  generateRequestId: true,
  allowMethodSpoofing: process.env.KIT === 'hypermedia',
  useAsyncLocalStorage: false,
  cookie: { domain: '', path: '/', maxAge: '2h', httpOnly: true, secure: true, sameSite: 'lax' },
})

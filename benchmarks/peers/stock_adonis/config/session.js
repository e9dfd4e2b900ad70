import { defineConfig, stores } from '@adonisjs/session'

export default defineConfig({
  age: '2h',
  enabled: true,
  cookieName: 'adonis-session',
  clearWithBrowser: false,
  cookie: { path: '/', httpOnly: true, secure: true, sameSite: 'lax' },
  store: 'database',
  stores: { database: stores.database({ connectionName: 'postgres', tableName: 'sessions' }) },
})

import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/static'

const staticServerConfig = defineConfig({
  enabled: true,
  etag: true,
  lastModified: true,
  dotFiles: 'ignore',
  /** Vite puts a hash of the content into every name under /assets. */
  headers: (path) =>
    path.includes('/assets/') && !app.inDev
      ? { 'Cache-Control': 'public, max-age=31536000, immutable' }
      : { 'Cache-Control': 'public, max-age=3600' },
})

export default staticServerConfig

import { indexEntities } from '@adonisjs/core'
import { defineConfig } from '@adonisjs/core/app'

export default defineConfig({
  experimental: {},

  commands: [
    () => import('@adonisjs/core/commands'),
    () => import('@adonisjs/lucid/commands'),
    () => import('@adonisjs/bouncer/commands'),
    () => import('@adonisjs/mail/commands'),
    () => import('./commands/_overrides.js'),
  ],

  providers: [
    () => import('@adonisjs/core/providers/app_provider'),
    () => import('@adonisjs/core/providers/hash_provider'),
    { file: () => import('@adonisjs/core/providers/repl_provider'), environment: ['repl', 'test'] },
    () => import('@adonisjs/core/providers/vinejs_provider'),
    () => import('@adonisjs/core/providers/edge_provider'),
    () => import('@adonisjs/i18n/i18n_provider'),
    () => import('#providers/languages_provider'),
    () => import('#providers/assets_provider'),
    () => import('@adonisjs/static/static_provider'),
    () => import('@adonisjs/cors/cors_provider'),
    () => import('#providers/embedded_postgres_provider'),
    () => import('@adonisjs/lucid/database_provider'),
    () => import('#providers/database_adapter_provider'),
    () => import('#providers/told_commits_provider'),
    () => import('@adonisjs/redis/redis_provider'),
    () => import('@adonisjs/limiter/limiter_provider'),
    () => import('@adonisjs/auth/auth_provider'),
    () => import('@adonisjs/bouncer/bouncer_provider'),
    () => import('@adonisjs/drive/drive_provider'),
    () => import('@adonisjs/mail/mail_provider'),
    () => import('#providers/http_provider'),
    { file: () => import('#providers/mail_worker_provider'), environment: ['web'] },
  ],

  preloads: [
    () => import('#start/view'),
    { file: () => import('#start/banner'), environment: ['web'] },
    () => import('#start/routes'),
    () => import('#start/kernel'),
    { file: () => import('#start/scheduler'), environment: ['web'] },
  ],

  tests: {
    suites: [
      { name: 'unit', files: ['tests/unit/**/*.spec.ts'] },
      { name: 'functional', files: ['tests/functional/**/*.spec.ts'] },
      { name: 'conformance', files: ['tests/conformance/**/*.spec.ts'] },
      { name: 'browser', files: ['tests/browser/**/*.spec.ts'] },
    ],
    // Milliseconds: a test that takes longer, on however busy a machine, hangs.
    timeout: 120_000,
    forceExit: false,
  },

  metaFiles: [
    { pattern: 'resources/views/**/*.edge', reloadServer: false },
    { pattern: 'resources/lang/**', reloadServer: true },
    { pattern: 'resources/passwords/**', reloadServer: false },
    { pattern: 'public/**', reloadServer: false },
    { pattern: 'docs/api/*.md', reloadServer: false },
  ],

  hooks: {
    init: [indexEntities({ transformers: { enabled: true } })],
    devServerStarting: [
      () => import('./bin/child_signals.js'),
      () => import('./database/embedded/development.js'),
    ],
    testsStarting: [() => import('./bin/child_signals.js')],
    buildStarting: [() => import('@adonisjs/vite/build_hook')],
  },
})

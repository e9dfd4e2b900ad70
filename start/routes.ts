/**
 * One file an area. Every route says who may call it; `node ace routes:audit` lists what they say. One after the other:
 * imported at once, each would register its routes when what it imports has loaded.
 */
await import('./routes/pages.js')
await import('./routes/api.js')
await import('./routes/sign_ins.js')
await import('./routes/oauth.js')
await import('./routes/files.js')
await import('./routes/sharing.js')
await import('./routes/admin.js')
await import('./routes/webhooks.js')
await import('./routes/health.js')
await import('./routes/documents.js')
await import('./routes/development.js')

/**
 * One file per area. Every route declares who may call it; `node ace routes:audit` lists the declarations. Imported one
 * after another, so that the order of routes does not depend on which file loads first.
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

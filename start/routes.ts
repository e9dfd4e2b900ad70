/** One file an area. Every route says who may call it; `node ace routes:audit` lists what they say. */
import './routes/pages.js'
import './routes/api.js'
import './routes/files.js'
import './routes/sharing.js'
import './routes/health.js'
import './routes/development.js'

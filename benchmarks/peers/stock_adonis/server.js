/**
 * AdonisJS 7 as its official kits put it together: both guards, sessions in the database, shield, CORS, static files,
 * Edge, silent authentication; its own packages and settings, none of ours. Written as plain JavaScript. With
 * KIT=hypermedia its settings are those of the kit that makes pages, where they differ from the kits for an API.
 */
import 'reflect-metadata'
import { Ignitor } from '@adonisjs/core'

const ROOT = new URL('./', import.meta.url)
const importer = (path) => import(path.startsWith('.') ? new URL(path, ROOT).href : path)

new Ignitor(ROOT, { importer })
  .tap((app) => app.listen('SIGTERM', () => app.terminate()))
  .httpServer()
  .start()

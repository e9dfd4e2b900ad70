import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'

export default class HealthController {
  /** The process answers. */
  async live() {
    return { data: { status: 'ok' } }
  }

  /** What it needs to serve people answers too. */
  async ready({ response, logger }: HttpContext) {
    try {
      await db.rawQuery('select 1')
      return { data: { status: 'ok', checks: { database: 'ok' } } }
    } catch (error) {
      logger.error({ err: error }, 'the database does not answer')
      response.status(503).header('Retry-After', '5')
      return { data: { status: 'unavailable', checks: { database: 'unavailable' } } }
    }
  }
}

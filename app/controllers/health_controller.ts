import type { HttpContext } from '@adonisjs/core/http'
import { logOfKind } from '#logs/log_of_kind'
import { readiness } from '#overview/readiness'

export default class HealthController {
  /** Whether the process answers. */
  async live() {
    return { data: { status: 'ok' } }
  }

  /** Whether everything it needs to serve people answers too. */
  async ready({ response, logger }: HttpContext) {
    const { isReady, checks, faults } = await readiness()
    if (isReady) return { data: { status: 'ok', checks } }

    logOfKind(`not ready: ${JSON.stringify(checks)}`, (suppressed) =>
      logger.error({ checks, faults, suppressed }, 'not ready to serve')
    )
    response.status(503).header('Retry-After', '5')
    return { data: { status: 'unavailable', checks } }
  }
}

import { RouterFactory } from '@adonisjs/core/factories/http'
import type { Router } from '@adonisjs/core/http'
import { auditedRoutes, report } from '#access/audit'
import { middleware } from '#start/kernel'

export const handler = () => {}
export const scope = 'profile:read'
export const both = middleware.auth({ guards: ['web', 'api'], scope })
export const cookieOnly = middleware.auth({ guards: ['web'] })

/** What the audit reports of the one route that is defined. */
export function audit(define: (router: Router) => void) {
  const router = new RouterFactory().create()
  define(router)
  return report(auditedRoutes(router)[0])
}

import { flags } from '@adonisjs/core/ace'
import type { RouteReport } from '#access/audit'
import { padColumns } from './_columns.js'
import { Command, CommandFailure } from './_command.js'

const HEAD = ['Route', 'Accepts', 'CSRF', 'CORS', 'Rate limit', 'Policy']

export default class RoutesAudit extends Command {
  static commandName = 'routes:audit'
  static description = 'List what every route accepts, and fail where that is unsafe'

  @flags.boolean({ description: 'Print the list as JSON' })
  declare json: boolean

  protected async perform() {
    const { auditedRoutes, report } = await import('#access/audit')
    const reports = auditedRoutes(await this.app.container.make('router')).map(report)
    const unsafe = reports.filter(({ faults }) => faults.length > 0)

    if (this.json) this.logger.log(JSON.stringify(reports, null, 2))
    else this.#print(reports)

    if (unsafe.length) throw new CommandFailure(`${unsafe.length} of ${reports.length} are unsafe.`)
    return this.json ? undefined : `${reports.length} routes, and each says who may call it.`
  }

  #print(reports: RouteReport[]) {
    const rows = reports.map((route) => [
      `${route.method.padEnd(6)} ${route.path}`,
      route.accepts,
      route.csrf,
      route.cors,
      route.rateLimit,
      route.policy,
    ])
    for (const cells of padColumns([HEAD, ...rows])) this.logger.log(cells.join('  ').trimEnd())

    for (const { method, path, faults } of reports)
      for (const fault of faults) this.logger.error(`${method} ${path} ${fault}.`)
  }
}

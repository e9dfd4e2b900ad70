import { flags } from '@adonisjs/core/ace'
import type { RouteReport } from '#access/audit'
import { Command, CommandFailure } from './_command.js'

const HEAD = ['Route', 'Accepts', 'CSRF', 'CORS', 'Rate limit', 'Policy']

export default class RoutesAudit extends Command {
  static commandName = 'routes:audit'
  static description = 'List what every route accepts, and fail if one is unsafe or not described'

  @flags.boolean({ description: 'Print the list as JSON' })
  declare json: boolean

  protected async perform() {
    const reports = await this.#reports()
    const unsafe = reports.filter(({ faults }) => faults.length > 0)

    if (this.json) this.logger.log(JSON.stringify(reports, null, 2))
    else this.#print(reports)

    if (unsafe.length)
      throw new CommandFailure(`Faults in ${unsafe.length} of ${reports.length} routes.`)
    return this.json ? undefined : `${reports.length} routes, and each says who may call it.`
  }

  async #reports() {
    const { auditedRoutes, report } = await import('#access/audit')
    const { descriptionFaults } = await import('#openapi/document')
    const routes = auditedRoutes(await this.app.container.make('router'))
    return Promise.all(
      routes.map(async (route): Promise<RouteReport> => {
        const { faults, ...said } = report(route)
        return { ...said, faults: [...faults, ...(await descriptionFaults(route))] }
      })
    )
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
    this.printTable([HEAD, ...rows])

    for (const { method, path, faults } of reports)
      for (const fault of faults) this.logger.error(`${method} ${path} ${fault}.`)
  }
}

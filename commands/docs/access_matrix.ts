import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { flags } from '@adonisjs/core/ace'
import { Command, CommandFailure } from '../_command.js'

const PAGE = 'docs/access-matrix.md'

export default class DocsAccessMatrix extends Command {
  static commandName = 'docs:access-matrix'
  static isForSources = true
  static description = `Write ${PAGE}: how every route treats every kind of credential`

  @flags.boolean({ description: 'Write nothing, but fail if the page is out of date' })
  declare check: boolean

  protected async perform() {
    const { auditedRoutes } = await import('#access/audit')
    const { accessMatrix } = await import('./_matrix.js')
    const routes = auditedRoutes(await this.app.container.make('router'))
    const page = accessMatrix(routes)
    const file = this.app.makePath(PAGE)

    if (this.check) {
      const written = await readFile(file, 'utf8').catch(() => '')
      if (written === page) return `${PAGE} is up to date.`
      throw new CommandFailure(`${PAGE} is out of date. Run "node ace docs:access-matrix".`)
    }
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, page)
    return `${PAGE} written: ${routes.length} routes.`
  }
}

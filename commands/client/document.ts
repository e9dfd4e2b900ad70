import { writeFile } from 'node:fs/promises'
import { args } from '@adonisjs/core/ace'
import { Command } from '../_command.js'
import { written } from '../_failure.js'

export default class ClientDocument extends Command {
  static commandName = 'client:document'
  static description = 'Write /openapi.json to a file, for client generators'

  @args.string({ description: 'File to write', default: 'openapi.json' })
  declare file: string

  protected async perform() {
    const { documentOf } = await import('#openapi/document')
    const document = await documentOf(await this.app.container.make('router'))
    const text = `${JSON.stringify(document, null, 2)}\n`
    await written(this.file, writeFile(this.file, text))
    return `${this.file} written.`
  }
}

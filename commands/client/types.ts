import { readFile, writeFile } from 'node:fs/promises'
import { flags } from '@adonisjs/core/ace'
import type { Schema, Schemas } from '#openapi/schemas'
import { Command, CommandFailure } from '../_command.js'

const FILE = 'clients/typescript/src/types.ts'

/** What its methods return. */
const SCHEMAS = ['User', 'SignIn', 'File', 'FileShare', 'FileLink', 'TokenPair', 'Event']

/** Names that would be mistaken for something else. */
const NAMES = { File: 'StoredFile', FileShare: 'Share', Event: 'ActivityEvent' }

/** Answers without a name in the document, by the endpoint. */
const ANSWERS: Record<string, string> = {
  DeviceCodes: '/api/v1/device-authorizations',
  Handoff: '/api/v1/handoffs',
}

const HEAD = `/** Written by \`node ace client:types\`, from /openapi.json. */\n\n`

type Document = {
  paths: Record<string, Record<string, { responses: Record<string, object> }>>
  components: { schemas: Schemas['components'] }
}

function answerOf({ paths }: Document, path: string) {
  const made = paths[path].post.responses['201'] as {
    content: Record<string, { schema: Schema }>
  }
  return made.content['application/json'].schema.properties!.data
}

export default class ClientTypes extends Command {
  static commandName = 'client:types'
  static isForSources = true
  static description = `Write ${FILE}: types of API responses, for the client`

  @flags.boolean({ description: 'Write nothing, but fail if the file is out of date' })
  declare check: boolean

  protected async perform() {
    const file = this.app.makePath(FILE)
    const types = await this.#types(file)
    if (!this.check) {
      await writeFile(file, types)
      return `${FILE} written.`
    }
    if ((await readFile(file, 'utf8')) === types) return `${FILE} is up to date.`
    throw new CommandFailure(`${FILE} is out of date. Run "node ace client:types".`)
  }

  async #types(filepath: string) {
    const { documentOf } = await import('#openapi/document')
    const { TypeWriter } = await import('./_typescript.js')
    const { default: prettier } = await import('prettier')
    const document = await documentOf(await this.app.container.make('router'))
    const told = JSON.parse(JSON.stringify(document)) as Document
    const writer = new TypeWriter(told.components.schemas, NAMES)
    const answers = Object.entries(ANSWERS).map(([name, path]) =>
      writer.declaration(name, answerOf(told, path))
    )
    const code = writer.declaration('ProblemCode', told.components.schemas.Problem.properties!.code)
    const text = HEAD + [...writer.declarationsOf(SCHEMAS), ...answers, code].join('\n')
    return prettier.format(text, { ...(await prettier.resolveConfig(filepath)), filepath })
  }
}

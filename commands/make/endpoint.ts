import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { args } from '@adonisjs/core/ace'
import { Command, CommandFailure } from '../_command.js'
import { insertionsFor, writeAll } from './_insertions.js'
import { faultOf, type Names, namesOf } from './_names.js'

const STUBS = ['migration', 'model', 'policy', 'validator', 'transformer', 'controller', 'routes']
const STUBS_OF_TESTS = ['samples', 'test']

export default class MakeEndpoint extends Command {
  static commandName = 'make:endpoint'
  static isForSources = true
  static description = 'Generate an endpoint for something that people own, by cookie and by token'
  static help = [
    'Writes the migration, model, policy, validators, transformer, controller and routes for',
    'something with a title that each person has of their own; two scopes for personal tokens;',
    'samples for the conformance suite, and a test.',
    '```',
    '{{ binaryName }} make:endpoint notes',
    '{{ binaryName }} make:endpoint shopping-lists',
    '```',
    'Everything passes as generated. Then make it yours, beginning with the fields.',
  ]

  @args.string({ description: 'What people own, in the plural: "notes"' })
  declare name: string

  protected async perform() {
    const fault = faultOf(this.name) ?? (await this.#takenBy(namesOf(this.name)))
    if (fault) throw new CommandFailure(fault)
    const names = namesOf(this.name)
    const root = this.app.makePath()
    const insertions = await insertionsFor(names, root)
    const written = await this.#writeStubs(names)
    await writeAll(insertions, root)
    // Longer names break lines in other places.
    const { format } = await import('./_format.js')
    const changed = insertions.map(({ file }) => this.app.makePath(file))
    await format([...written, ...changed], this.app.makePath('.prettierignore'))
    for (const { file } of insertions) this.logger.action(`update ${file}`).succeeded()
    await this.#writeIndexes()
    return `/api/v1/${names.path} is written. Create its table with "node ace migration:run", and translate its two scopes in resources/lang. Try it with "node ace test --files=${names.table}" and "node ace test conformance".`
  }

  /** What already has that name, in a sentence; null if nothing has. */
  async #takenBy({ table, file, path, model }: Names) {
    const { auditedRoutes } = await import('#access/audit')
    const routes = auditedRoutes(await this.app.container.make('router'))
    const isThere = routes.some((route) => `${route.path}/`.startsWith(`/api/v1/${path}/`))
    if (isThere) return `/api/v1/${path} already exists. Choose another name.`

    const schema = await readFile(this.app.makePath('database/schema.ts'), 'utf8')
    if (schema.includes(`class ${model}Schema `))
      return `There is already a table for ${table}. Choose another name.`

    const shape = await this.#shapeNamed(model)
    if (shape) return `/openapi.json already has a ${model} (${shape}). Choose another name.`

    const places = [`app/models/${table}`, `app/${table}`, `app/controllers/api/${table}`]
    const taken = [...places, `app/models/${file}.ts`, `start/routes/${table}.ts`].find((place) =>
      existsSync(this.app.makePath(place))
    )
    return taken ? `${taken} already exists. Choose another name.` : null
  }

  /** The file of a transformer whose shape has this name. */
  async #shapeNamed(model: string) {
    for (const file of globSync('app/transformers/**/*.ts', { cwd: this.app.makePath() })) {
      const text = await readFile(this.app.makePath(file), 'utf8')
      if (text.includes(`shape('${model}'`)) return file
    }
    return undefined
  }

  async #writeStubs(names: Names) {
    const { stubsRoot } = await import('../../stubs/main.js')
    const codemods = await this.createCodemods()
    const written: string[] = []
    for (const stub of [...STUBS, ...STUBS_OF_TESTS]) {
      const state = { ...names, stamp: Date.now() }
      const made = await codemods.makeUsingStub(stubsRoot, `make/endpoint/${stub}.stub`, state)
      written.push(made.destination)
    }
    return written
  }

  /** Separate processes, because they have to read the new routes. */
  async #writeIndexes() {
    for (const command of ['docs:access-matrix', 'codegen']) {
      const child = spawn(process.execPath, ['ace.js', command], {
        cwd: this.app.makePath(),
        stdio: 'ignore',
      })
      const [exitCode] = await once(child, 'exit')
      if (exitCode !== 0)
        throw new CommandFailure(`The endpoint is written, but "node ace ${command}" failed.`)
    }
  }
}

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { args } from '@adonisjs/core/ace'
import { Command, CommandFailure } from '../_command.js'
import { sourcesIn, textOf } from './_sources.js'

/** One word: it becomes part of identifiers, cookies, tokens, hosts and role names. */
const FORM = /^[A-Z][A-Za-z\d]{2,23}$/

/** Contains an example of a name. */
const OURS = 'commands/app/rename.ts'

/** As people read it, as in identifiers, and as a constant. */
const formsOf = (name: string) => [name, name.toLowerCase(), name.toUpperCase()]

/** Replaces the old name in whatever form it has. The replacement is not searched again. */
function renamer(old: string, name: string) {
  const pairs = formsOf(old).map((from, index) => [from, formsOf(name)[index]])
  const rename = (text: string, [pair, ...others]: string[][]): string => {
    if (!pair) return text
    const [from, to] = pair
    return text
      .split(from)
      .map((part) => rename(part, others))
      .join(to)
  }
  return (text: string) => rename(text, pairs)
}

export default class AppRename extends Command {
  static commandName = 'app:rename'
  static isForSources = true
  static description = 'Rename the product throughout its sources'
  static help = [
    'Renames the product in pages, emails, documents and the API, and everything named after it:',
    'token prefixes, cookies, packages, clients and files. LICENSE and CHANGELOG.md stay as they',
    'are. Do it in a fresh clone: elsewhere everybody is signed out, and an existing database',
    'keeps its name.',
    '```',
    '{{ binaryName }} app:rename Meadow',
    '```',
  ]

  @args.string({ description: 'The new name: one word that begins with a capital letter' })
  declare name: string

  protected async perform() {
    const root = this.app.makePath()
    const { displayName: old } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'))
    const sources = sourcesIn(root)
    const fault = this.#faultOf(old, sources)
    if (fault) throw new CommandFailure(fault)

    const rename = renamer(old, this.name)
    const changed = sources.filter((source) => this.#rewrite(source, rename))
    const { format } = await import('../make/_format.js')
    const files = changed.map((source) => this.app.makePath(rename(source)))
    await format(files, this.app.makePath('.prettierignore'))
    return `${old} is now called ${this.name}: ${changed.length} files changed. Run "npm install" to update node_modules. Images in docs/images still show the old name.`
  }

  /** Why the name cannot be used, in a sentence; null if it can. */
  #faultOf(old: string, sources: string[]) {
    const { name } = this
    if (!FORM.test(name))
      return `"${name}" cannot be used as a name. Use one word of 3 to 24 letters and digits that begins with a capital letter.`
    if (name.toLowerCase() === old.toLowerCase()) return `It is already called ${old}.`
    const forms = formsOf(name)
    const isUsed = (source: string) =>
      forms.some((form) => textOf(this.app.makePath(source))?.includes(form))
    const user = sources.filter((source) => source !== OURS).find(isUsed)
    if (user)
      return `"${name}" already occurs in the sources (${user}), and could not be told apart from the name. Choose another.`
    return existsSync(this.app.makePath('storage/postgres'))
      ? `storage/postgres holds a database of ${old}. Rename in a fresh clone, or delete that folder first.`
      : null
  }

  /** @returns whether there was anything to change */
  #rewrite(source: string, rename: (text: string) => string) {
    const path = this.app.makePath(source)
    const text = textOf(path)
    const renamed = text === null ? text : rename(text)
    if (renamed !== text) writeFileSync(path, renamed!)
    // Only files have it in their names: a folder would have to be created first.
    const target = `${dirname(path)}/${rename(basename(path))}`
    if (target !== path) renameSync(path, target)
    return renamed !== text || target !== path
  }
}

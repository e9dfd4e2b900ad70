import { readdir, readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { IntlMessageFormat } from 'intl-messageformat'
import i18nManager from '@adonisjs/i18n/services/main'
import { PSEUDO_LANGUAGE } from '#languages/pseudo'
import { wordsIn } from '#tests/helpers/documents/template_words'

const VIEWS = 'resources/views'

/** In English, as the document is that the reference is made of. */
const FOR_DEVELOPERS = ['pages/dev/', 'pages/docs/partials/endpoint.edge']

const filesIn = async (folder: string, ending: string) =>
  (await readdir(folder, { recursive: true }))
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`)

const { en: english, ...rest } = i18nManager.getTranslations()
const others = Object.entries(rest).filter(([language]) => language !== PSEUDO_LANGUAGE)

/** The values that a message is given. */
function valuesIn(message: string, language: string) {
  const names = new Set<string>()
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) return part.forEach(visit)
    if (typeof part !== 'object' || part === null) return
    // 0 is text, 7 the number of a plural, 8 a tag: all else is a value.
    const { type, value } = part as { type?: number; value?: unknown }
    if (typeof type === 'number' && ![0, 7, 8].includes(type)) names.add(String(value))
    Object.values(part).forEach(visit)
  }
  visit(new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).getAst())
  return [...names].sort()
}

const tagsIn = (message: string) => (message.match(/<[^>]+>/g) ?? []).sort()

/** Routes and templates have names like those of messages. */
const NAMES = /\b(?:urlFor|render)\([^)]*/g

/** Every key in the sources. What is put into one while running can be anything. */
async function keysAsked() {
  const kinds = [...new Set(Object.keys(english).map((key) => key.split('.')[0]))].join('|')
  const key = `((?:${kinds})(?:\\.(?:\\$\\{[^}]*\\}|[\\w*-])+)+)`
  const inTemplates = new RegExp(`['\`]${key}['\`]`, 'g')
  const inCode = new RegExp(`(?:\\.t\\(\\s*['\`]|['\`](?=validation\\.))${key}['\`]`, 'g')
  const keysIn = async (files: string[], asked: RegExp) => {
    const sources = await Promise.all(files.map((file) => readFile(file, 'utf8')))
    return sources.flatMap((source) =>
      [...source.replace(NAMES, '').matchAll(asked)].map(([, found]) => found)
    )
  }
  const keys = [
    ...(await keysIn(await filesIn(VIEWS, '.edge'), inTemplates)),
    ...(await keysIn(await filesIn('app', '.ts'), inCode)),
  ]
  return [...new Set(keys)]
}

const asPattern = (key: string) =>
  new RegExp(
    `^${key
      .split(/\$\{[^}]*\}/)
      .map((part) => part.replaceAll('.', '\\.'))
      .join('.+')}(\\..+)?$`
  )

test.group('What people read', () => {
  test('stands in resources/lang, and not in templates', async ({ assert }) => {
    const found: Record<string, string[]> = {}
    for (const file of await filesIn(VIEWS, '.edge')) {
      const name = file.slice(VIEWS.length + 1)
      if (FOR_DEVELOPERS.some((start) => name.startsWith(start))) continue
      const words = wordsIn(await readFile(file, 'utf8'))
      if (words.length) found[name] = words
    }
    assert.deepEqual(found, {})
  })

  test('would be found in a template: {0}')
    .with([
      ['<p>Nothing here</p>', 'Nothing here'],
      ['<img alt="A gate">', 'A gate'],
      [`@!button({ text: 'send' })`, 'send'],
      [`@layout({ title: t('a.b'), width: 'narrow' })\n  Hello\n@end`, 'Hello'],
      [`{{ isOpen ? 'Open to anyone' : t('a.b') }}`, 'Open to anyone'],
      ['<p>{{ t(`a.${b}`) }} and more</p>', 'and more'],
    ])
    .run(({ assert }, [template, words]) => {
      assert.include(wordsIn(template), words)
    })

  test('is asked for by keys that there are', async ({ assert }) => {
    const all = Object.keys(english)
    const unknown = (await keysAsked()).filter(
      (key) => !all.some((one) => asPattern(key).test(one))
    )
    assert.deepEqual(unknown, [])
  })

  test('is all asked for', async ({ assert }) => {
    const asked = (await keysAsked()).map(asPattern)
    const idle = Object.keys(english).filter((key) => !asked.some((pattern) => pattern.test(key)))
    assert.deepEqual(idle, [])
  })

  test('is the same in every language, with the same values and tags', ({ assert }) => {
    for (const [language, messages] of others) {
      assert.sameMembers(Object.keys(messages), Object.keys(english), language)
      for (const [key, message] of Object.entries(messages)) {
        assert.deepEqual(valuesIn(message, language), valuesIn(english[key], 'en'), key)
        assert.deepEqual(tagsIn(message), tagsIn(english[key]), key)
      }
    }
  })

  test('says E‑Mail in German with a hyphen that no line ends at, on pages', ({ assert }) => {
    const german = Object.fromEntries(others).de
    const found = Object.keys(german).filter(
      (key) => !key.startsWith('mails.') && german[key].includes('E-Mail')
    )
    assert.deepEqual(found, [])
  })

  test('says email, and not e-mail, in English', ({ assert }) => {
    const found = Object.values(english).filter((message) => /e-mail/i.test(message))
    assert.deepEqual(found, [])
  })
})

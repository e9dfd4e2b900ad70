import { test } from '@japa/runner'
import type { App } from '#tests/helpers/clients/sign_in'
import { list } from '#tests/helpers/files/file_lists'
import { startApart } from '#tests/helpers/server_apart'
import { upload } from '#tests/helpers/transfers/uploads'
import { registration } from '#tests/helpers/people/users'

/** One that knows no letters but those of ASCII, and one in which I is no capital i. */
const LOCALES = [
  `lc_collate 'C' lc_ctype 'C'`,
  `locale_provider icu icu_locale 'tr-TR' lc_collate 'C' lc_ctype 'C'`,
]

const CAFES = ['café.txt', 'CAFÉ.txt', 'Cafe.txt']
const ISTANBULS = ['İstanbul.txt', 'istanbul.txt', 'ıstanbul.txt']

/** What is looked for, and which names have it in them: compared as Unicode folds case, and without accents. */
const SEARCHES: [string, string[]][] = [
  ['été', ['Été.txt', 'ÉTÉ 2.txt']],
  ['ETE', ['Été.txt', 'ÉTÉ 2.txt']],
  ['caf', CAFES],
  ['cafe', CAFES],
  ['cafe\u0301', CAFES],
  ['CAFÉ', CAFES],
  ['resume', ['Résumé.txt']],
  ['lodz', ['Łódź.txt']],
  ['ÜBER', ['über uns.txt', 'Über Uns 2.txt']],
  ['uber', ['über uns.txt', 'Über Uns 2.txt']],
  ['straße', ['Straße.txt', 'STRAẞE.txt', 'STRASSE 2.txt']],
  ['STRAẞE', ['Straße.txt', 'STRAẞE.txt', 'STRASSE 2.txt']],
  ['strasse', ['Straße.txt', 'STRAẞE.txt', 'STRASSE 2.txt']],
  ['σίσυφος', ['ΣΊΣΥΦΟΣ.txt', 'Σίσυφος.txt']],
  ['ΣΊΣΥΦΟΣ', ['ΣΊΣΥΦΟΣ.txt', 'Σίσυφος.txt']],
  ['σισυφος', ['ΣΊΣΥΦΟΣ.txt', 'Σίσυφος.txt']],
  ['φοσ', ['ΣΊΣΥΦΟΣ.txt', 'Σίσυφος.txt']],
  ['İstanbul', ISTANBULS],
  ['STANBUL', ISTANBULS],
  ['title', ['TITLE.txt', 'title 2.txt']],
  ['TITLE', ['TITLE.txt', 'title 2.txt']],
  ['договор', ['ДОГОВОР.txt', 'Договор 2.txt']],
  ['ДоГоВоР', ['ДОГОВОР.txt', 'Договор 2.txt']],
  ['ѐ', ['ЀЍ.txt']],
  ['ԱՐԵՎ', ['Արեվ.txt']],
  ['ÿ', ['Ÿ.txt']],
  ['ა', ['ა.txt']],
  ['𐐨', ['𐐀.txt']],
  ['日', ['日本.txt']],
  ['각', ['각도.txt']],
  ['가', ['가나.txt']],
]

const NAMES = [...new Set(SEARCHES.flatMap(([, names]) => names))]

const IN_ORDER = [
  'b',
  'A2',
  'a10',
  'a1',
  'Z',
  'É2',
  'é1',
  'z 010 b',
  'z 9',
  'z 10 a',
  'ω',
  'Ψ',
  'я',
  'Ю',
]
const ORDERED = [
  'a1',
  'A2',
  'a10',
  'b',
  'é1',
  'É2',
  'z 9',
  'z 10 a',
  'z 010 b',
  'Z',
  'Ψ',
  'ω',
  'Ю',
  'я',
]

for (const locale of LOCALES)
  test.group(`In a database of ${locale}`, (group) => {
    let apart: Awaited<ReturnType<typeof startApart>>
    group.setup(async () => {
      apart = await startApart({ locale })
      return apart.end
    })

    const uploadAll = async (app: App, names: string[]) => {
      for (const name of names) await upload(app, { name })
    }

    test('a search finds names in any case', async ({ assert }) => {
      const app = await apart.signIn()
      await uploadAll(app, NAMES)
      for (const [q, expected] of SEARCHES) {
        const { names } = await list(app, { q, perPage: '100' })
        assert.sameMembers(names, expected, q)
      }
    })

    test('names are in natural order whatever their case and accents', async ({ assert }) => {
      const app = await apart.signIn()
      await uploadAll(
        app,
        IN_ORDER.map((name) => `${name}.txt`)
      )
      const ordered = ORDERED.map((name) => `${name}.txt`)
      assert.deepEqual((await list(app, { sort: 'name' })).names, ordered)
      assert.deepEqual((await list(app, { sort: '-name' })).names, ordered.toReversed())
    })

    test('names of tokens are one in any case', async ({ assert }) => {
      const app = await apart.signIn()
      const make = (name: string) =>
        app.api('POST', '/api/v1/personal-tokens', { name, scopes: ['files:read'] })
      for (const [first, second] of [
        ['Übersee', 'ÜBERSEE'],
        ['TITLE', 'title'],
        ['ΣΊΣΥΦΟΣ', 'σίσυφος'],
        ['Straße', 'STRAẞE'],
      ]) {
        assert.equal((await make(first)).status, 201, first)
        assert.equal((await make(second)).status, 422, second)
      }
    })

    test('logins are one in any case', async ({ assert }) => {
      const wish = { ...registration(), username: 'Iris.Title' }
      assert.equal((await apart.ask('POST', '/api/v1/users', wish)).status, 201)
      for (const login of ['iris.title', 'IRIS.TITLE', wish.email.toUpperCase()]) {
        const { status } = await apart.ask('POST', '/api/v1/tokens', {
          login,
          password: wish.password,
        })
        assert.equal(status, 201, login)
      }
      const taken = { ...registration(), username: 'IRIS.TITLE' }
      assert.equal((await apart.ask('POST', '/api/v1/users', taken)).status, 422)
    })
  })

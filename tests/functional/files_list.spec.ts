import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { type App, CREDENTIALS, signInApp, signInBy } from '#tests/helpers/clients'
import { type FileBody, keepFile, shareWith } from '#tests/helpers/files'
import { statementsOf } from '#tests/helpers/statements'

type Meta = {
  total: number
  perPage: number
  currentPage: number | null
  lastPage: number
  nextCursor: string | null
}

/** As it stands in the address. */
type Query = Record<string, string>

type Page = { data: FileBody[]; meta: Meta }

const FILES = '/api/v1/files'

const address = (query: Query, path = FILES) => `${path}?${new URLSearchParams(query)}`

async function list(app: Pick<App, 'get'>, query: Query = {}, path = FILES) {
  const { data, meta } = (await app.get(address(query, path))).json<Page>()
  return { names: data.map(({ name }) => name), files: data, meta }
}

/** Files of these names, each a millisecond younger than the one before. */
async function keepFiles(owner: { id: number }, names: string[]) {
  const start = Date.now() - names.length
  for (const [at, name] of names.entries()) {
    const { id } = await keepFile(owner, { name, bytes: 'x'.repeat(at + 1) })
    await db
      .from('files')
      .where('id', id)
      .update({ created_at: new Date(start + at) })
  }
}

/** All pages from the first on, by their cursors; `between` happens after each. */
async function walk(app: App, query: Query, between: () => Promise<unknown> = async () => {}) {
  const names: string[] = []
  let after: string | null = ''
  while (after !== null) {
    const page: Awaited<ReturnType<typeof list>> = await list(app, { ...query, after })
    names.push(...page.names)
    after = page.meta.nextCursor
    await between()
  }
  return names
}

test.group('A list of files', () => {
  test('holds one’s own, the newest first, by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const owner = await signInBy(credential)
      await keepFile((await signInApp()).person)
      await keepFiles(owner.person, ['first', 'second', 'third'])
      const { names, files, meta } = await list(owner)
      assert.deepEqual(names, ['third', 'second', 'first'])
      assert.deepEqual(meta, {
        total: 3,
        perPage: 20,
        currentPage: 1,
        lastPage: 1,
        nextCursor: null,
      })
      const { text } = await owner.get(`${FILES}/${files[0].id}`)
      assert.deepEqual(JSON.parse(text).data, files[0])
    })

  test('is empty where there is none, and beyond its last page', async ({ assert }) => {
    const owner = await signInApp()
    assert.containSubset(await list(owner), { names: [], meta: { total: 0, lastPage: 1 } })
    await keepFiles(owner.person, ['a', 'b'])
    const beyond = await list(owner, { page: '9', perPage: '1' })
    assert.containSubset(beyond, { names: [], meta: { total: 2, currentPage: 9, lastPage: 2 } })
  })

  test('of what others share holds their owner and the role', async ({ assert }) => {
    const [owner, guest] = [await signInApp(), await signInApp()]
    await keepFile(guest.person, { name: 'my own' })
    const shared = await keepFile(owner.person, { name: 'shared' })
    const over = await keepFile(owner.person, { name: 'no longer shared' })
    await keepFile(owner.person, { name: 'never shared' })
    await shareWith(shared, guest.person, { role: 'editor' })
    await shareWith(over, guest.person, { expiresAt: new Date(Date.now() - 1) })

    const { files, meta } = await list(guest, { shared: 'with-me' })
    assert.equal(meta.total, 1)
    assert.containSubset(files, [
      { name: 'shared', role: 'editor', owner: { username: owner.person.username } },
    ])
    assert.deepEqual((await list(guest)).names, ['my own'])
  })

  test('sorted by {sort} is: {expected}')
    .with([
      { sort: 'name', expected: ['apple', 'Birne', 'cherry', 'Éclair'] },
      { sort: '-name', expected: ['Éclair', 'cherry', 'Birne', 'apple'] },
      { sort: 'size', expected: ['cherry', 'apple', 'Éclair', 'Birne'] },
      { sort: '-size', expected: ['Birne', 'Éclair', 'apple', 'cherry'] },
      { sort: 'createdAt', expected: ['cherry', 'apple', 'Éclair', 'Birne'] },
      { sort: '-createdAt', expected: ['Birne', 'Éclair', 'apple', 'cherry'] },
    ])
    .run(async ({ assert }, { sort, expected }) => {
      const owner = await signInApp()
      await keepFiles(owner.person, ['cherry', 'apple', 'Éclair', 'Birne'])
      const { names } = await list(owner, { sort })
      // Where an accent belongs is the database's language's business.
      const plain = sort.endsWith('name') ? (name: string) => name !== 'Éclair' : () => true
      assert.deepEqual(names.filter(plain), expected.filter(plain))
      assert.sameMembers(names, expected)
    })

  test('searched for {q} holds {expected}')
    .with([
      { q: 'REPORT', expected: ['100% report.txt', 'a report.txt'] },
      { q: '%', expected: ['100% report.txt'] },
      { q: '_', expected: ['snake_case.txt'] },
      { q: '\\', expected: [] },
      { q: `'; --`, expected: [] },
      { q: ' cafe\u0301 ', expected: ['Café.txt'] },
      { q: '', expected: ['100% report.txt', 'Café.txt', 'a report.txt', 'snake_case.txt'] },
    ])
    .run(async ({ assert }, { q, expected }) => {
      const owner = await signInApp()
      const names = ['100% report.txt', 'a report.txt', 'snake_case.txt', 'Café.txt']
      await keepFiles(owner.person, names)
      const found = await list(owner, { q })
      assert.sameMembers(found.names, expected)
      assert.equal(found.meta.total, expected.length)
    })

  test('refuses what it does not know: {$self}')
    .with([
      'shared=with-them',
      'shared[]=with-me',
      'sort=owner',
      'sort=name;drop',
      'sort[]=name',
      'q[a]=b',
      'q=%00',
      'page=0',
      'perPage=101',
      'after=nonsense',
      'after[]=x',
    ])
    .run(async ({ assert }, query) => {
      const answer = await (await signInApp()).get(`${FILES}?${query}`)
      assert.equal(answer.status, 422)
      assert.equal(answer.problem.errors![0].field.split('.')[0], query.split(/[=[]/)[0])
    })
})

test.group('The next page of files', () => {
  const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

  test('misses none and repeats none, sorted by {$self}')
    .with(['name', '-name', 'size', '-size', 'createdAt', '-createdAt'])
    .run(async ({ assert }, sort) => {
      const owner = await signInApp()
      await keepFiles(owner.person, NAMES)
      const all = (await list(owner, { sort })).names
      assert.deepEqual(await walk(owner, { sort, perPage: '3' }), all)
      assert.lengthOf(all, NAMES.length)
    })

  test('tells apart what was made in one moment, or called the same', async ({ assert }) => {
    const owner = await signInApp()
    for (let i = 0; i < 5; i++) await keepFile(owner.person, { name: 'same' })
    await db.from('files').where('owner_id', owner.person.id).update({ created_at: new Date() })
    for (const sort of ['name', '-createdAt', '-size'])
      assert.lengthOf(await walk(owner, { sort, perPage: '2' }), 5)
  })

  test('goes by the microsecond', async ({ assert }) => {
    const owner = await signInApp()
    await keepFiles(owner.person, NAMES)
    await db.rawQuery(
      `update files set created_at = timestamptz '2026-01-01 12:00:00.123Z'
         + make_interval(secs => (ascii(name) - 97) * 0.000001)
       where owner_id = ?`,
      [owner.person.id]
    )
    assert.deepEqual(await walk(owner, { sort: 'createdAt', perPage: '2' }), NAMES)
  })

  test('stays right while files come and go', async ({ assert }) => {
    const owner = await signInApp()
    await keepFiles(owner.person, NAMES)
    let added = 0
    const walked = await walk(owner, { perPage: '2' }, async () => {
      await keepFile(owner.person, { name: `new ${added++}` })
      await db.from('files').where('owner_id', owner.person.id).where('name', 'g').delete()
    })
    assert.deepEqual(walked, [...NAMES].reverse())
    assert.isAbove(added, 3)
  })

  test('is of the same list and order, and of nothing made up', async ({ assert }) => {
    const owner = await signInApp()
    await keepFiles(owner.person, NAMES)
    const { nextCursor } = (await list(owner, { perPage: '2' })).meta
    const after = nextCursor!
    const forged = Buffer.from(JSON.stringify({ message: ['x', 'y'] })).toString('base64url')

    for (const query of [
      address({ after, sort: 'name' }),
      address({ after, shared: 'with-me' }),
      address({ after }, '/api/v1/bin'),
      address({ after: `${after}x` }),
      address({ after: after.slice(1) }),
      address({ after: 'x'.repeat(5_000) }),
      address({ after: `${forged}.${after.split('.')[1]}` }),
    ]) {
      const answer = await owner.get(query)
      assert.equal(answer.status, 422, query)
      assert.equal(answer.problem.errors![0].field, 'after')
    }
    const next = await list(owner, { after, perPage: '2' })
    assert.deepEqual(next.names, ['e', 'd'])
    assert.isNull(next.meta.currentPage)
  })
})

test.group('What files cost', () => {
  const LISTS = [FILES, `${FILES}?shared=with-me`, '/api/v1/bin']

  test('a page of a list is three statements, however many rows: {$self}')
    .with(LISTS)
    .run(async ({ assert }, path) => {
      const [owner, other] = [await signInApp(), await signInApp()]
      const keep = async () => {
        const isShared = path.includes('shared')
        const file = await keepFile(isShared ? other.person : owner.person)
        if (isShared) await shareWith(file, owner.person)
        if (path.endsWith('bin')) await file.putInBin()
      }
      await keep()
      const one = await statementsOf(() => owner.get(path))
      for (let i = 0; i < 5; i++) await keep()
      const six = await statementsOf(() => owner.get(path))
      assert.equal((await owner.get(path)).json<Page>().meta.total, 6)
      assert.deepEqual([one.length, six.length], [3, 3])
    })

  test('its metadata and its bytes are two statements each', async ({ assert }) => {
    const owner = await signInApp()
    const { id } = await keepFile(owner.person)
    for (const path of [`${FILES}/${id}`, `/file/${id}`])
      assert.lengthOf(await statementsOf(() => owner.get(path)), 2)
  })
})

import { test } from '@japa/runner'
import FileShare from '#models/file_share'
import { get } from '#tests/helpers/clients/http'
import { type App, signInApp } from '#tests/helpers/clients/sign_in'
import { keepFile, shareWith } from '#tests/helpers/files/files'
import { signInAppOfSuperUser } from '#tests/helpers/people/super_user'
import { createUser, uniqueName } from '#tests/helpers/people/users'

type Thing = { app: App; path: string; changes: object[] }

/** What two people, or two devices of one, can change. */
const THINGS: { what: string; open: () => Promise<Thing> }[] = [
  {
    what: 'who is calling',
    async open() {
      const changes = [{ username: uniqueName() }, { username: uniqueName() }]
      return { app: await signInApp(), path: '/api/v1/me', changes }
    },
  },
  {
    what: 'a file',
    async open() {
      const app = await signInApp()
      const { id } = await keepFile(app.person)
      return { app, path: `/api/v1/files/${id}`, changes: [{ name: 'b.txt' }, { name: 'c.txt' }] }
    },
  },
  {
    what: 'a share',
    async open() {
      const app = await signInApp()
      const file = await keepFile(app.person)
      await shareWith(file, await createUser())
      const { id } = await FileShare.findByOrFail('file_id', file.id)
      const changes = [{ expiresAt: '2040-01-31T12:00:00Z' }, { expiresAt: null }]
      return { app, path: `/api/v1/shares/${id}`, changes }
    },
  },
  {
    what: 'a person, to the super user',
    async open() {
      const { id } = await createUser()
      const changes = [{ fileLimit: 5 }, { fileLimit: 6 }]
      return { app: await signInAppOfSuperUser(), path: `/api/v1/admin/users/${id}`, changes }
    },
  },
]

const STRONG = /^"[\w-]{43}"$/

test.group('A version', () => {
  for (const { what, open } of THINGS) {
    const tagOf = async ({ app, path }: Thing) => (await app.get(path)).headers.etag!
    const change = ({ app, path, changes }: Thing, index: number, tag?: string) =>
      app.api('PATCH', path, changes[index], tag === undefined ? {} : { 'If-Match': tag })

    test(`is told, and not sent again to whoever has it: ${what}`, async ({ assert }) => {
      const thing = await open()
      const tag = await tagOf(thing)
      assert.match(tag, STRONG)
      for (const sent of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
        const again = await thing.app.get(thing.path, { 'If-None-Match': sent })
        assert.deepEqual([again.status, again.text, again.headers.etag], [304, '', tag], sent)
      }

      const changed = await change(thing, 0)
      assert.equal(changed.status, 200, changed.text)
      const now = await thing.app.get(thing.path, { 'If-None-Match': tag })
      assert.equal(now.status, 200)
      assert.notEqual(now.headers.etag, tag)
      assert.equal(changed.headers.etag, now.headers.etag)
    })

    test(`is changed by one of two who had read the same: ${what}`, async ({ assert }) => {
      const thing = await open()
      const tag = await tagOf(thing)
      const answers = await Promise.all([change(thing, 0, tag), change(thing, 1, tag)])
      const statuses = answers.map(({ status }) => status)
      assert.sameMembers(statuses, [200, 412])
      const lost = answers[statuses.indexOf(412)]
      assert.equal(lost.problem.code, 'precondition_failed')
      const won = answers[statuses.indexOf(200)]
      assert.deepEqual((await thing.app.get(thing.path)).json(), won.json())
    })

    test(`that is old changes nothing, nor does a weak one: ${what}`, async ({ assert }) => {
      const thing = await open()
      const old = await tagOf(thing)
      await change(thing, 0, old)
      const before = await thing.app.get(thing.path)
      for (const tag of [old, `W/${before.headers.etag}`, 'nothing'])
        assert.equal((await change(thing, 1, tag)).status, 412, tag)
      assert.equal((await thing.app.get(thing.path)).text, before.text)
    })

    test(`that is old keeps it from being removed: ${what}`, async ({ assert }) => {
      const thing = await open()
      const remove = (tag: string) =>
        thing.app.api('DELETE', thing.path, undefined, { 'If-Match': tag })
      const old = await tagOf(thing)
      await change(thing, 0, old)
      const now = await tagOf(thing)
      for (const tag of [old, `W/${now}`, 'nothing']) {
        const refused = await remove(tag)
        assert.equal(refused.status, 412, tag)
        assert.equal(refused.problem.code, 'precondition_failed')
      }
      assert.equal(await tagOf(thing), now)
      assert.equal((await remove(now)).status, 204)
    })

    test(`counts only where it is sent: ${what}`, async ({ assert }) => {
      const thing = await open()
      assert.equal((await change(thing, 0)).status, 200)
      assert.equal((await change(thing, 1, '*')).status, 200)
    })
  }
})

test.group('A precondition', () => {
  test('counts for every change of what has a version', async ({ assert }) => {
    type Operation = { parameters?: { name?: string }[] }
    const { paths } = (await get('/openapi.json')).json<{
      paths: Record<string, Record<string, Operation>>
    }>()
    const takes = (name: string, { parameters = [] }: Operation) =>
      parameters.some((one) => one.name === name)
    const deaf = Object.entries(paths)
      .filter(([, { get: shown }]) => shown && takes('If-None-Match', shown))
      .flatMap(([path, operations]) =>
        ['patch', 'put', 'delete']
          .filter((method) => operations[method] && !takes('If-Match', operations[method]))
          .map((method) => `${method} ${path}`)
      )
    assert.deepEqual(deaf, [])
  })
})

test.group('A merge patch', () => {
  const MERGE_PATCH = { 'Content-Type': 'application/merge-patch+json' }

  test('changes what it holds, and takes away what it holds as null', async ({ assert }) => {
    const { app, path } = await THINGS[2].open()
    const patch = (body: object) =>
      app.send('PATCH', path, { body: JSON.stringify(body), headers: MERGE_PATCH })
    const until = '2040-01-31T12:00:00.000Z'
    const limited = await patch({ role: 'editor', expiresAt: until })
    assert.deepInclude(limited.data(), { role: 'editor', expiresAt: until })
    assert.deepInclude((await patch({ expiresAt: null })).data(), {
      role: 'editor',
      expiresAt: null,
    })
  })

  test('is for PATCH alone', async ({ assert }) => {
    const app = await signInApp()
    const { id } = await keepFile(app.person)
    const wish = { body: '{}', headers: MERGE_PATCH }
    const answer = await app.send('POST', `/api/v1/files/${id}/links`, wish)
    assert.equal(answer.status, 415)
    const patch = { body: '{}', headers: { 'Content-Type': 'text/plain' } }
    const refused = await app.send('PATCH', `/api/v1/files/${id}`, patch)
    assert.include(refused.problem.detail, 'application/merge-patch+json')
  })
})

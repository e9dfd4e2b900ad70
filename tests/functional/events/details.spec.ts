import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { makeScript } from '#tests/helpers/clients/scripts'
import { get, postJson } from '#tests/helpers/clients/http'
import { eventsOf } from '#tests/helpers/database/events'
import { statementsOf } from '#tests/helpers/database/statements'
import { endShare, linked, share, shared, signInOwner } from '#tests/helpers/files/sharing'
import { upload } from '#tests/helpers/transfers/uploads'
import { run } from '#tests/helpers/servers/commands'
import { createUser, registration } from '#tests/helpers/people/users'

const WRONG = 'quite another password'

test.group('What is recorded', () => {
  test('of a share and a link: that they were made, and ended', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const reader = await createUser()
    const events = await eventsOf(async () => {
      const made = await shared(owner, file, { with: reader.username })
      await share(owner, file, { with: reader.username, role: 'editor' })
      await endShare(owner, made)
      const link = await linked(owner, file)
      await owner.api('DELETE', `/api/v1/links/${link.id}`)
    })
    const toldTo = ({ id }: { id: number }) => events.filter(({ user_id: userId }) => userId === id)
    assert.deepEqual(
      toldTo(owner.person).map(({ kind }) => kind),
      ['share_made', 'share_changed', 'share_ended', 'link_made', 'link_ended']
    )
    assert.deepEqual(
      toldTo(reader).map(({ kind }) => kind),
      ['share_received', 'received_share_changed', 'received_share_ended']
    )
    for (const { details } of events) assert.equal(details.fileId, file.id)
  })

  test('of a file: that it was added, renamed, put in the bin, taken out, and deleted for good', async ({
    assert,
  }) => {
    const owner = await signInApp()
    const events = await eventsOf(async () => {
      const { id } = (await upload(owner, { name: 'a.txt' })).data<{ id: string }>()
      await owner.api('PATCH', `/api/v1/files/${id}`, { name: 'b.txt' })
      await owner.api('DELETE', `/api/v1/files/${id}`)
      await owner.api('POST', `/api/v1/files/${id}/restorations`)
      await owner.api('DELETE', `/api/v1/files/${id}`)
      await owner.api('DELETE', `/api/v1/bin/${id}`)
    })
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['file_added', 'file_renamed', 'file_binned', 'file_restored', 'file_binned', 'file_deleted']
    )
    assert.lengthOf(new Set(events.map((event) => `${event.subject_type} ${event.subject_id}`)), 1)
  })

  test('of a command says that it was one', async ({ assert }) => {
    const { id, username } = await createUser()
    const events = await eventsOf(() => run('user:suspend', username, '--reason=Spam'))
    assert.containSubset(events, [
      { kind: 'account_suspended', credential: 'command', user_id: id, actor_id: null },
    ])
  })

  test('of a login that is nobody’s is whether it is the same again, and not what it was', async ({
    assert,
  }) => {
    const attempt = (login: string) => () => postJson('/api/v1/tokens', { login, password: WRONG })
    const login = registration().username
    const [one] = await eventsOf(attempt(login))
    const [same] = await eventsOf(attempt(login.toUpperCase()))
    const [other] = await eventsOf(attempt(registration().username))
    assert.isNull(one.user_id)
    assert.equal(same.details.loginHash, one.details.loginHash)
    assert.notEqual(other.details.loginHash, one.details.loginHash)
    assert.notInclude(JSON.stringify([one, same]).toLowerCase(), login)
  })

  test('of a refresh that is refused is whose it would have been', async ({ assert }) => {
    const app = await signInApp()
    const refresh = (refreshToken: string) => postJson('/api/v1/tokens/refresh', { refreshToken })
    await db
      .from('refresh_tokens')
      .where('sign_in_id', app.pair.signIn.id)
      .update({ expires_at: db.raw(`now() - interval '1 minute'`) })
    const events = await eventsOf(() => refresh(app.pair.refreshToken))
    assert.containSubset(events, [
      { kind: 'refresh_refused', outcome: 'refused', user_id: app.person.id, actor_id: null },
    ])
    assert.containSubset(await eventsOf(() => refresh('nonsense')), [
      { kind: 'refresh_refused', user_id: null },
    ])
  })

  test('of a wrong password for a link is which link it was, to its owner', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const { id, url } = await linked(owner, file, { password: 'right for this link' })
    const { pathname, search } = new URL(url)
    const [event, ...more] = await eventsOf(async () => {
      for (let i = 0; i < 2; i++) await get(pathname + search, { 'Link-Password': WRONG })
    })
    assert.isEmpty(more)
    assert.containSubset(event, {
      kind: 'link_password_failed',
      outcome: 'refused',
      user_id: owner.person.id,
      actor_id: null,
      credential: 'none',
      subject_type: 'link',
      subject_id: id,
      ip_address: '127.0.0.1',
      details: { fileId: file.id, times: 2 },
    })
    assert.notInclude(JSON.stringify(event), WRONG)
  })

  test('of the same refusal again and again is one row, with how often', async ({ assert }) => {
    const app = await signInApp()
    const script = await makeScript(['files:read'], app)
    const [event, ...more] = await eventsOf(async () => {
      for (let i = 0; i < 5; i++) await script.get('/api/v1/me')
    })
    assert.isEmpty(more)
    assert.containSubset(event, {
      kind: 'request_refused',
      credential: 'personal_token',
      details: { code: 'insufficient_scope', times: 5 },
    })
  })

  test('costs one statement', async ({ assert }) => {
    const { person } = await signInApp()
    const { owner, file } = await signInOwner()
    const reader = await createUser()
    for (const task of [
      () => signInApp(person),
      () => shared(owner, file, { with: reader.username }),
      () => linked(owner, file),
    ]) {
      const statements = await statementsOf(task)
      assert.lengthOf(
        statements.filter((sql) => sql.startsWith('insert into events')),
        1
      )
    }
  })

  test('is nothing for what only reads', async ({ assert }) => {
    const app = await signInApp()
    const statements = await statementsOf(() => app.get('/api/v1/me'))
    assert.lengthOf(statements, 1)
  })
})

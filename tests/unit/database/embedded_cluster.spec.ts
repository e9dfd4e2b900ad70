import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { locatePackage } from '#database/embedded/binaries'
import { EmbeddedPostgresUnavailable } from '#database/embedded/cluster'
import {
  isAlive,
  isWindows,
  joinCluster,
  makeFolder,
  query,
  removeClusterFolder,
  serverPid,
  startUser,
} from '#tests/helpers/database/embedded_cluster'

test.group('Embedded cluster', (group) => {
  let parent: string
  let folder: string

  group.setup(() => {
    parent = makeFolder()
    folder = join(parent, 'storage', 'postgres')
    return () => removeClusterFolder(parent, folder)
  })

  test('two processes that start at the same instant share one server', async ({ assert }) => {
    const both = await Promise.all([startUser(folder), startUser(folder)])
    const connections = await Promise.all(both.map((user) => user.ask('join')))
    const starts = connections.map((connection) =>
      query(connection, 'SELECT pg_postmaster_start_time()::text')
    )
    const [first, second] = await Promise.all(starts)
    assert.equal(first, second)
    assert.lengthOf(readdirSync(join(folder, 'clients')), 2)

    const pid = serverPid(folder)
    await both[0].ask('leave')
    assert.isTrue(isAlive(pid))
    await both[1].ask('leave')
    assert.isFalse(isAlive(pid))
  })

  test('the server stops with its last user and keeps the data', async ({ assert }) => {
    const first = await joinCluster(folder)
    const second = await joinCluster(folder)
    const pid = serverPid(folder)
    await query(first.connection, 'CREATE TABLE kept AS SELECT 1 AS n')
    await first.leave()
    await first.leave()
    assert.equal(await query(second.connection, 'SELECT n FROM kept'), 1)
    await second.leave()
    assert.isFalse(isAlive(pid))
    assert.deepEqual(readdirSync(join(folder, 'clients')), [])

    const third = await joinCluster(folder)
    assert.equal(await query(third.connection, 'SELECT n FROM kept'), 1)
    await query(third.connection, 'DROP TABLE kept')
    await third.leave()
  })

  test('it is PostgreSQL 18 with UTF-8 and writes that survive a crash', async ({ assert }) => {
    const { connection, leave } = await joinCluster(folder)
    const setting = (name: string) => query(connection, `SHOW ${name}`)
    assert.match(String(await setting('server_version')), /^18\./)
    assert.equal(await setting('server_encoding'), 'UTF8')
    assert.equal(await setting('fsync'), 'on')
    assert.equal(await setting('synchronous_commit'), 'on')
    assert.equal(await query(connection, `SELECT lower('ÄÉ')`), 'äé')
    await leave()
  })

  test('only this user reaches the socket', async ({ assert }) => {
    const { connection, leave } = await joinCluster(folder)
    assert.equal(await query(connection, 'SHOW listen_addresses'), '')
    const stat = lstatSync(connection.host)
    assert.equal(stat.mode & 0o777, 0o700)
    assert.equal(stat.uid, lstatSync(join(folder, 'data')).uid)
    assert.equal(lstatSync(join(folder, 'data')).mode & 0o777, 0o700)
    await leave()
  }).skip(isWindows, 'Windows has a port with a password')

  test('a platform without a package is told to set DATABASE_URL', ({ assert }) => {
    const locate = () => locatePackage('linux-x64-musl')
    assert.throws(locate, EmbeddedPostgresUnavailable)
    assert.throws(locate, /^No PostgreSQL is bundled .*linux-x64-musl.*set DATABASE_URL.*$/)
  })
})

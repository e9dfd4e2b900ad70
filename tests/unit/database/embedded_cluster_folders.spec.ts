import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import {
  isWindows,
  joinCluster,
  makeFolder,
  query,
  removeFolder,
} from '#tests/helpers/database/embedded_cluster'

const isRoot = process.getuid?.() === 0

test.group('Embedded cluster in unusual folders', (group) => {
  let parent: string
  group.each.setup(() => {
    parent = makeFolder()
    return () => removeFolder(parent)
  })

  test('a long path with spaces, after an interrupted initdb', async ({ assert }) => {
    const long = Array.from({ length: 5 }, () => `it's a "long", ünusual name `.repeat(4).trim())
    const folder = join(parent, ...long)
    mkdirSync(join(folder, 'data.new-abcdef', 'base'), { recursive: true })
    const { connection, leave } = await joinCluster(folder)
    assert.equal(await query(connection, 'SELECT 1'), 1)
    assert.isAbove(Buffer.byteLength(folder), 500)
    assert.isBelow(Buffer.byteLength(join(connection.host, '.s.PGSQL.5432')), 107)
    await leave()
    assert.notInclude(readdirSync(folder).join(), 'data.new')
  }).skip(isWindows, 'Windows allows neither such names nor such a length')

  test('a folder that only root may enter: the data lives outside', async ({ assert }) => {
    chmodSync(parent, 0o700)
    const folder = join(parent, 'storage', 'postgres')
    const { connection, leave } = await joinCluster(folder)
    const home = readFileSync(join(folder, 'location'), 'utf8').trim()
    await query(connection, 'CREATE TABLE kept AS SELECT 5 AS n')
    await leave()
    assert.equal(lstatSync(join(home, 'data')).mode & 0o777, 0o700)
    assert.equal(lstatSync(home).uid, 0)

    const again = await joinCluster(folder)
    assert.equal(await query(again.connection, 'SELECT n FROM kept'), 5)
    await again.leave()
    removeFolder(home)
  }).skip(!isRoot, 'needs root, whom PostgreSQL refuses')
})

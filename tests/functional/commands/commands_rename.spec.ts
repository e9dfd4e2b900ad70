import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { run } from '#tests/helpers/servers/commands'

const { displayName } = JSON.parse(readFileSync(app.makePath('package.json'), 'utf8'))

/** .ci/recipe renames a clone, twice. */
test.group('app:rename', () => {
  test('refuses the name {name}: {says}')
    .with([
      { name: 'harvest', says: '"harvest" is no name for it.' },
      { name: 'The Harvest', says: '"The Harvest" is no name for it.' },
      { name: 'Ha', says: '"Ha" is no name for it.' },
      { name: `H${'a'.repeat(24)}`, says: 'is no name for it.' },
      { name: displayName.toUpperCase(), says: `It is called ${displayName} already.` },
      { name: 'Token', says: '"Token" is a word that the sources use' },
    ])
    .run(async ({ assert }, { name, says }) => {
      const manifest = await readFile(app.makePath('package.json'), 'utf8')
      const { exitCode, errors } = await run('app:rename', name)
      assert.equal(exitCode, 1)
      assert.lengthOf(errors, 1)
      assert.include(errors[0], says)
      assert.equal(await readFile(app.makePath('package.json'), 'utf8'), manifest)
    })
})

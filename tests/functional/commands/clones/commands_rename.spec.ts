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
      { name: 'harvest', says: '"harvest" cannot be used as a name.' },
      { name: 'The Harvest', says: '"The Harvest" cannot be used as a name.' },
      { name: 'Ha', says: '"Ha" cannot be used as a name.' },
      { name: `H${'a'.repeat(24)}`, says: 'cannot be used as a name.' },
      { name: displayName.toUpperCase(), says: `It is already called ${displayName}.` },
      { name: 'Token', says: '"Token" already occurs in the sources' },
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

import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { run } from '#tests/helpers/servers/commands'
import { freshClone } from '#tests/helpers/clones/fresh_clone'

/** .ci/recipe runs what is written here: types, lint, form, the ids of its routes and its own test. */
test.group('make:endpoint', () => {
  test('writes an endpoint that routes:audit finds nothing wrong with', async ({
    assert,
    cleanup,
  }) => {
    const clone = freshClone()
    cleanup(clone.remove)
    const settings = { DATABASE_URL: process.env.DATABASE_URL!, APP_KEY: process.env.APP_KEY! }
    const made = await clone.ace(['make:endpoint', 'shopping list'], settings)
    assert.deepEqual([made.exitCode, made.errors], [0, ''])
    assert.include(made.output, '/api/v1/shopping-lists is written.')

    const told = ['docs/access-matrix.md', 'app/access/scopes.ts', 'docs/features/accounts.md']
    for (const page of [
      ...told,
      'resources/lang/en/account.json',
      'resources/lang/de/account.json',
    ])
      assert.include(await readFile(clone.path(page), 'utf8'), 'shopping-lists')
    for (const file of [
      'start/routes/shopping_lists.ts',
      'app/models/shopping_lists/shopping_list.ts',
    ])
      assert.isTrue(existsSync(clone.path(file)), file)

    const { exitCode, output } = await clone.ace(['routes:audit'], settings)
    assert.equal(exitCode, 0)
    for (const route of ['GET', 'POST', 'GET/:id', 'PATCH/:id', 'DELETE/:id']) {
      const [method, end = ''] = route.split(/(?=\/)/)
      const line = `^${method} +/api/v1/shopping-lists${end} +cookie, token`
      assert.match(output, new RegExp(line, 'm'))
    }

    const again = await clone.ace(['make:endpoint', 'shopping-lists'], settings)
    assert.equal(again.exitCode, 1)
    assert.include(again.errors, '/api/v1/shopping-lists already exists.')
  })

  test('refuses the name {name}: {says}')
    .with([
      { name: '../notes', says: '"../notes" cannot be used as a name.' },
      { name: '1notes', says: '"1notes" cannot be used as a name.' },
      { name: 'n'.repeat(41), says: 'is too long: use 40 characters at most.' },
      { name: 'equipment', says: '"equipment" is the same in the singular and the plural' },
      { name: 'classes', says: '"class" is a reserved word in the generated code.' },
      { name: 'requests', says: '"request" is a reserved word in the generated code.' },
      { name: 'files', says: '/api/v1/files already exists.' },
      { name: 'sign-in', says: '/api/v1/sign-ins already exists.' },
      { name: 'outgoing_mails', says: 'There is already a table for outgoing_mails.' },
      { name: 'people', says: '/openapi.json already has a Person' },
      { name: 'jobs', says: 'app/jobs already exists.' },
      { name: 'token-pairs', says: '/openapi.json already has a TokenPair' },
    ])
    .run(async ({ assert }, { name, says }) => {
      const before = await readFile(app.makePath('start/routes.ts'), 'utf8')
      const { exitCode, errors } = await run('make:endpoint', name)
      assert.equal(exitCode, 1)
      assert.lengthOf(errors, 1)
      assert.include(errors[0], says)
      assert.equal(await readFile(app.makePath('start/routes.ts'), 'utf8'), before)
    })
})

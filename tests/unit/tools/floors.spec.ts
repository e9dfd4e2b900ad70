import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from '@japa/runner'
import { ESLint } from 'eslint'
import { circlesIn, importsOfAll } from '#tests/helpers/imports'

/** A person has sign-ins, and a sign-in is somebody's. */
const RELATED = ['app/models/sign_in.ts app/models/user.ts']

/** What is kept in the order of its dates. Lucid runs migrations by their names, which are one order only in one folder. */
const BY_DATE = ['database/migrations', 'docs/decisions']

const FOLDERS =
  'app,benchmarks,bin,clients,commands,config,database,docs,examples,lint,providers,resources,start,stubs,tests'

const NOT_OURS = ['node_modules', 'assets', 'build', 'dist']

/** All code, tests and documents, but for the root: tools look for their settings there. */
const ownFiles = () =>
  globSync(`{${FOLDERS}}/**/*`, {
    withFileTypes: true,
    exclude: ({ name }) => NOT_OURS.includes(name),
  })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative('.', join(parentPath, name)))

/** As the lint rule has them, from the top down. */
const { FLOORS } = (await import(pathToFileURL(resolve('lint/floors.js')).href)) as {
  FLOORS: Record<string, string[]>
}

const linesOf = (path: string) => readFileSync(path, 'utf8').split('\n').length - 1

const eslint = new ESLint({
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
})

async function faultsOf(code: string, filePath: string) {
  const [{ messages }] = await eslint.lintText(code, { filePath })
  return messages.filter(({ ruleId }) => ruleId === 'no-restricted-imports')
}

test.group('The rooms', () => {
  test('import each other in no circle but that of two models that are related, types included', ({
    assert,
  }) => {
    assert.sameMembers(circlesIn(importsOfAll()), RELATED)
  })

  test('would be found in one', ({ assert }) => {
    const imports = new Map([
      ['a', ['b', 'x']],
      ['b', ['c']],
      ['c', ['a']],
      ['x', []],
    ])
    assert.deepEqual(circlesIn(imports), ['a b c'])
  })

  test('import only what is below them: {0}')
    .with([
      ["import NewDeviceMail from '#mails/new_device_mail'", 'app/models/sign_in.ts'],
      ["import { limits } from '#start/limiter'", 'app/models/user.ts'],
      ["import { register } from '#accounts/register'", 'app/models/user.ts'],
      ["import type { Upload } from '#uploads/upload'", 'app/models/user.ts'],
      ["import User from '#models/user'", 'app/names/identifiers.ts'],
      ["import { transaction } from '#database/transaction'", 'app/mails/account_mail.ts'],
      ["import { fillArchive } from '#exports/contents'", 'app/storage/file_store.ts'],
      ["import { endSignIn } from '#sign_ins/end'", 'app/auth/caller.ts'],
      ["import '#middleware/named/auth_middleware'", 'app/accounts/register.ts'],
      [
        "import UsersController from '#controllers/api/accounts/users_controller'",
        'app/people/list.ts',
      ],
      ["import env from '#start/env'", 'database/embedded/cluster.ts'],
      ["import { transaction } from '../transaction.js'", 'database/embedded/cluster.ts'],
    ])
    .run(async ({ assert }, [code, path]) => {
      const [fault, ...others] = await faultsOf(code, path)
      assert.match(fault?.message ?? '', /docs\/architecture\.md|README\.md/)
      assert.lengthOf(others, 0)
    })

  test('may import what is below them: {0}')
    .with([
      ["import { hashSecret } from '#secrets/secrets'", 'app/models/sign_in.ts'],
      ["import User from '#models/user'", 'app/accounts/register.ts'],
      [
        "import { register } from '#accounts/register'",
        'app/controllers/api/accounts/users_controller.ts',
      ],
    ])
    .run(async ({ assert }, [code, path]) => {
      assert.isEmpty(await faultsOf(code, path))
    })

  test('hold no file over {most} lines: {files}')
    .with([
      { files: '{app,commands,start}/**/*.ts', most: 160 },
      { files: 'tests/**/*.ts', most: 200 },
    ])
    .run(({ assert }, { files, most }) => {
      assert.isEmpty(globSync(files).filter((path) => linesOf(path) > most))
    })

  test('and every other folder hold fewer than 16 files', ({ assert }) => {
    const folders = Object.entries(Object.groupBy(ownFiles(), dirname))
    const crowded = folders.filter(([, files]) => files!.length >= 16).map(([folder]) => folder)
    const others = crowded.filter((folder) => !BY_DATE.includes(folder))
    assert.isEmpty(others, 'Split them by what their files are about.')
  })

  test('stand on the floors that docs/architecture.md draws', ({ assert }) => {
    const architecture = readFileSync('docs/architecture.md', 'utf8')
    const rows = [...architecture.matchAll(/^\| ([^|`]+?) +\| (`.+)$/gm)]
    const drawn = rows.map(([, floor, rooms]) => [
      floor,
      [...rooms.matchAll(/`(\w+)\/`/g)].map(([, room]) => room),
    ])
    const beside = (rooms: string[]) => rooms.filter((room) => room !== 'database')
    assert.deepEqual(
      drawn.map(([floor, rooms]) => [floor, beside(rooms as string[])]),
      Object.entries(FLOORS)
    )
    const rooms = new Set(globSync('app/*/**/*.ts').map((path) => path.split('/')[1]))
    assert.sameMembers(Object.values(FLOORS).flat(), [...rooms])
  })

  test('get in by middleware of fewer than 60 lines', ({ assert }) => {
    const gate = [
      'server/credential',
      'router/identify',
      'router/limit',
      'router/csrf',
      'named/auth',
    ]
    for (const name of gate)
      assert.isBelow(linesOf(`app/middleware/${name}_middleware.ts`), 60, name)
  })

  test('are each named in docs/architecture.md', ({ assert }) => {
    const architecture = readFileSync('docs/architecture.md', 'utf8')
    for (const room of new Set(globSync('app/*/**/*.ts').map((path) => path.split('/')[1])))
      assert.include(architecture, `\`${room}/\``)
  })
})

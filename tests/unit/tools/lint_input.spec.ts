import { test } from '@japa/runner'
import { ESLint } from 'eslint'

const eslint = new ESLint({
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
})

/** Which rules of ours the lines break, were they in a controller. */
async function faultsOf(code: string, filePath = 'app/controllers/api/accounts/me_controller.ts') {
  const [{ messages }] = await eslint.lintText(code, { filePath })
  const fatal = messages.find((message) => message.fatal)
  if (fatal) throw new Error(fatal.message)
  const rules = messages.map(({ ruleId }) => ruleId)
  return rules.filter((rule) => rule === 'sql/static' || rule === 'input/validated')
}

const BUILT_SQL = [
  "await db.rawQuery(`select * from notes where title = '${title}'`)",
  'await db.rawQuery("select * from notes where title = \'" + title + "\'")',
  'const sql = `select * from notes order by ${column}`; await db.rawQuery(sql)',
  'let sql = `select 1`; sql += extra; await db.rawQuery(sql)',
  'const list = (order: string) => Note.query().orderByRaw(order)',
  "Note.query().whereRaw(`lower(title) = '${title}'`)",
  'Note.query().orWhereRaw("owner_id = " + id)',
  'Note.query().andWhereRaw(`owner_id = ${id}`)',
  'Note.query().havingRaw(`count(*) > ${most}`)',
  'Note.query().groupByRaw(`${request.input("by")}`)',
  'Note.query().joinRaw(`join ${table} on true`)',
  'Note.query().select(db.raw(`${column} as one`))',
  'await trx.rawQuery([`select`, column].join(" "))',
  'await db.rawQuery("select %s".replace("%s", name))',
  'await db.knexRawQuery(`select ${id}`)',
  'await db.rawQuery(flag ? `select 1` : `select ${id}`)',
]

const STATIC_SQL = [
  "await db.rawQuery('select * from notes where title = ?', [title])",
  'await db.rawQuery(`select * from notes where title = :title`, { title })',
  "const LIVE = 'expires_at > now()'; Note.query().whereRaw(`not ${LIVE}`)",
  'import { LIVE } from "#models/note"; Note.query().whereRaw(LIVE)',
  "const sql = 'select 1'; await db.rawQuery(sql)",
  "await db.rawQuery('select 1 ' + 'from notes')",
  'await db.rawQuery(`select ${USER.selected} from users`)',
  "await db.rawQuery(flag ? 'select 1' : 'select 2')",
  "db.raw('now()')",
]

const UNVALIDATED = [
  'await note.merge(request.all()).save()',
  'note.fill(request.body())',
  'await Note.create(request.all())',
  'await Note.create({ ...request.all(), ownerId: user.id })',
  "await Note.create({ title: request.input('title') })",
  "note.merge(request.only(['title', 'ownerId']))",
  "note.merge(request.except(['id']))",
  'const { request } = ctx; const wish = request.all(); note.merge(wish)',
  'const { title } = request.body(); await Note.create({ title })',
  'const body = ctx.request.body(); await Note.create({ title: body.title })',
  "await Note.query().where('id', id).update(ctx.request.all())",
  "await db.table('notes').insert(request.all())",
  'await db.table("notes").multiInsert([request.all()])',
  'Object.assign(note, request.body())',
  "note.title = request.input('title')",
  "note.title = String(request.input('title') ?? 'untitled')",
  "note.merge({ title: (request.input('title') as string)! })",
  "note.merge({ title: `${request.input('title')}` })",
  'note.merge(request.qs())',
  'note.merge(flag ? request.all() : {})',
]

const VALIDATED = [
  'note.merge(await request.validateUsing(noteValidator))',
  'await Note.create({ ...(await request.validateUsing(noteValidator)), ownerId: user.id })',
  'const wish = await request.validateUsing(noteValidator); note.merge(wish)',
  'const { title } = await noteValidator.validate(request.all()); note.merge({ title })',
  'const { page } = await pageValidator.validate(request.qs()); await Note.list(page)',
  "createHash('sha256').update(secret)",
]

test.group('Lint: SQL', () => {
  test('that is put together from values is told: {$self}')
    .with(BUILT_SQL)
    .run(async ({ assert }, code) => {
      assert.include(await faultsOf(code), 'sql/static')
    })

  test('that stands in the sources passes: {$self}')
    .with(STATIC_SQL)
    .run(async ({ assert }, code) => {
      assert.deepEqual(await faultsOf(code), [])
    })
})

test.group('Lint: what a client sent', () => {
  test('is told where it is written as it came: {$self}')
    .with(UNVALIDATED)
    .run(async ({ assert }, code) => {
      assert.include(await faultsOf(code), 'input/validated')
    })

  test('passes once it is validated: {$self}')
    .with(VALIDATED)
    .run(async ({ assert }, code) => {
      assert.deepEqual(await faultsOf(code), [])
    })
})

import db from '@adonisjs/lucid/services/db'
import { BaseModel, column } from '@adonisjs/lucid/orm'
import { test } from '@japa/runner'
import type { DateTime } from 'luxon'

class Plain extends BaseModel {
  static table = 'adapted'
  @column({ isPrimary: true }) declare id: number
  @column() declare name: string
}

class Usual extends Plain {
  static table = 'adapted'
  @column.dateTime({ columnName: 'updated_at' }) declare updatedAt: DateTime
}

class Renamed extends Plain {
  static table = 'adapted'
  @column.dateTime({ columnName: 'modified_at' }) declare updatedAt: DateTime
}

test.group('The time of a change', () => {
  test('is that of the database, in whichever column it is kept: {$i}')
    .with([Usual, Renamed])
    .run(async ({ assert }, model) => {
      const client = await db.transaction()
      try {
        await client.rawQuery(`create temporary table adapted (
          id serial, name text, updated_at timestamptz, modified_at timestamptz) on commit drop`)
        const row = await model.create({ name: 'a' }, { client })
        await row.merge({ name: 'b' }).save()
        const { rows } = await client.rawQuery<{ rows: [{ now: Date }] }>('select now()')
        assert.equal(row.updatedAt.toMillis(), rows[0].now.getTime())
      } finally {
        await client.rollback()
      }
    })

  test('is written nowhere if nothing keeps it', async ({ assert }) => {
    const client = await db.transaction()
    try {
      await client.rawQuery('create temporary table adapted (id serial, name text) on commit drop')
      const row = await Plain.create({ name: 'a' }, { client })
      await row.merge({ name: 'b' }).save()
      assert.equal((await Plain.query({ client }).firstOrFail()).name, 'b')
    } finally {
      await client.rollback()
    }
  })
})

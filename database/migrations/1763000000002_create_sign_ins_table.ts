import { BaseSchema } from '@adonisjs/lucid/schema'

/** A sign-in is one browser or one device. Its session or tokens are deleted with it. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('sign_ins', (table) => {
      table.uuid('id').primary().defaultTo(this.raw('gen_random_uuid()'))
      table.integer('user_id').notNullable().references('users.id').onDelete('CASCADE').index()
      table.string('kind', 7).notNullable()
      table.string('name', 100).notNullable()
      table.string('ip_address', 45).nullable()
      table.string('user_agent', 512).nullable()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.timestamp('last_seen_at').notNullable().defaultTo(this.now())
      table.timestamp('expires_at').notNullable().index()
      table.integer('refresh_generation').notNullable().defaultTo(0)
      table.timestamp('refreshed_at').nullable()

      table.check(`kind in ('browser', 'app')`, {}, 'sign_ins_kind_check')
    })

    this.schema.createTable('sessions', (table) => {
      table.binary('id_hash').primary()
      table.uuid('sign_in_id').notNullable().unique().references('sign_ins.id').onDelete('CASCADE')
      table.integer('idle_limit_seconds').nullable()
      table.jsonb('data').notNullable().defaultTo('{}')
    })

    this.schema.createTable('access_tokens', (table) => {
      table.binary('hash').primary()
      table.uuid('sign_in_id').notNullable().references('sign_ins.id').onDelete('CASCADE').index()
      table.integer('generation').notNullable()
      table.timestamp('expires_at').notNullable().index()
    })

    this.schema.createTable('refresh_tokens', (table) => {
      table.binary('hash').primary()
      table.uuid('sign_in_id').notNullable().references('sign_ins.id').onDelete('CASCADE').index()
      table.integer('generation').notNullable()
      table.timestamp('expires_at').notNullable().index()
    })
  }

  async down() {
    this.schema.dropTable('refresh_tokens')
    this.schema.dropTable('access_tokens')
    this.schema.dropTable('sessions')
    this.schema.dropTable('sign_ins')
  }
}

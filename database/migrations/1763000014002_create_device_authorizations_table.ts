import { BaseSchema } from '@adonisjs/lucid/schema'

/** Apps that ask to be signed in by somebody who types their code elsewhere (RFC 8628). */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('device_authorizations', (table) => {
      table.binary('device_code_hash').primary()
      table.binary('user_code_hash').notNullable().unique()
      table.string('name', 100).notNullable()
      table.string('ip_address', 45).nullable()
      table.string('user_agent', 512).nullable()
      table.string('state', 8).notNullable().defaultTo('waiting')
      table.integer('user_id').nullable().references('users.id').onDelete('CASCADE').index()
      table.integer('interval_seconds').notNullable()
      table.timestamp('polled_at').nullable()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.timestamp('expires_at').notNullable().index()

      table.check(
        `state in ('waiting', 'approved', 'refused')`,
        {},
        'device_authorizations_state_check'
      )
      table.check(
        `(state = 'approved') = (user_id is not null)`,
        {},
        'device_authorizations_approved_check'
      )
    })
  }

  async down() {
    this.schema.dropTable('device_authorizations')
  }
}

import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Webhooks, which receive events, and their deliveries. `seen` is the PostgreSQL snapshot up to which a webhook has
 * been served: see app/history/snapshot.ts. A delivery refers to its event, and its text is made when it is sent.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('webhooks', (table) => {
      table.uuid('id').primary().defaultTo(this.raw('gen_random_uuid()'))
      table.string('url', 2048).notNullable()
      table.specificType('kinds', 'text[]').notNullable().defaultTo('{}')
      table.text('secret').notNullable()
      table.text('previous_secret').nullable()
      table.timestamp('previous_secret_until').nullable()
      table.string('state', 8).notNullable().defaultTo('active')
      table.string('disabled_because', 8).nullable()
      table.text('seen').notNullable()
      table.timestamp('failing_since').nullable()
      table.timestamp('paused_until').nullable()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.timestamp('updated_at').nullable()

      table.check(`state in ('active', 'disabled')`, {}, 'webhooks_state_check')
    })

    this.schema.createTable('webhook_deliveries', (table) => {
      table.uuid('id').primary().defaultTo(this.raw('gen_random_uuid()'))
      table.uuid('webhook_id').notNullable().references('webhooks.id').onDelete('CASCADE')
      table.bigInteger('event_id').nullable()
      table.string('kind', 50).notNullable()
      table.string('state', 9).notNullable().defaultTo('waiting')
      table.integer('attempts').notNullable().defaultTo(0)
      table.integer('last_status').nullable()
      table.string('last_error', 500).nullable()
      table.timestamp('created_at').notNullable().defaultTo(this.now()).index()
      table.timestamp('next_attempt_at').notNullable().defaultTo(this.now())
      table.timestamp('delivered_at').nullable()

      table.index(['webhook_id', 'created_at'])
      table.check(
        `state in ('waiting', 'delivered', 'given_up')`,
        {},
        'webhook_deliveries_state_check'
      )
    })

    this.schema.raw(
      `create index webhook_deliveries_waiting on webhook_deliveries (next_attempt_at) where state = 'waiting'`
    )
  }

  async down() {
    this.schema.dropTable('webhook_deliveries')
    this.schema.dropTable('webhooks')
  }
}

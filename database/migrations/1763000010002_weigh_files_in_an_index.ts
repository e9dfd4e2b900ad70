import { BaseSchema } from '@adonisjs/lucid/schema'

/** Everything somebody owns, including the bin, is added up for each upload and on the page of their files. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('drop index files_of_owner')
    this.schema.raw('create index files_of_owner on files (owner_id) include (size)')
  }

  async down() {
    this.schema.raw('drop index files_of_owner')
    this.schema.raw('create index files_of_owner on files (owner_id, created_at desc, id desc)')
  }
}

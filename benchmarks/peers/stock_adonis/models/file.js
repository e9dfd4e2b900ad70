import { BaseModel, column } from '@adonisjs/lucid/orm'

export default class File extends BaseModel {}

column({ isPrimary: true })(File.prototype, 'id')
column()(File.prototype, 'userId')
column()(File.prototype, 'name')
column()(File.prototype, 'kind')
column()(File.prototype, 'size')
column.dateTime({ autoCreate: true })(File.prototype, 'createdAt')

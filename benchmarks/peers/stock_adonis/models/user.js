import { DbAccessTokensProvider } from '@adonisjs/auth/access_tokens'
import { BaseModel, column, hasMany } from '@adonisjs/lucid/orm'
import File from './file.js'

export default class User extends BaseModel {
  static accessTokens = DbAccessTokensProvider.forModel(User)

  /** Of the name where there is one, else of the address. */
  get initials() {
    const [first, last] = this.fullName?.split(' ') ?? this.email.split('@')
    return `${first.charAt(0)}${last?.charAt(0) ?? ''}`.toUpperCase()
  }
}

// The kit's decorators, called by hand.
column({ isPrimary: true })(User.prototype, 'id')
column()(User.prototype, 'fullName')
column()(User.prototype, 'email')
column({ serializeAs: null })(User.prototype, 'password')
column.dateTime({ autoCreate: true })(User.prototype, 'createdAt')
column.dateTime({ autoCreate: true, autoUpdate: true })(User.prototype, 'updatedAt')
hasMany(() => File)(User.prototype, 'files')

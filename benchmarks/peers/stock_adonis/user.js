import { DbAccessTokensProvider } from '@adonisjs/auth/access_tokens'
import { BaseModel, column } from '@adonisjs/lucid/orm'

export default class User extends BaseModel {
  static accessTokens = DbAccessTokensProvider.forModel(User)
}

// The kit's decorators, called by hand.
column({ isPrimary: true })(User.prototype, 'id')
column()(User.prototype, 'fullName')
column()(User.prototype, 'email')
column({ serializeAs: null })(User.prototype, 'password')
column.dateTime({ autoCreate: true })(User.prototype, 'createdAt')
column.dateTime({ autoCreate: true, autoUpdate: true })(User.prototype, 'updatedAt')

import { BaseTransformer } from '@adonisjs/core/transformers'
import vine from '@vinejs/vine'
import type { TokenPair } from '#sign_ins/token_pair'
import { shape, type Shaped, text, wholeNumber } from '#transformers/shape'
import SignInTransformer from '#transformers/sign_in_transformer'
import UserTransformer from '#transformers/user_transformer'

/** The answer to a sign-in or a refresh (RFC 6749, 5.1). Times are seconds. */
export default class TokenPairTransformer extends BaseTransformer<TokenPair> {
  static readonly schema = shape('TokenPair', {
    tokenType: vine.enum(['Bearer']),
    accessToken: text('gatehouse_at_…', 'Send it as Authorization: Bearer.'),
    expiresIn: wholeNumber(900, 'Seconds.'),
    refreshToken: text('gatehouse_rt_…', 'Good for one exchange at POST /api/v1/tokens/refresh.'),
    refreshExpiresIn: wholeNumber(2_592_000, 'Seconds.'),
    signIn: SignInTransformer.schema,
    user: UserTransformer.schema,
  })

  toObject(): Shaped<typeof TokenPairTransformer.schema> {
    const { accessToken, expiresIn, refreshToken, refreshExpiresIn, signIn, user } = this.resource
    return {
      tokenType: 'Bearer',
      accessToken,
      expiresIn,
      refreshToken,
      refreshExpiresIn,
      signIn: new SignInTransformer(signIn, signIn.id).toObject(),
      user: new UserTransformer(user).toObject(),
    }
  }
}

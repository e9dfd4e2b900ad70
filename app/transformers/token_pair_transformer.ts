import { BaseTransformer } from '@adonisjs/core/transformers'
import type { TokenPair } from '#sign_ins/token_pair'
import SignInTransformer from '#transformers/sign_in_transformer'
import UserTransformer from '#transformers/user_transformer'

/** The answer to a sign-in or a refresh (RFC 6749, 5.1). Times are seconds. */
export default class TokenPairTransformer extends BaseTransformer<TokenPair> {
  toObject() {
    const { accessToken, expiresIn, refreshToken, refreshExpiresIn, signIn, user } = this.resource
    return {
      tokenType: 'Bearer',
      accessToken,
      expiresIn,
      refreshToken,
      refreshExpiresIn,
      signIn: SignInTransformer.transform(signIn, signIn.id),
      user: UserTransformer.transform(user),
    }
  }
}

import { BaseTransformer } from '@adonisjs/core/transformers'
import type { TokenPair } from '#auth/token_pair'
import { signInLimits } from '#config/sign_ins'
import SignInTransformer from '#transformers/sign_in_transformer'
import UserTransformer from '#transformers/user_transformer'

/** The answer to a sign-in or a refresh (RFC 6749, 5.1). Times are seconds. */
export default class TokenPairTransformer extends BaseTransformer<TokenPair> {
  toObject() {
    const { accessToken, refreshToken, signIn, user } = this.resource
    const refreshExpiresIn = Math.round(signIn.expiresAt.diffNow('seconds').seconds)
    return {
      tokenType: 'Bearer',
      accessToken,
      expiresIn: Math.min(signInLimits.accessToken, refreshExpiresIn),
      refreshToken,
      refreshExpiresIn,
      signIn: SignInTransformer.transform(signIn, signIn.id),
      user: UserTransformer.transform(user),
    }
  }
}

import { BaseTransformer } from '@adonisjs/core/transformers'
import type SignIn from '#models/sign_in'
import type User from '#models/user'
import { shape, type Shaped } from '#transformers/shape'
import SignInTransformer from '#transformers/sign_in_transformer'
import UserTransformer from '#transformers/user_transformer'

type BrowserSignIn = { signIn: SignIn; user: User }

/** The answer to a browser's sign-in. Its secret is only in the cookie, where no script can read it. */
export default class BrowserSignInTransformer extends BaseTransformer<BrowserSignIn> {
  static readonly schema = shape('BrowserSignIn', {
    signIn: SignInTransformer.schema,
    user: UserTransformer.schema,
  })

  toObject(): Shaped<typeof BrowserSignInTransformer.schema> {
    const { signIn, user } = this.resource
    return {
      signIn: new SignInTransformer(signIn, signIn.id).toObject(),
      user: new UserTransformer(user).toObject(),
    }
  }
}

import { BaseTransformer } from '@adonisjs/core/transformers'
import type SignIn from '#models/sign_in'
import type User from '#models/user'
import SignInTransformer from '#transformers/sign_in_transformer'
import UserTransformer from '#transformers/user_transformer'

/** The answer to a sign-in of a browser. What it is known by is in the cookie alone, where no script reads it. */
export default class BrowserSignInTransformer extends BaseTransformer<{
  signIn: SignIn
  user: User
}> {
  toObject() {
    const { signIn, user } = this.resource
    return {
      signIn: SignInTransformer.transform(signIn, signIn.id),
      user: UserTransformer.transform(user),
    }
  }
}
